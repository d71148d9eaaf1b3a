"""Reads the parameters out of a question by the wordings of its family, for the arithmetic and measurement checkers.

A wording is written as the question's text with marks in it: ``<name>`` is a whole number (perhaps with a
sign, a dollar sign or thousands separators), ``<#name>`` a decimal kept as text, ``<@name>`` a clock time
kept as text, ``<&name>`` one word kept as text, and ``~`` any words. All else must stand there literally.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from mathscale_core.families.checkers.checker import UnreadableQuestionError
from mathscale_core.families.family import Parameter

#: A wording, and what it says without a number (such as what is asked for).
Wording = tuple[str, Mapping[str, Parameter]]

_MARK = re.compile(r"<([#@&]?)(\w+)>|~")
_SHAPES = {
    "": r"[-\u2212]?(?:\\\$)?(?:\d{1,3}(?:,\d{3})+|\d+)",
    "#": r"\d+(?:\.\d+)?",
    "@": r"\d{1,2}:\d\d [AP]M",
    "&": r"[A-Za-z]+",
}


def stated(question: str, wordings: Iterable[Wording]) -> dict[str, Parameter]:
    """The parameters that the question states in the first wording that fits its whole text.

    Raises:
        UnreadableQuestionError: No wording fits.
    """
    for wording, fixed in wordings:
        pattern, numeric = _compiled(wording)
        found = pattern.fullmatch(question)
        if found:
            read: dict[str, Parameter] = {
                name: int(re.sub(r"[\\$,]", "", text).replace("\u2212", "-")) if name in numeric else text
                for name, text in found.groupdict().items()
            }
            return read | dict(fixed)
    raise UnreadableQuestionError(f"the question is not worded as this family does: {question[:120]!r}")


@cache
def _compiled(wording: str) -> tuple[re.Pattern[str], frozenset[str]]:
    """The regular expression of a wording, and which of its names are whole numbers."""
    pieces, numeric, end = [], set(), 0
    for mark in _MARK.finditer(wording):
        pieces.append(re.escape(wording[end : mark.start()]))
        end = mark.end()
        if mark.group(0) == "~":
            pieces.append(r"[^\d$|]+?")
            continue
        shape, name = mark.groups()
        pieces.append(f"(?P<{name}>{_SHAPES[shape]})")
        if not shape:
            numeric.add(name)
    pieces.append(re.escape(wording[end:]))
    return re.compile("".join(pieces)), frozenset(numeric)
