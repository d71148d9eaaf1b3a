"""A curator's hour on a graph of the paper's full size, in one session: look around, decide, mend, publish, a table.

After each station the log of edits is asked of the running app; whatever is clicked beside or in the picture of a
neighbourhood, its view stays where it was.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.pipeline.edits import apply_edits
from mathscale_core.pipeline.publish import publish
from mathscale_core.pipeline.synth import synthesise
from mathscale_core.seeds.rows import Row
from mathscale_core.views import explore
from mathscale_core.workspace import create_workspace
from tests.e2e.browser import IDLE, WIDE, drag, idle, served
from tests.e2e.test_explore import asked, node, view
from tests.e2e.test_people import reopened
from tests.shell import Shell

TOPICS, KPS, SEEDS, FIELDS = 2018, 8892, 20857, 22
#: Skills of the synthetic graph that get a name; another one of their field gets the same with a letter left out.
NAMES = (
    "Completing the square", "Pythagorean theorem", "Long division", "Prime factorisation", "Greatest common divisor",
    "Scientific notation", "Arithmetic sequences", "Geometric series", "Conditional probability", "Standard deviation",
    "Box plots", "Slope of a line", "Quadratic formula", "Absolute value", "Unit conversion", "Volume of a cylinder",
    "Surface area", "Similar triangles", "Law of cosines", "Partial fractions", "Synthetic division", "Matrix inverse",
)  # fmt: skip
#: Twenty keys, and what each of them writes into the log; what is put off is not written.
PRESSED = "mmdmlpmxmdmmlmdmpmxm"
WRITTEN = {"m": ("merge", ""), "d": ("relate", "different"), "l": ("relate", "related"), "p": ("relate", "parent-of")}


class Log:
    """The log of edits as the running app tells it; each edit is asked for once."""

    def __init__(self, shell: Shell) -> None:
        self._shell, self._seen = shell, 2 * len(NAMES)

    def new(self) -> list[dict[str, Any]]:
        """The edits that were made since it was asked last."""
        every = self.every()
        since, self._seen = every[self._seen :], len(every)
        return since

    def every(self) -> list[dict[str, Any]]:
        """All of them, the oldest first."""
        events: list[dict[str, Any]] = self._shell("graph", "log")["events"]
        return events


@WIDE
def test_a_curators_hour_at_full_size(page: Page, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is lost or moved from the first search to the table that comes back changed."""
    root = tmp_path / "workspace"
    ids = full_size(root)
    shell = Shell(root, capsys)
    log, errors = Log(shell), list[str]()
    page.on("pageerror", lambda error: errors.append(str(error)))
    with served(root) as studio:
        page.goto(f"{studio}/explore")
        search(page, "pythagroean", "Pythagorean theorem")
        middle = ids["Pythagorean theorem"]
        assert f"concept={middle}" in page.url
        moved, place = look_around(page)
        assert log.new() == []

        to(page, "Queue")
        decide(page)
        made = [(e["kind"], e.get("as", "")) for e in log.new()]
        assert made == [WRITTEN[key] for key in PRESSED if key in WRITTEN]
        to(page, "Graph")
        assert asked(page, f"held.network.getPosition('{moved}')") == place

        kept, gone = "Topic 00020 of field 020", "Topic 00016 of field 016"
        merge(page, kept, gone, stays=True)
        merge(page, "Topic 00000 of field 000", "Topic 00012 of field 012", stays=False)
        older, newer = log.new()
        assert (older["kind"], older["from"], older["into"]) == ("merge", [ids[gone]], ids[kept])
        assert newer["into"] == ids["Topic 00012 of field 012"]
        to(page, "History")
        page.locator(f".st-key-edit-all-{older['id']}").get_by_role("button", name="Undo").click()
        expect(page.get_by_text("Done.", exact=True)).to_be_visible()
        assert [(e["kind"], e["event"]) for e in log.new()] == [("undo", older["id"])]
        states = {e["id"]: e["state"] for e in log.every()}
        assert (states[older["id"]], states[newer["id"]]) == ("undone", "counts")

        to(page, "Graph")
        search(page, "Skill 00018 of field 018", "Skill 00018 of field 018")
        given = split(page, "Of a dozen", "12")
        [done] = log.new()
        assert (done["kind"], done["concept"]) == ("split", ids["Skill 00018 of field 018"])
        assert [(part["name"], len(part["seeds"])) for part in done["into"]] == [("Of a dozen", given)]
        count = retag(page, "13", "middle")
        [done] = log.new()
        assert (done["kind"], done["add"], done["remove"]) == ("retag", [ids["Skill 00018 of field 018"]], [])
        assert len(done["seeds"]) == count

        to(page, "Publish")
        shown = publish_draft(page, "an hour of mending")
        assert [v["line"] for v in shell("graph", "versions")["versions"]] == ["an hour of mending", "as it came"]
        between = shell("graph", "diff", "1", "2")
        assert shown == [f"{between['seeds']:,}", f"+{between['edges_added']:,} −{between['edges_removed']:,}"]
        assert "Of a dozen" in [c["name"] for c in between["added"]]

        to(page, "Table")
        table_there_and_back(page, tmp_path / "concepts.csv", "Topic 00101 of field 013", "Heronian triangles")
        [done] = log.new()
        assert (done["kind"], done["concept"]) == ("rename", ids["Topic 00101 of field 013"])
        to(page, "Graph")
        search(page, "heronain", "Heronian triangles")
    assert errors == []
    with reopened(root) as workspace:
        assert explore.dragged(workspace, middle)[moved] == (place["x"], place["y"])
        assert explore.panel(workspace, ids[gone]).concept.name == gone


