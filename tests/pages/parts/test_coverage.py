"""Codes on screen: coverage by scheme, a list brought along, a code given and found again."""

from pathlib import Path

import pytest

from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.workspace import Workspace
from tests.pages.apps import address, open_page, words


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    return small_workspace(tmp_path)


def code(space: Workspace, name: str, text: str) -> None:
    known = {c.name: c.id for c in space.store.concepts.concepts()}
    add = [{"scheme": "Own", "code": text, "match": "close"}]
    apply_edit(space, {"kind": "code", "concept": known[name], "add": add})


def test_without_a_code_one_is_given(small: Workspace) -> None:
    """Found by the concept's name; half a code is refused."""
    app = open_page(small, "explore", view="Tree", leaf="codes")
    assert not app.exception
    assert "No concept has a code yet" in words(app)
    next(t for t in app.text_input if t.label == "Topic or KP").set_value("Money").run()
    next(t for t in app.text_input if t.label == "Scheme").set_value("Own")
    app.button(key="code-add").click().run()
    assert "This cannot be used as it is" in words(app)
    next(t for t in app.text_input if t.label == "Scheme").set_value("Own")
    next(t for t in app.text_input if t.label == "Code").set_value("7.1")
    app.button(key="code-add").click().run()
    assert not app.exception
    ((_, given),) = small.store.edits.codes()
    assert (given.scheme, given.code, given.match) == ("Own", "7.1", "exact")
    assert "**1 of 1 code** hold a concept" in words(app)


def test_a_list_names_the_codes_that_nothing_stands_under(small: Workspace) -> None:
    """It is looked at and not stored."""
    code(small, "Money", "7.1")
    app = open_page(small, "explore", view="Tree", leaf="codes", **{"scheme-of": "Own"})
    app.file_uploader(key="codes-list").set_value(("own.csv", b"7.1,Prices\n7.2,Interest\n", "text/csv")).run()
    assert not app.exception
    said = words(app)
    assert "**1 of 2 codes** hold a concept" in said
    assert "1 code without a concept: 7\\.2 Interest" in said
    (table,) = [d.value for d in app.dataframe if "label" in d.value]
    assert table["concepts"].tolist() == ["Money (close)", ""]
    assert table["seeds"].tolist() == [5, 0]
    assert len(small.store.edits.codes()) == 1


def test_codes_are_found_by_code_label_or_concept(small: Workspace) -> None:
    """The filter stands in the address."""
    code(small, "Money", "7.1")
    code(small, "Fractions", "3.2")
    app = open_page(small, "explore", view="Tree", leaf="codes")
    app.text_input(key="code").set_value("frac").run()
    assert not app.exception
    assert address(app)["code"] == "frac"
    assert app.dataframe[0].value["code"].tolist() == ["3.2"]


def test_a_list_that_is_no_text_is_refused(small: Workspace) -> None:
    """In words, and the page stands."""
    code(small, "Money", "7.1")
    app = open_page(small, "explore", view="Tree", leaf="codes")
    app.file_uploader(key="codes-list").set_value(("own.txt", b"\xff\xfe\x00", "text/plain")).run()
    assert not app.exception
    assert "no text in UTF-8" in words(app)
