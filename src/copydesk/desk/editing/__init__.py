"""What an editor does at the desk: each act is kept with who did it and when, and can be undone."""
