"""The age v1 format, receipts and key derivation; no web, no database."""
