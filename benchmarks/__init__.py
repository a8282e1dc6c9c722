"""Measured work, one module per claim in the README; each prints one JSON object a line."""
