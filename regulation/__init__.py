"""The plan as dated, citable rules: pure functions over frozen facts, standard library only."""
