"""The forms of edits: what a person may write, read once at the door.

Comes in: one edit as a mapping, from a file, a page or another program. Goes out: an :class:`EditEvent`. Each form's
docstring is one real line of it.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from mathscale_core.errors import InputError
from mathscale_core.extraction.names import MAX_NAME, clean_name, name_key
from mathscale_core.records import ConceptKind, EditEvent, Match, content_id

NOTHING = "Nothing was applied"
#: No weight by hand is heavier.
HEAVIEST = 1_000_000
Id = Field(min_length=1, max_length=200)


class _Edit(BaseModel):
    model_config = ConfigDict(extra="forbid", str_max_length=2000, populate_by_name=True)


class SeedRule(_Edit):
    """Which seeds an edit is about, now and whenever new ones come.

    Attributes:
        words: All of them stand in the question, in any case.
        concept: The seeds carry this concept, ``""`` for any.
        source: Name of their data set, ``""`` for any.
        level: Their level, ``""`` for any.
    """

    words: list[str] = Field(default_factory=list, max_length=20)
    concept: str = ""
    source: str = ""
    level: str = ""

    @model_validator(mode="after")
    def _narrows(self) -> "SeedRule":
        if not ([w for w in self.words if w.strip()] or self.concept or self.source or self.level):
            raise ValueError("a rule narrows by words, concept, source or level")
        return self


class RestoreEdit(_Edit):
    """``{"kind": "restore", "concept": "c_...", "reason": "..."}``."""

    concept: str = Id


class DeleteEdit(_Edit):
    """``{"kind": "delete", "concept": "c_...", "reason": "no skill"}``."""

    concept: str = Id


class RenameEdit(_Edit):
    """``{"kind": "rename", "concept": "c_...", "name": "Pythagorean theorem"}``."""

    concept: str = Id
    name: str


class AliasEdit(_Edit):
    """``{"kind": "alias", "concept": "c_...", "add": ["Theorem of Pythagoras"], "remove": []}``."""

    concept: str = Id
    add: list[str] = Field(default_factory=list, max_length=100)
    remove: list[str] = Field(default_factory=list, max_length=100)


class DefineEdit(_Edit):
    """``{"kind": "define", "concept": "c_...", "definition": "The mean of n numbers is ..."}``."""

    concept: str = Id
    definition: str


class ChangeKindEdit(_Edit):
    """``{"kind": "change-kind", "concept": "c_...", "to": "kp"}``."""

    concept: str = Id
    to: ConceptKind


class LockEdit(_Edit):
    """``{"kind": "lock", "concept": "c_...", "locked": true}``."""

    concept: str = Id
    locked: bool = True


class CodeForm(_Edit):
    """``{"scheme": "MSC 2020", "code": "11A05", "match": "exact"}``."""

    scheme: str = Field(min_length=1, max_length=80)
    code: str = Field(min_length=1, max_length=80)
    match: Match = "exact"


class CodeEdit(_Edit):
    """``{"kind": "code", "concept": "c_...", "add": [{"scheme": "MSC 2020", "code": "11A05"}], "remove": []}``."""

    concept: str = Id
    add: list[CodeForm] = Field(default_factory=list, max_length=200)
    remove: list[CodeForm] = Field(default_factory=list, max_length=200)


class AddEdit(_Edit):
    """``{"kind": "add", "as": "kp", "name": "Completing the square", "definition": "", "seeds": ["s_..."]}``."""

    as_: ConceptKind = Field(alias="as")
    name: str
    definition: str = ""
    aliases: list[str] = Field(default_factory=list, max_length=100)
    seeds: list[str] = Field(default_factory=list, max_length=100_000)
    id: str = ""


class MergeEdit(_Edit):
    """``{"kind": "merge", "from": ["c_...", "c_..."], "into": "c_..."}``."""

    losers: list[str] = Field(alias="from", min_length=1, max_length=10_000)
    into: str = Id


class SplitPart(_Edit):
    """``{"name": "Median", "seeds": ["s_1"], "words": ["median"]}``, or ``"concept"`` for one that is there."""

    name: str = ""
    concept: str = ""
    id: str = ""
    seeds: list[str] = Field(default_factory=list, max_length=100_000)
    words: list[str] = Field(default_factory=list, max_length=20)


class SplitEdit(_Edit):
    """``{"kind": "split", "concept": "c_9", "into": [{"name": "Mean", "seeds": ["s_1"]}], "reason": "two skills"}``."""

    concept: str = Id
    into: list[SplitPart] = Field(min_length=1, max_length=100)


class RetagEdit(_Edit):
    """``{"kind": "retag", "seeds": ["s_..."], "add": ["c_..."], "remove": ["c_..."]}``, or ``"where"`` for a rule."""

    seeds: list[str] = Field(default_factory=list, max_length=100_000)
    where: SeedRule | None = None
    add: list[str] = Field(default_factory=list, max_length=1000)
    remove: list[str] = Field(default_factory=list, max_length=1000)

    @model_validator(mode="after")
    def _has_seeds(self) -> "RetagEdit":
        if bool(self.seeds) == bool(self.where):
            raise ValueError("either seeds or a rule 'where' is given")
        return self


class MarkEdit(_Edit):
    """``{"kind": "mark", "seeds": ["s_..."], "as": "cannot-be-tagged"}``, ``"vocabulary-gap"`` or ``"none"``."""

    seeds: list[str] = Field(min_length=1, max_length=100_000)
    as_: Literal["cannot-be-tagged", "vocabulary-gap", "none"] = Field(alias="as")


class RelateEdit(_Edit):
    """``{"kind": "relate", "a": "c_...", "b": "c_...", "as": "parent-of"}``: same, related, different, none."""

    a: str = Id
    b: str = Id
    as_: Literal["parent-of", "same", "related", "different", "none"] = Field(alias="as")


class EdgeEdit(_Edit):
    """``{"kind": "edge", "a": "c_...", "b": "c_...", "weight": 5}``; 0 unlinks, null is what the seeds say."""

    a: str = Id
    b: str = Id
    weight: int | None = Field(ge=0, le=HEAVIEST)


FORMS: Mapping[str, type[_Edit]] = {
    "restore": RestoreEdit, "delete": DeleteEdit, "rename": RenameEdit, "alias": AliasEdit, "define": DefineEdit,
    "change-kind": ChangeKindEdit, "lock": LockEdit, "code": CodeEdit, "add": AddEdit, "merge": MergeEdit,
    "split": SplitEdit, "retag": RetagEdit, "mark": MarkEdit, "relate": RelateEdit, "edge": EdgeEdit,
}  # fmt: skip
#: What a person may write; an ``undo`` is made by :func:`undo_event` alone.
KINDS = tuple(FORMS)


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
    if not isinstance(kind, str) or kind not in FORMS:
        raise InputError(
            f"Line {line} has the edit kind {kind!r}.", f"one of {', '.join(KINDS)}.", f"{NOTHING}; mend it."
        )
    try:
        payload = FORMS[kind].model_validate(fields).model_dump(by_alias=True)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise InputError(
            f"Line {line}: {where + ': ' if where else ''}{first['msg']}.",
            f"a line like {(FORMS[kind].__doc__ or '').strip('`.')}.",
            f"{NOTHING}; mend the line and try again.",
        ) from error
    _clean(kind, payload, line)
    if payload.get("where", kind) is None:
        del payload["where"]
    # Ids of what is made here are part of the event, so that the log alone says them.
    if kind == "add" and not payload["id"]:
        payload["id"] = content_id("c", after, kind, payload["as"], payload["name"], actor, at)
    for place, part in enumerate(payload["into"] if kind == "split" else ()):
        part["id"] = part["concept"] or part["id"] or content_id("c", after, kind, place, part["name"], actor, at)
    return EditEvent(content_id("e", after, kind, payload, actor, at), kind, payload, actor, reason, at)


def undo_event(event: str, *, actor: str, at: str, after: str, reason: str = "") -> EditEvent:
    """The event that takes another one back; of an undo, that does it again."""
    payload = {"event": event}
    return EditEvent(content_id("e", after, "undo", payload, actor, at), "undo", payload, actor, reason, at)


def made_by(event: EditEvent) -> tuple[str, ...]:
    """Ids of the concepts that an event brings into being."""
    if event.kind == "add":
        return (str(event.payload["id"]),)
    if event.kind == "split":
        return tuple(str(part["id"]) for part in event.payload["into"] if not part["concept"])
    return ()


def touched(event: EditEvent, log: Sequence[EditEvent] = ()) -> frozenset[str]:
    """Ids of what an event is about: concepts, or the seeds of a retag; of an undo, what the undone one is about."""
    payload = event.payload
    match event.kind:
        case "undo":
            return frozenset[str]().union(*(touched(e, log) for e in log if e.id == payload["event"]))
        case "retag" | "mark":
            return frozenset(payload["seeds"])
        case "merge":
            return frozenset({*payload["from"], payload["into"]})
        case "relate" | "edge":
            return frozenset({payload["a"], payload["b"]})
        case "add":
            return frozenset({payload["id"]})
        case "split":
            return frozenset({payload["concept"], *(part["concept"] for part in payload["into"] if part["concept"])})
        case _:
            return frozenset({str(payload["concept"])})


def _clean(kind: str, payload: dict[str, Any], line: int) -> None:
    """Names as they are shown; raises InputError where one is not usable."""
    if kind in {"rename", "add"}:
        payload["name"] = _checked_name(str(payload["name"]), line)
    if kind == "alias":
        payload["add"] = list(dict.fromkeys(_checked_name(name, line) for name in payload["add"]))
    if kind == "add":
        payload["aliases"] = list(dict.fromkeys(_checked_name(name, line) for name in payload["aliases"]))
    for part in payload["into"] if kind == "split" else ():
        if bool(part["name"]) == bool(part["concept"]):
            raise InputError(
                f"Line {line}: a part of the split has the name {part['name']!r} and the concept {part['concept']!r}.",
                "for each part either a name of its own or a concept that is there.",
                f"{NOTHING}; mend it.",
            )
        if part["name"]:
            part["name"] = _checked_name(part["name"], line)


def _checked_name(name: str, line: int) -> str:
    if len(name.strip()) > MAX_NAME or not name_key(name):
        raise InputError(
            f"Line {line}: the name {name[:60]!r}{'…' if len(name) > 60 else ''} has {len(name.strip())} characters.",
            f"a name with a letter or digit, and at most {MAX_NAME} characters.",
            f"{NOTHING}; choose another name.",
        )
    return clean_name(name)
