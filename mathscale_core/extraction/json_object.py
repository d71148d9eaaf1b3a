r"""The JSON object in a model's reply, read tolerantly: for extraction and generation alike.

Comes in: a reply as text. Goes out: one object. Models think aloud first, put code fences and prose around, leave a
comma before a bracket, break lines inside strings, and write LaTeX with single backslashes. The last is the worst:
``\sqrt`` makes the JSON invalid, and ``\frac`` makes it valid and wrong, for ``\f`` is a form feed. A backslash that
begins a command of LaTeX is therefore taken as written; proper escapes stay as they are.
"""

import json
import re
from collections.abc import Collection
from itertools import islice
from typing import Any

from mathscale_core.errors import ModelError

#: Characters of a reply that are read, and places in it where an object may begin.
MAX_REPLY = 200_000
MAX_OPENINGS = 200
#: So many of these places are mended, each in one pass over the text behind it.
_MAX_MENDED = 8
#: LaTeX draws an object with braces too; one that says something opens with a name.
_OPENING = re.compile(r'\{\s*"')
_STRING_OR_COMMA = re.compile(r'"(?:[^"\\]|\\.)*+"|,(?=\s*[}\]])', re.DOTALL)
_MARK = re.compile(r"\$|\\(?:u[0-9a-fA-F]{4}|[A-Za-z]+|.)", re.DOTALL)
#: Commands whose first letter is an escape of JSON.
_COMMANDS = {
    *"""
    backslash bar because begin beta bf big bigcap bigcup bigl bigr binom bmod boldsymbol bot boxed bullet
    flat forall frac frown
    nabla ncong neg neq ngeq nleq nmid notin nparallel nsubseteq
    rangle rbrace rceil rfloor rho right rightarrow rm rvert
    tan tanh tau tbinom text textbf textit textrm textstyle tfrac therefore theta tilde times to top triangle
    """.split(),  # noqa: SIM905 (a list of forty quoted words is no easier to read)
}
#: These may as well be a new line before a word or letter: they are commands inside of mathematics only.
_AMBIGUOUS = {"ne", "ni", "not", "nu"}
_decoder = json.JSONDecoder(strict=False)


def first_json_object(text: str, wanted_keys: Collection[str] = ()) -> dict[str, Any]:
    """The first JSON object in a reply that has the wanted keys; where none has them, the first one.

    Raises:
        ModelError: There is none.
    """
    text = text[:MAX_REPLY]
    # What a model thinks before it answers may hold drafts of the answer.
    said = text.rpartition("</think>")[2]
    found = _search(said, wanted_keys) or (_search(text, wanted_keys) if len(said) < len(text) else None)
    if found is None:
        raise unusable_reply(text, "a JSON object")
    return found


def unusable_reply(text: str, wanted: str) -> ModelError:
    """The error for a reply that cannot be read."""
    return ModelError(
        f"The model answered {text[:80]!r}.", wanted, "Resume the job to ask again, or use another model."
    )


def _search(text: str, wanted_keys: Collection[str]) -> dict[str, Any] | None:
    first: dict[str, Any] | None = None
    mended = 0
    for opening in islice(_OPENING.finditer(text), MAX_OPENINGS):
        found = _decoded(text, opening.start())
        if found is None and mended < _MAX_MENDED:
            mended += 1
            found = _decoded(_STRING_OR_COMMA.sub(_mended, text[opening.start() :]), 0)
        if found is not None and all(key in found for key in wanted_keys):
            return found
        first = found if first is None else first
    return first


def _decoded(text: str, start: int) -> dict[str, Any] | None:
    try:
        value, end = _decoder.raw_decode(text, start)
        written = text[start:end]
        if any(f"\\{letter}" in written for letter in "bfnrt"):
            value = _decoder.decode(_STRING_OR_COMMA.sub(_mended, written))
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _mended(found: re.Match[str]) -> str:
    """A string with the backslashes of LaTeX doubled; a comma before a closing bracket goes."""
    string = found.group(0)
    if string == ",":
        return ""
    return _with_commands(string) if "\\" in string else string


def _with_commands(string: str) -> str:
    inside = single = False
    doubled = bool(re.search(r"(?<!\\)(?:\\\\)+[A-Za-z]", string))
    parts, end = [], 0
    for mark in _MARK.finditer(string):
        parts.append(string[end : mark.start()])
        end = mark.end()
        written = mark.group(0)
        if written == "$":
            inside = not inside
        elif written == "\\'":
            written = "'"
        elif written != "\\\\" and not _is_escape(written, inside=inside):
            single = True
            written = "\\" + written
        parts.append(written)
    parts.append(string[end:])
    if single and not doubled:
        # Who writes commands with one backslash writes a new row of a matrix with two.
        parts = ["\\\\\\\\" if part == "\\\\" else part for part in parts]
    return "".join(parts)


def _is_escape(written: str, *, inside: bool) -> bool:
    """Whether JSON means a character by this, and the model did too."""
    name = written[1:]
    if name[0] == "u":
        return len(name) == 5 and bool(re.fullmatch(r"u[0-9a-fA-F]{4}", name))
    if name in _COMMANDS or (inside and name in _AMBIGUOUS):
        return False
    return name[0] in '"\\/bfnrt'
