"""Lists and codes inside one cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.records import Code
from mathscale_core.vocabulary.rows import (
    Problem,
    joined,
    joined_codes,
    kind_named,
    rows_of,
    split,
    split_codes,
    spoken,
)
from tests.vocabulary.documents import FILLED, MATCHES, school


@given(st.lists(FILLED))
def test_a_list_comes_back_from_its_cell(items: list[str]) -> None:
    assert split(joined(items)) == tuple(items)


@given(st.lists(st.builds(Code, FILLED.map(str.strip), FILLED.map(str.strip), MATCHES)))
def test_codes_come_back_from_their_cell(codes: list[Code]) -> None:
    assert split_codes(joined_codes(codes)) == tuple(codes)


def test_codes_are_read_as_people_write_them() -> None:
    """Without a match word it is exact; colons of the code need no backslash; a last bar is nothing."""
    assert split_codes("MSC 2020:11A05|") == (Code("MSC 2020", "11A05"),)
    assert split_codes(" MSC 2020 : 11A05 : narrower ") == (Code("MSC 2020", "11A05", "narrower"),)
    assert split_codes("CCSS:HSA:REI:B") == (Code("CCSS", "HSA:REI:B"),)


@pytest.mark.parametrize("cell", ["11A05", ":11A05", "MSC 2020:", "::"])
def test_a_code_without_a_scheme_or_a_code_is_none(cell: str) -> None:
    with pytest.raises(ValueError, match=r"^11A05$|^:|:$"):
        split_codes(cell)


def test_kinds_are_known_by_their_usual_words() -> None:
    assert [kind_named(w) for w in ("Topic", "KP", "knowledge_point", "Knowledge Points", "theme", "")] == [
        "topic", "kp", "kp", "kp", None, None,
    ]  # fmt: skip


def test_case_and_blanks_do_not_part_a_reference_from_its_name() -> None:
    assert spoken("  Linear   EQUATIONS ") == spoken("linear equations")


def test_a_document_as_rows_says_everything_of_every_concept() -> None:
    rows = rows_of(school())
    assert [r.where for r in rows] == [f"concept {n}" for n in range(1, 7)]
    assert (rows[1].parent, rows[1].locked, rows[0].parent, rows[0].codes) == ("c_numbers", True, "", ())


def test_a_problem_says_where_and_what_to_do() -> None:
    said = Problem("line 4", "the kind 'theme'", "topic or kp", "mend the cell").text
    assert said == "line 4: found the kind 'theme'; wanted topic or kp; mend the cell"
