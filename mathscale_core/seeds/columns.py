"""Columns of a file from outside and the fields that they are read as.

Comes in: column names with some of their cells. Goes out: which column is which field, checked where a person said
so, suggested by name where nobody did.
"""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from mathscale_core.errors import InputError
from mathscale_core.records import FORMATS, LEVELS, Rejected
from mathscale_core.seeds.rows import Row

FIELDS = ("question", "answer", "solution", "level", "format", "topics", "kps", "source", "licence")
#: What a column is mapped to that is not to be read, whatever its name.
IGNORE = "ignore"

#: Field to the names that published sets give it, likeliest first.
_ALIASES: Mapping[str, tuple[str, ...]] = {
    "question": ("question", "problem", "query", "prompt", "instruction", "task", "exercise", "input", "text"),
    "answer": (
        "answer", "finalanswer", "expectedanswer", "correctanswer", "groundtruth", "key", "result", "target", "gold",
    ),
    "solution": (
        "solution", "response", "workedsolution", "generatedsolution", "rationale", "explanation", "reasoning", "cot",
        "completion", "output",
    ),
    "level": ("level", "difficulty", "grade"),
    "format": ("format", "questiontype", "answertype"),
    "topics": ("topics", "topic", "subject", "chapter"),
    "kps": ("kps", "kp", "knowledgepoints", "knowledgepoint", "concepts", "skills"),
    "source": ("source", "dataset", "datasource"),
    "licence": ("licence", "license"),
}  # fmt: skip
#: A name this like an alias is suggested too; less is chance.
_LIKE = 0.84


def check_columns(columns: Mapping[str, str]) -> None:
    """Refuse a map with a field that there is not, or with a field twice; raises ``InputError``."""
    for column, field in columns.items():
        if field not in {*FIELDS, IGNORE}:
            raise InputError(
                f"Column {column!r} is mapped to the unknown field {field!r}.",
                f"one of {', '.join(FIELDS)}, or {IGNORE}.",
                "Use --map COLUMN=FIELD.",
            )
    twice = next((f for f, times in Counter(columns.values()).items() if times > 1 and f != IGNORE), None)
    if twice:
        raise InputError(f"Two columns are mapped to {twice}.", "one column a field.", "Use --map once for it.")


def renamed(row: Row, columns: Mapping[str, str]) -> Row:
    """The row with its mapped columns under their fields' names; a mapped column wins over one of that name."""
    if not columns:
        return row
    fields = {name: cell for name, cell in row.fields.items() if columns.get(name) != IGNORE}
    given = {field: row.fields[name] for name, field in columns.items() if name in row.fields and field != IGNORE}
    return Row(row.line, fields | given)


def require_column(path: Path, rows: Iterable[Row | Rejected], columns: Mapping[str, str]) -> Iterator[Row | Rejected]:
    """The rows of a table; raises ``InputError`` at the first one where no column is the question."""
    seen = False
    for row in rows:
        if isinstance(row, Row) and not seen:
            if "question" not in {columns.get(name, name) for name in row.fields}:
                found = ", ".join(row.fields)
                raise InputError(
                    f"{path.name} has the columns {found[:200]}.",
                    "a column named question.",
                    "Name it with --map COLUMN=question.",
                )
            seen = True
        yield row


def suggest_columns(cells: Mapping[str, Sequence[str]], *, exact: bool = False) -> dict[str, str]:
    """Which columns are likely which fields, by name; levels and formats only where their cells can be read.

    Args:
        cells: Column name to some of its cells.
        exact: Take only names that are known, none that are merely like one.

    >>> suggest_columns({"query": ["What is 1 + 1?"], "response": ["The answer is: 2"], "type": ["x"]})
    {'query': 'question', 'response': 'solution'}
    """
    keys = {column: re.sub(r"[\W_]+", "", column.casefold()) for column in cells}
    likeness = {
        (field, column): _likeness(keys[column], aliases, exact=exact)
        for field, aliases in _ALIASES.items()
        for column in cells
        if _can_be(field, cells[column])
    }
    suggested: dict[str, str] = {}
    # The surest pairs first, each column and each field once.
    for (field, column), score in sorted(likeness.items(), key=lambda pair: -pair[1]):
        if score and column not in suggested and field not in suggested.values():
            suggested[column] = field
    return {column: suggested[column] for column in cells if column in suggested}


def _likeness(key: str, aliases: Sequence[str], *, exact: bool) -> float:
    if key in aliases:
        return 2.0 - aliases.index(key) / 100
    best = max(difflib.SequenceMatcher(None, key, alias).ratio() for alias in aliases)
    return best if best >= _LIKE and len(key) > 3 and not exact else 0.0


def _can_be(field: str, cells: Sequence[str]) -> bool:
    known = {"level": LEVELS, "format": FORMATS}.get(field)
    return known is None or all(cell.casefold().strip() in known for cell in cells if cell.strip())
