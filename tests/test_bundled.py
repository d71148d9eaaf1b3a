"""The files that ship are found beside the package or inside it."""

import json

import pytest

from mathscale_core.bundled import bundled, bundled_rows, seed_files, vis_network
from mathscale_core.errors import NotFoundError


def test_no_names_have_no_rows() -> None:
    """Rows of nothing are none."""
    assert list(bundled_rows()) == []


@pytest.mark.parametrize("name", ["app.py", "pages", "data"])
def test_what_ships_is_found(name: str) -> None:
    """The app, its pages and the data stand where the function says."""
    assert bundled(name).exists()
    assert bundled(name).name == name


def test_what_does_not_ship_is_an_error_with_a_remedy() -> None:
    """An installation that lacks a file says so."""
    with pytest.raises(NotFoundError, match=r"no nothing\.txt") as caught:
        bundled("nothing.txt")
    assert "Install" in caught.value.remedy


def test_rows_come_file_by_file_in_order() -> None:
    """Two names give the rows of the first, then those of the second."""
    vocabulary = list(bundled_rows("vocabulary.jsonl"))
    assert vocabulary
    first = f"seeds/{seed_files()[0].name}"
    assert list(bundled_rows("vocabulary.jsonl", first)) == [*vocabulary, *bundled_rows(first)]


def test_every_seed_file_is_one_object_a_line() -> None:
    """The files come in order of name, and every line is a problem with an id of its own."""
    files = seed_files()
    assert [path.name for path in files] == sorted(path.name for path in files)
    rows = [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()]
    assert rows
    assert len({row["id"] for row in rows}) == len(rows)


def test_vis_network_comes_with_pyvis() -> None:
    """It is the library, not a page that fetches it."""
    assert "vis-network" in vis_network().read_text("utf-8")[:400]


def test_without_pyvis_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is fetched instead."""
    monkeypatch.setattr("mathscale_core.bundled.find_spec", lambda _: None)
    with pytest.raises(NotFoundError, match="vis-network") as caught:
        vis_network()
    assert "make install" in caught.value.remedy
