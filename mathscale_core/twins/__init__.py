"""Suggested twins: concepts that may be one under two names. Nothing here edits; a person decides."""
