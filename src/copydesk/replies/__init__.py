"""Readers' replies, decided in pure code: plain text and its links, reasons to hold, word-Bayes, subnets."""
