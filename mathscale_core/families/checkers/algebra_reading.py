"""How the algebra checkers read a question: whole sentences with places for numbers and formulas.

In a wording ``@name`` stands for a whole number, between dollars or not, ``@@name`` for a formula and ``~``
for any words; all other text is taken literally.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from mathscale_core.families.checkers.checker import UnreadableQuestionError, match, steps

Wording = tuple[str, str]


def sentence(wording: str) -> str:
    """The regular expression of a wording."""
    pattern = re.escape(wording)
    pattern = re.sub(r"@@(\w+)", r"(?P<\1>[^$]+?)", pattern)
    pattern = re.sub(r"@(\w+)", r"\\$?(?P<\1>-?\\d+(?:,\\d{3})*)\\$?", pattern)
    return r"\A" + pattern.replace("\\~", "[^$]*?") + r"\Z"


def read(question: str, *wordings: Wording) -> tuple[str, dict[str, str]]:
    """The label of the wording that the question has, and the texts at its named places."""
    for label, wording in wordings:
        found = re.search(sentence(wording), question)
        if found:
            return label, found.groupdict()
    match(question, *(sentence(wording) for _, wording in wordings))
    raise AssertionError("match raises")


def whole(text: str) -> int:
    """A whole number, with or without commas."""
    return int(text.replace(",", ""))


def wholes(texts: dict[str, str]) -> dict[str, int | str]:
    """All texts as whole numbers."""
    return {name: whole(text) for name, text in texts.items()}


def coefficients(text: str, x: str = "x") -> dict[int, int]:
    """Exponents and coefficients of a polynomial with whole coefficients, as it is written.

    >>> coefficients("3x^2 - x + 5")
    {2: 3, 1: -1, 0: 5}
    """
    found: dict[int, int] = {}
    squeezed = text.replace(" ", "").replace("{", "").replace("}", "")
    term = re.compile(rf"([+-]?)(\d*)({x}?)(?:\^(\d+))?")
    place = 0
    while place < len(squeezed):
        piece = term.match(squeezed, place)
        if not piece or piece.end() == place or not (piece[2] or piece[3]):
            raise UnreadableQuestionError(f"not a polynomial: {text!r}")
        degree = 0 if not piece[3] else int(piece[4] or 1)
        value = int(piece[2] or 1) * (-1 if piece[1] == "-" else 1)
        found[degree] = found.get(degree, 0) + value
        place = piece.end()
    return found


def dense(text: str, length: int, x: str = "x") -> list[int]:
    """The coefficients of a polynomial from the highest power down, ``length`` of them."""
    found = coefficients(text, x)
    if max(found) >= length:
        raise UnreadableQuestionError(f"degree of {text!r} is too high")
    return [found.get(degree, 0) for degree in reversed(range(length))]


def value(polynomial: Sequence[int | Fraction], x: int | Fraction) -> Fraction:
    """The polynomial's value, coefficients from the highest power down."""
    return sum((Fraction(c) * Fraction(x) ** (len(polynomial) - 1 - i) for i, c in enumerate(polynomial)), Fraction(0))


def text_of(polynomial: Sequence[int]) -> str:
    """The polynomial as LaTeX without dollars."""
    terms = []
    for i, c in enumerate(polynomial):
        degree = len(polynomial) - 1 - i
        if c:
            letters = ("", "x")[degree] if degree < 2 else f"x^{degree}"
            terms.append(("-" if c < 0 else "+") + (str(abs(c)) if abs(c) != 1 or not degree else "") + letters)
    return "".join(terms).removeprefix("+") or "0"


def same_polynomial(first: str, second: str) -> bool | None:
    """Whether two answers are the same polynomial in x with the same unit."""
    sides = []
    for side in (first, second):
        found = re.fullmatch(r"\$?([^$]*)\$?\s*(.*)", side.strip())
        try:
            terms = coefficients(found[1] if found else side)
        except UnreadableQuestionError:
            return None
        sides.append(({degree: c for degree, c in terms.items() if c}, found[2].strip() if found else ""))
    return sides[0] == sides[1]


def fraction(number: Fraction) -> str:
    """The number as an answer is written."""
    if number.denominator == 1:
        return str(number)
    return rf"$\frac{{{number.numerator}}}{{{number.denominator}}}$"


def integers() -> Iterator[int]:
    """0, 1, -1, 2, -2, ...; ends with an error as :func:`steps` does."""
    yield 0
    for n in steps():
        yield n
        yield -n
