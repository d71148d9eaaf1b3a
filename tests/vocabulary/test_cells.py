"""One concept as named texts, and lists inside one of them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.records import Code, GraphDocument
from mathscale_core.vocabulary.cells import (
    joined,
    joined_codes,
    joined_edges,
    row_of,
    split,
    split_codes,
    split_edges,
    texts_of,
)
from mathscale_core.vocabulary.rows import Problem, VocabularyRow, relations_of, rows_of
from tests.vocabulary.documents import FILLED, MATCHES, documents


def test_texts_that_are_not_there_say_nothing() -> None:
    assert row_of("line 2", {}) == VocabularyRow("line 2", "")
    assert row_of("line 2", {"parent": " ", "same": "", "locked": ""}) == VocabularyRow(
        "line 2", "", parent="", relations={"same": ()}, locked=False
    )


@given(documents())
def test_a_concept_comes_back_from_its_texts(whole: GraphDocument) -> None:
    """All but the edges, which each format holds in its own way."""
    for c, wanted in zip(whole.concepts, rows_of(whole), strict=True):
        row = row_of(wanted.where, texts_of(c, c.parent, relations_of(whole).get(c.id, {})), c.id, c.id)
        assert row == replace(wanted, edges=(), all_edges=False)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ({"kind": "theme"}, "the kind 'theme'"),
        ({"locked": "maybe"}, "'maybe' as locked"),
        ({"codes": "nonsense"}, "the code 'nonsense'"),
    ],
)
def test_a_text_that_means_nothing_is_a_problem(texts: dict[str, str], found: str) -> None:
    row = row_of("node 7", {"name": "Sums", **texts})
    assert isinstance(row, Problem)
    assert row.text.startswith(f"node 7: found {found}; wanted ")


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


@given(st.lists(st.tuples(FILLED.map(str.strip), st.integers(0, 10**6).map(float))))
def test_weights_come_back_from_their_cell(edges: list[tuple[str, float]]) -> None:
    assert split_edges(joined_edges(edges)) == tuple(edges)


@pytest.mark.parametrize("cell", ["Limits", ":5", "Limits:", "Limits:many"])
def test_an_edge_without_a_concept_or_a_weight_is_none(cell: str) -> None:
    with pytest.raises(ValueError, match=cell):
        split_edges(f"Sums:4|{cell}")
