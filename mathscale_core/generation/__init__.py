"""Compositions → questions: few-shot examples, requests and replies."""
