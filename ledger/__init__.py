"""Merkle trees, proofs and checkpoints after RFC 9162 and the C2SP signed note; pure."""
