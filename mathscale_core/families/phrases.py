"""Small pieces of text that the families of proportion, commerce and linear algebra share."""

from fractions import Fraction

NAMES = (
    "Amara", "Aiko", "Bruno", "Chidi", "Dalia", "Elif", "Farid", "Greta", "Hana", "Ivo", "Jamila", "Kofi", "Leila",
    "Mateo", "Nadia", "Omar", "Priya", "Rosa", "Sven", "Tomas", "Uma", "Viktor", "Wanjiru", "Yusuf", "Zofia",
)  # fmt: skip
#: Invented places, so that no stated population or distance contradicts a real one.
TOWNS = ("Eastmere", "Lindvale", "Nordvik", "Karabel", "Omuri", "Santoro", "Dunholt", "Vellmar", "Tarrago", "Belkova")


def pick(first: bool, words: str) -> str:
    """One side of ``words``, which are written ``first|second``."""
    return words.split("|")[0 if first else 1]


def an(text: str) -> str:
    """The text with its article: a 7%, an 8%, an orange."""
    vowel = text[0] in "aeio" or text[0] == "8" or text.rstrip("%") in {"11", "18"}
    return f"{'an' if vowel else 'a'} {text}"


def num(value: int) -> str:
    """A whole number, grouped in threes from five digits on."""
    return f"{value:,}" if value >= 10_000 else str(value)


def money(cents: int | Fraction) -> str:
    r"""An amount of money: ``\$5`` or ``\$5.40``."""
    whole, rest = divmod(int(cents), 100)
    return f"\\${num(whole)}" + (f".{rest:02}" if rest else "")


def decimal(value: Fraction | int) -> str:
    """A non-negative number with at most three decimal places, written without trailing zeros."""
    whole, rest = divmod(int(value * 1000), 1000)
    return num(whole) + (f".{rest:03}".rstrip("0") if rest else "")


def plain(value: Fraction | int) -> str:
    """A number for use inside mathematics: an ungrouped decimal where it ends soon, else a fraction."""
    return decimal(value).replace(",", "") if fits(value, 3) else tex(value)


def fits(value: Fraction | int, places: int = 2) -> bool:
    """Whether the number ends after that many decimal places."""
    return Fraction(value * 10**places).denominator == 1


def amount(value: Fraction | int) -> str:
    """A decimal where at most two places are enough, else a fraction in mathematics."""
    return decimal(value) if fits(value) else f"${tex(value)}$"


def in_unit(value: Fraction | int, unit: str) -> str:
    """A final answer: money for ``dollars``, a bare number for an empty unit."""
    if unit == "dollars":
        return money(value * 100)
    return f"{amount(value)} {unit}".strip()


def tex(value: Fraction | int) -> str:
    r"""A number in LaTeX, fractions as ``\frac``."""
    value = Fraction(value)
    if value.denominator == 1:
        return str(value.numerator)
    return f"{'-' if value < 0 else ''}\\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"


def plus(value: Fraction | int) -> str:
    """A number as a later term of a sum: `` + 3`` or `` - 3``, empty for zero."""
    return "" if value == 0 else f" {'-' if value < 0 else '+'} {tex(abs(Fraction(value)))}"


def term(coefficient: Fraction | int, letter: str) -> str:
    """A first term such as ``3x``, ``-x`` or ``x``."""
    sign = "-" if coefficient < 0 else ""
    return letter if coefficient == 1 else f"{sign}{letter}" if coefficient == -1 else f"{tex(coefficient)}{letter}"


def plus_term(coefficient: Fraction | int, letter: str) -> str:
    """A later term such as `` - 3x``, empty where the coefficient is zero."""
    return "" if coefficient == 0 else f" {'-' if coefficient < 0 else '+'} {term(abs(Fraction(coefficient)), letter)}"


def line(coefficient: Fraction | int, letter: str, constant: Fraction | int) -> str:
    """A linear expression such as ``3x - 4``."""
    return term(coefficient, letter) + plus(constant)
