"""Which concept a row means: id, a person's word, name, or a new one with its nearest beside it."""

from mathscale_core.extraction.names import name_key
from mathscale_core.records import content_id
from mathscale_core.vocabulary.matching import Names, match_rows, name_problem, nearest
from mathscale_core.vocabulary.rows import VocabularyRow
from tests.vocabulary.documents import document, entry, school


def row(name: str, where: str = "line 2", **more: object) -> VocabularyRow:
    return VocabularyRow(where, name, **more)  # type: ignore[arg-type]


def test_an_id_goes_before_a_name_and_speaks_of_the_whole_concept() -> None:
    found, problems = match_rows([row("Geometry", id="c_numbers")], Names(school()), {}, None)
    assert [(m.concept, m.whole, m.kind) for m in found] == [("c_numbers", True, "topic")]
    assert problems == []


def test_a_name_is_found_in_any_spelling_and_by_its_other_names() -> None:
    """Case, plural and small words do not count; a name found so only adds."""
    found, _ = match_rows([row("the fraction"), row("Broken | number", "line 3")], Names(school()), {}, None)
    assert [(m.concept, m.whole) for m in found] == [("c_fractions", False)]


def test_what_no_concept_is_called_is_new_under_an_id_of_its_name() -> None:
    """With rows below it a topic, else a knowledge point, unless the file or a person says it."""
    rows = [row("Algebra"), row("Factoring", parent="algebra"), row("Sets", kind="topic")]
    found, _ = match_rows(rows, Names(school()), {}, None)
    assert [(m.kind, m.now) for m in found] == [("topic", None), ("kp", None), ("topic", None)]
    assert found[0].concept == content_id("c", "topic", "algebra")
    assert [m.kind for m in match_rows(rows, Names(school()), {}, "kp")[0]] == ["kp", "kp", "topic"]


def test_an_id_that_was_used_before_is_not_used_again() -> None:
    """A concept may have been renamed or deleted since: its id stays its own."""
    old = content_id("c", "kp", "algebra")
    names = Names(school(), {("kp", "arithmetic"): old})
    fresh = match_rows([row("Algebra")], names, {}, None)[0][0].concept
    assert fresh not in {old, ""}


def test_a_person_says_which_concept_a_name_means() -> None:
    """Whatever its kind; a mapping to nothing is a problem."""
    found, problems = match_rows(
        [row("Prozente"), row("Zahlen", "line 3")],
        Names(school()),
        {"prozente": "c_percentages", "Zahlen": "c_9"},
        None,
    )
    assert [(m.concept, m.whole) for m in found] == [("c_percentages", False)]
    assert "'Zahlen' mapped to 'c_9'" in problems[0].text


def test_an_unknown_id_is_a_problem_and_no_new_concept() -> None:
    found, problems = match_rows([row("Sums", id="c_gone")], Names(school()), {}, None)
    assert found == []
    assert "the id 'c_gone', which no concept has now" in problems[0].text


def test_two_rows_of_one_concept_are_one_row_and_a_problem() -> None:
    found, problems = match_rows([row("Numbers"), row("number", "line 3")], Names(school()), {}, None)
    assert [m.row.where for m in found] == ["line 2"]
    assert problems[0].text.startswith("line 3: found 'number', which line 2 is about as well")


def test_the_kind_of_the_file_decides_between_two_of_one_name() -> None:
    both = document(entry("Limits", "topic"), entry("Limits ", "kp"))
    found, _ = match_rows([row("Limits", kind="kp"), row("Limits", kind="topic")], Names(both), {}, None)
    assert [(m.concept, m.kind) for m in found] == [("c_limits_", "kp"), ("c_limits", "topic")]


def test_the_nearest_name_stands_beside_a_new_one() -> None:
    """Of its own kind, by spelling in any order of words; what is like nothing has none."""
    names = Names(school())
    rows = [row("Fractions, adding them"), row("Zebra"), row("Percentage rates", kind="topic")]
    found, _ = match_rows(rows, names, {}, None)
    near = nearest(found, names)
    assert near[found[0].concept].name == "Adding fractions"
    assert near[found[2].concept].concept == "c_percentages"
    assert found[1].concept not in near
    assert nearest(match_rows([row("Sums")], Names(document()), {}, None)[0], Names(document())) == {}


def test_the_nearest_names_are_the_same_in_blocks() -> None:
    """More rows than one block holds."""
    names = Names(school())
    rows = [row(f"Adding fraction number {n}", f"line {n}") for n in range(600)]
    found, _ = match_rows(rows, names, {}, None)
    near = nearest(found, names)
    assert {near[m.concept].name for m in found} == {"Adding fractions"}


def test_names_are_bounded_and_say_something() -> None:
    long = name_problem("line 2", "x" * 5000)
    assert long
    assert "a name of 5,000 characters" in long.text
    assert "at most 120" in long.text
    assert name_problem("line 2", "!?")
    assert name_problem("line 2", "x" * 120) is None


def test_a_reference_by_name_is_exact_before_it_is_alike() -> None:
    both = document(entry("Limit", "topic"), entry("Limits", "kp"))
    assert Names(both).named("limits") == {"c_limits"}
    assert Names(both).named("the limits") == {"c_limit", "c_limits"}
    assert Names(both).holder("kp", "Limit") == "c_limits"
    assert Names(both).listed["topic"] == ([name_key("Limit")], ["c_limit"])
