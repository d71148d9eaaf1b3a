"""The table's filters as the address says them, and as they are written there."""

from pathlib import Path

import pytest

from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.workspace import Workspace
from tests.pages.apps import address, open_page, words


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    return small_workspace(tmp_path)


@pytest.mark.parametrize("where", ["seeds:nan:", "seeds:inf:", "seeds", "::", "beauty:1:2", "seeds:x:y", ",,,"])
def test_a_range_that_means_nothing_does_not_count(small: Workspace, where: str) -> None:
    """All rows are there, and no button to end it."""
    app = open_page(small, "explore", view="Table", where=where)
    assert not app.exception
    assert len(app.dataframe[0].value) == 9
    assert not [b for b in app.button if str(b.key).startswith("range-none")]


def test_two_ranges_hold_together(small: Workspace) -> None:
    """The one that is added stands beside the one that is there; one bound alone is enough."""
    app = open_page(small, "explore", view="Table", where="seeds:4:4")
    app.selectbox(key="range-of").set_value("degree")
    app.number_input(key="range-most").set_value(5.0)
    app.button(key="range-add").click().run()
    assert not app.exception
    assert address(app)["where"] == "seeds:4:4,degree::5"
    table = app.dataframe[0].value
    assert set(table["seeds"]) == {4}
    assert table["degree"].max() <= 5


def test_leaving_the_table_takes_its_filters_off_the_address(small: Workspace) -> None:
    """Another view has none of them."""
    app = open_page(small, "explore", view="Table", kind="kp", where="seeds:3:", sort="name", rows="a")
    app.segmented_control(key="view").set_value("Health").run()
    assert not app.exception
    assert {"kind", "where", "sort", "rows"}.isdisjoint(address(app))
    assert "Every" not in words(app)
