"""Editing on screen: the history says in words what was done, and takes it back or says why not."""

from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.records import Concept
from mathscale_core.views import explore
from mathscale_core.workspace import Workspace
from tests.pages.apps import words


def page() -> None:
    import streamlit as st

    from pages.parts.editing import edit_panel, history_page

    space = st.session_state["workspace"]
    if "concept" in st.session_state:
        edit_panel(space, st.session_state["concept"], lambda winner: st.session_state.update(winner=winner))
    else:
        history_page(space)


def opened(demo: Workspace, concept: Concept | None = None) -> AppTest:
    app = AppTest.from_function(page, default_timeout=30)
    app.session_state["workspace"] = demo
    if concept:
        app.session_state["concept"] = concept
    return app.run()


def topics(demo: Workspace) -> list[Concept]:
    return [h.concept for h in explore.search(demo, "", 100) if h.concept.kind == "topic"]


def test_without_edits_the_history_says_so(demo: Workspace) -> None:
    """Nothing to undo."""
    app = opened(demo)
    assert "Nothing was edited here yet" in words(app)
    assert not app.button


def test_an_edit_on_which_a_later_one_depends_is_not_undone(demo: Workspace) -> None:
    """The later one is named; undone first, both are gone, with the reason that was given."""
    one, other, *_ = topics(demo)
    apply_edit(demo, {"kind": "merge", "from": [other.id], "into": one.id})
    last = apply_edit(demo, {"kind": "rename", "concept": one.id, "name": other.name})
    app = opened(demo)
    newest, oldest = app.button
    oldest.click().run()
    assert last.id in words(app)
    assert len(demo.store.curation.events()) == 2
    app.text_input[0].set_value("they differ")
    app.button[0].click().run()
    app.button[0].click().run()
    assert [e.kind for e in demo.store.curation.events()] == ["merge", "rename", "undo", "undo"]
    assert demo.store.curation.events()[-1].reason == "they differ"
    assert demo.store.concepts.concept(one.id) == one
    assert newest.label == "Undo"


def test_a_merge_tells_which_concept_stands_for_both(demo: Workspace) -> None:
    """A search that finds nothing of this kind says so; after the merge the page is told the winner."""
    loser, winner, *_ = topics(demo)
    app = opened(demo, loser)
    search = app.text_input(key=f"merge-with-{loser.id}")
    search.set_value("xyzzy").run()
    assert "No other topic has such a name" in words(app)
    app.text_input(key=f"merge-with-{loser.id}").set_value(winner.name).run()
    app.button(key="merge").click().run()
    assert app.session_state["winner"] == winner.id
    assert demo.store.concepts.merged_into(loser.id) == winner.id
