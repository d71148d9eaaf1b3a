"""Compositions from the graph: uniform numbers, walks, unique sets, exact inclusion."""
