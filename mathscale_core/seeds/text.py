r"""The door for text from outside: mathematics and money are told apart once, here.

Comes in: a question or answer as its authors publish it, with ``$`` for mathematics, for money, or for
both, and perhaps ``\(...\)``. Goes out: the stored text, in which ``$...$`` is mathematics and money is ``\$``.
"""

import re
import unicodedata

_SPAN_LIMIT = 2000
_WORD = re.compile(r"(?<![\\A-Za-z\d])[A-Za-z]{2,}")
#: What no text of a question holds: control characters other than line feed and tab.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
#: Names of functions and units that stand in formulas without a backslash.
_FORMULA_WORDS = frozenset(
    [
        "sin",
        "cos",
        "tan",
        "cot",
        "sec",
        "csc",
        "log",
        "exp",
        "lim",
        "max",
        "min",
        "mod",
        "gcd",
        "lcm",
        "det",
        "mph",
        "and",
    ]
)
#: Two letters are a product such as xy, but for these.
_SHORT_WORDS = frozenset(
    [
        "is",
        "at",
        "in",
        "by",
        "on",
        "he",
        "it",
        "we",
        "an",
        "as",
        "my",
        "so",
        "up",
        "us",
        "be",
        "do",
        "go",
        "me",
        "no",
        "of",
        "or",
        "to",
        "if",
        "am",
    ]
)
_DELIMITERS = (
    (re.compile(r"(?<!\\)\\\("), re.compile(r"(?<!\\)\\\)")),
    (re.compile(r"(?<!\\)\\\["), re.compile(r"(?<!\\)\\\]")),
    (re.compile(r"(?<!\\)\$\$(?!\$)"), re.compile(r"(?<!\\)\$\$")),
)
_COMMAND_WITH_TEXT = re.compile(
    r"\\(?:text|mathrm|textrm|textbf|mathbf|mathbb|mathcal|operatorname|mbox|begin|end|overline|label)\s*\{[^{}]*\}"
)


def to_stored(text: str, *, money_only: bool = False) -> str:
    r"""The stored form of a text from outside.

    ``money_only`` is for sources known to have no LaTeX (GSM8K): there every dollar is money.

    >>> print(to_stored("A pen costs $2 and a book $12. Solve $3x + 1 = 7$ and \\(y^2\\)."))
    A pen costs \$2 and a book \$12. Solve $3x + 1 = 7$ and $y^2$.
    """
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = unicodedata.normalize("NFC", text).strip()
    if not money_only:
        text = _unify_delimiters(text)
    all_mathematics = not money_only and _pairs_are_mathematics(text)
    out: list[str] = []
    position = 0
    while position < len(text):
        character = text[position]
        if character == "\\" and position + 1 < len(text):
            out.append(text[position : position + 2])
            position += 2
            continue
        if character != "$":
            out.append(character)
            position += 1
            continue
        end = None if money_only else _closing(text, position, trusted=all_mathematics)
        if end is None:
            out.append("\\$")
            position += 1
        else:
            content = re.sub(r"\s+", " ", text[position + 1 : end]).strip()
            out.append(f"${content}$" if content else "")
            position = end + 1
    return "".join(out)


def spans(stored: str) -> list[tuple[str, bool]]:
    r"""A stored text in its parts: (text, whether it is mathematics), formulas without their dollars.

    >>> spans("Add $x$ to \\$5.")
    [('Add ', False), ('x', True), (' to \\$5.', False)]
    """
    parts: list[tuple[str, bool]] = []
    position = 0
    for found in re.finditer(r"\\.|\$((?:[^$\\]|\\.)*)\$", stored, re.DOTALL):
        if found.group(1) is not None:
            parts += [(stored[position : found.start()], False), (found.group(1), True)]
            position = found.end()
    return [(text, drawn) for text, drawn in [*parts, (stored[position:], False)] if text or drawn]


def formulas(stored: str) -> list[str]:
    """The mathematics of a stored text, without its dollars."""
    return [text for text, drawn in spans(stored) if drawn]


def question_key(stored: str) -> str:
    r"""What two equal questions share: letters, digits and operators, lower-cased, without spacing and dressing.

    What stands between two digits (a decimal point, a ratio), a prime and a factorial are no dressing.

    >>> question_key("What is $2 + 3$?") == question_key("what is 2+3")
    True
    """
    text = unicodedata.normalize("NFKC", stored).casefold().replace("\\left", "").replace("\\right", "")
    text = re.sub(r"\\[dt]frac", r"\\frac", text).replace("{,}", ",").replace("’", "'").replace("‘", "'")
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))|(?<=[^\W\d_]{2})!", "", text)
    text = re.sub(r"[\s$\"“”\\?]", "", text)
    return re.sub(r"(?<!\d)[.,;:]|[.,;:](?!\d)", "", text)


def _unify_delimiters(text: str) -> str:
    for opening, closing in _DELIMITERS:
        parts: list[str] = []
        position = 0
        # The first opening without a closing ends the search, so that it stays linear.
        while (begin := opening.search(text, position)) and (end := closing.search(text, begin.end())):
            content = text[begin.end() : end.start()].strip()
            parts += [text[position : begin.start()], f"${content}$" if content else ""]
            position = end.end()
        text = "".join(parts) + text[position:]
    return text


def _pairs_are_mathematics(text: str) -> bool:
    """Whether the dollars, taken in pairs from the left, all enclose what no prices would: then they are formulas.

    It keeps text that is stored text already as it is.
    """
    pieces = re.split(r"(?<!\\)(?:\\\\)*\$", text)
    if len(pieces) % 2 == 0:
        return False
    return all(_is_no_price(inner, after) for inner, after in zip(pieces[1::2], pieces[2::2], strict=True))


def _is_no_price(content: str, after: str) -> bool:
    if not content.strip() or "\n\n" in content or (re.search(r"[\s+\-*/=,;:(]$", content) and after[:1].isdigit()):
        return False
    return not _prose(content) or bool(re.search(r"[\\^_{}]", content))


def _prose(content: str) -> list[str]:
    """The words of plain language in what may be a formula."""
    words = (w.lower() for w in _WORD.findall(_COMMAND_WITH_TEXT.sub(" ", content)))
    return [w for w in words if (w in _SHORT_WORDS if len(w) == 2 else w not in _FORMULA_WORDS)]


def _closing(text: str, opening: int, *, trusted: bool) -> int | None:
    """Where the mathematics that opens here closes, or None when this dollar is money."""
    end = opening + 1
    while end < len(text) and end - opening <= _SPAN_LIMIT:
        if text[end] == "\\":
            end += 2
            continue
        if text[end] == "$":
            inner, after = text[opening + 1 : end], text[end + 1 : end + 2]
            return end if trusted or _is_mathematics(inner, after) else None
        end += 1
    return None


def _is_mathematics(content: str, after: str) -> bool:
    if not content.strip() or "\n\n" in content:
        return False
    words = _prose(content)
    starts_as_price = re.match(r"-?\s*(?:\d|\.\d)", content) is not None
    if starts_as_price:
        # "$5 and pays $" is prose between two prices, "$10 + $" a price before another price.
        if words or re.match(r"-?[\d,.]+(?:\s+|\s*-)(?:and|or|to|of|is|if)\b", content):
            return False
        if re.search(r"[\s+\-*/=,;:(xX]$", content) and (after.isdigit() or after in {"<", ".", "(", "-"}):
            return False
        if re.search(r"[\s(]$", content) and after.isalnum():
            return False
    prose = [w for w in words if len(w) > 3]
    return len(prose) < 4 or bool(re.search(r"[\\^_{}]", content))
