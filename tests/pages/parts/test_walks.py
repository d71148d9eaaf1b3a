"""Choosing concepts and looking at walks, on graphs small and large."""

from pathlib import Path

from mathscale_core.pipeline.synth import synthesise
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from tests.pages.apps import open_page, words


def test_a_small_graph_offers_all_its_concepts(tmp_path: Path) -> None:
    """With kind and number of seeds, most seeds first."""
    app = open_page(small_workspace(tmp_path), "mix")
    assert len(app.multiselect[0].options) == 9
    assert "seeds" in app.multiselect[0].options[0]


def test_a_large_graph_offers_what_a_search_finds(tmp_path: Path) -> None:
    """Never thousands of names at once; what was chosen stays when the search goes on."""
    workspace = fresh_workspace(tmp_path)
    synthesise(workspace, 300, 1300, 4000)
    app = open_page(workspace, "mix")
    assert not app.exception
    assert len(app.multiselect[0].options) <= 50
    chosen = next(c for c in workspace.graph().graph.topics if c.name.startswith("Topic 00007"))
    app.text_input(key="topics-search").set_value(chosen.name).run()
    app.multiselect[0].set_value([chosen.id]).run()
    app.text_input(key="topics-search").set_value("Topic 0001").run()
    assert not app.exception
    assert app.multiselect[0].value == [chosen.id]


def test_a_card_says_what_is_known_of_a_composition(tmp_path: Path) -> None:
    """Its draw, whether it is new to the seeds, and the family that would serve offline."""
    said = words(open_page(small_workspace(tmp_path), "mix"))
    assert "draw 0 · " in said
    assert "new to the seeds" in said
    assert "offline family: " in said
