"""Which concept a file means by a word."""

import pytest

from mathscale_core.records import ConceptEntry, ConceptKind, GraphDocument
from mathscale_core.vocabulary.changes import Ledger
from mathscale_core.vocabulary.matching import Matched, Names, match_rows
from mathscale_core.vocabulary.references import References
from mathscale_core.vocabulary.rows import VocabularyRow
from tests.vocabulary.documents import document, entry, school


def read(whole: GraphDocument, *rows: VocabularyRow) -> tuple[Ledger, References, Matched]:
    """The references of a file, and its first row."""
    ledger = Ledger(Names(whole))
    matched, _ = match_rows(rows, ledger.names, {}, None)
    return ledger, References(ledger, matched), matched[0]


SUMS = VocabularyRow("line 2", "Sums", kind="kp", handle="n1")


@pytest.mark.parametrize("said", ["c_fractions", "Fractions", " fractions ", "rational number"])
def test_a_concept_is_named_by_id_name_or_another_name(said: str) -> None:
    ledger, references, one = read(school(), SUMS)
    assert references.require(one, said, "parent", "topic") == "c_fractions"
    assert ledger.problems == []


def test_a_handle_of_the_file_goes_before_an_id() -> None:
    other = VocabularyRow("line 3", "Sets", kind="topic", handle="c_fractions")
    _, references, one = read(school(), SUMS, other)
    found = references.require(one, "c_fractions", "parent", "topic")
    assert found is not None
    assert (references.name(found), references.kind(found)) == ("Sets", "topic")


def test_what_nobody_is_called_is_a_problem_or_nothing() -> None:
    """As the question is asked."""
    ledger, references, one = read(school(), SUMS)
    assert references.perhaps(one, "c_unknown") is None
    assert ledger.problems == []
    assert references.require(one, "c_unknown", "related concept", "kp") is None
    assert [p.text for p in ledger.problems] == [
        "line 2: found the related concept 'c_unknown': no concept and no usable row is called so; wanted the id or "
        "the one name of it; mend it"
    ]


def test_a_concept_that_will_not_be_made_is_nobody() -> None:
    ledger, references, one = read(school(), SUMS, VocabularyRow("line 3", "Sets", kind="topic", handle="n2"))
    ledger.refused.add(references.require(one, "n2", "parent", "topic") or "")
    assert references.require(one, "n2", "parent", "topic") is None
    assert references.require(one, "Sets", "parent", "topic") is None


@pytest.mark.parametrize(("kind", "found"), [("topic", "c_t"), ("kp", "c_k")])
def test_of_two_of_one_name_the_kind_decides(kind: ConceptKind, found: str) -> None:
    whole = document(*(_twins()), entry("Sums"))
    _, references, one = read(whole, VocabularyRow("line 2", "Sums", "c_sums"))
    assert references.require(one, "Limits", "parent", kind) == found


def test_of_two_of_one_name_the_one_that_is_in_the_file_is_meant() -> None:
    """An export does not hold what cleaning drops, and its words mean what it holds."""
    rows = VocabularyRow("line 2", "Sums", "c_sums"), VocabularyRow("line 3", "Limits", "c_k")
    _, references, one = read(document(*_twins(), entry("Sums")), *rows)
    assert references.require(one, "Limits", "parent", "topic") == "c_k"


def test_nobody_is_meant_by_its_own_name_where_another_has_it_too() -> None:
    _, references, one = read(document(*_twins()), VocabularyRow("line 2", "Limits", "c_k"))
    assert references.require(one, "limits", "parent", "kp") == "c_t"


def _twins() -> tuple[ConceptEntry, ConceptEntry]:
    return ConceptEntry("c_t", "topic", "Limits"), ConceptEntry("c_k", "kp", "Limits")
