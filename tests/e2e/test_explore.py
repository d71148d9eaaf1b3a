"""Explore in a real browser: the picture tells what is done in it, a click never moves the view, keys do all of it."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.pipeline.publish import publish
from mathscale_core.views import explore
from mathscale_core.workspace import open_workspace
from tests.e2e.browser import WIDE, drag, idle, served

HOSTILE = "<img src=x onerror=alert(1)> **b** 😀 مثلث " + "long " * 40
_BOX = """const find = (root) => root.querySelector('.canvas') ||
  [...root.querySelectorAll('*')].map((e) => e.shadowRoot && find(e.shadowRoot)).find(Boolean);
const box = find(document), held = box.held;"""


@pytest.fixture(scope="module")
def app(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """The app on a demo workspace with one published version, a merge after it, and a name that tries everything."""
    root = Path(shutil.copytree(demo_folder, tmp_path_factory.mktemp("explored") / "workspace"))
    workspace = open_workspace(root, LocalExecutor())
    publish(workspace, "as it came")
    topics = [h.concept for h in explore.search(workspace, "", 400) if h.concept.kind == "topic"]
    kps = [h.concept for h in explore.search(workspace, "", 400) if h.concept.kind == "kp"]
    ids = {"middle": kps[0].id, "winner": topics[1].id, "loser": topics[0].id, "hostile": kps[1].id, "gone": kps[5].id}
    apply_edit(workspace, {"kind": "merge", "from": [ids["loser"]], "into": ids["winner"]})
    apply_edit(workspace, {"kind": "rename", "concept": ids["hostile"], "name": HOSTILE[:120]})
    apply_edit(workspace, {"kind": "delete", "concept": ids["gone"], "reason": "a test"})
    workspace.close()
    with served(root) as address:
        yield address, ids


@pytest.fixture(autouse=True)
def no_script_fails(page: Page) -> Iterator[None]:
    """An error in the picture's own code fails the test, also where nothing else shows it."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield
    assert errors == []


def test_a_click_selects_and_leaves_the_view_and_the_address_says_it(
    page: Page, app: tuple[str, dict[str, str]]
) -> None:
    """Panel, address and picture agree; only what changed is drawn again."""
    address, ids = app
    opened(page, f"{address}/explore?concept={ids['middle']}")
    before, other = view(page), node(page, 3)
    page.mouse.click(other["x"], other["y"])
    expect(page.get_by_role("heading", name=other["full"], exact=True)).to_be_visible()
    idle(page)
    assert view(page) == before
    assert f"selected={other['id']}" in page.url
    assert 0 <= int(asked(page, "box.dataset.patched")) < asked(page, "held.nodes.length + held.edges.length")
    page.go_back()
    page.reload()
    drawn(page)
    assert asked(page, "held.data.selected") == ids["middle"]


def test_a_double_click_expands_beside_what_is_there_and_again_folds_back(
    page: Page, app: tuple[str, dict[str, str]]
) -> None:
    """New neighbours find free places; nobody else moves, and the view stays."""
    address, ids = app
    opened(page, f"{address}/explore?concept={ids['middle']}&limit=6")
    before, other, places = view(page), node(page, 2), asked(page, "held.network.getPositions()")
    page.mouse.dblclick(other["x"], other["y"])
    page.wait_for_function(f"() => {{ {_BOX} return held.nodes.length > {len(places)} }}")
    now = asked(page, "held.network.getPositions()")
    assert {c: now[c] for c in places} == places
    assert view(page) == before
    assert f"open={other['id']}" in page.url
    idle(page)
    page.mouse.dblclick(other["x"], other["y"])
    page.wait_for_function(f"() => {{ {_BOX} return held.nodes.length === {len(places)} }}")
    assert "open=" not in page.url


