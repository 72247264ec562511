"""Bytes in, values out: feeds and sitemaps to items, pages to articles."""
