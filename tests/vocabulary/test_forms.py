"""Formats by name: every one goes out, four come in, and others are refused."""

import pytest

from mathscale_core.errors import InputError
from mathscale_core.vocabulary.forms import ENDING, IN, MEDIA, OUT, form_of, read, render
from tests.vocabulary.documents import school


@pytest.mark.parametrize("form", OUT)
def test_every_format_goes_out_under_its_ending(form: str) -> None:
    assert render(form, school())
    assert form in ENDING
    assert form in MEDIA


@pytest.mark.parametrize("form", IN)
def test_what_comes_in_is_what_went_out_and_known_by_its_ending(form: str) -> None:
    assert form_of(f"vocabulary.{ENDING[form]}") == form
    rows = read(form, render(form, school()), "v").rows
    assert sorted(r.name for r in rows) == sorted(c.name for c in school().concepts)
    assert {r.id: r.codes or () for r in rows}["c_angle_sums"] == school().concepts[5].codes


def test_others_are_refused_with_those_that_there_are() -> None:
    with pytest.raises(InputError, match="'xlsx' is not known") as refused:
        render("xlsx", school())
    assert "graphml" in refused.value.wanted
    with pytest.raises(InputError, match="'parquet' does not come in"):
        read("parquet", b"", "v")
    with pytest.raises(InputError, match=r"ends in \.xlsx"):
        form_of("v.xlsx")
    with pytest.raises(InputError, match="ends in nothing"):
        form_of("v")
