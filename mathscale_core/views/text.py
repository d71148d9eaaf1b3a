r"""Stored text for people: as Markdown in which only the mathematics is alive, and as plain text for tables.

Stored text is untrusted: a question may hold HTML, links, pictures or Markdown. Everything outside ``$...$``
is escaped; inside, KaTeX draws it and trusts no command that loads or links.
"""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>:&^=\"'])")
_FORMULA = re.compile(r"(?<!\\)\$((?:[^$\\]|\\.)*)\$", re.DOTALL)
_PLAIN = (
    (r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"(\1)/(\2)"), (r"\((\w+)\)/\((\w+)\)", r"\1/\2"),
    (r"\\sqrt\s*\{([^{}]*)\}", r"√(\1)"), (r"\\(?:text|mathrm)\s*\{([^{}]*)\}", r"\1"),
    (r"\\times|\\cdot", "·"), (r"\\leq?(?![a-z])", "≤"), (r"\\geq?(?![a-z])", "≥"), (r"\\neq?(?![a-z])", "≠"),
    (r"\\pi(?![a-z])", "π"), (r"\\infty", "∞"), (r"\^\s*\{?\\circ\}?", "°"),
    (r"\\(?:left|right|!)(?![a-z])", ""), (r"\\(?:,|;|quad)", " "),
    (r"\\[{}]", ""), (r"[{}]", ""), (r"\\([a-zA-Z]+)", r"\1"),
)  # fmt: skip


def to_markdown(stored: str) -> str:
    r"""Markdown that shows the text as it is, with its mathematics drawn.

    >>> print(to_markdown("A *pen* costs \\$2. Solve $x_1 = 2$ <b>now</b>"))
    A \*pen\* costs \$2\. Solve $x_1 = 2$ \<b\>now\</b\>
    """
    out: list[str] = []
    position = 0
    for formula in _FORMULA.finditer(stored):
        out.append(_escape(stored[position : formula.start()]))
        out.append(_formula(formula.group(1)))
        position = formula.end()
    out.append(_escape(stored[position:]))
    return "".join(out)


def to_plain(stored: str, limit: int = 0) -> str:
    r"""One line of plain text for a table cell; ``limit`` cuts it, 0 does not.

    >>> to_plain("Find $\\frac{1}{2}$ of \\$40.")
    'Find 1/2 of $40.'
    """
    text = stored
    for formula in _FORMULA.findall(stored):
        text = text.replace(f"${formula}$", _plain_formula(formula), 1)
    text = re.sub(r"\s+", " ", text.replace("\\$", "$")).strip()
    return text if not limit or len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _escape(text: str) -> str:
    # "\$" is money already; every other special character gets its backslash.
    parts = text.split("\\$")
    escaped = [_SPECIAL.sub(r"\\\1", part).replace("$", "\\$") for part in parts]
    return "\\$".join(escaped).replace("\n", "  \n")


def _formula(formula: str) -> str:
    # A dollar inside mathematics would end it for the Markdown reader; a line of blanks would too.
    safe = re.sub(r"\s+", " ", formula.replace("\\$", r"\text{\textdollar}")).strip()
    return f"${safe}$"


def _plain_formula(formula: str) -> str:
    for pattern, plain in _PLAIN:
        formula = re.sub(pattern, plain, formula)
    return re.sub(r"\s+", " ", formula).strip()
