"""Tests of the vocabulary as a file."""
