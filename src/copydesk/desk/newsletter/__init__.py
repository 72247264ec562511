"""The newsletter in the rows: who asked for it, what is made for them, and what goes to each."""
