"""How the algebra families write formulas: polynomials, powers, roots and fractions as LaTeX without dollars."""

from collections.abc import Sequence
from fractions import Fraction
from math import isqrt

NAMES = (
    "Amara", "Bogdan", "Chiara", "Dinesh", "Elif", "Farid", "Greta", "Hinata", "Ines", "Jakub", "Kwame", "Leilani",
    "Mateo", "Nadia", "Olga", "Priya", "Quentin", "Rosa", "Sipho", "Tuan", "Ursula", "Wei", "Yusuf", "Zofia",
)  # fmt: skip


def polynomial(coefficients: Sequence[int], x: str = "x") -> str:
    """The polynomial with these coefficients, highest power first.

    >>> polynomial((3, -1, 5))
    '3x^2 - x + 5'
    """
    text = ""
    for place, value in enumerate(coefficients):
        degree = len(coefficients) - 1 - place
        if value == 0:
            continue
        size = "" if abs(value) == 1 and degree else str(abs(value))
        letters = "" if degree == 0 else x if degree == 1 else f"{x}^{degree}"
        sign = ("-" if value < 0 else "") if not text else (" - " if value < 0 else " + ")
        text += sign + size + letters
    return text or "0"


def power(base: int | str, exponent: int) -> str:
    """``base^{exponent}``."""
    return f"{base}^{{{exponent}}}"


def root(radicand: int | str) -> str:
    """A square root sign over the radicand."""
    return rf"\sqrt{{{radicand}}}"


def surd(coefficient: int, radicand: int) -> str:
    """``coefficient`` times the root of ``radicand``; a coefficient of one is not written."""
    return {1: "", -1: "-"}.get(coefficient, str(coefficient)) + root(radicand)


def simple_root(value: int) -> tuple[int, int]:
    """The root of ``value`` as (c, k) with ``c * sqrt(k)`` and k without square factors.

    >>> simple_root(72)
    (6, 2)
    """
    factor = max(d for d in range(1, isqrt(value) + 1) if value % (d * d) == 0)
    return factor, value // (factor * factor)


def fraction(value: Fraction | int) -> str:
    """A whole number, or a fraction in lowest terms."""
    value = Fraction(value)
    if value.denominator == 1:
        return str(value.numerator)
    return rf"{'-' if value < 0 else ''}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"


def maths(value: Fraction | int) -> str:
    """The number as it stands in a sentence: a fraction between dollars, a whole number without."""
    text = fraction(value)
    return f"${text}$" if "\\" in text else text


def decimal(value: Fraction) -> str:
    """A terminating decimal, exactly.

    >>> decimal(Fraction(7, 4)), decimal(Fraction(3))
    ('1.75', '3')
    """
    digits = 0
    while (value * 10**digits).denominator > 1:
        digits += 1
    whole = f"{abs(int(value * 10**digits)):0{digits + 1}d}"
    sign = "-" if value < 0 else ""
    return sign + (f"{whole[:-digits]}.{whole[-digits:]}" if digits else whole)


def money(value: Fraction | int) -> str:
    """Dollars, with two decimals where there are cents."""
    value = Fraction(value)
    return rf"\${int(value):,}" if value.denominator == 1 else rf"\${float(value):,.2f}"


def count(number: int, noun: str) -> str:
    """A number with its noun in the singular or with an added s."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def signed(number: int) -> str:
    """A number as a summand: `` + 3`` or `` - 3``."""
    return f" - {-number}" if number < 0 else f" + {number}"


def bracket(number: int) -> str:
    """A number as a factor: negative ones stand in parentheses."""
    return f"({number})" if number < 0 else str(number)


def times(*factors: str) -> str:
    """Factors joined by a dot."""
    return r" \cdot ".join(factors)
