"""Notes for people: on one thing, or all with what they are about."""

from pathlib import Path

from mathscale_core.pipeline.notes import add_note, close_note
from mathscale_core.testing.workspaces import fresh_workspace, labelled_seed, small_workspace
from mathscale_core.views.notes import PAGE, count_open, notes_of, notes_page, pair_target


def test_without_notes_nothing_is_open(tmp_path: Path) -> None:
    """Not even a page."""
    empty = fresh_workspace(tmp_path)
    assert (count_open(empty), notes_page(empty), notes_of(empty, "c_1")) == (0, ([], 0), [])


def test_a_note_says_what_it_is_about_and_where_that_is_shown(tmp_path: Path) -> None:
    """A concept and a pair by their names in Explore, a seed by its question in Seeds."""
    workspace = small_workspace(tmp_path)
    one, other = sorted(workspace.store.concepts.concepts()[:2], key=lambda c: c.id)
    seed = labelled_seed(1).id
    for target in (one.id, seed, pair_target([other.id, one.id, "c_9"])):
        add_note(workspace, target, "text")
    rows, total = notes_page(workspace)
    found = {row.note.target: (row.about, row.page) for row in rows}
    assert total == 3
    assert found[one.id] == (one.name, ("explore", "concept", one.id))
    assert found[seed] == ("Seed 1: what is 1 + 1?", ("seeds", "seed", seed))
    assert found[f"{one.id} {other.id}"] == (f"{one.name} and {other.name}", ("explore", "concept", one.id))


def test_open_notes_come_first_and_are_counted(tmp_path: Path) -> None:
    """On one thing, and on all; closed ones are found among the closed."""
    workspace = small_workspace(tmp_path)
    concept = workspace.store.concepts.concepts()[0].id
    notes = [add_note(workspace, concept, f"note {n}") for n in range(PAGE + 2)]
    close_note(workspace, notes[0].id)
    assert count_open(workspace) == count_open(workspace, concept) == PAGE + 1
    assert count_open(workspace, "c_9") == 0
    assert notes_of(workspace, concept)[-1].id == notes[0].id
    assert [len(notes_page(workspace, page=page)[0]) for page in (1, 2, 3)] == [PAGE, 1, 0]
    assert [row.note.id for row in notes_page(workspace, state="closed")[0]] == [notes[0].id]
    assert notes_page(workspace, state="")[1] == PAGE + 2
