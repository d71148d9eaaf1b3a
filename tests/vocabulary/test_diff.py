"""What a file would change: nothing where it is as it was, and never more than it says."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import assume, given

from mathscale_core.extraction.names import clean_name, name_key
from mathscale_core.records import GraphDocument
from mathscale_core.vocabulary import forms
from mathscale_core.vocabulary.diff import diff
from mathscale_core.vocabulary.rows import VocabularyRow, rows_of
from tests.vocabulary.documents import XML_TEXT, document, documents, entry, school


def usable(whole: GraphDocument) -> bool:
    """Whether the log could have made it: names with a letter, each once in its kind, topics not below others."""
    kinds = {c.id: c.kind for c in whole.concepts}
    keys = [(c.kind, name_key(n)) for c in whole.concepts for n in (c.name, *c.aliases)]
    spoken = [n.strip().casefold() for c in whole.concepts for n in (c.name, c.id)]
    return (
        all(key for _, key in keys)
        and len(set(keys)) == len(keys)
        and len({" ".join(n.split()) for n in spoken}) == len(spoken)
        and all(clean_name(n) == n for c in whole.concepts for n in (c.name, *c.aliases))
        and all(not c.parent or c.kind == "kp" or kinds[c.parent] == "topic" for c in whole.concepts)
    )


@pytest.mark.parametrize("form", forms.IN)
def test_a_file_as_it_went_out_changes_nothing(form: str) -> None:
    found = diff(school(), forms.read(form, forms.render(form, school()), "v").rows)
    assert (found.changes, found.problems, found.same) == ((), (), 6)


@given(documents(XML_TEXT.map(clean_name)))
def test_no_document_changes_by_going_out_and_coming_back(whole: GraphDocument) -> None:
    """In every format that comes back: names, tree, codes, locks, relations and weights by hand."""
    assume(whole.concepts and usable(whole))
    for form in forms.IN:
        found = diff(whole, forms.read(form, forms.render(form, whole), "v").rows)
        assert (form, found.changes, found.problems) == (form, (), ())


def test_an_empty_file_changes_nothing_and_a_missing_row_is_no_deletion() -> None:
    assert diff(school(), []).changes == ()
    assert diff(school(), rows_of(school())[:2]).changes == ()


def test_what_is_missing_is_deleted_when_that_is_asked_for() -> None:
    """Only what an export would hold; what is locked stays, and a row with a problem still names its concept."""
    rows = [VocabularyRow("line 2", "x" * 5000, "c_numbers"), VocabularyRow("line 3", "Geometry", "c_geometry")]
    everyone = {c.id for c in school().concepts}
    found = diff(school(), rows, delete=everyone - {"c_angle_sums"})
    assert [(c.kind, c.concept) for c in found.changes] == [
        ("delete", "c_percentages"), ("delete", "c_adding_fractions"),
    ]  # fmt: skip
    assert {p.where for p in found.problems} == {"line 2", "missing"}


def test_edits_come_in_an_order_in_which_they_fit() -> None:
    """Unlocked first, added before it is placed, locked last."""
    rows = [
        VocabularyRow("line 2", "Quotients", "c_fractions", "topic", locked=False, definition="New.", parent="Sets"),
        VocabularyRow("line 3", "Sets", kind="topic"),
        VocabularyRow("line 4", "Geometry", "c_geometry", "topic", locked=True),
    ]
    kinds = [(c.kind, c.where) for c in diff(school(), rows).changes]
    assert kinds == [
        ("lock", "line 2"), ("add", "line 3"), ("rename", "line 2"), ("define", "line 2"), ("relate", "line 2"),
        ("lock", "line 4"),
    ]  # fmt: skip


def test_a_row_found_by_name_does_not_unlock() -> None:
    """A taxonomy of one's own without that column says nothing of locks."""
    found = diff(school(), [VocabularyRow("line 2", "Fractions", definition="Other.", locked=False)])
    assert found.changes == ()
    assert "locked" in found.problems[0].text


def test_nasty_names_are_text_all_the_way() -> None:
    """HTML, right-to-left and pictures are names like others."""
    rows = [VocabularyRow("line 2", name, kind="kp") for name in ("<b>Bold</b>", "العدد", "🧮 abacus")]
    found = diff(document(), rows)
    assert [c.edit["name"] for c in found.changes] == ["<b>Bold</b>", "العدد", "🧮 abacus"]


def test_the_same_rows_give_the_same_difference_in_any_order() -> None:
    rows = [replace(r, definition="New.", locked=False) for r in rows_of(school())]

    def said(listed: Iterable[VocabularyRow]) -> set[str]:
        return {c.text for c in diff(school(), list(listed)).changes}

    assert said(rows) == said(reversed(rows))
    assert len(said(rows)) == 7


def test_a_new_concept_stands_beside_the_one_it_is_most_like() -> None:
    found = diff(
        document(entry("Adding fractions")), [VocabularyRow("line 2", "Adding of fractional numbers", kind="kp")]
    )
    assert found.changes[0].like
    assert found.changes[0].like.name == "Adding fractions"
