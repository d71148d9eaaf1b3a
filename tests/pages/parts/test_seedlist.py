"""The list of seeds: what its filters offer."""

from pathlib import Path

import pytest

from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.views.seeds import TAGGED as STATES_OF_TAGGING
from mathscale_core.workspace import Workspace
from pages.parts import seedlist
from pages.parts.seedlist import TAGGED
from tests.pages.apps import open_page, words


def test_every_way_of_being_tagged_has_words() -> None:
    """In the order of the views."""
    assert tuple(TAGGED) == STATES_OF_TAGGING


def test_the_filters_offer_what_there_is_with_numbers(tmp_path: Path) -> None:
    """Sources, levels and states with their seeds; concepts with kind and seeds, also those that cleaning dropped."""
    app = open_page(small_workspace(tmp_path), "seeds")
    offered = {name: app.selectbox(key=f"seeds-{name}").options for name in ("source", "level", "state", "concept")}
    assert offered["source"] == ["drawn · 12"]
    assert offered["level"] == ["elementary · 12"]
    assert offered["state"] == ["active · 12"]
    assert "Fraction of a quantity · KP · 4" in offered["concept"]
    assert "Checking a solution · KP · 1" in offered["concept"]


def test_the_page_of_the_list_follows_the_address(demo: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    """Without a word in the log about a control that has a default and a value."""
    app = open_page(demo, "seeds", page="2")
    assert not app.exception
    second = list(app.dataframe[0].value["question"])
    app.query_params["page"] = "3"
    app.run()
    assert list(app.dataframe[0].value["question"]) != second
    assert "default value" not in caplog.text


def test_a_concept_beyond_those_listed_is_found_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A select lists the most frequent; another name leads to its concept, and one that nothing has gets a word."""
    monkeypatch.setattr(seedlist, "LISTED", 2)
    workspace = small_workspace(tmp_path)
    app = open_page(workspace, "seeds", concept="linear equation")
    assert not app.exception
    select = next(s for s in app.selectbox if s.label == "Topic or KP")
    [wanted] = [c.id for c in workspace.store.concepts.concepts() if c.name == "Linear equations"]
    assert (len(select.options), select.value) == (3, wanted)
    assert "4 seeds" in words(app)
    gone = open_page(workspace, "seeds", concept="Knitting")
    assert not gone.exception
    assert "There is no concept 'Knitting'" in words(gone)
    workspace.close()
