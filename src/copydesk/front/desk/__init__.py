"""The desk's own pages: one queue of what needs a person, and what an editor does about it."""
