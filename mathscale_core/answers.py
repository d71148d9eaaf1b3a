r"""Final answers: find them in a text, read them exactly, compare them.

Comes in: a stored text (``$...$`` is mathematics, money is ``\$``). Goes out: an
:class:`Answer` with an exact value and a unit, or a comparison that may say "could not tell".

Only string and number rules live here (exact rational arithmetic, no computer algebra): cheap enough
for every question of a large set. Symbolic equality is not decided here.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Kind = Literal["number", "tuple", "set", "choice", "truth", "expression"]
Value = Fraction | str | tuple["Value", ...] | frozenset["Value"]

#: Longer answers are compared as text alone: a final answer is short, and parsing stays cheap.
MAX_PARSED_LENGTH = 400
#: Numbers with a larger power of ten are compared as text.
MAX_EXPONENT = 400

_CURRENCIES = {"\\$": "dollar", "$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_UNIT_ALIASES = {
    "%": "percent", "°": "degree", "deg": "degree", "€": "euro", "£": "pound", "¥": "yen", "\\$": "dollar",
    "kilometer": "km", "kilometre": "km", "meter": "m", "metre": "m", "centimeter": "cm", "centimetre": "cm",
    "millimeter": "mm", "millimetre": "mm", "kilogram": "kg", "gram": "g", "liter": "l", "litre": "l",
    "milliliter": "ml", "millilitre": "ml", "hr": "hour", "h": "hour", "min": "minute", "sec": "second",
    "s": "second", "in": "inch", "feet": "foot", "ft": "foot", "yd": "yard", "mi": "mile", "lb": "pound",
    "oz": "ounce", "gal": "gallon", "yr": "year", "mph": "mile/hour", "kph": "km/hour",
    "people": "person", "children": "child", "mice": "mouse", "geese": "goose", "men": "man", "women": "woman",
    "buses": "bus", "gases": "gas", "gas": "gas", "lenses": "lens", "lens": "lens", "loaves": "loaf",
    "shelves": "shelf", "leaves": "leaf", "halves": "half", "tomatoes": "tomato", "potatoes": "potato",
}  # fmt: skip
_BASE_UNITS = frozenset(_UNIT_ALIASES.values())
#: Units of one or two letters; other short letters after a number are variables: "3 x" and "5xy" have no unit.
_SHORT_UNITS = frozenset({
    "m", "g", "l", "L", "h", "s", "N", "J", "W", "V", "km", "cm", "mm", "kg", "mg", "ml", "mL", "ft", "in", "yd",
    "mi", "oz", "lb", "hr", "yr", "kW", "Hz", "kJ", "am", "pm", "sq", "cu",
})  # fmt: skip
#: Words after which letters are no unit but go on with the expression: "2 pi", "5 and a half", "3 if n is even".
_NO_UNIT_WORDS = frozenset({
    "and", "or", "to", "plus", "minus", "than", "if", "when", "where", "for", "is", "are", "mod", "pi", "sin", "cos",
    "tan", "cot", "csc", "log", "ln", "exp", "sqrt", "theta",
})  # fmt: skip
_SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_DIMENSION_OF = {
    unit: dimension
    for dimension, units in {
        "length": "mm cm m km inch foot yard mile",
        "mass": "mg g kg ounce pound ton tonne",
        "volume": "ml l cup pint quart gallon",
        "time": "second minute hour day week month year",
        "money": "cent dollar",
        "angle": "degree radian",
    }.items()
    for unit in units.split()
}
_TRUTHS = {"true": "true", "yes": "true", "false": "false", "no": "false"}

_DECIMAL = r"-?(?:\d+(?:\.\d+)?|\.\d+)"
_NUMBER = re.compile(
    rf"""\+?(?:
        (?P<scientific>(?P<mantissa>{_DECIMAL})\s*(?:\\times|\\cdot|\*|×)\s*10\s*\^\s*(?:\{{(?P<exponent>-?\d+)\}}|(?P<digit>-?\d)))
      | (?P<e_form>(?P<e_mantissa>{_DECIMAL})[eE](?P<e_exponent>[+-]?\d+)(?![\w.]))
      | (?P<mixed>(?P<whole>-?\d+)\s*(?:\\frac\{{(?P<mn>\d+)\}}\{{(?P<md>\d+)\}}|\s(?P<pn>\d+)/(?P<pd>\d+)))
      | (?P<frac>(?P<sign>-?)\s*\\frac\{{(?P<n>{_DECIMAL})\}}\{{(?P<d>{_DECIMAL})\}})
      | (?P<ratio>(?P<top>{_DECIMAL})\s*/\s*(?P<bottom>-?\d+(?:\.\d+)?))
      | (?P<decimal>{_DECIMAL}))""",
    re.VERBOSE,
)
_WORDS = r"[A-Za-z](?:[A-Za-z .\-]*[A-Za-z])?(?:\^?[23²³])?"
_UNIT = re.compile(rf"(\s*)(%|°|[€£¥]|\\\$|(?:/\s*)?{_WORDS}(?:\s*/\s*{_WORDS})?)?\s*\.?$")


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
    if boxed:
        return f"${boxed}$" if "\\" in boxed or "^" in boxed else boxed
    marked = [line[4:].strip() for line in solution.split("\n") if line.startswith("####")]
    if any(marked):
        return next(mark for mark in reversed(marked) if mark)
    _, *said = re.split(r"answer is:?", solution, flags=re.IGNORECASE)
    line = said[-1].strip().split("\n", 1)[0].strip() if said else ""
    return re.sub(r"(?<!\.)\.$", "", line).rstrip() or None


def normalise(text: str) -> str:
    r"""The text without what does not change the meaning of an answer: dollars, spacing commands, sizes.

    >>> normalise(r"$\left(\dfrac{1}{2},\, 3\right)$.")
    '(\\frac{1}{2}, 3)'
    """
    t = text
    # One removal may uncover another.
    while (simpler := _simplify(t)) != t:
        t = simpler
    return t


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
    whole = t if re.search(r"\b(?:or|and)\b|,", t) else _split_name(t)[1]
    number = _number_with_unit(whole)
    if number:
        return number
    return _collection(whole) or Answer("expression", _canonical(whole))


def same(first: str, second: str) -> bool | None:
    r"""Whether two answers are the same; None where string and number rules cannot tell.

    Numbers compare exactly. Units must agree when both sides write one; a bare number agrees with either. What
    only a conversion could settle (1 m and 100 cm, 50% and 0.5, a letter and the option behind it) is None.

    >>> same("0.5", r"$\frac{1}{2}$"), same("12 km", "12 cm"), same("$2x+1$", "$1+2x$")
    (True, False, None)
    """
    a, b = parse(first), parse(second)
    if a.unit and b.unit and a.unit != b.unit:
        convertible = _dimension(a.unit) == _dimension(b.unit) and (a.value != b.value or a.value == 0)
        return None if convertible else False
    if a.value == b.value:
        return True
    if a.kind != b.kind:
        return None
    if "percent" in (a.unit, b.unit) and a.unit != b.unit:
        percent, bare = (a, b) if a.unit else (b, a)
        return None if isinstance(bare.value, Fraction) and percent.value == bare.value * 100 else False
    if a.kind in {"number", "choice", "truth"}:
        return False
    return False if a.kind != "expression" and _is_numeric(a.value) and _is_numeric(b.value) else None


def _simplify(t: str) -> str:
    t = t.replace("−", "-").replace("–", "-").replace("\u00a0", " ").replace("~", " ")
    t = re.sub(r"(?<!\\)\\[()\[\]]", "", t)
    t = re.sub(r"(?<!\\)\$", "", t)
    t = re.sub(r"\\(?:left|right|displaystyle)(?![A-Za-z])", "", t)
    # A space within a number is no space: 1\,000 and 1,\!000.
    t = re.sub(r"(?<!\\)\\!|(?<=\d)\\[,;: ](?=\d)", "", t)
    t = re.sub(r"(?<!\\)\\(?:[,;: ]|q?quad(?![A-Za-z]))", " ", t)
    t = re.sub(r"\\[dt]frac(?![A-Za-z])", r"\\frac", t)
    t = re.sub(r"\\frac\s*(\d)\s*(\d)(?!\d)", r"\\frac{\1}{\2}", t)
    t = re.sub(r"\\frac\s*(?:\{\s*([^{}]*?)\s*\}|(\d))\s*\{\s*([^{}]*?)\s*\}", r"\\frac{\1\2}{\3}", t)
    t = re.sub(r"(\\frac\{[^{}]*\})\s*(\d)(?!\d)", r"\1{\2}", t)
    t = re.sub(r"\\(?:text|mathrm|textrm|textbf|mathbf|operatorname|mbox)\s*\{([^{}]*)\}", r" \1", t)
    t = re.sub(r"\^\s*(?:\{\s*\\circ\s*\}|\\circ(?![A-Za-z]))|\\degree(?![A-Za-z])", "°", t).replace("\\%", "%")
    t = re.sub(r"\^\{([A-Za-z\d])\}", r"^\1", t)
    t = re.sub(r"(?<=\d)(?:,|\{,\})(?=\d{3}(?!\d))", "", t)
    t = re.sub(r"\s+", " ", t).strip()
    # One full stop ends a sentence; three go on with the digits.
    return re.sub(r"(?<!\.) ?\.$", "", t)


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


def _split_name(t: str) -> tuple[str, str]:
    """A short left side such as ``x =`` or ``f(x) =`` and what it equals; no name when nothing is equated once."""
    named = re.fullmatch(r"([A-Za-z](?:_\{?\w+\}?)?(?:\([a-z](?:, ?[a-z])*\)|')?)\s*=\s*([^=<>]+)", t)
    return (named.group(1), named.group(2).strip()) if named else ("", t)


def _number_with_unit(t: str) -> Answer | None:
    unit = ""
    for sign, name in _CURRENCIES.items():
        if t.startswith((sign, "-" + sign)):
            t, unit = t.replace(sign, "", 1).strip(), name
            break
    found = _NUMBER.match(t)
    rest = _UNIT.match(t, found.end()) if found else None
    value = _value(found) if found else None
    if rest is None or value is None:
        return None
    written = rest.group(2) or ""
    scale = re.match(r"(hundred|thousand|million|billion|trillion)s?\b(?:\s+of\b)?\s*", written)
    if scale:
        value, written = value * _SCALES[scale.group(1)], written[scale.end() :]
    if written and not _can_be_unit(written, glued=not rest.group(1)):
        return None
    rate = re.match(r"(?:/|(?:per|an?)\s)\s*", written)
    if unit and rate:
        return Answer("number", value, f"{unit}/{_unit_name(written[rate.end() :])}")
    return Answer("number", value, unit or _unit_name(written))


def _can_be_unit(written: str, *, glued: bool) -> bool:
    """Whether what follows a number is a unit and does not go on with an expression."""
    if written[-1] in "%°€£¥$":
        return True
    for part in re.split(r"/|\bper\b", written):
        words = re.findall(r"[A-Za-z]+", part)
        articles = {"a", "an", "of", "at"} if len(words) > 1 else set()
        if any(len(w) <= 2 and w not in _SHORT_UNITS and w not in articles for w in words):
            return False
        if any(w.casefold() in _NO_UNIT_WORDS for w in words):
            return False
    first = re.findall(r"[A-Za-z]+", written)[0]
    return not glued or first in _SHORT_UNITS or _singular(first.casefold()) in _BASE_UNITS


def _value(found: re.Match[str]) -> Fraction | None:
    g = found.groupdict()
    try:
        if g["scientific"]:
            exponent = int(g["exponent"] or g["digit"])
            return Fraction(g["mantissa"]) * Fraction(10) ** exponent if abs(exponent) <= MAX_EXPONENT else None
        if g["e_form"]:
            exponent = int(g["e_exponent"])
            return Fraction(g["e_mantissa"]) * Fraction(10) ** exponent if abs(exponent) <= MAX_EXPONENT else None
        if g["mixed"]:
            part = Fraction(int(g["mn"] or g["pn"]), int(g["md"] or g["pd"]))
            return Fraction(int(g["whole"])) + (-part if g["whole"].startswith("-") else part)
        if g["frac"]:
            return Fraction(g["n"]) / Fraction(g["d"]) * (-1 if g["sign"] else 1)
        if g["ratio"]:
            return Fraction(g["top"]) / Fraction(g["bottom"])
        return Fraction(g["decimal"])
    except ZeroDivisionError:
        return None


def _unit_name(written: str) -> str:
    unit = written.strip(" .").replace("²", "^2").replace("³", "^3")
    unit = re.sub(r"\bper cent\b", "percent", re.sub(r"^of\s+(?:(?:an?|the)\s+)?", "", unit))
    return "/".join(_unit_part(part) for part in re.split(r"\s*/\s*|\s+(?:per|(?<!of )an?)\s+", unit))


def _unit_part(part: str) -> str:
    """One side of a rate, in the singular: ``square meters``, ``m2`` and ``meters squared`` are ``m^2``."""
    power = ""
    for word, sign in (("sq|square|squared|2", "^2"), ("cu|cubic|cubed|3", "^3")):
        bare = re.sub(rf"^(?:{word})\.?\s+|(?<=[A-Za-z])\^?(?:{word})$|\s+(?:{word})$", "", part)
        if bare != part:
            part, power = bare, sign
    words = [_singular(w if len(w) == 1 and w != "L" else w.casefold()) for w in part.split()]
    return " ".join(words) + power


def _singular(word: str) -> str:
    if word in _UNIT_ALIASES or word in _BASE_UNITS:
        return _UNIT_ALIASES.get(word, word)
    if len(word) > 3 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif re.search(r"(?:x|ch|sh|ss)es$", word):
        word = word[:-2]
    elif len(word) > 2 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return _UNIT_ALIASES.get(word, word)


def _dimension(unit: str) -> str:
    """What a unit measures, where it is known, else the unit itself."""
    return re.sub(r"[a-z]+", lambda m: _DIMENSION_OF.get(m.group(0), m.group(0)), unit)


def _collection(t: str) -> Answer | None:
    r"""A tuple ``(a, b)``, a set ``\{a, b\}``, or a list written with commas, "and", "or"."""
    inner, kind = t, ""
    if t.startswith("(") and t.endswith(")") and "," in t and _encloses(t, "(", ")"):
        inner, kind = t[1:-1], "tuple"
    elif t.startswith("\\{") and t.endswith("\\}") and _encloses(t[1:], "{", "}"):
        inner, kind = t[2:-2], "set"
    parts = [p for p in _split_top(inner) if p]
    if len(parts) < 2 and kind != "set":
        return None
    named = [_split_name(p) for p in parts]
    # "x = 2 or x = 3" are values of one unknown, "x = 2, y = 3" are not.
    several = len({name for name, _ in named}) > 1 and all(name for name, _ in named)
    values = [(name, _element(p)) if several else _element(p) for name, p in named]
    return Answer("tuple", tuple(values)) if kind == "tuple" else Answer("set", frozenset(values))


def _element(t: str) -> Value:
    """A member's value, with its unit where it has one."""
    read = parse(t)
    return (read.value, read.unit) if read.unit else read.value


def _encloses(t: str, opening: str, closing: str) -> bool:
    depth = 0
    for position, character in enumerate(t):
        depth += {opening: 1, closing: -1}.get(character, 0)
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
    for written, plain in (("leq", r"\\le"), ("geq", r"\\ge"), ("cdot", "*"), ("times", "*"), ("infin", r"\\infty")):
        t = re.sub(rf"\\{written}(?![A-Za-z])", plain, t)
    t = t.replace("≤", "\\le").replace("≥", "\\ge").replace("\\le ", "\\le").replace("\\ge ", "\\ge")
    return re.sub(r"\s+", "", t)


def _is_numeric(value: Value) -> bool:
    if isinstance(value, (tuple, frozenset)):
        return all(_is_numeric(v) for v in value)
    return isinstance(value, Fraction)
