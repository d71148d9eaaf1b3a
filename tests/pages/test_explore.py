"""Explore: search, one selection, seeds; gone concepts and empty graphs get a clear word."""

from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.records import Concept
from mathscale_core.views import curation, explore
from mathscale_core.workspace import Workspace, create_workspace
from tests.pages.apps import address, open_page, words


def test_an_empty_graph_says_how_to_fill_it(tmp_path: Path) -> None:
    """No canvas without a graph."""
    workspace = create_workspace(tmp_path / "empty", LocalExecutor())
    app = open_page(workspace, "explore")
    assert not app.exception
    assert "The graph is empty" in words(app)
    workspace.close()


def test_the_address_names_the_concept_in_the_middle_and_the_selected_one(demo: Workspace) -> None:
    """The table holds the neighbours, the panel the selected concept with its seeds."""
    centre = explore.search(demo, "Pythagorean theorem", 1)[0].concept
    neighbour = explore.ego(demo, centre.id, 5).neighbours[0].concept
    app = open_page(demo, "explore")
    app.query_params["concept"], app.query_params["selected"] = centre.id, neighbour.id
    app.run()
    assert not app.exception
    names = list(app.dataframe[0].value["name"])
    assert neighbour.name in names
    assert neighbour.name in [s.value.replace("\\", "") for s in app.subheader]
    assert any(b.label == "Put in the middle" for b in app.button)
    assert len(app.expander) >= 1


def test_a_search_lists_hits_and_says_when_there_is_none(demo: Workspace) -> None:
    """Prefixes of words find; nonsense gets a hint."""
    app = open_page(demo, "explore")
    app.text_input(key="q").set_value("pythag").run()
    assert "Pythagorean theorem" in list(app.dataframe[0].value["name"])
    app.text_input(key="q").set_value("xyzzy <b>").run()
    assert not app.exception
    assert "No topic or knowledge point" in words(app)


def test_a_concept_that_is_gone_is_said_and_not_a_crash(demo: Workspace) -> None:
    """An old address names what is no longer there."""
    app = open_page(demo, "explore")
    app.query_params["concept"] = "c_gone"
    app.run()
    assert not app.exception
    assert "has no concept 'c_gone'" in words(app)


def test_a_wrong_address_leaves_search_and_the_biggest_concepts(demo: Workspace) -> None:
    """The error stands above what one can go on with; picking one is a way out."""
    app = open_page(demo, "explore", concept="c_gone")
    app.query_params["concept"] = "c_gone"
    app.run()
    assert list(app.dataframe[0].value["name"]) == [h.concept.name for h in explore.search(demo, "", 10)]
    app.text_input(key="q").set_value("pythag").run()
    assert "Pythagorean theorem" in list(app.dataframe[0].value["name"])


def shown(demo: Workspace, concept: str) -> AppTest:
    app = open_page(demo, "explore")
    app.query_params["concept"] = concept
    return app.run()


def biggest(demo: Workspace, kind: str, number: int) -> Concept:
    return [h.concept for h in explore.search(demo, "", 400) if h.concept.kind == kind][number]


def test_a_concept_is_renamed_and_the_rename_undone(demo: Workspace) -> None:
    """The field holds the present name; the history says what was done, by whom, and takes it back."""
    concept = biggest(demo, "topic", 0)
    app = shown(demo, concept.id)
    field = next(t for t in app.text_input if t.label == "Name")
    assert field.value == concept.name
    field.set_value("Sums & *stars* up")
    next(t for t in app.text_input if t.label == "Why (optional)").set_value("clearer")
    app.button(key="rename").click().run()
    assert not app.exception
    assert demo.store.concepts.concept(concept.id) == replace(concept, name="Sums & *stars* up")
    assert "clearer" in words(app)
    next(b for b in app.button if b.label == "Undo").click().run()
    assert demo.store.concepts.concept(concept.id) == concept
    assert "(undone)" in words(app)


def test_a_taken_name_is_refused_with_what_to_do(demo: Workspace) -> None:
    """Nothing is changed, and the page goes on."""
    one, other = biggest(demo, "kp", 0), biggest(demo, "kp", 1)
    app = shown(demo, one.id)
    next(t for t in app.text_input if t.label == "Name").set_value(other.name)
    app.button(key="rename").click().run()
    assert "merge them instead" in words(app)
    assert demo.store.concepts.concept(one.id) == one


