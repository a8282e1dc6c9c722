"""The public door: takes reports, hands back replies, shows notices; it keeps public keys only."""
