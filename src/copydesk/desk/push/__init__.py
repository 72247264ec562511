"""Notes to browsers in the rows: who asked for them, and what goes to each."""
