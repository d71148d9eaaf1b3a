"""Merging on screen: direction, swap, several at once, conflicts."""

from pathlib import Path

import pytest

from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.views.merging import merge_preview
from mathscale_core.workspace import Workspace
from tests.pages.apps import words
from tests.pages.parts.editor import by_size, kinds_done, panel


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    return small_workspace(tmp_path)


def test_a_merge_says_what_it_comes_to_and_leads_to_the_one_that_stays(small: Workspace) -> None:
    """Numbers, names, three seeds of each side; swapped, the other one stays."""
    loser, winner, *_ = by_size(small, "topic")
    app = panel(small, loser.id, "Merge")
    field = app.text_input(key=f"merge-with-{loser.id}-0")
    field.set_value("xyzzy").run()
    assert "No other topic has such a name" in words(app)
    app.text_input(key=f"merge-with-{loser.id}-0").set_value(winner.name).run()
    preview = merge_preview(small, [loser.id], winner.id)
    said = words(app)
    assert f"**{preview.seeds:,} seeds** afterwards" in said
    assert preview.winner.examples[0].question.split("$")[0] in said.replace("\\", "")
    app.button(key="swap").click().run()
    assert f"{preview.winner.seeds:,} + {preview.losers[0].seeds:,} seeds" in words(app)
    app.button(key="swap").click().run()
    assert next(t for t in app.text_input if t.label == "Why (optional)").value == preview.evidence
    app.button(key="merge").click().run()
    app.button(key="edit-apply").click().run()
    assert app.session_state["winner"] == winner.id
    assert small.store.concepts.merged_into(loser.id) == winner.id
    assert small.store.curation.events()[0].reason == preview.evidence


def test_the_form_of_the_one_that_stays_is_empty_again(small: Workspace) -> None:
    """What was merged into it is no longer looked for."""
    winner, loser, *_ = by_size(small, "topic")
    app = panel(small, winner.id, "Merge")
    app.text_input(key=f"merge-with-{winner.id}-0").set_value(loser.name).run()
    app.button(key="swap").click().run()
    app.button(key="merge").click().run()
    app.button(key="edit-apply").click().run()
    assert small.store.concepts.merged_into(loser.id) == winner.id
    assert app.text_input(key=f"merge-with-{winner.id}-1").value == ""
    assert "No other topic has such a name" not in words(app)


def test_several_are_merged_in_one_edit(small: Workspace) -> None:
    """Each is added to the others; begun anew there are none."""
    first, second, third, *_ = by_size(small, "topic")
    app = panel(small, first.id, "Merge")
    app.text_input(key=f"merge-with-{first.id}-0").set_value(second.name).run()
    app.button(key="merge-more").click().run()
    app.text_input(key=f"merge-with-{first.id}-0").set_value(third.name).run()
    assert app.button(key="merge").label == "Merge 3 into one"
    app.button(key="merge").click().run()
    app.button(key="edit-apply").click().run()
    (event,) = small.store.curation.events()
    assert (set(event.payload["from"]), event.payload["into"]) == ({first.id, second.id}, third.id)


def test_conflicts_are_named_before(small: Workspace) -> None:
    """A lock among them; without a reason it would be refused."""
    one, other, *_ = by_size(small, "topic")
    apply_edit(small.acting_as("Emmy"), {"kind": "lock", "concept": other.id})
    app = panel(small, one.id, "Merge")
    app.text_input(key=f"merge-with-{one.id}-0").set_value(other.name).run()
    assert f"{other.name} was locked by Emmy" in words(app).replace("\\", "")
    assert kinds_done(small) == ["lock"]
