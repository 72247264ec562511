"""Readers' replies in the rows: taken in, moderated, changed by their writers, mailed about, imported, erased."""
