"""The queue on screen: one key a decision, the next one comes, undo brings it back."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.pipeline.suggest import decide
from mathscale_core.views import suggestions
from mathscale_core.workspace import Workspace
from pages.parts.queue import KEYS
from tests.pages.apps import open_part, words
from tests.pipeline.test_suggest import FRACTIONS, TRINOMIALS
from tests.pipeline.twinned import ids, many_twins, twinned


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    """A workspace with three names of one thing, and a slip."""
    return twinned(tmp_path)


def page() -> None:
    import streamlit as st

    from pages.parts.queue import queue_view

    queue_view(st.session_state["workspace"])


def opened(space: Workspace) -> AppTest:
    return open_part(page, space)


def merged(app: AppTest) -> AppTest:
    """Press merge, and do it in the dialog: among so few concepts every merge moves a share far."""
    app.button(key="queue-merge").click().run()
    return app.button(key="edit-apply").click().run()


def names(app: AppTest) -> set[str]:
    return {b.label.replace("\\", "") for b in app.checkbox if str(b.key).startswith("tick-")}


def test_without_suggestions_they_can_be_computed(empty: Workspace) -> None:
    """A word, a button; where nothing is found that is said."""
    app = opened(empty)
    assert not app.exception
    assert "No suggestions yet" in words(app)
    app.button(key="queue-compute").click().run()
    assert not app.exception
    assert "No pair found, 0 new" in words(app)


def test_the_first_cluster_stands_there_whole(space: Workspace) -> None:
    """All its names ticked, two seeds each, why, what is left, and the precision of each signal."""
    app = opened(space)
    assert not app.exception
    assert names(app) == set(FRACTIONS)
    text = words(app)
    assert "**4 pairs left** · 0 decided" in text
    assert "same words 1.00" in text
    assert "spelling – · words – · neighbours – · shared seeds –" in text
    assert text.count("what is $") == 6


def test_decision_after_decision_the_queue_goes_on(space: Workspace) -> None:
    """A merge goes into the name on the right; at the end that is said, and undo returns."""
    app = opened(space)
    winner = ids(space, "Fractions, adding")[0]
    merged(app)
    assert not app.exception
    assert names(app) == set(TRINOMIALS)
    assert space.store.curation.events()[0].payload["into"] == winner
    assert "**1 pair left** · 3 decided" in words(app)
    assert "spelling **100%** of 3" in words(app)
    app.button(key="queue-different").click().run()
    assert "Every suggestion was decided" in "".join(str(s.value) for s in app.success)
    app.button(key="queue-undo").click().run()
    assert names(app) == set(TRINOMIALS)
    app.button(key="queue-undo").click().run()
    assert names(app) == set(FRACTIONS)
    assert space.store.suggestions.decisions() == []


def test_swap_and_untick_change_what_is_merged(space: Workspace) -> None:
    """Another name stays; what was unticked is no part of it and comes again."""
    app = opened(space)
    one, other, third = ids(space, *FRACTIONS)
    next(b for b in app.checkbox if str(b.key).endswith(third)).uncheck().run()
    app.button(key="queue-swap").click().run()
    stays = next(c for c in (one, other) if not [b for b in app.button if str(b.key).endswith(c)])
    app.text_input[0].set_value("one book, one name").run()
    merged(app)
    (event,) = space.store.curation.events()
    assert event.payload == {"from": [other if stays == one else one], "into": stays}
    assert event.reason == "one book, one name"
    assert third in {c for t in space.store.suggestions.waiting() for c in t.pair}


def test_one_ticked_name_is_nothing_to_decide_on(space: Workspace) -> None:
    """The buttons wait for a second one."""
    app = opened(space)
    for box in list(app.checkbox)[:2]:
        box.uncheck().run()
    assert app.button(key="queue-merge").disabled
    assert not app.button(key="queue-undo").disabled


def test_keys_stand_on_the_buttons(space: Workspace) -> None:
    """Each key of the overlay is on a button, and none of them is C or R."""
    app = opened(space)
    keys = {b.proto.shortcut.upper() for b in app.button if b.proto.shortcut}
    assert keys == set(KEYS)
    assert not keys & {"C", "R"}


def test_a_merge_that_moves_nothing_far_is_one_key(tmp_path: Path) -> None:
    """Among many concepts: it is done, the next one stands there, and no dialog was open."""
    space = many_twins(tmp_path, 150)
    app = opened(space)
    first = names(app)
    app.button(key="queue-merge").click().run()
    assert not app.exception
    assert [e.kind for e in space.store.curation.events()] == ["merge"]
    assert "edit-apply" not in [b.key for b in app.button]
    assert names(app) and not names(app) & first
    assert "Merged:" in words(app)


def test_a_merge_that_moves_much_is_looked_at_first(space: Workspace) -> None:
    """Discarded, nothing is done and the names stay; other keys do nothing under the dialog."""
    app = opened(space)
    app.button(key="queue-merge").click().run()
    assert not app.exception
    assert space.store.curation.events() == []
    assert "not done yet" in words(app)
    app.button(key="queue-different").click().run()
    app.button(key="queue-swap").click().run()
    app.button(key="queue-undo").click().run()
    assert space.store.curation.events() == []
    app.button(key="edit-discard").click().run()
    assert names(app) == set(FRACTIONS)
    app.button(key="queue-related").click().run()
    assert {e.payload["as"] for e in space.store.curation.events()} == {"related"}


def test_a_merge_that_overrules_a_lock_is_looked_at_first(tmp_path: Path) -> None:
    """However little it moves; without a reason it is refused, and it is named in the dialog."""
    space = many_twins(tmp_path, 150)
    first = suggestions.next_clusters(space, 1)[0]
    apply_edit(space, {"kind": "lock", "concept": first.ids[0]})
    app = opened(space)
    app.button(key="queue-merge").click().run()
    assert "has no reason" in words(app)
    app.text_input[0].set_value("a slip").run()
    app.button(key="queue-merge").click().run()
    assert [e.kind for e in space.store.curation.events()] == ["lock"]
    app.button(key="edit-apply").click().run()
    assert not app.exception
    assert [(e.kind, e.reason) for e in space.store.curation.events()] == [("lock", ""), ("merge", "a slip")]
    assert len(space.store.suggestions.decisions()) == 1


def test_the_same_under_two_names_is_a_decision_of_its_own(space: Workspace) -> None:
    """Nothing is merged; it speaks for the signals like a merge, and Z takes it back."""
    app = opened(space)
    app.button(key="queue-same").click().run()
    assert not app.exception
    assert {(e.kind, e.payload["as"]) for e in space.store.curation.events()} == {("relate", "same")}
    assert "Marked as the same:" in words(app)
    assert "spelling **100%** of 3" in words(app)
    app.button(key="queue-undo").click().run()
    assert names(app) == set(FRACTIONS)


def test_what_somebody_edited_meanwhile_is_shown_before_a_merge(space: Workspace) -> None:
    """Whoever decides sees it, and decides; other decisions are refused with a word."""
    app = opened(space)
    one = ids(space, FRACTIONS[0])[0]
    apply_edit(space.acting_as("Ada"), {"kind": "rename", "concept": one, "name": "Sums of fractions"})
    app.button(key="queue-merge").click().run()
    assert "Ada has edited this meanwhile" in words(app)
    assert [e.kind for e in space.store.curation.events()] == ["rename"]
    app.button(key="edit-apply").click().run()
    assert [e.kind for e in space.store.curation.events()] == ["rename", "merge"]
    other = ids(space, TRINOMIALS[0])[0]
    apply_edit(space.acting_as("Ada"), {"kind": "rename", "concept": other, "name": "Trinomials factored"})
    app.button(key="queue-different").click().run()
    assert "Ada has edited" in words(app)
    assert "Trinomials factored" in names(app)
    assert [e.kind for e in space.store.curation.events()] == ["rename", "merge", "rename"]


def test_what_was_decided_elsewhere_is_not_shown_again(space: Workspace) -> None:
    """Not even where it was loaded already."""
    app = opened(space)
    decide(space, ids(space, *TRINOMIALS), "different")
    app.button(key="queue-later").click().run()
    assert names(app) == set(FRACTIONS)
    assert "3 of them put off" in words(app)


def test_nothing_to_take_back_is_said(space: Workspace) -> None:
    """The cluster stays."""
    app = opened(space)
    app.button(key="queue-undo").click().run()
    assert "There is no decision to take back" in words(app)
    assert names(app) == set(FRACTIONS)
