"""Declarations: filing, publicity, countersigning, submitting, archive."""
