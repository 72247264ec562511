"""Millions of articles from WARC or Parquet, on a process pool or Spark."""
