"""How the product is started and put into service."""
