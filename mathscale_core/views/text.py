r"""Text for people: stored text as Markdown in which only the mathematics is alive, or plain for tables; counted nouns.

Stored text is untrusted: a question may hold HTML, links, pictures or Markdown. Everything outside ``$...$``
is escaped; inside, KaTeX draws it and trusts no command that loads or links.

What is inside is told by the reader of the Markdown, not by us: it opens mathematics at a run of dollars and closes it
at the next run of the same length. So every dollar that goes out alive stands alone, and each formula has exactly two.
"""

import re

from mathscale_core.seeds.text import spans

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>:&^=\"'])")
#: Where the screen makes something of plain text, whatever is escaped: a link of ``http://``, ``www.`` and the ``@`` of
#: a mail, an icon or an emoji of a name between colons. ``2:15:07`` is a time.
_ALIVE = re.compile(
    r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=[-.\w+])(?=@)|(?<=:)(?!\d{1,2}:)(?=[\w+/-]{1,60}:)", re.IGNORECASE
)
#: An invisible joint, of which it makes nothing.
_JOINT = "\u2060"
#: Keeps the dollars of two formulas apart; nothing is seen of it.
_APART = "\u200b"
_TABLE = re.compile(
    r"((?:^\|[^\n]*\|[ \t]*\n)(?:^\|[ :|\-]+\|[ \t]*(?:\n|\Z))(?:^\|[^\n]*\|[ \t]*(?:\n|\Z))*)", re.MULTILINE
)
_MATRIX = re.compile(r"\\begin\{[pbvB]?matrix\}(.*?)\\end\{[pbvB]?matrix\}", re.DOTALL)
_UNIT_POWER = re.compile(r"\b(mm|cm|dm|m|km|in|ft|units?)\^([23])(?!\d)")
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_PLAIN = (
    (r"(?<=\d)(?=\\[dt]?frac)", " "),
    (r"\\[dt]?frac\s*(?:\{([^{}]*)\}|(\d))\s*(?:\{([^{}]*)\}|(\d))", r"(\1\2)/(\3\4)"),
    (r"\((\w+)\)/\((\w+)\)", r"\1/\2"),
    (r"\\sqrt\s*\{([^{}]*)\}", r"√(\1)"), (r"\\(?:text|mathrm)\s*\{([^{}]*)\}", r"\1"),
    (r"\\times|\\cdot", "·"), (r"\\div(?![a-z])", "÷"),
    (r"\\leq?(?![a-z])", "≤"), (r"\\geq?(?![a-z])", "≥"), (r"\\neq?(?![a-z])", "≠"),
    (r"\\pi(?![a-z])", "π"), (r"\\infty", "∞"), (r"\^\s*\{?\\circ\}?", "°"),
    (r"\\(?:left|right|!)(?![a-z])", ""), (r"\\(?:,|;|quad)", " "),
    (r"\\[{}]", ""), (r"[{}]", ""), (r"\\([a-zA-Z]+)", r"\1"),
)  # fmt: skip


def to_markdown(stored: str) -> str:
    r"""Markdown that shows the text as it is, with its mathematics drawn.

    >>> print(to_markdown("A *pen* costs \\$2. Solve $x_1 = 2$ <b>now</b>"))
    A \*pen\* costs \$2\. Solve $x_1 = 2$ \<b\>now\</b\>
    """
    # Four blanks at the start of a line would make it code.
    flush = re.sub(r"^[ \t]+", "", stored, flags=re.MULTILINE)
    blocks = _TABLE.split(flush)
    return "".join(_table(block) if n % 2 else _inline(block) for n, block in enumerate(blocks))


def counted(number: int, noun: str, several: str = "") -> str:
    """A number with its noun, which stands in the singular for one.

    Args:
        number: How many.
        noun: The noun for one.
        several: The noun for several where that is not the noun with an "s".

    >>> counted(1, "question"), counted(2000, "question"), counted(0, "reply", "replies")
    ('1 question', '2,000 questions', '0 replies')
    """
    return f"{number:,} {noun if number == 1 else several or f'{noun}s'}"


def to_plain(stored: str, limit: int = 0) -> str:
    r"""One line of plain text for a table cell; ``limit`` cuts it, 0 does not.

    >>> to_plain("Find $\\frac{1}{2}$ of \\$40.")
    'Find 1/2 of $40.'
    """
    text = "".join(_plain_formula(part) if drawn else part for part, drawn in spans(stored))
    text = _UNIT_POWER.sub(lambda m: m.group(1) + m.group(2).translate(_RAISED), text)
    text = re.sub(r"\s+", " ", text.replace("\\$", "$")).strip()
    return text if not limit or len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _table(block: str) -> str:
    """A table of a question: its bars stay alive, its cells are escaped like all text."""
    head, rule, *rows = block.strip().split("\n")
    lines = ["|".join(_inline(cell) for cell in row.split("|")) for row in (head, *rows)]
    return "\n\n" + "\n".join([lines[0], rule.strip(), *lines[1:]]) + "\n\n"


def _inline(text: str) -> str:
    written: list[str] = []
    alive = False
    for part, drawn in spans(text):
        if drawn and alive:
            written.append(_APART)
        written.append(_formula(part) if drawn else _escape(part))
        alive = drawn
    return "".join(written)


def _escape(text: str) -> str:
    text = _UNIT_POWER.sub(lambda m: m.group(1) + m.group(2).translate(_RAISED), text)
    text = _ALIVE.sub(_JOINT, text)
    # "\$" is money already; every other special character gets its backslash.
    parts = text.split("\\$")
    escaped = [_SPECIAL.sub(r"\\\1", part).replace("$", "\\$") for part in parts]
    return "\\$".join(escaped).replace("\n", "  \n")


def _formula(formula: str) -> str:
    # A dollar inside mathematics would end it for the Markdown reader; a line of blanks would too.
    safe = re.sub(r"\s+", " ", formula.replace("\\$", r"\text{\textdollar}")).strip()
    # Two dollars around nothing are a run of two, which opens something else.
    return f"${_balanced(safe)}$" if safe else r"\$\$"


def _balanced(formula: str) -> str:
    r"""The formula with its unpaired brackets as commands.

    In the text of a directive, as in ``:small[...]``, the reader looks for the bracket that closes before it looks for
    mathematics.
    """
    pieces = re.split(r"(\\.|[\[\]])", formula)
    opened: list[int] = []
    for place, piece in enumerate(pieces):
        if piece == "[":
            opened.append(place)
        elif piece == "]" and opened:
            opened.pop()
        elif piece == "]":
            pieces[place] = r"\rbrack "
    for place in opened:
        pieces[place] = r"\lbrack "
    return "".join(pieces)


def _plain_formula(formula: str) -> str:
    formula = _MATRIX.sub(lambda m: "[" + m.group(1).replace("&", " ").replace("\\\\", "; ").strip() + "]", formula)
    formula = re.sub(r"\^(?:\{(-?\d+)\}|(\d))", lambda m: (m.group(1) or m.group(2)).translate(_RAISED), formula)
    for pattern, plain in _PLAIN:
        formula = re.sub(pattern, plain, formula)
    return re.sub(r"\s+", " ", formula).strip()
