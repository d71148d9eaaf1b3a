"""What a file says of two concepts: relations between equals, and weights of edges by hand."""

from dataclasses import replace

import pytest

from mathscale_core.records import ConceptEntry, GraphDocument, Relation, RelationKind
from mathscale_core.vocabulary.diff import Difference, diff
from mathscale_core.vocabulary.rows import VocabularyRow, rows_of
from tests.vocabulary.documents import document, entry, school


def row(concept: str, *, name: str = "", locked: bool | None = None, **relations: tuple[str, ...]) -> VocabularyRow:
    """A row about a concept of the school: related, same and different as given."""
    name = name or next(c.name for c in open_school().concepts if c.id == concept)
    return VocabularyRow(f"row {name}", name, concept, locked=locked, relations=relations)  # type: ignore[arg-type]


def open_school() -> GraphDocument:
    """The school without its lock."""
    whole = school()
    return replace(whole, concepts=tuple(replace(c, locked=False) for c in whole.concepts))


def edits(found: Difference) -> list[tuple[object, ...]]:
    """Two concepts, and what is to become of them."""
    assert found.problems == ()
    return [(c.edit["a"], c.edit["b"], c.edit["as"] if c.kind == "relate" else c.edit["weight"]) for c in found.changes]


def weighed(*edges: tuple[str, float | None], whole: bool = False, concept: str = "c_numbers") -> VocabularyRow:
    return replace(row(concept), edges=edges, all_edges=whole)


def test_rows_that_say_nothing_of_others_change_nothing() -> None:
    assert edits(diff(open_school(), [row("c_fractions"), row("c_percentages")])) == []
    assert edits(diff(document(), [])) == []


def test_relations_are_set_by_id_name_or_handle_of_either_concept() -> None:
    """Once, also where both say it."""
    rows = [
        row("c_numbers", related=("c_geometry",)), row("c_geometry", related=("numbers",)),
        row("c_adding_fractions", different=("Angle sums",)),
    ]  # fmt: skip
    found = diff(open_school(), rows)
    assert edits(found) == [
        ("c_numbers", "c_geometry", "related"), ("c_adding_fractions", "c_angle_sums", "different"),
    ]  # fmt: skip
    assert [c.text for c in found.changes] == [
        "“Numbers” and “Geometry” are related", "“Adding fractions” and “Angle sums” are different",
    ]  # fmt: skip
    assert found.same == 1


def test_another_relation_takes_the_place_of_the_old_one() -> None:
    found = diff(open_school(), [row("c_fractions", related=(), same=("Percentages",)), row("c_percentages")])
    assert edits(found) == [("c_fractions", "c_percentages", "same")]


def test_a_relation_is_taken_away_where_both_are_in_the_file_and_its_place_is_empty() -> None:
    """Not where one of the two is missing, the column is, or the row is found by name."""
    both = [row("c_fractions", related=()), row("c_percentages")]
    found = diff(open_school(), both)
    assert edits(found) == [("c_fractions", "c_percentages", "none")]
    assert found.changes[0].text == "“Fractions” and “Percentages” are no longer related"
    for rows in (both[:1], both[1:], [row("c_fractions", same=()), both[1]], [replace(both[0], id=""), both[1]]):
        assert edits(diff(open_school(), rows)) == []


def test_a_new_concept_is_related_when_it_is_there() -> None:
    sets = VocabularyRow("row Sets", "Sets", kind="topic", relations={"related": ("Logic", "Numbers")}, handle="n1")
    logic = VocabularyRow("row Logic", "Logic", kind="topic", relations={"same": ()}, edges=(("n1", 4.0),))
    found = diff(open_school(), [sets, logic])
    assert [c.kind for c in found.changes] == ["add", "add", "relate", "relate", "edge"]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"related": ("c_unknown",)}, "the related concept 'c_unknown': no concept and no usable row is called so"),
        ({"same": ("Numbers",)}, "itself as the same concept"),
        (
            {"related": ("Geometry",), "same": ("Geometry",)},
            "“Numbers” and “Geometry”, of which row Numbers says otherwise",
        ),
        ({"related": ("Fractions",)}, "“Numbers” and “Fractions” as related, and one of them above the other"),
    ],
)
def test_what_cannot_be_is_a_problem_and_no_change(said: dict[RelationKind, tuple[str, ...]], found: str) -> None:
    difference = diff(open_school(), [replace(row("c_numbers"), relations=said)])
    assert difference.changes == ()
    assert [found in p.found for p in difference.problems] == [True]
    assert difference.problems[0].where == "row Numbers"