@WIDE
def test_the_keyboard_walks_opens_prunes_and_zooms(page: Page, app: tuple[str, dict[str, str]]) -> None:
    """Arrows walk, X leaves out, + and - zoom, / searches, Enter puts in the middle."""
    address, ids = app
    opened(page, f"{address}/explore?concept={ids['middle']}&limit=8")
    focus(page)
    page.keyboard.press("ArrowUp")
    first = asked(page, "held.data.selected")
    assert first != ids["middle"]
    assert asked(page, f"held.network.getPosition('{first}').y < held.network.getPosition('{ids['middle']}').y")
    expect(page).to_have_url(re.compile(f"selected={first}"))
    idle(page)
    scale = asked(page, "held.network.getScale()")
    page.keyboard.press("+")
    assert asked(page, "held.network.getScale()") > scale
    page.keyboard.press("-")
    page.keyboard.press("x")
    page.wait_for_function(f"() => {{ {_BOX} return !held.nodes.get('{first}') }}")
    expect(page.get_by_text("1 left out by hand")).to_be_visible()
    idle(page)
    page.get_by_role("button", name="Show again").click()
    page.wait_for_function(f"() => {{ {_BOX} return held.nodes.get('{first}') }}")
    idle(page)
    focus(page)
    page.keyboard.press("ArrowDown")
    second = asked(page, "held.data.selected")
    expect(page).to_have_url(re.compile(f"selected={second}"))
    idle(page)
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => {{ {_BOX} return held.data.centre === '{second}' }}")
    idle(page)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"


