"""Notes for people: those on one thing, or all, with what each is about in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from mathscale_core.adapters.store.notes import Note
from mathscale_core.views.text import to_plain
from mathscale_core.workspace import Workspace

__all__ = ["PAGE", "Note", "NoteAbout", "count_open", "notes_of", "notes_page", "pair_target"]

PAGE = 20
_LETTERS = 80


@dataclass(frozen=True, slots=True)
class NoteAbout:
    """A note with what it is about.

    Attributes:
        note: The note.
        about: Name of the concept, begin of the seed's question, or the two names of a pair; plain stored text.
        page: Page and part of the address that show it: ``("explore", "concept", id)``.
    """

    note: Note
    about: str
    page: tuple[str, str, str]


def pair_target(concepts: Sequence[str]) -> str:
    """What a note on a suggested pair is about: the first two concepts, in order."""
    return " ".join(sorted(concepts[:2]))


def count_open(workspace: Workspace, target: str = "") -> int:
    """Number of open notes on one thing, or on all."""
    return workspace.store.notes.count(target=target, state="open")


def notes_of(workspace: Workspace, target: str) -> list[Note]:
    """The notes on one thing, the open ones first, each part with the newest first."""
    return sorted(workspace.store.notes.page(target=target), key=lambda note: note.state != "open")


def notes_page(workspace: Workspace, *, state: str = "open", page: int = 1) -> tuple[list[NoteAbout], int]:
    """A page of all notes in a state, ``""`` for both, and their number."""
    notes = workspace.store.notes.page(state=state, limit=PAGE, offset=(page - 1) * PAGE)
    ids = sorted({part for note in notes for part in note.target.split()})
    names = workspace.store.concepts.concept_names(ids)
    seeds = workspace.store.seeds.by_id([i for i in ids if i not in names])
    said = names | {s: to_plain(seed.question, _LETTERS) for s, seed in seeds.items()}
    return [
        NoteAbout(n, " and ".join(said.get(part, part) for part in n.target.split()), _shown(n.target, seeds))
        for n in notes
    ], workspace.store.notes.count(state=state)


def _shown(target: str, seeds: object) -> tuple[str, str, str]:
    first = target.split(maxsplit=1)[0]
    return ("seeds", "seed", first) if isinstance(seeds, dict) and first in seeds else ("explore", "concept", first)
