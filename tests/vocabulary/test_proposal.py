"""From a file on disk to what it proposes."""

from pathlib import Path

import pytest

from mathscale_core.errors import InputError
from mathscale_core.vocabulary.csv import render
from mathscale_core.vocabulary.proposal import Choices, propose
from tests.vocabulary.documents import school


def test_a_file_says_by_its_name_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "edited.csv"
    path.write_bytes(render(school()).replace(b"Percentages", b"Percent"))
    found = propose(path, Choices(), school(), (), {})
    assert (found.form, found.read, found.same, found.problems) == ("csv", 6, 5, ())
    assert [c.text for c in found.changes] == ["Rename “Percentages” to “Percent”"]


def test_problems_of_reading_stand_before_those_of_comparing(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    path.write_text("name,kind,parent\nSums,theme,\nLimits,kp,Nowhere\n", "utf-8")
    found = propose(path, Choices("csv", new_kind="kp"), school(), (), {})
    assert [p.where for p in found.problems] == ["line 2", "line 3"]
    assert [c.kind for c in found.changes] == ["add"]


def test_only_what_an_export_holds_can_be_missing(tmp_path: Path) -> None:
    path = tmp_path / "few.csv"
    path.write_text("name\nNumbers\n", "utf-8")
    found = propose(path, Choices(delete_missing=True), school(), {"c_geometry"}, {})
    assert [(c.kind, c.concept) for c in found.changes] == [("delete", "c_geometry")]
    assert propose(path, Choices(), school(), {"c_geometry"}, {}).changes == ()


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Found a folder"):
        propose(tmp_path, Choices("csv"), school(), (), {})
    with pytest.raises(InputError, match="Found nothing"):
        propose(tmp_path / "none.csv", Choices(), school(), (), {})
