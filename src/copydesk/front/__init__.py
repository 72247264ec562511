"""What readers see: baked pages and feeds, written when something changes."""