def test_where_a_word_is_not_understood_nothing_is_taken_away() -> None:
    """A slip of the pen in the place of a relation does not end it, even where the rest is applied."""
    found = diff(open_school(), [row("c_fractions", related=("Percntages",)), row("c_percentages")])
    assert (found.changes, len(found.problems)) == ((), 1)


def test_the_tree_goes_before_a_relation() -> None:
    """A concept that moves below another one is not taken out again because their relation is not named."""
    moved = replace(row("c_percentages"), parent="Fractions")
    found = diff(open_school(), [row("c_fractions", related=()), moved])
    assert edits(found) == [("c_fractions", "c_percentages", "parent-of")]
    both = diff(open_school(), [row("c_fractions", related=("c_percentages",)), moved])
    assert "as related, and one of them above the other" in both.problems[0].text
    freed = [replace(row("c_percentages"), parent=""), row("c_numbers", related=("c_percentages",))]
    assert edits(diff(open_school(), freed)) == [
        ("c_numbers", "c_percentages", "none"), ("c_numbers", "c_percentages", "related"),
    ]  # fmt: skip


def test_a_lock_keeps_relations_until_the_file_opens_it() -> None:
    """Whichever row says them; a weight is free, as it is for edits by hand."""
    rows = [row("c_geometry", related=("c_fractions",)), weighed(("c_fractions", 9.0))]
    found = diff(school(), rows)
    assert [c.kind for c in found.changes] == ["edge"]
    assert "a change of a locked concept (“Geometry” and “Fractions” are related)" in found.problems[0].text
    opened = diff(school(), [rows[0], row("c_fractions", locked=False)])
    assert [(c.kind, c.concept) for c in opened.changes] == [("lock", "c_fractions"), ("relate", "c_geometry")]
    assert opened.problems == ()


def test_weights_are_set_unlinked_and_left_to_the_seeds() -> None:
    found = diff(
        open_school(),
        [weighed(("Geometry", 5.0), ("c_fractions", 0.0)), weighed(("c_percentages", None), concept="c_fractions")],
    )
    assert edits(found) == [
        ("c_numbers", "c_geometry", 5), ("c_numbers", "c_fractions", 0), ("c_fractions", "c_percentages", None),
    ]  # fmt: skip
    assert [c.text for c in found.changes] == [
        "The edge of “Numbers” and “Geometry” weighs 5 by hand", "“Numbers” and “Fractions” are unlinked by hand",
        "The edge of “Fractions” and “Percentages” is as the seeds say again",
    ]  # fmt: skip


def test_an_edge_that_is_not_by_hand_says_nothing_new() -> None:
    """Nor one to a node that cannot be used: a picture holds many of them."""
    assert edits(diff(open_school(), [weighed(("c_fractions", None), ("c_unknown", None))])) == []
    assert edits(diff(open_school(), [weighed(("c_percentages", 3.0), concept="c_fractions")])) == []


def test_a_weight_is_taken_away_where_all_are_said_and_both_are_in_the_file() -> None:
    all_said = weighed(whole=True, concept="c_fractions")
    assert edits(diff(open_school(), [all_said, row("c_percentages")])) == [("c_fractions", "c_percentages", None)]
    assert edits(diff(open_school(), [all_said])) == []
    assert edits(diff(open_school(), [replace(all_said, all_edges=False), row("c_percentages")])) == []


@pytest.mark.parametrize("weight", [1.5, -1.0, 1_000_001.0, float("inf"), float("nan")])
def test_a_weight_that_no_edit_can_have_is_a_problem(weight: float) -> None:
    found = diff(open_school(), [weighed(("c_geometry", weight))])
    assert found.changes == ()
    assert f"the weight {weight:.15g} of the edge of “Numbers” and “Geometry”" in found.problems[0].found
    assert "a whole number from 0 to 1,000,000" in found.problems[0].wanted


def test_two_weights_of_one_edge_are_a_problem() -> None:
    found = diff(
        open_school(), [weighed(("c_geometry", 4.0)), weighed(("c_numbers", 5.0), whole=True, concept="c_geometry")]
    )
    assert found.changes == ()
    assert [p.where for p in found.problems] == ["row Geometry"]
    assert "of which row Numbers says otherwise" in found.problems[0].found


def test_relations_with_what_is_not_in_the_file_stay() -> None:
    """An export holds no concept that cleaning drops: its relations are not in the file, and are not taken away."""
    whole = document(entry("Sums"), entry("Limits"), ConceptEntry("c_dropped", "kp", "Seldom"))
    whole = replace(whole, relations=(Relation("c_sums", "c_dropped", "same"),))
    assert edits(diff(whole, rows_of(document(*whole.concepts[:2])))) == []
