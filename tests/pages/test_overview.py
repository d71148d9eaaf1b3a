"""Overview: stations, next action, charts, what was done lately; and a welcome where there is nothing yet."""

import re
from pathlib import Path

from mathscale_core.pipeline.mixes import keep_many
from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.workspace import Workspace
from tests.pages.apps import open_page, words


def test_an_empty_workspace_welcomes_and_says_what_to_do_first(empty: Workspace) -> None:
    """No chart, but the first step, its command, and the seeds that ship."""
    app = open_page(empty, "overview")
    assert not app.exception
    assert "no seed questions yet" in words(app)
    assert "Welcome" in words(app)
    assert "Lately" not in words(app)
    assert app.code[0].value.startswith("mathscale seeds import FILE --workspace ")
    assert app.button(key="next-do").label == "Import seeds"
    assert not [h for h in app.get("html") if "<table" in h.proto.body]


def test_the_seeds_that_ship_are_one_click_away(empty: Workspace) -> None:
    """The click imports them with their test items; the page then says what follows."""
    app = open_page(empty, "overview")
    app.button(key="bundled").click().run()
    assert not app.exception
    assert (empty.store.seeds.count(), empty.store.benchmarks.count()) == (390, 126)
    assert "The graph is ready" in words(app)
    assert [b.label for b in app.button] == ["Draw compositions"]


def test_the_next_button_leads_to_the_page_that_does_it(empty: Workspace) -> None:
    """Importing is done on Seeds."""
    app = open_page(empty, "overview")
    app.button(key="next-do").click().run()
    assert [t.value for t in app.title] == ["Seeds"]


def test_the_demo_shows_every_station_and_what_was_done(demo: Workspace) -> None:
    """Charts of topics, checks and levels; deeds with who did them."""
    app = open_page(demo, "overview")
    assert not app.exception
    topics, checks, levels = [h.proto.body for h in app.get("html") if "<table" in h.proto.body]
    assert len(_named("row", topics)) == 15
    assert set(_named("row", checks)) == {"form", "final answer", "recompute", "duplicate", "test overlap"}
    assert _named("col", levels) == ["elementary", "middle", "high", "college", "competition"]
    tests = re.findall(r'class="number">([\d,]+)</span><span class="said"> test items', levels)
    assert sum(int(n.replace(",", "")) for n in tests) == demo.store.benchmarks.count()
    assert any(
        f"released {demo.store.releases.list()[0].items:,} questions" in link.proto.label
        for link in app.get("page_link")
    )
    assert f"{demo.actor} · " in words(app)


def test_a_role_is_led_to_its_home(demo: Workspace) -> None:
    """Overview says what one works as and where to begin."""
    app = open_page(demo, "overview", **{"as": "reviewer"})
    app.switch_page("overview.py").run()
    assert any("Begin at Review." in link.proto.label for link in app.get("page_link"))


def test_a_kept_mix_is_named_and_leads_to_writing_for_it(tmp_path: Path) -> None:
    """Lately links to Generate with that mix."""
    workspace = small_workspace(tmp_path)
    keep_many(workspace, "Week 3", 5, 0)
    app = open_page(workspace, "overview")
    [link] = [e for e in app.get("page_link") if e.proto.label.startswith("drew 5")]
    assert "Week 3" in link.proto.label
    assert (link.proto.page, link.proto.query_string) == ("generate", "mix=Week+3")


def _named(scope: str, markup: str) -> list[str]:
    """The names at the head of a chart's rows or columns."""
    return re.findall(rf'<th scope="{scope}">(?:<span>)?([^<]+)<', markup)
