"""Source and copy in, findings out: what the copy altered."""
