"""Filled workbooks for tests: made from the blanks, and the same ones as a real spreadsheet program saved them."""
