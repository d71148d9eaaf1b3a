"""The map component: what it is told, what it says, and that its code asks nothing of the outside."""

import json
import re
from pathlib import Path

from mathscale_core.pipeline.layout import lay_out_version
from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.views.map import GraphMap, map_of
from mathscale_core.views.overlays import overlay
from mathscale_core.workspace import Workspace
from pages.parts.look import PALETTE
from pages.parts.map import _COMMUNITIES, _RAMP, MapEvent, event_of, more_of
from tests.pages.apps import ROOT

SCRIPTS = ("mapgl.js", "maplabels.js", "map.js")


def drawn_in(tmp_path: Path) -> tuple[Workspace, GraphMap]:
    workspace = small_workspace(tmp_path)
    lay_out_version(workspace)
    drawn = map_of(workspace)
    assert drawn is not None
    return workspace, drawn


def test_its_scripts_are_one_module_that_sets_no_html_and_loads_nothing() -> None:
    """Names reach the page as text and as ink only."""
    text = "\n".join((ROOT / "pages" / "parts" / name).read_text("utf-8") for name in SCRIPTS)
    assert text.count("export default function") == 1
    assert not re.search(r"innerHTML|insertAdjacentHTML|https?://|fetch\(|eval\(|import\(", text)
    css = (ROOT / "pages" / "parts" / "map.css").read_text("utf-8")
    assert not re.search(r"url\(|@import", css)


def test_what_the_browser_says_of_this_map_is_an_event(tmp_path: Path) -> None:
    """A click, a lasso, a cleared lasso; nothing where nothing was done."""
    _, drawn = drawn_in(tmp_path)
    said = {"version": drawn.version}
    assert event_of(drawn, None, None) == MapEvent(None, None)
    assert event_of(drawn, {**said, "node": 2}, None) == MapEvent(2, None)
    assert event_of(drawn, None, {**said, "nodes": [0, 3]}) == MapEvent(None, (0, 3))
    assert event_of(drawn, None, {**said, "nodes": []}) == MapEvent(None, ())


def test_what_is_said_of_another_map_or_of_no_concept_is_none(tmp_path: Path) -> None:
    """Numbers of an older version mean other concepts by now."""
    _, drawn = drawn_in(tmp_path)
    assert event_of(drawn, {"version": "g_old", "node": 2}, {"version": "g_old", "nodes": [1]}) == MapEvent(None, None)
    said = {"version": drawn.version}
    for node in (-1, len(drawn.concepts), "2", None, 1.5):
        assert event_of(drawn, {**said, "node": node}, None).picked is None
    assert event_of(drawn, "nonsense", {**said, "nodes": [1, 99, "x"]}) == MapEvent(None, (1,))


def test_the_legend_says_steps_counts_and_what_is_missing(tmp_path: Path) -> None:
    """Every concept is in it once; where nothing is known it says why, in a hollow dot."""
    workspace, drawn = drawn_in(tmp_path)
    count = len(drawn.concepts)
    for shown in (None, overlay(workspace, "seeds"), overlay(workspace, "probability")):
        legend = more_of(drawn, shown)["legend"]
        assert sum(int(re.findall(r"\((\d+)\)$", step["text"])[0]) for step in legend) == count
        assert not any(step["hollow"] for step in legend)
    (only,) = more_of(drawn, overlay(workspace, "accuracy"))["legend"]
    assert (only["text"], only["hollow"]) == ("no data: no evaluation yet", True)


def test_who_does_not_see_it_is_told_what_is_there(tmp_path: Path) -> None:
    """Counts, colouring, keys, and where the same stands in words."""
    _, drawn = drawn_in(tmp_path)
    said = more_of(drawn, None)["said"]
    assert "4 topics and 5 knowledge points" in said
    assert f"{drawn.edges} edges" in said
    assert "table" in said
    assert json.dumps(more_of(drawn, None))


def test_colours_of_a_scale_get_steadily_lighter_or_darker() -> None:
    """So that they are told apart without hue; away from the page's own colour as the number grows."""

    def light(colour: str) -> float:
        red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        return float(0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2)

    for theme, ramp in _RAMP.items():
        page = light(PALETTE[theme]["background"])
        apart = [abs(light(colour) - page) for colour in ramp]
        assert apart == sorted(apart), theme
        assert len(set(_COMMUNITIES[theme])) == len(_COMMUNITIES[theme])
