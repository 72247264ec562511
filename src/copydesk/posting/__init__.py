"""Renders a story for a network, sends it, reads it back."""
