"""Notes on screen: written, closed, opened again, and listed with what they are about."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from mathscale_core.adapters.store.notes import Note
from mathscale_core.pipeline.notes import add_note, close_note
from mathscale_core.testing.workspaces import labelled_seed, small_workspace
from mathscale_core.workspace import Workspace
from tests.pages.apps import everything_said, open_page, words
from tests.pages.parts.editor import by_size, panel


def listed(space: Workspace) -> AppTest:
    return open_page(space, "explore", view="History", log="Notes")


def test_a_note_is_written_and_closed_on_its_concept(tmp_path: Path) -> None:
    """The field is empty again; an empty note is refused."""
    small = small_workspace(tmp_path)
    concept = by_size(small, "kp")[0]
    app = panel(small, concept.id, "Notes")
    app.button(key=f"note-add-{concept.id}").click().run()
    assert "The note has 0 characters" in words(app)
    app.text_area[0].set_value("too *wide*")
    app.button(key=f"note-add-{concept.id}").click().run()
    assert app.text_area[0].value == ""
    assert "too \\*wide\\*" in words(app)
    (note,) = small.store.notes.page()
    app.button(key=f"note-turn-{note.id}").click().run()
    assert small.store.notes.count(state="open") == 0
    assert f"closed by {small.actor} · 20" in words(app)
    app.button(key=f"note-turn-{note.id}").click().run()
    assert small.store.notes.count(state="open") == 1


def test_all_open_notes_are_listed_and_counted_on_overview(tmp_path: Path) -> None:
    """Each with what it is about; the closed ones are a choice away."""
    small = small_workspace(tmp_path)
    assert "0 open notes" in words(listed(small))
    concept = by_size(small, "kp")[0]
    add_note(small, concept.id, "too wide")
    add_note(small, labelled_seed(1).id, "needs a figure")
    app = listed(small)
    assert not app.exception
    assert "2 open notes" in words(app) and "needs a figure" in words(app)
    app.segmented_control(key="notes-state").set_value("closed").run()
    assert "0 closed notes" in words(app)
    overview = open_page(small, "overview")
    assert not overview.exception
    assert "2 open notes" in everything_said(overview)


def test_a_seed_has_its_notes(tmp_path: Path) -> None:
    """On its panel."""
    small = small_workspace(tmp_path)
    seed = labelled_seed(1).id
    add_note(small, seed, "needs a figure")
    app = open_page(small, "seeds", seed=seed)
    assert not app.exception
    assert "needs a figure" in words(app)


def test_a_closed_note_says_who_closed_it_where_that_is_known(tmp_path: Path) -> None:
    """A name that is written like Markdown is no Markdown; of notes of an older version nobody knows."""
    small = small_workspace(tmp_path)
    concept = by_size(small, "kp")[0].id
    close_note(small.acting_as("*Ada*"), add_note(small, concept, "too wide").id)
    small.store.notes.add(Note("n_old", concept, "Emmy", "too narrow", "closed", small.now()))
    app = listed(small)
    app.segmented_control(key="notes-state").set_value("closed").run()
    assert "closed by \\*Ada\\*" in words(app)
    assert "UTC · closed]" in words(app)
