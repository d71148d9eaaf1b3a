"""Curation is a log: the graph is a fold over taggings and edit events.

Comes in: edit events, oldest first. Goes out: what they decide about the taggings. Known so far: ``restore``
(a concept that the cleaning rule dropped stays in the graph).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mathscale_core.errors import InputError
from mathscale_core.records import EditEvent, content_id

KINDS = ("restore",)


class RestoreEdit(BaseModel):
    """``{"kind": "restore", "concept": "c_...", "reason": "..."}``."""

    model_config = ConfigDict(extra="forbid", str_max_length=2000)

    concept: str = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the log decides.

    Attributes:
        restored: Concepts that stay whatever the cleaning rule says.
    """

    restored: frozenset[str]


def fold(events: Sequence[EditEvent]) -> Decisions:
    """The decisions of a log."""
    return Decisions(frozenset(str(e.payload["concept"]) for e in events if e.kind == "restore"))


def read_edit(row: Mapping[str, Any], line: int, *, actor: str, at: str, after: str) -> EditEvent:
    """One edit event from its file form.

    Args:
        row: The edit as in ``commands.md``.
        line: Its line, for the message.
        actor: Who edits.
        at: When, ISO 8601.
        after: Id of the event before it, so that equal edits at different places have different ids.

    Raises:
        InputError: The kind is not known or a field is wrong.
    """
    fields = dict(row)
    kind, reason = fields.pop("kind", None), str(fields.pop("reason", None) or "")
    if kind not in KINDS:
        raise InputError(
            f"Line {line} has the edit kind {kind!r}.", f"one of {', '.join(KINDS)}.", "Nothing was applied; mend it."
        )
    try:
        RestoreEdit.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise InputError(
            f"Line {line}: {where}: {first['msg']}.",
            'a line like {"kind": "restore", "concept": "c_..."}.',
            "Nothing was applied; mend the line and try again.",
        ) from error
    return EditEvent(content_id("e", after, kind, fields, actor, at), kind, fields, actor, reason, at)
