"""What several proofs find their answers with."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

import sympy
from sympy import Rational, sqrt


def fitting_letter(fits: list[bool]) -> str:
    """The letter of the only option that fits."""
    assert fits.count(True) == 1
    return "ABCDEFGH"[fits.index(True)]


def letter_of(values: Mapping[str, object], wanted: object) -> str:
    """The letter of the only option with the wanted value."""
    (letter,) = (key for key, value in values.items() if value == wanted)
    return letter


def the_only(values: list[int]) -> int:
    """The only member of the list."""
    assert len(values) == 1
    return values[0]


def subsets(items: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Every subset, the empty one first."""
    for size in range(len(items) + 1):
        yield from combinations(items, size)


def polynomial_through(value: Callable[[int], Fraction | int], name: str, points: int) -> sympy.Expr:
    """The polynomial through values computed one by one; more points than needed make a false degree visible."""
    letter = sympy.Symbol(name)
    pairs = [(i, sympy.Rational(value(i))) for i in range(1, points + 1)]
    return sympy.expand(sympy.interpolate(pairs, letter))


def nearby_fraction(value: float, denominator: int = 1000) -> Fraction:
    """The simple fraction that a numeric result stands for; refuses a value that is not close to one."""
    exact = Fraction(value).limit_denominator(denominator)
    assert abs(float(exact) - value) < 1e-6, value
    return exact


def precise_fraction(value: object, largest: int = 2000) -> Fraction:
    """The simple fraction that a precise number stands for."""
    found = Fraction(str(value)).limit_denominator(largest)
    assert abs(float(found) - float(str(value))) < 1e-9
    return found


def is_near(value: sympy.Expr | Fraction | float, number: object, tolerance: float = 1e-9) -> bool:
    """Whether two numbers are the same to thirty digits, give or take the tolerance."""
    return abs(float(sympy.N(value, 30)) - float(sympy.N(number, 30))) < tolerance


def heron(a: int, b: int, c: int) -> sympy.Expr:
    """The area of a triangle with these sides."""
    s = Rational(a + b + c, 2)
    return sqrt(s * (s - a) * (s - b) * (s - c))
