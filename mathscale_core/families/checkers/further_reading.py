"""How the checkers of geometry, chance and calculus read questions and compare answers with roots and pi."""

import re
from fractions import Fraction

from mathscale_core.families.checkers.algebra_reading import Wording, read
from mathscale_core.families.family import Parameter, Parameters

#: A factor in front of a root or of pi: whole, a fraction, or not written.
_FACTOR = r"(?P<sign>-?)(?:(?P<whole>\d+)|\\frac\{(?P<top>\d*)(?P<inner>\\pi|\\sqrt\{\d+\})?\}\{(?P<bottom>\d+)\})?"
_MEASURE = re.compile(rf"\$?{_FACTOR}(?P<mark>\\pi|\\sqrt\{{\d+\}})?\$?(?: (?P<unit>[a-z]+(?:\^[23])?))?")


def stated(question: str, *wordings: Wording) -> dict[str, Parameter]:
    """The label of the wording as ``ask`` and what stands at its places, whole numbers as such."""
    ask, texts = read(question, *wordings)
    return {"ask": ask, **{k: int(v.replace(",", "")) if re.fullmatch(r"-?[\d,]+", v) else v for k, v in texts.items()}}


def numbers(parameters: Parameters, *keys: str) -> tuple[int, ...]:
    """The parameters of these keys as numbers."""
    return tuple(int(parameters[k]) for k in keys)


def measure(text: str) -> tuple[Fraction, str, int, str] | None:
    """A multiple of pi or of a root: squared factor with the radicand, ``pi`` or not, sign, unit."""
    found = _MEASURE.fullmatch(re.sub(r"(?<=\d),(?=\d{3})", "", text.strip()))
    if not found or not re.search(r"\d|\\pi", text):
        return None
    mark = found["mark"] or found["inner"] or ""
    factor = Fraction(int(found["whole"] or found["top"] or 1), int(found["bottom"] or 1))
    radicand = int(mark[6:-1]) if mark.startswith("\\sqrt") else 1
    unit = re.sub(r"s$", "", found["unit"] or "") if len(found["unit"] or "") > 2 else found["unit"] or ""
    return factor**2 * radicand, "pi" if mark == "\\pi" else "", -1 if found["sign"] else 1, unit


def same_measure(first: str, second: str) -> bool | None:
    """Whether both are the same multiple of pi or of a root, in the same unit."""
    one, other = measure(first), measure(second)
    return None if one is None or other is None else one == other


def root_text(square: int | Fraction) -> str:
    """The root of a square number or of any other number, as an answer is written."""
    square = int(square)
    whole = next((n for n in range(square + 1) if n * n >= square), 0)
    if whole * whole == square:
        return str(whole)
    outside = next(n for n in range(whole, 0, -1) if square % (n * n) == 0)
    return f"${outside if outside > 1 else ''}\\sqrt{{{square // (outside * outside)}}}$"


def fraction_text(value: Fraction) -> str:
    """A number as an answer is written: whole, or a fraction between dollars."""
    if value.denominator == 1:
        return str(value)
    return rf"${'-' if value < 0 else ''}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}$"
