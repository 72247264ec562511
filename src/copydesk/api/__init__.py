"""The public Python functions, and the same functions over HTTP."""
