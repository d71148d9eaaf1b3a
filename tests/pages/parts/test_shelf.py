"""The shelf on screen: one key a decision, the next name comes, undo brings it back; new names over time."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline.extract import extract
from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.records import Endpoint
from mathscale_core.testing.scripted import ScriptedModel, names_concepts
from mathscale_core.testing.workspaces import fresh_workspace, labelled_seed, small_workspace
from mathscale_core.workspace import Workspace
from tests.pages.apps import address, open_page, words


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    """Two names wait: "Price of one unit" for two seeds, "Haggling" for one."""
    made = small_workspace(tmp_path)
    add_seeds(made, [labelled_seed(n) for n in (101, 102)])
    one, two = labelled_seed(101).id, labelled_seed(102).id
    made.store.shelf.add([(one, "kp", "Unit prices of it"), (two, "kp", "Unit prices of it"), (one, "kp", "Haggling")],
                         "m", "")  # fmt: skip
    return made


def opened(space: Workspace, **query: str) -> AppTest:
    return open_page(space, "explore", view="Shelf", **query)


def here(app: AppTest) -> str:
    assert not app.exception
    return str(app.subheader[0].value)


def waiting(space: Workspace) -> list[str]:
    return [s.name for s in space.store.shelf.waiting(9)]


def test_an_empty_shelf_says_where_names_come_from(empty: Workspace) -> None:
    """And that no extractor has answered yet."""
    app = opened(empty)
    assert not app.exception
    assert "Nothing waits on the shelf" in words(app)
    assert "No extractor has answered yet" in words(app)


def test_the_commonest_name_stands_there_with_what_is_near_it(space: Workspace) -> None:
    """Its seeds, and the nearest KP first with its scores; never a topic."""
    app = opened(space)
    assert here(app) == "Unit prices of it"
    assert "Seed 101" in words(app)
    near = app.radio(key="near-kp:Unit prices of it").options
    assert near[0].startswith("Unit price · **")
    assert "spelling 0." in near[0]
    assert len(near) == 5
    assert list(app.dataframe[0].value["name"]) == ["Unit prices of it", "Haggling"]


def test_the_address_names_the_name(space: Workspace) -> None:
    """One that waits no longer gives way to the first."""
    app = opened(space, shelved="kp:Haggling")
    assert here(app) == "Haggling"
    app.query_params["shelved"] = "topic:Gone"
    assert here(app.run()) == "Unit prices of it"


def test_decision_after_decision_the_shelf_goes_on_and_undo_returns(space: Workspace) -> None:
    """Another name, then a dismissal; each is taken back by the same key, the last first."""
    unit = space.store.concepts.names()["kp", "unit price"]
    app = opened(space)
    app.button(key="alias").click().run()
    assert here(app) == "Haggling"
    assert "Another name now: Unit prices of it" in words(app)
    assert "Unit prices of it" in space.store.concepts.aliases(unit)
    assert labelled_seed(102).id in space.store.concepts.ids_of_concept(unit)
    app.button(key="dismiss").click().run()
    assert "The shelf is empty" in "\n".join(str(s.value) for s in app.success)
    app.button(key="shelf-undo").click().run()
    assert here(app) == "Haggling"
    app.button(key="shelf-undo").click().run()
    assert here(app) == "Unit prices of it"
    assert address(app)["shelved"] == "kp:Unit prices of it"
    assert "Unit prices of it" not in space.store.concepts.aliases(unit)
    assert waiting(space) == ["Unit prices of it", "Haggling"]
    app.button(key="shelf-undo").click().run()
    assert "Nothing was decided here yet" in words(app)


def test_an_adopted_name_is_a_concept(space: Workspace) -> None:
    """By A; the next name is there."""
    app = opened(space)
    app.button(key="adopt").click().run()
    assert here(app) == "Haggling"
    assert "Unit prices of it" in {c.name for c in space.draft().graph.kps}


def test_a_name_can_be_another_name_of_a_concept_that_is_searched_for(space: Workspace) -> None:
    """Where the nearest are not it."""
    app = opened(space, shelved="kp:Haggling")
    app.text_input(key="shelf-search-kp:Haggling").set_value("percent").run()
    app.button(key="alias").click().run()
    assert not app.exception
    percent = space.store.concepts.names()["kp", "percent quantity"]
    assert "Haggling" in space.store.concepts.aliases(percent)


def test_new_names_are_counted_from_what_was_extracted(tmp_path: Path) -> None:
    """Two names in two answers are 1,000 in 1,000; none of them is counted twice."""
    model = ScriptedModel(names_concepts({labelled_seed(n).question: (["Money"], ["Unit price"]) for n in (1, 2)}))
    workspace = fresh_workspace(tmp_path, model)
    add_seeds(workspace, [labelled_seed(n) for n in (1, 2)])
    extract(workspace, endpoint=Endpoint("one", "http://127.0.0.1:9/v1", "one"))
    app = opened(workspace)
    assert not app.exception
    assert "2 new names in the answers on 2 seeds" in words(app)
