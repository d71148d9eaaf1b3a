"""Independent checkers of the problem families, one module per area; none imports a generator."""
