"""One HTML file: it asks for nothing, runs nothing of a name, and shows the view that was asked for."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from mathscale_core.errors import InputError, NotFoundError
from mathscale_core.records import ConceptEntry
from mathscale_core.vocabulary.html import MOST, render
from tests.e2e.browser import chromium
from tests.vocabulary.documents import NASTY, document, entry, school


class Page(HTMLParser):
    """Tags with their attributes, and the text of table cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag, and begin a cell where it is one."""
        self.tags.append((tag, dict(attrs)))
        if tag == "td":
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        """The text of a cell."""
        if self.tags and self.tags[-1][0] == "td":
            self.cells[-1] += data


def drawn(text: str) -> dict[str, list[dict[str, object]]]:
    """The data that the picture draws."""
    found = re.search(r"^const data = (.*);$", text, re.MULTILINE)
    assert found
    value: dict[str, list[dict[str, object]]] = json.loads(found.group(1))
    return value


def test_nothing_in_it_names_a_place_to_fetch_from() -> None:
    """No element with an address, and a policy that forbids every request."""
    page = Page(render(school()).decode())
    assert [a for tag, a in page.tags if {"src", "href", "srcset", "data", "action"} & a.keys()] == []
    policy = next(a["content"] for tag, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy == "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"


def test_the_neighbours_of_a_concept_are_shown_heaviest_first() -> None:
    """One step, or two; edges among all that are shown."""
    one = drawn(render(school(), "c_numbers").decode())
    assert [n["label"] for n in one["nodes"]] == ["Numbers", "Fractions", "Percentages"]
    assert {(e["from"], e["to"], e["weight"], e["hand"]) for e in one["edges"]} == {
        ("c_numbers", "c_fractions", 6.0, False), ("c_numbers", "c_percentages", 4.0, False),
        ("c_fractions", "c_percentages", 3.0, True),
    }  # fmt: skip
    two = drawn(render(school(), "c_numbers", 2).decode())
    assert [n["label"] for n in two["nodes"]][3:] == ["Adding fractions"]


def test_a_pair_that_was_unlinked_is_not_drawn_together() -> None:
    apart = document(*school().concepts, edges=((0, 1, 6.0),), by_hand=((0, 2, 0.0), (1, 2, 3.0)))
    one = drawn(render(apart, "c_numbers").decode())
    assert [n["label"] for n in one["nodes"]] == ["Numbers", "Fractions"]
    assert [e["weight"] for e in one["edges"]] == [6.0]
    both = drawn(render(apart, "c_numbers", 2).decode())
    assert [e["weight"] for e in both["edges"]] == [6.0, 3.0]


def test_without_a_middle_the_biggest_are_shown_and_never_too_many() -> None:
    many = document(*(ConceptEntry(f"c_{n}", "kp", f"Concept {n}", seeds=n) for n in range(1000)))
    shown = drawn(render(many).decode())["nodes"]
    assert [n["seeds"] for n in shown[:2]] == [999, 998]
    assert len(shown) <= MOST
    hub = document(
        *(entry(f"Concept {n}") for n in range(1000)), edges=tuple((0, n, float(n)) for n in range(1, 1000))
    )  # fmt: skip
    assert len(drawn(render(hub, "c_concept_0", 3).decode())["nodes"]) <= MOST
    assert drawn(render(document()).decode())["nodes"] == []


def test_a_view_of_nothing_is_refused() -> None:
    with pytest.raises(NotFoundError, match="no concept 'c_gone'"):
        render(school(), "c_gone")
    with pytest.raises(InputError, match="The depth is 4"):
        render(school(), "c_numbers", 4)


def test_names_are_text_in_picture_and_table() -> None:
    """No name ends the script, opens a tag or is lost."""
    whole = document(*(ConceptEntry(f"c_{n}", "kp", name, name) for n, name in enumerate(NASTY)))
    text = render(whole).decode()
    page = Page(text)
    assert [n["label"] for n in drawn(text)["nodes"]] == list(NASTY)
    assert [tag for tag, _ in page.tags if tag == "script"] == ["script", "script"]
    assert {" ".join(name.split()) for name in NASTY} <= {" ".join(c.split()) for c in page.cells}


def test_a_browser_draws_it_and_asks_for_nothing(tmp_path: Path) -> None:
    """Chromium, from the file: no request, no error, no dialog, every concept drawn."""
    hostile = ConceptEntry("c_x", "kp", "</script><img src=http://127.0.0.1:9/x onerror=alert(1)>", seeds=2)
    whole = school()
    more = document(*whole.concepts, hostile, edges=((0, 6, 3.0), (0, 1, 2.0)))
    path = tmp_path / "view.html"
    path.write_bytes(render(more, "c_numbers"))
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1200, "height": 900})
        asked, said = list[str](), list[str]()
        page.on("request", lambda r: asked.append(r.url))
        page.on("pageerror", lambda e: said.append(str(e)))
        page.on("console", lambda m: said.append(m.text))
        page.on("dialog", lambda d: said.append(d.message))
        page.goto(path.as_uri())
        page.wait_for_selector('#view[data-drawn="3"]')
        assert page.locator("#view canvas").count() == 1
        assert page.locator("tbody tr").count() == 3
        assert page.locator("tbody").inner_text().count("</script><img") == 1
        browser.close()
    assert asked == [path.as_uri()]
    assert said == []
