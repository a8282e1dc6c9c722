"""Campaigns: profile and dates, the roster of the obliged, the portfolio table."""