def full_size(root: Path) -> dict[str, str]:
    """Make the workspace, published once, with names that come twice; returns ids by name."""
    workspace = create_workspace(root, LocalExecutor())
    try:
        synthesise(workspace, TOPICS, KPS, SEEDS)
        ids = {c.name: c.id for c in workspace.store.concepts.concepts()}
        named: dict[str, str] = {}
        for number, name in enumerate(NAMES, 100):
            for skill, said in ((number, name), (number + FIELDS, name[:-2] + name[-1])):
                named[said] = ids[f"Skill {skill:05d} of field {skill % FIELDS:03d}"]
        edits = [{"kind": "rename", "concept": concept, "name": name} for name, concept in named.items()]
        apply_edits(workspace, [Row(line, edit) for line, edit in enumerate(edits, 1)])
        publish(workspace, "as it came")
        return ids | named
    finally:
        workspace.close()


def to(page: Page, name: str) -> None:
    """Another view of Explore, without a new session."""
    page.locator(".st-key-view").get_by_text(name, exact=True).click()
    expect(page).to_have_url(re.compile("explore(?!.*view=)" if name == "Graph" else f"view={name.replace(' ', '.')}"))
    if name == "Graph":
        page.locator(".st-key-ego canvas").wait_for()
    idle(page)
    assert page.locator('[data-testid="stException"]').count() == 0


def at_rest(page: Page) -> None:
    """The run that brought what was waited for is over, and the picture has been drawn since."""
    page.wait_for_selector(IDLE)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


@contextmanager
def unmoved(page: Page) -> Iterator[None]:
    """Whatever is done inside, the picture is found as it was: what is shown, and what it says of itself."""
    at_rest(page)
    before = viewport(page)
    yield
    at_rest(page)
    assert viewport(page) == before


def viewport(page: Page) -> tuple[dict[str, Any], str, float]:
    """What is shown of the picture, what it says of that, and how far down the page it stands."""
    down = "box.getBoundingClientRect().top + document.querySelector('[data-testid=stMain]').scrollTop"
    return view(page), asked(page, "box.dataset.view"), asked(page, down)


def search(page: Page, text: str, name: str) -> None:
    """Type into the search box and open the first hit."""
    page.get_by_role("searchbox").first.fill(text)
    expect(page).to_have_url(re.compile(f"q={text.replace(' ', '.')}"))
    idle(page)
    page.locator('[data-testid="stDataFrame"]').first.click(position={"x": 18, "y": 53})
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    page.locator(".st-key-ego canvas").wait_for()
    at_rest(page)


def look_around(page: Page) -> tuple[str, dict[str, float]]:
    """Select a neighbour, expand another, drag a third; returns the one that was dragged, and where it lies."""
    with unmoved(page):
        first = node(page, 3)
        page.mouse.click(first["x"], first["y"])
        expect(page.get_by_role("heading", name=first["full"], exact=True)).to_be_visible()
    with unmoved(page):
        second, before = node(page, 5), asked(page, "held.network.getPositions()")
        page.mouse.dblclick(second["x"], second["y"])
        expect(page).to_have_url(re.compile(f"open={second['id']}"))
        at_rest(page)
        after = asked(page, "held.network.getPositions()")
        assert len(after) > len(before)
        assert {concept: after[concept] for concept in before} == before
    with unmoved(page):
        third = node(page, 7)
        drag(page, third["x"], third["y"])
    place: dict[str, float] = asked(page, f"held.network.getPosition('{third['id']}')")
    assert place != after[third["id"]]
    return third["id"], place


def decide(page: Page) -> None:
    """Have the suggestions computed and decide on twenty by key, each as soon as the one before is counted."""
    page.get_by_role("button", name="Compute suggestions").click()
    expect(page.get_by_text(f"{len(NAMES)} pairs left")).to_be_visible()
    idle(page)
    late = 0
    for number, key in enumerate(PRESSED, 1):
        page.keyboard.press(key)
        late += key not in WRITTEN
        put_off = f", {late} of them put off" if late else ""
        left, decided = len(NAMES) - number + late, number - late
        expect(page.get_by_text(f"{left} pairs left{put_off} · {decided} decided")).to_be_visible()
        at_rest(page)


