"""The internal door: where reports become cases; office keys exist here only while unlocked."""