def test_a_merge_says_before_what_it_will_come_to(demo: Workspace) -> None:
    """Numbers, direction with swap, and afterwards the winner in the middle; the loser's address leads there."""
    loser, winner = biggest(demo, "topic", 1), biggest(demo, "topic", 0)
    app = shown(demo, loser.id)
    app.text_input(key=f"merge-with-{loser.id}").set_value(winner.name).run()
    preview = curation.merge_preview(demo, loser.id, winner.id)
    assert f"{preview.seeds:,} seeds" in words(app)
    app.button(key="swap").click().run()
    assert f"{preview.winner_seeds:,} + {preview.loser_seeds:,} seeds" in words(app)
    app.button(key="swap").click().run()
    app.button(key="merge").click().run()
    assert not app.exception
    assert demo.store.concepts.merged_into(loser.id) == winner.id
    again = shown(demo, loser.id)
    assert "was merged into" in words(again)
    assert f"Merged {loser.name}" in words(again).replace("\\", "")


def test_what_somebody_else_edited_meanwhile_is_not_overwritten(demo: Workspace) -> None:
    """Two tabs on one concept: the second to save is told, and sees how it is now."""
    concept = biggest(demo, "topic", 0)
    app = shown(demo, concept.id)
    next(t for t in app.text_input if t.label == "Name").set_value("Mine")
    # The other tab.
    apply_edit(demo.acting_as("Emmy"), {"kind": "restore", "concept": concept.id})
    app.button(key="rename").click().run()
    assert "Emmy has edited" in words(app)
    assert demo.store.concepts.concept(concept.id) == concept


def test_a_dropped_concept_can_be_restored(demo: Workspace) -> None:
    """Its address says why it is not there, and brings it back."""
    demo.set("minimum_seeds", "6")
    dropped = demo.graph().dropped[0][0]
    app = shown(demo, dropped.id)
    assert "was dropped" in words(app)
    app.button(key="restore").click().run()
    assert dropped.id in demo.graph().graph.position


def test_the_shelf_shows_what_waits(demo: Workspace) -> None:
    """Empty it says where names come from; else the commonest is shown with its seeds, to adopt or to dismiss."""
    app = open_page(demo, "explore")
    app.query_params["view"] = "Shelf"
    app.run()
    assert "Nothing waits on the shelf" in words(app)
    one, two, *_ = demo.store.seeds.question_keys().values()
    demo.store.shelf.add([(one, "kp", "Juggling"), (two, "kp", "Juggling"), (one, "topic", "Circus")], "m", "")
    app.run()
    assert list(app.dataframe[0].value["name"]) == ["Juggling", "Circus"]
    app.button(key="adopt").click().run()
    assert "Juggling" in {c.name for c in demo.graph().graph.kps}
    app.button(key="dismiss").click().run()
    assert demo.store.shelf.count() == 0
    app.segmented_control(key="view").set_value("History")
    app.run()
    assert "gave Juggling" in words(app)


def test_the_address_is_followed_also_where_it_changes_under_the_page(demo: Workspace) -> None:
    """Search, number of neighbours and view; a link or Back is no loser to what was there before."""
    app = open_page(demo, "explore", q="pythag", limit="7")
    assert (app.text_input(key="q").value, app.slider(key="limit").value) == ("pythag", 7)
    app.query_params["q"], app.query_params["limit"] = "frac", "9999"
    app.run()
    assert not app.exception
    assert (app.text_input(key="q").value, app.slider(key="limit").value) == ("frac", 40)
    app.segmented_control(key="view").set_value("History").run()
    assert address(app)["view"] == "History"
    del app.query_params["view"]
    app.run()
    assert app.segmented_control(key="view").value == "Graph"


def test_the_shelf_keeps_its_words_and_the_chosen_name_its_address(demo: Workspace) -> None:
    """The number of names stands beside the choice, so that it does not get into the address."""
    one, two, *_ = demo.store.seeds.question_keys().values()
    demo.store.shelf.add([(one, "kp", "Juggling"), (two, "kp", "Juggling"), (one, "topic", "Circus")], "m", "")
    app = open_page(demo, "explore", view="Shelf", shelved="topic:Circus")
    assert app.segmented_control(key="view").options == ["Graph", "Shelf", "History"]
    assert "2 on the shelf" in words(app)
    assert "Circus" in [s.value for s in app.subheader]
    app.query_params["shelved"] = "topic:Gone"
    app.run()
    assert not app.exception
    assert "Juggling" in [s.value for s in app.subheader]


def test_the_page_of_a_concepts_seeds_has_an_address(demo: Workspace) -> None:
    """Another page, other seeds; another concept begins at its first."""
    app = open_page(demo, "explore")
    first = words(app)
    app.query_params["seeds-page"] = "2"
    app.run()
    assert not app.exception
    assert words(app) != first
