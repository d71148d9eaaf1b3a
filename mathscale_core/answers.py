"""Final answers: find them in a text, read them exactly, compare them.

Comes in: a stored text (``$...$`` is mathematics, money is ``\\$``). Goes out: an
:class:`Answer` with an exact value and a unit, or a comparison that may say "could not tell".

Only string and number rules live here (exact rational arithmetic, no computer algebra): cheap enough
for every question of a large set. Symbolic equality is the comparer's work (``ports.Comparer``).
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Kind = Literal["number", "tuple", "set", "choice", "truth", "expression"]
Value = Fraction | str | tuple["Value", ...] | frozenset["Value"]

#: Longer answers are compared as text alone: a final answer is short, and parsing stays cheap.
MAX_PARSED_LENGTH = 400

_CURRENCIES = {"\\$": "dollar", "$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_UNIT_ALIASES = {
    "%": "percent", "per cent": "percent", "°": "degree", "deg": "degree",
    "kilometer": "km", "kilometre": "km", "meter": "m", "metre": "m", "centimeter": "cm", "centimetre": "cm",
    "millimeter": "mm", "millimetre": "mm", "kilogram": "kg", "gram": "g", "liter": "l", "litre": "l",
    "milliliter": "ml", "millilitre": "ml", "hr": "hour", "h": "hour", "min": "minute", "sec": "second",
    "s": "second", "inch": "inch", "inches": "inch", "feet": "foot", "ft": "foot", "cents": "cent",
    "people": "person", "children": "child", "mice": "mouse", "geese": "goose", "men": "man", "women": "woman",
    "buses": "bus", "boxes": "box", "classes": "class", "glasses": "glass", "dresses": "dress", "loaves": "loaf",
    "shelves": "shelf", "leaves": "leaf", "halves": "half", "dishes": "dish", "bunches": "bunch",
    "benches": "bench", "batches": "batch", "matches": "match", "branches": "branch", "lunches": "lunch",
    "sandwiches": "sandwich", "tomatoes": "tomato", "potatoes": "potato", "km/h": "km/hour", "kph": "km/hour",
    "mph": "mile/hour", "m/s": "m/second", "square meter": "m^2", "square metre": "m^2",
    "square centimeter": "cm^2", "square centimetre": "cm^2", "square kilometer": "km^2", "square unit": "unit^2",
    "cubic meter": "m^3", "cubic metre": "m^3", "cubic centimeter": "cm^3", "cubic centimetre": "cm^3",
    "square foot": "foot^2", "square inch": "inch^2", "cubic unit": "unit^3",
}  # fmt: skip
_TRUTHS = {"true": "true", "yes": "true", "false": "false", "no": "false"}

_DECIMAL = r"-?(?:\d+(?:\.\d+)?|\.\d+)"
_NUMBER = re.compile(
    rf"""(?P<scientific>(?P<mantissa>{_DECIMAL})\s*(?:\\times|\\cdot|\*|×)\s*10\s*\^\s*(?:\{{(?P<exponent>-?\d+)\}}|(?P<digit>-?\d)))
      | (?P<mixed>(?P<whole>-?\d+)\s*(?:\\frac\s*\{{(?P<mn>\d+)\}}\s*\{{(?P<md>\d+)\}}|\s(?P<pn>\d+)/(?P<pd>\d+)))
      | (?P<frac>(?P<sign>-?)\s*\\frac\s*\{{(?P<n>-?\d+)\}}\s*\{{(?P<d>-?\d+)\}})
      | (?P<ratio>(?P<top>{_DECIMAL})\s*/\s*(?P<bottom>\d+(?:\.\d+)?))
      | (?P<decimal>{_DECIMAL})""",
    re.VERBOSE,
)
_UNIT = re.compile(r"\s*(%|°|[A-Za-z](?:[A-Za-z .\-]*[A-Za-z])?(?:\^?[23²³])?(?:\s*/\s*[A-Za-z]+(?:\^?[23²³])?)?)?\s*\.?$")


@dataclass(frozen=True, slots=True)
class Answer:
    """A final answer read from its text.

    Attributes:
        kind: What the text was read as.
        value: A ``Fraction`` for numbers, nested values for tuples and sets, else the normalised text.
        unit: Singular unit name, ``""`` where none is written.
    """

    kind: Kind
    value: Value
    unit: str = ""


def find_answer(solution: str) -> str | None:
    r"""The final answer that a worked solution states, or None where it states none.

    Looked for in this order: the last ``\boxed{...}``, the last ``#### ...`` line, what follows the last
    "answer is".

    >>> find_answer("So 2 + 2 = 4.\n#### 4")
    '4'
    >>> find_answer(r"Hence $\boxed{\frac{1}{2}}$.")
    '$\\frac{1}{2}$'
    >>> find_answer("The answer is 12 km.")
    '12 km'
    """
    boxed = _last_boxed(solution)
    if boxed is not None:
        return f"${boxed}$" if "\\" in boxed or "^" in boxed else boxed
    marked = re.findall(r"^####[ \t]*(\S.*?)[ \t]*$", solution, re.MULTILINE)
    if marked:
        return str(marked[-1])
    said = re.findall(r"answer is:?\s*(\S.*?)\s*(?:\.?\s*$|\.\s*\n)", solution, re.IGNORECASE | re.MULTILINE)
    return str(said[-1]) if said else None


def normalise(text: str) -> str:
    r"""The text without what does not change the meaning of an answer: dollars, spacing commands, sizes.

    >>> normalise(r"$\left(\dfrac{1}{2},\, 3\right)$.")
    '(\\frac{1}{2}, 3)'
    """
    t = text.strip().replace("−", "-").replace("–", "-").replace("\u00a0", " ")
    for opening, closing in (("\\(", "\\)"), ("\\[", "\\]")):
        t = t.replace(opening, "").replace(closing, "")
    t = re.sub(r"(?<!\\)\$", "", t)
    t = re.sub(r"\\(left|right|displaystyle|,|;|!|:)(?![A-Za-z])", "", t)
    t = re.sub(r"\\[dt]frac(?![A-Za-z])", r"\\frac", t)
    t = re.sub(r"\\frac\s*(\d)\s*(\d)(?!\d)", r"\\frac{\1}{\2}", t)
    t = re.sub(r"\\(?:text|mathrm|textrm|operatorname|mbox)\s*\{([^{}]*)\}", r" \1", t)
    t = re.sub(r"\^\s*\{?\\circ\}?|\\degree", "°", t).replace("\\%", "%")
    t = re.sub(r"(?<=\d)(?:,|\{,\})(?=\d{3}(?!\d))", "", t)
    t = re.sub(r"\s+", " ", t).strip()
    return t[:-1].rstrip() if t.endswith(".") else t


def parse(text: str) -> Answer:
    r"""Read an answer's text exactly.

    >>> parse(r"$\frac{3}{4}$ km")
    Answer(kind='number', value=Fraction(3, 4), unit='km')
    >>> parse(r"\$1,250.50").value
    Fraction(2501, 2)
    >>> parse("$x = 2$ or $x = -3$").kind
    'set'
    """
    if len(text) > MAX_PARSED_LENGTH:
        return Answer("expression", re.sub(r"\s", "", text))
    t = normalise(text)
    truth = _TRUTHS.get(t.casefold())
    if truth:
        return Answer("truth", truth)
    choice = re.fullmatch(r"\(?([A-H])\)?\.?", t)
    if choice:
        return Answer("choice", choice.group(1))
    whole = _strip_name(t)
    number = _number_with_unit(whole)
    if number:
        return number
    return _collection(whole) or Answer("expression", _canonical(whole))


def same(first: str, second: str) -> bool | None:
    r"""Whether two answers are the same; None where string and number rules cannot tell.

    Numbers compare exactly. Units must agree when both sides write one; a bare number agrees with either.

    >>> same("0.5", r"$\frac{1}{2}$"), same("12 km", "12 cm"), same("$2x+1$", "$1+2x$")
    (True, False, None)
    """
    a, b = parse(first), parse(second)
    if a.unit and b.unit and a.unit != b.unit:
        return False
    if a.value == b.value:
        return True
    plain = {"number", "choice", "truth"}
    if a.kind in plain and b.kind in plain:
        return False
    if a.kind == b.kind and a.kind in {"tuple", "set"} and _is_numeric(a.value) and _is_numeric(b.value):
        return False
    return None


def _last_boxed(text: str) -> str | None:
    start = text.rfind("\\boxed{")
    if start < 0:
        return None
    depth, begin = 0, start + len("\\boxed{")
    for position in range(begin - 1, len(text)):
        depth += {"{": 1, "}": -1}.get(text[position], 0)
        if depth == 0:
            return text[begin:position].strip()
    return None


def _strip_name(t: str) -> str:
    """Drop a short left side such as ``x =`` or ``f(x) =`` when nothing else is equated."""
    named = re.fullmatch(r"[A-Za-z](?:_\{?\w+\}?)?(?:\([a-z](?:, ?[a-z])*\)|')?\s*=\s*([^=<>]+)", t)
    return named.group(1).strip() if named and not re.search(r"\b(?:or|and)\b|,", named.group(1)) else t


def _number_with_unit(t: str) -> Answer | None:
    unit = ""
    for sign, name in _CURRENCIES.items():
        if t.startswith(sign) or t.startswith("-" + sign):
            t, unit = t.replace(sign, "", 1).strip(), name
            break
    found = _NUMBER.match(t)
    if not found:
        return None
    rest = _UNIT.match(t, found.end())
    if not rest:
        return None
    value = _value(found)
    if value is None:
        return None
    written = rest.group(1) or ""
    # One letter that is no unit is a variable: "3 x" is an expression, "3 m" is a length.
    if len(written) == 1 and written.isalpha() and written not in {"m", "g", "l", "L", "h", "s", "N", "J", "W", "V"}:
        return None
    return Answer("number", value, unit or _unit_name(written))


def _value(found: re.Match[str]) -> Fraction | None:
    g = found.groupdict()
    try:
        if g["scientific"]:
            exponent = int(g["exponent"] or g["digit"])
            return Fraction(g["mantissa"]) * Fraction(10) ** exponent if abs(exponent) <= 400 else None
        if g["mixed"]:
            part = Fraction(int(g["mn"] or g["pn"]), int(g["md"] or g["pd"]))
            return Fraction(int(g["whole"])) + (-part if g["whole"].startswith("-") else part)
        if g["frac"]:
            return Fraction(int(g["n"]), int(g["d"])) * (-1 if g["sign"] else 1)
        if g["ratio"]:
            return Fraction(g["top"]) / Fraction(g["bottom"])
        return Fraction(g["decimal"])
    except ZeroDivisionError:
        return None


def _unit_name(written: str) -> str:
    unit = re.sub(r"\s*/\s*", "/", written.strip(" .").replace("²", "^2").replace("³", "^3"))
    unit = re.sub(r"(?<=[A-Za-z])([23])$", r"^\1", unit)
    unit = re.sub(r"\bper\b", "/", unit).replace(" / ", "/") if " per " in f" {unit} " else unit
    low = unit.casefold() if len(unit) > 1 or unit == "L" else unit
    return "/".join(_singular(part) for part in low.split("/")) if low not in _UNIT_ALIASES else _UNIT_ALIASES[low]


def _singular(word: str) -> str:
    if word in _UNIT_ALIASES:
        return _UNIT_ALIASES[word]
    if len(word) > 3 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 2 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return _UNIT_ALIASES.get(word, word)


def _collection(t: str) -> Answer | None:
    """A tuple ``(a, b)``, a set ``\\{a, b\\}``, or a list written with commas, "and", "or"."""
    inner, kind = t, "set"
    if t.startswith("(") and t.endswith(")") and "," in t and _encloses(t):
        inner, kind = t[1:-1], "tuple"
    elif t.startswith("\\{") and t.endswith("\\}"):
        inner = t[2:-2]
    parts = [p for p in _split_top(inner) if p]
    if len(parts) < 2 and not t.startswith("\\{"):
        return None
    values = [parse(p).value for p in parts]
    return Answer("tuple", tuple(values)) if kind == "tuple" else Answer("set", frozenset(values))


def _encloses(t: str) -> bool:
    depth = 0
    for position, character in enumerate(t):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth == 0 and position < len(t) - 1:
            return False
    return True


def _split_top(t: str) -> list[str]:
    t = re.sub(r",?\s+(?:and|or)\s+", ", ", t)
    parts, depth, begin = [], 0, 0
    for position, character in enumerate(t):
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(character, 0)
        if character in ",;" and depth == 0:
            parts.append(t[begin:position].strip())
            begin = position + 1
    parts.append(t[begin:].strip())
    return parts


def _canonical(t: str) -> str:
    for written, plain in (("\\leq", "\\le"), ("\\geq", "\\ge"), ("\\cdot", "*"), ("\\times", "*"), ("\\infin", "\\infty")):
        t = re.sub(re.escape(written) + r"(?![A-Za-z])", lambda _, p=plain: p, t)
    t = t.replace("≤", "\\le").replace("≥", "\\ge").replace("\\le ", "\\le").replace("\\ge ", "\\ge")
    return re.sub(r"\s+", "", t)


def _is_numeric(value: Value) -> bool:
    if isinstance(value, (tuple, frozenset)):
        return all(_is_numeric(v) for v in value)
    return isinstance(value, Fraction)
