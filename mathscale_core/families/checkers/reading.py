"""Reading and writing numbers for the checkers of proportion, commerce and linear algebra."""

import re
from fractions import Fraction

from mathscale_core.families.family import Parameter, Parameters

#: A grouped or decimal number, and an amount of money, as they stand in a question.
NUMBER = r"\d[\d,]*(?:\.\d+)?"
MONEY = r"\\\$\d[\d,]*(?:\.\d\d)?"
NAME = r"[A-Z]\w+"
_UP = {"grown", "grew", "larger", "more", "joined", "added", "higher"}


def number(text: str) -> Fraction:
    """The exact value of ``12,400`` or ``4.5``."""
    return Fraction(text.replace(",", ""))


def scaled(text: str, factor: int) -> int:
    """The number in a smaller unit, in which it is whole: 4.5 (cm) with factor 10 is 45 (mm)."""
    return int(number(text.removeprefix("\\$")) * factor)


def integers(found: re.Match[str], *groups: str) -> dict[str, Parameter]:
    """The named groups as whole numbers; a money sign in front is passed over."""
    return {g: scaled(found[g], 1) for g in groups}


def direction(word: str) -> str:
    """``up`` for words of increase, else ``down``."""
    return "up" if word in _UP else "down"


def signed(text: str | None) -> int:
    """The value of a written term such as ``- 4``; nothing written is 0."""
    return int(text.replace(" ", "")) if text else 0


def coefficient(text: str) -> int:
    """The factor in front of a letter, where ``""`` and ``-`` stand for 1 and -1."""
    return int(text + "1") if text in {"", "-"} else int(text)


def whole(parameters: Parameters, *keys: str) -> tuple[int, ...]:
    """The parameters of these keys as numbers."""
    return tuple(int(parameters[k]) for k in keys)


def dollars(cents: Fraction | int) -> str:
    r"""``\$12.50`` for 1250 cents."""
    whole_dollars, rest = divmod(int(cents), 100)
    return f"\\${whole_dollars}.{rest:02}"


def tex(value: Fraction | int) -> str:
    r"""The number as an integer or ``\frac``, without dollars."""
    top, bottom = Fraction(value).as_integer_ratio()
    return str(top) if bottom == 1 else f"{'-' * (top < 0)}\\frac{{{abs(top)}}}{{{bottom}}}"


def with_unit(value: Fraction | int, unit: str) -> str:
    """The answer's text; an empty unit gives a bare number, ``dollars`` an amount of money."""
    if unit == "dollars":
        return dollars(value * 100)
    return f"${tex(value)}$ {unit}".strip()
