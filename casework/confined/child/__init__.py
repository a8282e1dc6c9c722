"""What runs inside the confinement. Imports nothing of the product; speaks through stdin and stdout only."""
