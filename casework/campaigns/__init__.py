"""Campaigns (专项治理): dates, the roster of the obliged, the portfolio table, what units deliver by when."""
