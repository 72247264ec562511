"""The workers' work: visit sources, collect pages, match articles. Each step claims rows and keeps results."""
