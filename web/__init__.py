"""Page furniture both doors share."""
