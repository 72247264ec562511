"""The editor's queue, the database and the workers that claim due rows."""
