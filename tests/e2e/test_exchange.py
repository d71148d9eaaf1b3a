"""In and out in a real browser: files are what other programs read, and one that comes in is seen before it counts.

What became of the log is read from the workspace after the app has given it back.
"""

import csv
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import Browser, Page, expect
from rdflib import Graph
from rdflib.namespace import RDF, SKOS

from tests.e2e.browser import WIDE, idle, served
from tests.e2e.test_people import reopened

VIEW = "explore?view=In+and+out"
#: HTML, right to left and a picture in one name.
NASTY = "<img src=x onerror=alert(1)> العدد 🧮"
GRAPHML = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="undirected">{}</graph></graphml>'
#: Unknown ids, a formula, a name of 5,000 characters, a weight that is none: each line a problem of its own.
TABLE = f"""id,name,definition,related,edges_by_hand
c_unknown,Sums,,,
,Quaternions,,c_unknown,
,Limits,=1+1,,
,{"x" * 5000},,,
,Series,,,Limits:many
"""
#: File to what the page says of it.
BAD = {
    "table.csv": (TABLE, "1 change · 5 problems · 0 unchanged"),
    "other.graphml": (GRAPHML.format('<node id="n1"/>'), "GraphML of another schema: 1 nodes with no attributes"),
}
#: Files are the same in every window.
NARROW = pytest.mark.parametrize("page", [(800, "dark")], indirect=True, ids=["800-dark"])


def downloaded(page: Page, form: str) -> Path:
    """The file behind a button."""
    with page.expect_download() as started:
        page.locator(f".st-key-download-{form} button").click()
    return Path(started.value.path())


def table(page: Page) -> list[dict[str, str]]:
    """The rows of the table that is to be had."""
    return list(csv.DictReader(io.StringIO(downloaded(page, "csv").read_text("utf-8-sig"), newline="")))


def bring(page: Page, name: str, content: str) -> None:
    """Send a file, as a person's choice in the dialog of the system does."""
    page.locator("input[type=file]").first.set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": content.encode()}
    )


def written(rows: Sequence[dict[str, str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@WIDE
def test_every_file_is_one_that_other_programs_read(page: Page, address: str) -> None:
    """The same counts in each; networkx, rdflib and the standard library read them."""
    page.goto(f"{address}/{VIEW}")
    idle(page)
    whole = json.loads(downloaded(page, "json").read_bytes())
    concepts, edges = len(whole["concepts"]), len(whole["edges"])
    assert min(concepts, edges) > 100
    assert [row["id"] for row in table(page)] == [c["id"] for c in whole["concepts"]]
    graph = nx.read_graphml(downloaded(page, "graphml"))
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (concepts, edges)
    skos = Graph().parse(downloaded(page, "skos"), format="turtle")
    assert len(set(skos.subjects(RDF.type, SKOS.Concept))) == concepts
    assert downloaded(page, "parquet").read_bytes()[:4] == b"PAR1"


@WIDE
def test_the_picture_is_drawn_without_a_network(page: Page, address: str, browser: Browser, tmp_path: Path) -> None:
    """One file that asks for nothing and names no place to ask: its concepts as picture and as table."""
    page.goto(f"{address}/{VIEW}")
    idle(page)
    path = tmp_path / "picture.html"
    path.write_bytes(downloaded(page, "html").read_bytes())
    assert re.findall(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", path.read_text("utf-8").split("<script")[0]) == []
    asked: list[str] = []
    alone = browser.new_context(offline=True)
    picture = alone.new_page()
    picture.on("request", lambda request: asked.append(request.url))
    picture.goto(path.as_uri())
    drawn = picture.locator("[data-drawn]")
    expect(drawn).to_be_visible()
    assert asked == [path.as_uri()]
    assert int(drawn.get_attribute("data-drawn") or 0) == picture.locator("tbody tr").count() > 20
    alone.close()


@NARROW
def test_bad_files_get_a_word_and_an_edited_table_becomes_edits(page: Page, demo_copy: Path) -> None:
    """Nothing of a bad file counts; of a good one what it changes is seen, applied and taken back."""
    with served(demo_copy) as studio:
        page.goto(f"{studio}/{VIEW}")
        idle(page)
        for name, (content, word) in BAD.items():
            bring(page, name, content)
            expect(page.get_by_role("button", name=f"Remove {name}")).to_be_visible()
            expect(page.get_by_text(word).first).to_be_visible()
            expect(page.locator(".st-key-exchange-apply button:enabled")).to_have_count(0)
        rows = table(page)
        rows[0] |= {"name": NASTY, "related": rows[1]["id"], "edges_by_hand": f"{rows[2]['id']}:4"}
        bring(page, "edited.csv", written(rows))
        expect(page.get_by_role("heading", name="What edited.csv would change")).to_be_visible()
        expect(page.get_by_text(f"3 changes · 0 problems · {len(rows) - 1:,} unchanged")).to_be_visible()
        page.get_by_role("button", name="Apply 3 changes").click()
        expect(page.get_by_text("3 changes of edited.csv applied")).to_be_visible()
        idle(page)
        after = table(page)
        assert after[0]["name"] == NASTY
        assert [r["edges_by_hand"].rpartition(":")[2] for r in after if r["edges_by_hand"]] == ["4"]
        page.locator(".st-key-view").get_by_text("History", exact=True).click()
        idle(page)
        # As text, not as what it says.
        expect(page.get_by_text(NASTY).first).to_be_visible()
        page.get_by_role("button", name="Undo").first.click()
        expect(page.get_by_role("button", name="Undo")).to_have_count(2)
        idle(page)
    with reopened(demo_copy) as workspace:
        log = workspace.store.curation.events()
        assert [e.kind for e in log] == ["rename", "relate", "edge", "undo"]
        assert {e.reason for e in log[:3]} == {"imported from edited.csv"}
        assert ([r.relation for r in workspace.store.edits.relations()], workspace.store.edits.edges()) == (
            ["related"],
            {},
        )
