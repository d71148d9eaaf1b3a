"""Ratios beside named peers, apart from the tests."""