def test_the_menu_is_reached_by_key_and_by_right_click(page: Page, app: tuple[str, dict[str, str]]) -> None:
    """Collect and star from it; Escape closes it and gives the picture back its focus."""
    address, ids = app
    opened(page, f"{address}/explore?concept={ids['middle']}&limit=6")
    other = node(page, 1)
    page.mouse.click(other["x"], other["y"], button="right")
    expect(page.get_by_role("menuitem", name="Collect")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menuitem", name="Collect")).to_have_count(0)
    page.mouse.click(other["x"], other["y"])
    idle(page)
    focus(page)
    page.keyboard.press("m")
    star = page.get_by_role("menuitem", name=re.compile("Star|Take the star off"))
    was = star.inner_text()
    star.click()
    idle(page)
    now = "Starred" if was.startswith("Star") else "Star"
    expect(page.locator(".st-key-star").get_by_text(now, exact=True).first).to_be_visible()


@WIDE
def test_what_was_dragged_lies_there_again(page: Page, app: tuple[str, dict[str, str]]) -> None:
    """The position is stored with the version; laying out anew forgets it."""
    address, ids = app
    where = f"{address}/explore?concept={ids['middle']}&limit=5"
    opened(page, where)
    page.get_by_role("button", name="Lay out anew").click()
    idle(page)
    other = node(page, 1)
    drag(page, other["x"], other["y"])
    place = asked(page, f"held.network.getPosition('{other['id']}')")
    opened(page, where)
    assert asked(page, f"held.network.getPosition('{other['id']}')") == place
    page.get_by_role("button", name="Lay out anew").click()
    idle(page)
    page.wait_for_function(
        f"() => {{ {_BOX} return held.network.getPosition('{other['id']}').x !== {json.dumps(place['x'])} }}"
    )


def test_the_legend_filters_by_kind_and_by_step_and_an_overlay_without_data_says_so(
    page: Page, app: tuple[str, dict[str, str]]
) -> None:
    """Each entry has its count; what is pressed is left out, and the address keeps it."""
    address, ids = app
    opened(page, f"{address}/explore?concept={ids['middle']}&overlay=seeds")
    page.get_by_role("button", name=re.compile(r"^topic \d")).click()
    page.wait_for_function(f"() => {{ {_BOX} return held.data.nodes.every((n) => n.kind === 'kp') }}")
    assert "kinds=kp" in page.url
    idle(page)
    opened(page, f"{address}/explore?concept={ids['middle']}&overlay=accuracy")
    expect(page.get_by_text("no data: no evaluation yet").first).to_be_visible()


def test_an_edge_has_a_panel_with_the_seeds_that_make_it(page: Page, app: tuple[str, dict[str, str]]) -> None:
    """A line is clicked; weight, both probabilities and the seeds are shown."""
    address, ids = app
    opened(page, f"{address}/explore?concept={ids['middle']}&limit=5")
    spot = asked(
        page,
        "(() => { const e = held.data.edges.find((e) => e.from === held.data.centre || e.to === held.data.centre);"
        "const [a, b] = [e.from, e.to].map((id) => held.network.canvasToDOM(held.network.getPosition(id)));"
        "const at = box.getBoundingClientRect(); return { x: at.x + (a.x + b.x) / 2, y: at.y + (a.y + b.y) / 2 } })()",
    )
    before = view(page)
    page.mouse.click(spot["x"], spot["y"])
    expect(page.get_by_role("heading", name="Edge")).to_be_visible()
    idle(page)
    assert view(page) == before
    assert "edge=" in page.url


@WIDE
def test_an_edit_arrives_as_a_patch(page: Page, app: tuple[str, dict[str, str]]) -> None:
    """A concept is renamed: the picture draws that one again, and neither view nor places change."""
    address, ids = app
    opened(page, f"{address}/explore?concept={ids['middle']}&limit=8")
    before, places = view(page), asked(page, "held.network.getPositions()")
    asked(page, "(held.seen = true)")
    new = f"Called anew at {page.viewport_size['width'] if page.viewport_size else 0}"
    page.get_by_role("textbox", name="Name", exact=True).fill(new)
    page.get_by_role("button", name="Rename").click()
    page.wait_for_function(f"() => {{ {_BOX} return held.data.nodes[0].label === {json.dumps(new)} }}")
    idle(page)
    assert asked(page, "held.seen") is True
    assert asked(page, "held.network.getPositions()") == places
    assert view(page) == before


@WIDE
def test_old_addresses_lead_on_and_hostile_names_are_text(page: Page, app: tuple[str, dict[str, str]]) -> None:
    """Merged, deleted, never there; HTML, emoji and right-to-left letters are drawn as what they are."""
    address, ids = app
    opened(page, f"{address}/explore?concept={ids['loser']}")
    expect(page.get_by_text("was merged into")).to_be_visible()
    assert asked(page, "held.data.centre") == ids["winner"]
    for concept in (ids["gone"], "c_never"):
        page.goto(f"{address}/explore?concept={concept}")
        idle(page)
        expect(page.get_by_text("has no concept")).to_be_visible()
        expect(page.get_by_role("heading", name="The biggest concepts")).to_be_visible()
    opened(page, f"{address}/explore?concept={ids['hostile']}")
    assert page.locator("img[src=x]").count() == 0
    expect(page.get_by_role("heading", name=re.compile("<img src=x"))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@WIDE
def test_a_published_version_is_shown_as_it_was(page: Page, app: tuple[str, dict[str, str]]) -> None:
    """The merged concept is there again, nothing can be edited, and a button leads back to the draft."""
    address, ids = app
    opened(page, f"{address}/explore?concept={ids['loser']}&version=1")
    expect(page.get_by_text("Nothing is edited here")).to_be_visible()
    assert asked(page, "held.data.centre") == ids["loser"]
    assert page.locator(".st-key-editing").count() == 0
    page.get_by_role("button", name="Show the draft").click()
    page.wait_for_function(f"() => {{ {_BOX} return held.data.centre === '{ids['winner']}' }}")


def opened(page: Page, where: str) -> None:
    page.goto(where)
    drawn(page)


def drawn(page: Page) -> None:
    page.locator(".st-key-ego canvas").wait_for()
    idle(page)


def asked(page: Page, what: str) -> Any:
    return page.evaluate(f"() => {{ {_BOX} return {what} }}")


def view(page: Page) -> dict[str, Any]:
    said: dict[str, Any] = asked(page, "({ scale: held.network.getScale(), at: held.network.getViewPosition() })")
    return said


def node(page: Page, number: int) -> dict[str, Any]:
    """A concept of the picture and where it is on the screen."""
    page.locator(".st-key-ego canvas").scroll_into_view_if_needed()
    found: dict[str, Any] = asked(
        page,
        f"(() => {{ const n = held.data.nodes[{number}], p = held.network.canvasToDOM(held.network.getPosition(n.id));"
        "const at = box.getBoundingClientRect(); return { id: n.id, full: n.full, x: at.x + p.x, y: at.y + p.y } })()",
    )
    return found


def focus(page: Page) -> None:
    page.evaluate(f"() => {{ {_BOX} box.focus() }}")
