"""The networks: each file in this folder is one, found by listing it."""
