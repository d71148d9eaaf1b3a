"""Explore's health: a finding is chosen by address, and each thing leads to what cures it."""

from pathlib import Path

from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.workspace import Workspace
from tests.pages.apps import address, open_page, words
from tests.views.test_graph_health import faulty


def test_an_empty_graph_says_where_concepts_come_from(empty: Workspace) -> None:
    """No findings of nothing."""
    app = open_page(empty, "explore", view="Health")
    assert not app.exception
    assert "The graph is empty" in words(app)
    assert not app.radio


def test_the_first_trouble_is_open_and_the_others_are_counted(tmp_path: Path) -> None:
    """The list says how many of each; the address names the open one."""
    app = open_page(faulty(tmp_path), "explore", view="Health")
    assert not app.exception
    assert "**Colours**" in words(app)
    assert [o.split(": ", 1)[1] for o in app.radio[0].options[:3]] == [
        "Small pieces · **1**", "Without an edge · **1**", "Topics without a KP · **1**",
    ]  # fmt: skip
    app.radio(key="found").set_value("dead_ends").run()
    assert not app.exception
    assert address(app)["found"] == "dead_ends"
    assert "**Talk**" in words(app)
    assert "of the draws end in one of them" in words(app)


def test_a_cure_leads_to_the_edit_of_that_concept(tmp_path: Path) -> None:
    """In the graph, with the entry of the menu open."""
    workspace = faulty(tmp_path)
    alone = next(c.id for c in workspace.store.concepts.concepts() if c.name == "Alone")
    app = open_page(workspace, "explore", view="Health", found="orphans")
    app.button(key=f"cure-Link-{alone}").click().run()
    assert not app.exception
    assert address(app)["concept"] == alone
    assert app.session_state["edit-menu"] == "Link"
    assert any(t.label == "Edge to" for t in app.text_input)


def test_what_cleaning_dropped_is_restored_here(tmp_path: Path) -> None:
    """With an undo beside it."""
    workspace = faulty(tmp_path)
    app = open_page(workspace, "explore", view="Health", found="dropped")
    rare = workspace.draft().dropped[0][0].id
    app.button(key=f"cure-restore-{rare}").click().run()
    if any(b.key == "edit-apply" for b in app.button):
        app.button(key="edit-apply").click().run()
    assert not app.exception
    assert workspace.draft().dropped == ()
    assert "None was found" in words(app)
    app.button(key="undo-done-health").click().run()
    assert len(workspace.draft().dropped) == 1


def test_twins_that_were_not_looked_for_lead_to_the_queue(tmp_path: Path) -> None:
    """Nobody says that there are none."""
    app = open_page(faulty(tmp_path), "explore", view="Health", found="twins")
    assert "Not looked for yet" in words(app)
    assert "None was found" not in words(app)
    app.button(key="health-queue").click().run()
    assert not app.exception
    assert address(app)["view"] == "Queue"


def test_a_marked_seed_leads_to_its_page(tmp_path: Path) -> None:
    """It is named by its question."""
    workspace = faulty(tmp_path)
    seed = sorted(workspace.store.seeds.question_keys().values())[0]
    apply_edit(workspace, {"kind": "mark", "seeds": [seed], "as": "vocabulary-gap"})
    app = open_page(workspace, "explore", view="Health", found="vocabulary_gap")
    assert not app.exception
    assert "what is" in words(app)
