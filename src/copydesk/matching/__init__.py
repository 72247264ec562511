"""Articles in, relations and stories out: who took from whom."""
