"""Where rows put their concepts in the tree."""

from mathscale_core.records import ConceptKind
from mathscale_core.vocabulary.diff import Difference, diff
from mathscale_core.vocabulary.rows import VocabularyRow
from tests.vocabulary.documents import document, entry, school


def row(
    name: str, parent: str | None, concept: str = "", kind: ConceptKind | None = None, handle: str = ""
) -> VocabularyRow:
    return VocabularyRow(f"row {name}", name, concept, kind, parent=parent, handle=handle)


def relations(found: Difference) -> list[tuple[str, str, str]]:
    return [(str(c.edit["a"]), str(c.edit["b"]), str(c.edit["as"])) for c in found.changes if c.kind == "relate"]


def test_a_parent_is_named_by_id_name_or_another_name() -> None:
    for said in ("c_geometry", "geometry", " GEOMETRY "):
        found = diff(school(), [row("Percentages", said, "c_percentages")])
        assert relations(found) == [("c_geometry", "c_percentages", "parent-of")]
    found = diff(school(), [row("Percentages", "Rational number", "c_percentages")])
    assert relations(found) == [("c_fractions", "c_percentages", "parent-of")]
    assert found.changes[0].text == "“Percentages” goes below “Fractions”"


def test_an_empty_parent_takes_a_concept_out_if_the_row_names_it_by_id() -> None:
    assert relations(diff(school(), [row("Percentages", "", "c_percentages")])) == [
        ("c_numbers", "c_percentages", "none")
    ]
    assert relations(diff(school(), [row("Percentages", "")])) == []
    assert relations(diff(school(), [row("Percentages", None, "c_percentages")])) == []


def test_a_new_tree_hangs_together_from_the_top_down() -> None:
    """Rows in any order; names may repeat where the file has handles."""
    rows = [
        row("Factoring", "Basics", kind="kp"), row("Basics", "Algebra", kind="topic"),
        row("Algebra", None, kind="topic"),
    ]  # fmt: skip
    found = diff(school(), rows)
    names = {c.concept: c.name for c in found.changes if c.kind == "add"}
    assert [(names[a], names[b]) for a, b, _ in relations(found)] == [("Algebra", "Basics"), ("Basics", "Factoring")]
    assert [c.kind for c in found.changes] == ["add", "add", "add", "relate", "relate"]


def test_handles_of_the_file_go_before_names() -> None:
    rows = [
        row("Geometry", "", handle="http://o.org/1"),
        row("Solids", "http://o.org/1", kind="kp", handle="http://o.org/2"),
    ]
    found = diff(school(), rows)
    assert [(a, c) for a, _, c in relations(found)] == [("c_geometry", "parent-of")]


def test_a_parent_that_the_file_renames_may_be_called_either_way() -> None:
    rows = [
        row("Number theory", "", "c_numbers", "topic"), row("Percentages", "Numbers", "c_percentages"),
        row("Geometry", "Number theory", "c_geometry"),
    ]  # fmt: skip
    found = diff(school(), rows)
    assert found.problems == ()
    assert relations(found) == [("c_numbers", "c_geometry", "parent-of")]


def test_a_circle_is_refused_for_all_that_lie_on_it() -> None:
    rows = [row("Numbers", "Fractions", "c_numbers"), row("Percentages", "Geometry", "c_percentages")]
    found = diff(school(), rows)
    assert relations(found) == [("c_geometry", "c_percentages", "parent-of")]
    assert found.problems[0].where == "row Numbers"
    assert "a circle: Fractions → Numbers → Fractions" in found.problems[0].text
    alone = diff(school(), [row("Geometry", "Geometry", "c_geometry")])
    assert "a circle: Geometry → Geometry" in alone.problems[0].text


def test_a_parent_that_nobody_is_and_one_that_two_are_is_a_problem() -> None:
    found = diff(school(), [row("Percentages", "Nowhere", "c_percentages")])
    assert "no concept and no usable row is called so" in found.problems[0].text
    twins = document(entry("Limits", "kp"), entry("Limit", "kp"), entry("Sums", "kp"))
    found = diff(twins, [row("Sums", "the limit", "c_sums")])
    assert found.problems == ()
    rows = [row("Basics", None, kind="kp"), row("Basics", None, kind="topic"), row("Factoring", "Basics")]
    assert "2 concepts are called so" in diff(document(), rows).problems[0].text


def test_a_topic_does_not_hang_below_a_knowledge_point() -> None:
    found = diff(school(), [row("Geometry", "Angle sums", "c_geometry")])
    assert "the topic 'Geometry' below the knowledge point 'Angle sums'" in found.problems[0].text


def test_a_locked_concept_stays_where_it_is() -> None:
    found = diff(school(), [row("Fractions", "Geometry", "c_fractions")])
    assert found.changes == ()
    assert "locked" in found.problems[0].text
