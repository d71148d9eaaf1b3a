"""The history on screen: filters, undo and redo, what stands in the way, and what no longer fits."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline.edits import apply_edit, misfits
from mathscale_core.pipeline.publish import publish
from mathscale_core.records import EditEvent
from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.workspace import Workspace
from tests.pages.apps import open_page, words
from tests.pages.parts.editor import by_size, kinds_done


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    return small_workspace(tmp_path)


def opened(space: Workspace, **query: str) -> AppTest:
    app = open_page(space, "explore", view="History", **query)
    assert not app.exception
    return app


def test_without_edits_the_history_says_so(small: Workspace) -> None:
    """Nothing to undo."""
    app = opened(small)
    assert "Nothing was edited here yet" in words(app)
    assert not [b for b in app.button if b.label in {"Undo", "Redo"}]


def test_an_edit_is_undone_and_done_again(small: Workspace) -> None:
    """The same row offers the one or the other; a reason goes with it."""
    concept = by_size(small, "topic")[0]
    event = apply_edit(small, {"kind": "rename", "concept": concept.id, "name": "Another name"})
    app = opened(small)
    app.text_input(key="undo-why-all").set_value("they differ")
    app.button(key=f"undo-all-{event.id}").click().run()
    assert small.store.curation.events()[-1].reason == "they differ"
    assert "(undone)" in words(app)
    app.button(key=f"redo-all-{event.id}").click().run()
    found = small.store.concepts.concept(concept.id)
    assert found and found.name == "Another name"
    assert "Did again: Renamed" in words(app).replace("\\", "")
    assert kinds_done(small) == ["rename", "undo", "undo"]


def test_what_stands_in_the_way_is_listed_and_taken_back_with_it(small: Workspace) -> None:
    """With the later edits in words; left, nothing changes."""
    one, other, *_ = by_size(small, "topic")
    merge = apply_edit(small, {"kind": "merge", "from": [other.id], "into": one.id})
    rename = apply_edit(small, {"kind": "rename", "concept": one.id, "name": other.name})
    app = opened(small)
    app.button(key=f"undo-all-{merge.id}").click().run()
    said = words(app)
    assert "1 later edit would not fit without it" in said and rename.id in said
    assert kinds_done(small) == ["merge", "rename"]
    app.button(key="leave-all").click().run()
    assert "would not fit without it" not in words(app)
    app.button(key=f"undo-all-{merge.id}").click().run()
    assert app.button(key="undo-them-all").label == "Undo 2 edits"
    app.button(key="undo-them-all").click().run()
    assert kinds_done(small) == ["merge", "rename", "undo", "undo"]
    assert small.store.concepts.concept(one.id) == one


def test_the_history_is_filtered_by_its_address(small: Workspace) -> None:
    """Person, kind and concept; each can be taken away again."""
    one, other, *_ = by_size(small, "topic")
    apply_edit(small.acting_as("Emmy"), {"kind": "rename", "concept": one.id, "name": "First thing"})
    apply_edit(small, {"kind": "rename", "concept": other.id, "name": "Second thing"})
    assert "2 edits, newest first" in words(opened(small))
    said = words(opened(small, by="Emmy"))
    assert "1 edit, newest first" in said and "First thing" in said
    app = opened(small, did="rename", of=other.id)
    assert "1 edit, newest first" in words(app)
    app.button(key="of-none").click().run()
    assert "2 edits, newest first" in words(app)
    app.selectbox(key="history-by").set_value("Emmy").run()
    assert "1 edit, newest first" in words(app)
    app = opened(small)
    app.text_input(key="history-of").set_value("Second").run()
    app.button(key="history-of-it").click().run()
    assert "1 edit, newest first" in words(app)


def test_an_edit_that_no_longer_fits_is_listed_with_its_cure(small: Workspace) -> None:
    """It names a concept that is there no more; undone, it is gone from the list."""
    event = EditEvent("e_1", "rename", {"concept": "c_gone", "name": "Logic"}, "Emmy", "", small.now())
    small.store.curation.append([event])
    app = opened(small)
    assert "1 edit no longer fits" in app.expander[0].label
    assert "The concept 'c_gone' is not there" in words(app).replace("the concept", "The concept")
    app.button(key="cure-e_1").click().run()
    assert misfits(small) == {}
    assert "no longer fit" not in "".join(e.label for e in app.expander)


def test_what_was_proposed_says_so_for_good(small: Workspace) -> None:
    """First that it waits, then who published it in which version; other edits say nothing of it."""
    small.set("proposers", "*Ada*")
    one, other, *_ = by_size(small, "topic")
    apply_edit(small.acting_as("*Ada*"), {"kind": "rename", "concept": one.id, "name": "First thing"})
    apply_edit(small, {"kind": "rename", "concept": other.id, "name": "Second thing"})
    said = words(opened(small))
    assert ":violet-badge[proposed]" in said and "published by" not in said
    publish(small.acting_as("Emmy"), "both")
    said = words(opened(small))
    assert ":violet-badge[proposed]" not in said
    assert "proposed by \\*Ada\\*, published by Emmy in version 1" in said
    assert said.count("published by") == 1
