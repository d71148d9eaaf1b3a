"""What a file says of one concept, and a whole document as rows."""

from mathscale_core.vocabulary.rows import Problem, edges_of, kind_named, relations_of, rows_of, spoken
from tests.vocabulary.documents import document, school


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
    assert rows[1].relations == {"related": ("c_percentages",), "same": (), "different": ()}
    assert (rows[1].edges, rows[2].edges, rows[2].all_edges) == ((("c_percentages", 3.0),), (), True)


def test_relations_and_edges_by_hand_stand_with_the_first_of_the_two() -> None:
    """Edges of the seeds are not among them."""
    assert (relations_of(document()), edges_of(document())) == ({}, {})
    assert relations_of(school()) == {"c_fractions": {"related": ["c_percentages"]}}
    assert edges_of(school()) == {"c_fractions": [("c_percentages", 3.0)]}


def test_a_problem_says_where_and_what_to_do() -> None:
    said = Problem("line 4", "the kind 'theme'", "topic or kp", "mend the cell").text
    assert said == "line 4: found the kind 'theme'; wanted topic or kp; mend the cell"
