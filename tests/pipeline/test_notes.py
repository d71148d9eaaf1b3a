"""Notes: written on what is there, open until somebody closes them."""

from pathlib import Path

import pytest

from mathscale_core.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from mathscale_core.pipeline.notes import LONGEST_NOTE, add_note, close_note, open_note
from mathscale_core.testing.workspaces import labelled_seed, small_workspace


def test_a_note_says_who_wrote_what_about_what(tmp_path: Path) -> None:
    """On a concept, a seed, and a pair in whatever order."""
    workspace = small_workspace(tmp_path).acting_as("Emmy")
    one, other = sorted(c.id for c in workspace.store.concepts.concepts()[:2])
    seed = labelled_seed(1, ["Fractions"], ["Adding and subtracting fractions"]).id
    notes = [
        add_note(workspace, one, "  too wide "),
        add_note(workspace, seed, "needs a figure"),
        add_note(workspace, f"{other} {one}", "are they one?"),
    ]
    assert [(n.target, n.actor, n.text, n.state) for n in notes] == [
        (one, "Emmy", "too wide", "open"), (seed, "Emmy", "needs a figure", "open"),
        (f"{one} {other}", "Emmy", "are they one?", "open"),
    ]  # fmt: skip
    assert len({n.id for n in notes}) == 3
    assert workspace.store.notes.count(state="open") == 3


def test_a_note_is_closed_and_opened_again(tmp_path: Path) -> None:
    """Who closed it and when is kept while it is closed; twice is refused."""
    workspace = small_workspace(tmp_path)
    note = add_note(workspace, workspace.store.concepts.concepts()[0].id, "too wide")
    closed = close_note(workspace.acting_as("Ada"), note.id)
    assert (closed.state, closed.actor, closed.closed_by) == ("closed", note.actor, "Ada")
    assert closed.closed >= note.created
    assert workspace.store.notes.note(note.id) == closed
    with pytest.raises(ConflictError, match="closed already"):
        close_note(workspace, note.id)
    assert open_note(workspace, note.id) == note == workspace.store.notes.note(note.id)
    with pytest.raises(NotFoundError, match="n_none"):
        close_note(workspace, "n_none")


@pytest.mark.parametrize("text", ["", " \n ", "x" * (LONGEST_NOTE + 1)])
def test_a_note_has_some_words(tmp_path: Path, text: str) -> None:
    """And not too many."""
    workspace = small_workspace(tmp_path)
    with pytest.raises(InputError, match="The note has"):
        add_note(workspace, workspace.store.concepts.concepts()[0].id, text)
    assert workspace.store.notes.count() == 0


@pytest.mark.parametrize("target", ["", "c_none", "c_1 c_2 c_3", "q_1"])
def test_a_note_is_about_something(tmp_path: Path, target: str) -> None:
    """What is not there has none."""
    workspace = small_workspace(tmp_path)
    with pytest.raises(NotFoundError, match="no concept or seed"):
        add_note(workspace, target, "text")
    with pytest.raises(NotAllowedError):
        add_note(workspace.acting_as(""), workspace.store.concepts.concepts()[0].id, "text")
