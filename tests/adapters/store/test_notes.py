"""Notes stand as they were written, by what they are about and by state."""

from dataclasses import replace

from mathscale_core.adapters.store import Store
from mathscale_core.adapters.store.notes import Note


def note(number: int, target: str, state: str = "open") -> Note:
    return Note(f"n_{number}", target, "Emmy", f"text {number}", state, f"2026-01-0{number}T00:00:00+00:00")


def test_without_notes_there_is_nothing(store: Store) -> None:
    """Neither a page nor a number nor one of an id."""
    assert (store.notes.page(), store.notes.count(), store.notes.note("n_1")) == ([], 0, None)


def test_notes_are_found_by_target_and_state(store: Store) -> None:
    """The newest first, in pages; a closed one is found among the closed."""
    notes = [note(1, "c_1"), note(2, "c_2"), note(3, "c_1", "closed")]
    for one in notes:
        store.notes.add(one)
    assert store.notes.page() == notes[::-1]
    assert [n.id for n in store.notes.page(target="c_1")] == ["n_3", "n_1"]
    assert store.notes.page(target="c_1", state="open") == [notes[0]]
    assert (store.notes.count(state="open"), store.notes.count(target="c_1")) == (2, 2)
    assert store.notes.page(limit=1, offset=1) == [notes[1]]
    assert store.notes.count(state="closed") == 1


def test_who_closed_a_note_and_when_stands_with_it(store: Store) -> None:
    """Until it is opened again; the other notes stay as they are."""
    one, other = note(1, "c_1"), note(2, "c_1")
    store.notes.add(one)
    store.notes.add(other)
    store.notes.close("n_1", "Ada", "2026-02-01T00:00:00+00:00")
    found = store.notes.note("n_1")
    assert found == replace(one, state="closed", closed_by="Ada", closed="2026-02-01T00:00:00+00:00")
    assert store.notes.note("n_2") == other
    assert store.notes.count(state="open") == 1
    store.notes.reopen("n_1")
    assert store.notes.note("n_1") == one
