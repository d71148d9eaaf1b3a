"""Explore's table: rows by address, walked through and edited by keys."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.workspace import Workspace
from tests.pages.apps import address, open_page, words


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    return small_workspace(tmp_path)


def ids(space: Workspace) -> dict[str, str]:
    return {c.name: c.id for c in space.store.concepts.concepts()}


def shown(app: AppTest) -> list[str]:
    return [str(name) for name in app.dataframe[0].value["name"]]


def test_an_empty_graph_says_where_concepts_come_from(empty: Workspace) -> None:
    """Without a table."""
    app = open_page(empty, "explore", view="Table")
    assert not app.exception
    assert "The graph is empty" in words(app)
    assert not app.dataframe


def test_the_address_filters_and_sorts(small: Workspace) -> None:
    """Several filters hold together; what the address cannot mean does not count."""
    app = open_page(small, "explore", view="Table", kind="topic", sort="name", up="yes")
    assert not app.exception
    assert shown(app) == ["Fractions", "Linear equations", "Money", "Percentages"]
    app = open_page(small, "explore", view="Table", kind="topic", where="seeds:5:,beauty:1:,degree:x:", rows="mon")
    assert shown(app) == ["Money"]
    assert "1 of 9 concepts" in words(app)
    app = open_page(small, "explore", view="Table", sort="beauty", kind="sheep", page="99")
    assert len(shown(app)) == 9
    app = open_page(small, "explore", view="Table", where="seeds:9999:")
    assert "No concept fits these filters" in words(app)


def test_a_filter_is_written_into_the_address_and_taken_off(small: Workspace) -> None:
    """A range too, with a button that ends it."""
    app = open_page(small, "explore", view="Table")
    app.selectbox(key="kind").set_value("kp").run()
    app.number_input(key="range-least").set_value(4.0)
    app.button(key="range-add").click().run()
    assert not app.exception
    assert (address(app)["kind"], address(app)["where"]) == ("kp", "seeds:4:")
    assert len(shown(app)) < 5
    app.button(key="range-none-seeds").click().run()
    assert "where" not in address(app)
    assert len(shown(app)) == 5


def test_rows_are_walked_marked_and_opened_by_key(small: Workspace) -> None:
    """J, K and X press these buttons; an open row shows the concept and its edits, O leads to the graph."""
    app = open_page(small, "explore", view="Table", kind="topic", sort="name", up="yes")
    app.button(key="table-next").click().run()
    app.button(key="table-next").click().run()
    known = ids(small)
    assert address(app)["row"] == known["Linear equations"]
    app.button(key="table-back").click().run()
    assert address(app)["row"] == known["Fractions"]
    assert [s.value for s in app.subheader] == ["Fractions"]
    app.button(key="table-star").click().run()
    assert small.store.explore.starred(small.actor) == [known["Fractions"]]
    app.button(key="table-mark").click().run()
    assert "**1 marked**" in words(app)
    app.button(key="table-mark").click().run()
    assert "marked" not in words(app)
    app.button(key="table-graph").click().run()
    assert not app.exception
    assert address(app)["concept"] == known["Fractions"]
    assert "view" not in address(app)


def test_an_open_row_of_a_merged_concept_shows_what_stands_for_it(small: Workspace) -> None:
    """One that never was says so."""
    known = ids(small)
    apply_edit(small, {"kind": "merge", "from": [known["Money"]], "into": known["Fractions"]})
    app = open_page(small, "explore", view="Table", row=known["Money"])
    assert not app.exception
    assert [s.value for s in app.subheader] == ["Fractions"]
    app = open_page(small, "explore", view="Table", row="c_none")
    assert "not there any more" in words(app)


def test_the_maps_choice_is_a_filter(small: Workspace) -> None:
    """With the ids that the session holds."""
    app = open_page(small, "explore", view="Table")
    app.session_state["map-chosen"] = frozenset({ids(small)["Money"]})
    app.query_params["chosen"] = "map"
    app.run()
    assert not app.exception
    assert shown(app) == ["Money"]
