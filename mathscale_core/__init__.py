"""MathScale Studio: mathematics question data from concepts, as one loop (arXiv 2403.02884)."""

__version__ = "0.4.0"
