"""The graph view: what the address names is shown, gone concepts and versions get a clear word."""

from pathlib import Path

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.pipeline.publish import publish
from mathscale_core.records import Concept
from mathscale_core.views import explore
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
    """The panel is of the selected concept, with its neighbours as a table and its seeds."""
    centre = explore.search(demo, "Pythagorean theorem", 1)[0].concept
    neighbour = explore.neighbours(demo, centre.id)[0].concept
    app = open_page(demo, "explore", concept=centre.id, selected=neighbour.id)
    assert not app.exception
    assert centre.name in list(app.dataframe[0].value["name"])
    assert neighbour.name in [s.value.replace("\\", "") for s in app.subheader]
    assert len(app.expander) >= 1
    app.button(key="to-middle").click().run()
    assert address(app)["concept"] == neighbour.id
    assert [h.concept for h in explore.visited(demo)] == [neighbour, centre]


def test_looking_at_the_page_alone_is_no_visit(demo: Workspace) -> None:
    """The biggest concept stands in the middle until one is asked for."""
    open_page(demo, "explore")
    assert explore.visited(demo) == []


def test_a_concept_that_is_gone_is_said_and_the_biggest_ones_lead_on(demo: Workspace) -> None:
    """An old or mistyped address; search goes on working."""
    app = open_page(demo, "explore", concept="c_gone")
    assert not app.exception
    assert "has no concept 'c_gone'" in words(app)
    assert list(app.dataframe[0].value["name"]) == [h.concept.name for h in explore.search(demo, "", 10)]
    app.text_input(key="q").set_value("pythag").run()
    assert "Pythagorean theorem" in list(app.dataframe[0].value["name"])


def test_a_merged_concept_leads_to_what_stands_for_it_and_a_deleted_one_is_said(demo: Workspace) -> None:
    """As the middle and as the selected one."""
    one, other, third = [h.concept for h in explore.search(demo, "", 400) if h.concept.kind == "kp"][:3]
    apply_edit(demo, {"kind": "merge", "from": [one.id], "into": other.id})
    apply_edit(demo, {"kind": "delete", "concept": third.id, "reason": "no skill"})
    app = open_page(demo, "explore", concept=one.id, selected=one.id)
    assert "was merged into" in words(app)
    assert other.name in [s.value.replace("\\", "") for s in app.subheader]
    app = open_page(demo, "explore", concept=third.id)
    assert not app.exception
    assert "has no concept" in words(app)
    app = open_page(demo, "explore", concept=other.id, selected=third.id)
    assert not app.exception


def test_a_dropped_concept_can_be_restored(demo: Workspace) -> None:
    """Its address says why it is not there, and brings it back."""
    demo.set("minimum_seeds", "6")
    dropped = demo.draft().dropped[0][0]
    app = open_page(demo, "explore", concept=dropped.id)
    assert "was dropped" in words(app)
    app.button(key="restore").click().run()
    assert dropped.id in demo.draft().graph.position


def test_a_published_version_is_shown_and_not_edited(demo: Workspace) -> None:
    """A banner says which; a version that is none is said, and a button leads back."""
    one, other = [h.concept for h in explore.search(demo, "", 400) if h.concept.kind == "kp"][:2]
    publish(demo, "as it came")
    apply_edit(demo, {"kind": "merge", "from": [one.id], "into": other.id})
    app = open_page(demo, "explore", concept=one.id, version="1")
    assert not app.exception
    assert "Version 1" in words(app)
    assert one.name in [s.value.replace("\\", "") for s in app.subheader]
    assert not [b for b in app.button if b.key == "rename"]
    app.query_params["version"] = "99"
    app.run()
    assert not app.exception
    assert "There is no version '99'" in words(app)
    app.button(key="to-draft").click().run()
    assert "was merged into" in words(app)


def test_a_star_is_put_on_from_the_panel(demo: Workspace) -> None:
    """And taken off again."""
    concept = explore.search(demo, "", 1)[0].concept.id
    app = open_page(demo, "explore", concept=concept)
    app.button(key="star").click().run()
    assert [h.concept.id for h in explore.starred(demo)] == [concept]
    app.button(key="star").click().run()
    assert explore.starred(demo) == []


def test_the_page_of_a_concepts_seeds_has_an_address(demo: Workspace) -> None:
    """Another page, other seeds."""
    app = open_page(demo, "explore")
    first = words(app)
    app.query_params["seeds-page"] = "2"
    app.run()
    assert not app.exception
    assert words(app) != first


def test_a_name_of_any_length_and_letters_is_drawn_as_text(demo: Workspace) -> None:
    """5,000 letters of markup, from right to left, with a picture of a face: found, shown, put in the middle."""
    names = {"c_long": "<script>alert(1)</script> " + "very " * 1000 + "long", "c_rtl": "مثلث قائم الزاوية 😀 **b**"}
    made = [Concept(concept, "topic", name) for concept, name in names.items()]
    topic = next(h.concept.id for h in explore.search(demo, "", 400) if h.concept.kind == "topic")
    demo.store.concepts.add_made(made, "me", demo.now())
    for concept in names:
        apply_edit(demo, {"kind": "edge", "a": topic, "b": concept, "weight": 5})
        app = open_page(demo, "explore", concept=concept)
        assert not app.exception
        assert [s.value for s in app.subheader if not s.value.startswith("The biggest")]
    app = open_page(demo, "explore", q="very long")
    assert not app.exception
    assert len(app.dataframe[0].value["name"][0]) <= 200
