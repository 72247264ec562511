"""Fetches what is due, politely and safely, and decides the next visit."""
