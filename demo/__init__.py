"""Demonstration data in an invented city; nobody in it exists."""