def editing(page: Page, entry: str) -> Locator:
    """The edit panel with an entry of its menu open."""
    panel = page.locator(".st-key-editing")
    with unmoved(page):
        panel.locator(".st-key-edit-menu").get_by_text(entry, exact=True).click()
        idle(page)
    return panel


def merge(page: Page, name: str, other: str, *, stays: bool) -> None:
    """Merge the other one into this one, or this one into it, after a look at what that changes."""
    search(page, name, name)
    panel = editing(page, "Merge")
    preview = panel.locator(".st-key-merge-preview")
    with unmoved(page):
        panel.get_by_role("searchbox").fill(other)
        goes = preview.locator("p").first
        expect(goes).to_contain_text(name)
        at_rest(page)
        if stays:
            preview.get_by_role("button", name="Swap").click()
            expect(goes).to_contain_text(other)
    if stays:
        # Who stays in the middle is drawn anew where it is.
        with unmoved(page):
            panel.locator(".st-key-merge button").click()
            do_it(page, "95% interval")
    else:
        panel.locator(".st-key-merge button").click()
        do_it(page, "95% interval")
    expect(page.get_by_role("heading", name=name if stays else other, exact=True)).to_be_visible()
    at_rest(page)


def do_it(page: Page, *shows: str) -> None:
    """The dialog before an edit: its numbers come, then the edit is made."""
    dialog = page.get_by_role("dialog")
    for text in ("Farthest move", *shows):
        expect(dialog.get_by_text(text).first).to_be_visible()
    dialog.get_by_role("button", name="Do it").click()
    expect(dialog).to_have_count(0)


def split(page: Page, part: str, words: str) -> int:
    """Give the seeds that say some words to a part; returns how many the page says there are."""
    panel = editing(page, "Split")
    with unmoved(page):
        parts = panel.get_by_role("combobox").first
        parts.fill(part)
        parts.press("Enter")
        panel.get_by_label("the seeds whose question says").fill(words)
        panel.get_by_role("button", name="Give").click()
        counted = panel.get_by_text(re.compile(rf"{part} [1-9]\d* · stays"))
        expect(counted).to_be_visible()
    said = re.search(r"(\d+) · stays", counted.inner_text())
    assert said
    with unmoved(page):
        panel.locator(".st-key-split button").click()
        do_it(page, part)
        expect(panel.get_by_text("Name a part to begin.")).to_be_visible()
    return int(said[1])


def retag(page: Page, words: str, level: str) -> int:
    """Give the concept to the seeds of a level that say some words; returns how many the page says there are."""
    panel = editing(page, "Retag")
    with unmoved(page):
        panel.get_by_label("Words of the question").fill(words)
        expect(panel.get_by_text(re.compile(r"^[\d,]+ seeds$"))).to_be_visible()
        idle(page)
        panel.get_by_role("combobox", name="Level").click()
        page.get_by_role("option", name=level, exact=True).click()
        idle(page)
    said = panel.get_by_text(re.compile(r"^[\d,]+ seeds$")).inner_text()
    with unmoved(page):
        panel.locator(".st-key-retag button").click()
        do_it(page)
        expect(panel.get_by_text("Say which seeds")).to_be_visible()
    return int(said.split()[0].replace(",", ""))


def publish_draft(page: Page, line: str) -> list[str]:
    """Publish after a look at the difference; returns the seeds and edges that it shows."""
    facts = page.locator(".st-key-change-facts").first
    expect(facts.get_by_text("Farthest move")).to_be_visible()
    for version in ("1", "draft"):
        expect(page.locator(f'[class*="canvas-{version}-c_"] canvas').first).to_be_visible()
    shown = [facts.locator('[data-testid="stMetricValue"]').nth(n).inner_text() for n in (0, 1)]
    page.get_by_label("What is new, in one line").fill(line)
    page.get_by_role("button", name="Publish as version 2").click()
    expect(page.get_by_text("The draft is what is published.")).to_be_visible()
    return shown


def table_there_and_back(page: Page, file: Path, name: str, new: str) -> None:
    """Download the table, change one name in it, see the difference and apply it."""
    with page.expect_download() as waiting:
        page.locator(".st-key-table-csv").get_by_role("button").click()
    text = waiting.value.path().read_text("utf-8")
    assert text.count(name) == 1
    file.write_text(text.replace(name, new), "utf-8")
    to(page, "In and out")
    page.locator('input[type="file"]').set_input_files(file)
    expect(page.get_by_text("1 change · 0 problems")).to_be_visible()
    at_rest(page)
    page.get_by_role("button", name="Apply 1 change").click()
    expect(page.get_by_text(f"1 change of {file.name} applied")).to_be_visible()
