"""How the families of geometry, chance and calculus write formulas: roots, points and matrices as LaTeX."""

from collections.abc import Sequence
from fractions import Fraction
from math import isqrt

from mathscale_core.families.algebra_text import fraction, simple_root, surd


def root_of(square: int) -> str:
    r"""The root of ``square`` in simplest form, for use between dollars.

    >>> root_of(72), root_of(49)
    ('6\\sqrt{2}', '7')
    """
    coefficient, radicand = simple_root(square)
    return str(coefficient) if radicand == 1 else surd(coefficient, radicand)


def length(square: int, unit: str = "") -> str:
    """The answer's text for the root of ``square``: dollars only where there is a root sign."""
    text = root_of(square) if isqrt(square) ** 2 == square else f"${root_of(square)}$"
    return f"{text} {unit}".strip()


def pi_times(factor: int | Fraction, unit: str) -> str:
    r"""The answer's text for a multiple of pi, such as ``$36\pi$ cm^2``."""
    value = Fraction(factor)
    top = "" if value.numerator == 1 else str(value.numerator)
    text = rf"{top}\pi" if value.denominator == 1 else rf"\frac{{{top}\pi}}{{{value.denominator}}}"
    return f"${text}$ {unit}"


def point(*coordinates: int) -> str:
    """``(3, -2)``."""
    return f"({', '.join(map(str, coordinates))})"


def matrix(rows: Sequence[Sequence[int | str | Fraction]]) -> str:
    r"""A matrix in round brackets."""
    lines = (" & ".join(e if isinstance(e, str) else fraction(e) for e in row) for row in rows)
    return r"\begin{pmatrix}" + r" \\ ".join(lines) + r"\end{pmatrix}"


def column(values: Sequence[int | str]) -> str:
    """A column vector."""
    return matrix([[v] for v in values])


def squared(letter: str, shift: int) -> str:
    """``(x - 3)^2`` for the letter x and the shift 3."""
    return f"({letter} {'-' if shift > 0 else '+'} {abs(shift)})^2"
