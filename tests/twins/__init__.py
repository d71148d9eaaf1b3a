"""Suggested twins."""
