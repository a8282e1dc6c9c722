"""What passes between the two doors, sealed: deposits, replies, notices, the signed directory."""
