"""A file from outside → what it proposes to change in the vocabulary of now.

Comes in: the path of a file, and the document with which it is compared. Goes out: a :class:`Proposal`, which changes
nothing.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mathscale_core.errors import InputError
from mathscale_core.records import ConceptKind, GraphDocument
from mathscale_core.vocabulary import forms
from mathscale_core.vocabulary.changes import Change
from mathscale_core.vocabulary.decoding import MAX_BYTES
from mathscale_core.vocabulary.diff import diff
from mathscale_core.vocabulary.rows import Problem


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person says of a file.

    Attributes:
        form: Its format; by its name where empty.
        mapping: A name of the file to the id of the concept that it means.
        new_kind: Kind of new concepts of which the file does not say it; by their place in its tree where None.
        delete_missing: Delete the concepts that an export would hold and the file does not name.
        by_name: Ids of the file are those of another workspace: its concepts are found by their names.
    """

    form: str = ""
    mapping: Mapping[str, str] | None = None
    new_kind: ConceptKind | None = None
    delete_missing: bool = False
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a file would change.

    Attributes:
        form: Format of the file.
        read: Concepts of the file that could be read.
        changes: What would change, in the order in which it would be applied.
        problems: What would not be applied, and why.
        same: Concepts of the file of which nothing would change.
    """

    form: str
    read: int
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    same: int


def propose(
    path: Path,
    choices: Choices,
    whole: GraphDocument,
    exported: Collection[str],
    taken: Mapping[tuple[ConceptKind, str], str],
) -> Proposal:
    """What a file would change.

    Args:
        path: The file.
        choices: What a person says of it.
        whole: Every concept that is there.
        exported: Ids of those that an export holds: only these may be missing in a file.
        taken: (kind, name key) of every name that was ever given to its concept, also to deleted ones.

    Raises:
        InputError: The file cannot be read, or is of another format.
    """
    form = choices.form or forms.form_of(path.name)
    reading = forms.read(form, _content(path), path.name)
    rows = [replace(r, id="", handle=r.id or r.handle) for r in reading.rows] if choices.by_name else reading.rows
    found = diff(
        whole, rows, mapping=choices.mapping, new_kind=choices.new_kind,
        delete=exported if choices.delete_missing else (), taken=taken,
    )  # fmt: skip
    return Proposal(form, len(reading.rows), found.changes, (*reading.problems, *found.problems), found.same)


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            what = "a folder" if path.is_dir() else "nothing"
            raise InputError(f"Found {what} at {path}.", "a file.", "Check the path.")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InputError(f"{path.name} has {size:,} bytes.", f"at most {MAX_BYTES:,}.", "Import it in parts.")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"Cannot read {path}: {error.strerror}.", "a readable file.", "Check its rights.") from error
