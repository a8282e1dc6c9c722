"""Offices, units and people; members, their keys and sessions; the walls of recusal."""
