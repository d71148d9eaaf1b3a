"""What a row says of its concept itself."""

from typing import Any

import pytest

from mathscale_core.records import Code
from mathscale_core.vocabulary.changes import Ledger
from mathscale_core.vocabulary.fields import add_concept, change_concept, require_untouched
from mathscale_core.vocabulary.matching import Matched, Names
from mathscale_core.vocabulary.rows import VocabularyRow
from tests.vocabulary.documents import school


def changed(concept: str, *, by_name: bool = False, **said: object) -> Ledger:
    """What a row changes in a concept of the school; what is not said is as it is."""
    names = Names(school())
    now = names.by_id[concept]
    row = VocabularyRow("line 2", **{"name": now.name, "kind": now.kind, "locked": None, **said})  # type: ignore[arg-type]
    ledger = Ledger(names)
    change_concept(ledger, Matched(row, concept, row.kind or now.kind, now, whole=not by_name), now)
    return ledger


def edits(ledger: Ledger) -> list[dict[str, object]]:
    assert ledger.problems == []
    return [dict(c.edit) for c in ledger.changes]


def test_what_is_as_it_was_changes_nothing() -> None:
    """Spelling of other names and blanks around a definition do not count."""
    assert (
        edits(changed("c_fractions", aliases=("rational number", "Broken | numbers"), definition=" Parts of a whole. "))
        == []
    )


def test_an_empty_cell_takes_away_and_an_absent_column_does_not() -> None:
    assert edits(changed("c_fractions", definition="", codes=(), aliases=())) == [
        {"kind": "alias", "concept": "c_fractions", "add": [], "remove": ["Rational numbers", "Broken | numbers"]},
        {"kind": "define", "concept": "c_fractions", "definition": ""},
        {
            "kind": "code", "concept": "c_fractions", "add": [],
            "remove": [
                {"scheme": "MSC 2020", "code": "97F40"}, {"scheme": "https://example.org/scheme/", "code": "fr:1"},
            ],
        },
    ]  # fmt: skip


def test_a_row_found_by_name_only_adds() -> None:
    """Its own spelling leads to the concept already; what it leaves empty stays."""
    found = edits(
        changed("c_fractions", by_name=True, name="fraction", definition="", aliases=("Quotients",), codes=())
    )
    assert found == [{"kind": "alias", "concept": "c_fractions", "add": ["Quotients"], "remove": []}]


def test_a_mapped_name_becomes_another_name() -> None:
    found = edits(changed("c_percentages", by_name=True, name="Prozente"))
    assert found == [{"kind": "alias", "concept": "c_percentages", "add": ["Prozente"], "remove": []}]


def test_a_rename_is_cleaned_and_the_old_name_stays() -> None:
    found = edits(changed("c_percentages", name="  percent   calculation. ", aliases=()))
    assert found == [{"kind": "rename", "concept": "c_percentages", "name": "Percent calculation"}]


def test_a_code_changes_its_match_without_being_removed() -> None:
    codes = (Code("MSC 2020", "97G40", "exact"), Code("Ours", "G1"))
    assert edits(changed("c_angle_sums", codes=codes)) == [
        {
            "kind": "code", "concept": "c_angle_sums", "remove": [],
            "add": [
                {"scheme": "MSC 2020", "code": "97G40", "match": "exact"},
                {"scheme": "Ours", "code": "G1", "match": "exact"},
            ],
        }
    ]  # fmt: skip


def test_kind_and_lock_change() -> None:
    assert edits(changed("c_angle_sums", kind="topic", locked=True)) == [
        {"kind": "change-kind", "concept": "c_angle_sums", "to": "topic"},
        {"kind": "lock", "concept": "c_angle_sums", "locked": True},
    ]
    assert edits(changed("c_fractions", locked=False)) == [{"kind": "lock", "concept": "c_fractions", "locked": False}]


@pytest.mark.parametrize(
    ("concept", "said", "found"),
    [
        ("c_percentages", {"name": "x" * 5000}, "a name of 5,000 characters"),
        ("c_percentages", {"name": "Numbers"}, "'Numbers', which 'Numbers' (c_numbers) has"),
        ("c_percentages", {"name": "Rational number"}, "which 'Fractions' (c_fractions) has"),
        ("c_percentages", {"aliases": ("y" * 121,)}, "a name of 121 characters"),
        ("c_percentages", {"aliases": tuple(f"name {n}" for n in range(101))}, "101 other names"),
        ("c_percentages", {"definition": "x" * 2001}, "a definition of 2,001 characters"),
        ("c_percentages", {"codes": (Code("S", "c" * 81),)}, "with 1 and 81 characters"),
        ("c_percentages", {"codes": (Code("S", "1"), Code("S", "1", "close"))}, "2 codes, 1 of them different"),
        ("c_numbers", {"kind": "kp"}, "a topic below a knowledge point"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_a_problem_and_no_change(concept: str, said: dict[str, Any], found: str) -> None:
    ledger = changed(concept, **said)
    assert ledger.changes == []
    assert found in ledger.problems[0].text


def test_a_new_concept_carries_all_that_its_row_says() -> None:
    ledger = Ledger(Names(school()))
    row = VocabularyRow(
        "line 2", "sets ", aliases=("Set", "Collections"), definition="Many.", codes=(Code("Ours", "S"),), locked=True
    )
    add_concept(ledger, Matched(row, "c_new", "topic", None, whole=False), None)
    assert edits(ledger) == [
        {
            "kind": "add", "as": "topic", "name": "Sets", "definition": "Many.", "aliases": ["Collections"],
            "seeds": [], "id": "c_new",
        },
        {"kind": "code", "concept": "c_new", "add": [{"scheme": "Ours", "code": "S", "match": "exact"}], "remove": []},
        {"kind": "lock", "concept": "c_new", "locked": True},
    ]  # fmt: skip


def test_a_locked_concept_is_left_and_that_is_said() -> None:
    names = Names(school())
    now = names.by_id["c_fractions"]
    for name, problems in (("Fractions", 0), ("Quotients", 1)):
        ledger = Ledger(names)
        row = VocabularyRow("line 2", name)
        require_untouched(ledger, Matched(row, now.id, "topic", now, whole=True), now)
        assert (len(ledger.problems), ledger.changes) == (problems, [])
    assert "a change of a locked concept (Rename “Fractions” to “Quotients”)" in ledger.problems[0].text
