"""The keyboard: what the catcher is told."""

import re

from pages.parts.rail import PAGE_OF
from pages.parts.roles import PAGES
from pages.parts.shortcuts import GO, UNSEEN, shortcut_data
from tests.pages.apps import ROOT


def test_a_page_without_keys_of_its_own_has_the_general_ones() -> None:
    """Every page can be gone to."""
    data = shortcut_data({})
    assert data["page"] == []
    assert [row["what"] for row in data["go"]] == [title for title, _ in PAGES.values()]


def test_a_key_is_told_with_what_it_does_and_presses() -> None:
    """A key that a button takes by itself is only listed."""
    data = shortcut_data({"A": "accept", "+": ("zoom in", "zoom-in")})
    assert data["page"] == [
        {"key": "A", "what": "accept", "press": ""},
        {"key": "+", "what": "zoom in", "press": "zoom-in"},
    ]


def test_streamlits_own_keys_are_left_to_it() -> None:
    """C and R are no letters after g, and each page has one letter."""
    assert not {"c", "r"} & set(GO)
    assert list(GO.values()) == list(PAGES)


def test_every_page_has_a_link_to_press() -> None:
    """By the rail or unseen; Jobs is no station."""
    stations = {page for station, page in PAGE_OF.items() if station != "Jobs"}
    assert stations | set(UNSEEN) == set(PAGES)
    assert not stations & set(UNSEEN)


def test_the_catcher_leaves_all_who_type_alone() -> None:
    """Fields, editable text, tables and held-down control keys are named where typing is told."""
    script = (ROOT / "pages" / "parts" / "shortcuts.js").read_text("utf-8")
    typing = re.search(r"function typing\(.*?\n}\n", script, re.DOTALL)
    assert typing
    for word in ("input", "textarea", "select", "contenteditable", "stDataFrame", "ctrlKey", "metaKey", "altKey"):
        assert word in typing.group()
