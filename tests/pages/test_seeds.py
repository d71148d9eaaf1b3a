"""The Seeds page: empty, browsing under filters of the address, a seed that is gone, and the part for imports."""

from pathlib import Path

import pytest

from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from mathscale_core.views.seeds import SeedFilter, found_seeds
from mathscale_core.workspace import Workspace
from tests.pages.apps import open_page, words


def test_an_empty_workspace_begins_with_the_import(tmp_path: Path) -> None:
    """And says what to do."""
    app = open_page(fresh_workspace(tmp_path), "seeds")
    assert not app.exception
    assert "There is no seed yet" in words(app)
    assert app.session_state["seeds-tab"] == "import"
    assert "mathscale seeds import FILE" in words(app)


def test_an_empty_workspace_says_so_under_browse_too(tmp_path: Path) -> None:
    """An address is followed."""
    app = open_page(fresh_workspace(tmp_path), "seeds", tab="browse")
    assert not app.exception
    assert "choose Import above" in words(app)


def test_seeds_are_listed_with_the_first_one_open(demo: Workspace) -> None:
    """Fifty a page of 390, with their number, and its question drawn."""
    app = open_page(demo, "seeds")
    assert not app.exception
    assert "**390 seeds**" in words(app)
    [table] = app.dataframe
    assert len(table.value) == 50
    first = found_seeds(demo, SeedFilter()).rows[0]
    assert str(first["id"]) in words(app)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"text": "rectangle area"}, SeedFilter(text="rectangle area")),
        ({"level": "college", "tagged": "tagged"}, SeedFilter(level="college", tagged="tagged")),
        ({"state": "held"}, SeedFilter(state="held")),
        ({"source": "no such source"}, SeedFilter(source="no such source")),
        ({"tagged": "nonsense", "level": "high"}, SeedFilter(level="high")),
    ],
)
def test_the_address_holds_the_filters(demo: Workspace, query: dict[str, str], found: SeedFilter) -> None:
    """Those that combine, those that find nothing, and those that mean nothing."""
    app = open_page(demo, "seeds", **query)
    assert not app.exception
    total = found_seeds(demo, found).total
    assert f"**{total:,} seed{'' if total == 1 else 's'}**" in words(app)
    assert bool(app.dataframe) == bool(total)
    assert ("No seed is like that" in words(app)) == (not total)


def test_a_filter_that_is_chosen_stands_in_the_address_and_can_be_cleared(demo: Workspace) -> None:
    """The page and the open seed of before are forgotten."""
    app = open_page(demo, "seeds")
    app.query_params["page"] = "3"
    app.run()
    app.selectbox(key="seeds-level").select("college").run()
    assert app.query_params["level"] == "college"
    assert "page" not in app.query_params
    next(button for button in app.button if button.label == "Clear filters").click().run()
    assert not app.exception
    assert "level" not in app.query_params
    assert "**390 seeds**" in words(app)


def test_a_seed_that_is_gone_leaves_the_list_standing(tmp_path: Path) -> None:
    """The page says what was not found."""
    app = open_page(small_workspace(tmp_path), "seeds", seed="s_gone")
    assert not app.exception
    assert "s_gone" in words(app)
    assert "**12 seeds**" in words(app)
    assert len(app.dataframe) == 1


@pytest.mark.parametrize("page", ["2", "99", "x", "-1", "9" * 20])
def test_any_page_of_the_address_is_a_page(demo: Workspace, page: str) -> None:
    """Or the nearest one."""
    app = open_page(demo, "seeds")
    app.query_params["page"] = page
    app.run()
    assert not app.exception
    assert len(app.dataframe) == 1


def test_hostile_text_is_shown_and_not_run(tmp_path: Path) -> None:
    """A question with Markdown and HTML stands on the page as it is."""
    from mathscale_core.pipeline.seeds import add_seeds
    from mathscale_core.testing.workspaces import labelled_seed

    workspace = fresh_workspace(tmp_path)
    add_seeds(workspace, [labelled_seed(1, ["[x](javascript:1)"], ["<b>"], "<script>alert(1)</script> ![a](http://b)")])
    app = open_page(workspace, "seeds")
    assert not app.exception
    assert "<script>" not in words(app)
    assert "\\<script\\>" in words(app)
