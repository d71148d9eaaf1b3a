"""The offline tagger learns from few labelled questions, abstains where it knows nothing, and scores itself fairly."""

import dataclasses
import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.extraction.tagger import (
    MAX_KPS,
    MAX_TOPICS,
    Labelled,
    Score,
    TaggerReport,
    fit_tagger,
    near_duplicate_groups,
)

#: Four kinds of question; each has one topic and one or two knowledge points.
_KINDS = (
    ("A cyclist rides {} km in {} hours. What is the average speed?", ("Rates",), ("Average speed",)),
    ("What is the area of a rectangle of {} m by {} m?", ("Plane geometry",), ("Area of rectangles",)),
    ("A fair die is rolled {} times. What is the probability of {} sixes?", ("Probability",), ("Fair dice", "Chance")),
    ("Solve the equation ${} x + {} = 40$ for $x$.", ("Algebra",), ("Linear equations",)),
)
_OPENINGS = ("", "Try this one. ", "Here is another. ", "Think first. ", "Now work it out. ", "Answer with care. ")


def handful() -> list[Labelled]:
    """Twenty-four questions: four kinds, each in six dresses that stand in groups of their own."""
    return [
        Labelled(opening + text.format(n + 2, n + 3), topics, kps, f"{k}-{n}", scored=True)
        for (k, (text, topics, kps)), (n, opening) in itertools.product(enumerate(_KINDS), enumerate(_OPENINGS))
    ]


def unlearnable(copies_in_their_own_group: bool) -> list[Labelled]:
    """Twelve questions that share no word and whose labels are drawn by lot, each with a copy that is not scored."""
    lot = random.Random(5)
    examples = []
    for n in range(12):
        words = " ".join("".join(lot.choices("bcdfgklmnprtvz", k=2)) + vowel * 2 + "q" for vowel in "aeiou" * 2)
        label = f"{lot.randrange(4)}"
        question = Labelled(f"{words} {n}", (f"Topic {label}",), (f"Point {label}",), f"group-{n}", scored=True)
        copy_group = question.group if copies_in_their_own_group else f"other-{n}"
        examples += [question, dataclasses.replace(question, group=copy_group, scored=False)]
    return examples


def scores_of(report: TaggerReport) -> dict[str, Score]:
    every = {field.name: getattr(report, field.name) for field in dataclasses.fields(report)}
    return {name: value for name, value in every.items() if isinstance(value, Score)}


@pytest.mark.parametrize("examples", [[], [dataclasses.replace(e, scored=False) for e in handful()]])
def test_without_scored_questions_there_is_no_tagger(examples: list[Labelled]) -> None:
    """Thresholds come from labelled seeds; with none of them the fit is refused."""
    with pytest.raises(ValueError, match="labelled seeds"):
        fit_tagger(examples)


def test_nothing_to_tag_gives_no_tags() -> None:
    """An empty list of questions has an empty list of tags."""
    assert fit_tagger(handful()).tag([]) == []


def test_a_handful_of_labelled_questions_is_enough_for_their_kinds() -> None:
    """A new question of a known kind gets the topic and the knowledge points of its kind."""
    tagger = fit_tagger(handful())
    new = [text.format(8, 5) for text, _, _ in _KINDS]
    for tags, (_, topics, kps) in zip(tagger.tag(new), _KINDS, strict=True):
        assert [name for name, _ in tags.topics] == list(topics)
        assert {name for name, _ in tags.kps} == set(kps)


@pytest.mark.parametrize("nonsense", ["", "   ", "zzz qqq xyzzy", "§§§", "Bonjour tout le monde", "a" * 5_000])
def test_nonsense_is_left_untagged(nonsense: str) -> None:
    """Words that no labelled question has give no tags at all, not a guess."""
    [tags] = fit_tagger(handful()).tag([nonsense])
    assert tags.topics == ()
    assert tags.kps == ()


def test_a_tagger_speaks_of_both_or_of_neither() -> None:
    """Topics and knowledge points come together, no more than the paper asks for, best first and with a certainty."""
    tagger = fit_tagger(handful())
    mixed = [f"{a.question} {b.question}" for a, b in itertools.combinations(handful()[::5], 2)]
    for tags in tagger.tag([e.question for e in handful()] + mixed):
        assert bool(tags.topics) == bool(tags.kps)
        assert len(tags.topics) <= MAX_TOPICS
        assert len(tags.kps) <= MAX_KPS
        for pairs in (tags.topics, tags.kps):
            assert len({name for name, _ in pairs}) == len(pairs)
            assert all(0 <= certainty <= 1 for _, certainty in pairs)
            assert [c for _, c in pairs] == sorted((c for _, c in pairs), reverse=True)


def test_the_same_examples_make_the_same_tagger() -> None:
    """Fit, thresholds, report and tags are the same again; a question is tagged alike alone and in company."""
    first, second = fit_tagger(handful()), fit_tagger(handful())
    questions = [e.question for e in handful()] + ["A train goes 90 km in 2 hours. What is its average speed?"]
    assert first.report == second.report
    assert first.tag(questions) == second.tag(questions)
    assert [first.tag([q])[0] for q in questions] == first.tag(questions)


def test_questions_of_one_group_never_help_to_score_each_other() -> None:
    """Copies of what is asked raise the score only when they stand, wrongly, in another group."""
    fair = fit_tagger(unlearnable(copies_in_their_own_group=True)).report
    leaking = fit_tagger(unlearnable(copies_in_their_own_group=False)).report
    assert leaking.micro_f1.low > fair.micro_f1.high
    assert fair.micro_f1.value < 0.5


def test_copies_within_a_group_leave_the_others_scores_alone() -> None:
    """A hundred copies of one question, in its group and not scored, are no news of any other question's group."""
    report = fit_tagger(unlearnable(copies_in_their_own_group=True)).report
    copy = unlearnable(copies_in_their_own_group=True)[1]
    crowded = fit_tagger([*unlearnable(copies_in_their_own_group=True), *[copy] * 5]).report
    assert crowded.seeds == report.seeds == 12
    assert crowded.micro_f1.value < 0.5


def test_the_report_stands_beside_a_baseline_with_intervals() -> None:
    """Each score has a 95% interval around it; where questions can be told apart the tagger beats the baseline."""
    report = fit_tagger(handful()).report
    assert report.seeds == 24
    scores = scores_of(report)
    assert {"micro_f1", "macro_f1", "baseline_micro_f1", "baseline_macro_f1"} <= set(scores)
    for score in scores.values():
        assert 0 <= score.low <= score.value <= score.high <= 1
    assert report.micro_f1.low > report.baseline_micro_f1.high
    assert report.macro_f1.value > report.baseline_macro_f1.value
    assert 0 <= report.uncertain <= 1
    assert 0 <= report.precision <= 1


def test_the_baseline_names_the_most_frequent_concepts() -> None:
    """Half of the labels are one topic and one point: naming them always scores by hand what the report says."""
    frequent = [dataclasses.replace(e, topics=("Most",), kps=("Often",)) for e in handful()[:12]]
    rare = [dataclasses.replace(e, topics=(f"T{n}",), kps=(f"K{n}",)) for n, e in enumerate(handful()[12:])]
    report = fit_tagger([*frequent, *rare]).report
    # 24 questions, 48 labels, 48 named, 24 hits; macro: one topic and one point of 26 concepts have F1 2/3.
    assert report.baseline_micro_f1.value == pytest.approx(2 * 24 / (48 + 48))
    assert report.baseline_macro_f1.value == pytest.approx(2 * (2 / 3) / 26)


# -- groups of near-duplicates ------------------------------------------------------------------------------


def test_no_questions_have_no_groups() -> None:
    """An empty list gives an empty list."""
    assert near_duplicate_groups([]) == []


def test_other_numbers_and_a_changed_word_are_near_duplicates() -> None:
    """Numbers do not count, one word of ten hardly does, and other questions stand alone."""
    speed, slower, area, alone = near_duplicate_groups(
        [
            "A cyclist rides 30 km in 2 hours. What is the average speed of the cyclist?",
            "A cyclist rides 45 km in 3 hours. What is the mean speed of the cyclist?",
            "What is the area of a rectangle of 3 m by 5 m?",
            "How many ways are there to seat five guests?",
        ]
    )
    assert speed == slower
    assert len({speed, area, alone}) == 3


def test_likeness_is_passed_on() -> None:
    """Where a is like b and b like c, all three share a group, in whatever order they come."""
    chain = ["a b c d e f g h i j", "a b c d e f g h i k", "a b c d e f g h l k", "m n o p q r s t u v"]
    for order in itertools.permutations(range(4)):
        groups = near_duplicate_groups([" ".join(f"word{w}" for w in chain[i].split()) for i in order])
        by_question = {i: group for i, group in zip(order, groups, strict=True)}
        assert by_question[0] == by_question[1] == by_question[2] != by_question[3]


words = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=8).map(lambda w: " ".join(f"word{x}" for x in w))


@given(st.lists(words, max_size=8))
def test_groups_are_the_components_of_the_likeness(questions: list[str]) -> None:
    """Two questions share a group exactly when a chain of alike ones joins them (union by brute force)."""
    sets = [set(q.split()) for q in questions]
    part = list(range(len(sets)))
    for _ in sets:
        for i, j in itertools.combinations(range(len(sets)), 2):
            if len(sets[i] & sets[j]) >= 0.7 * len(sets[i] | sets[j]):
                part[i] = part[j] = min(part[i], part[j])
    groups = near_duplicate_groups(questions)
    for i, j in itertools.combinations(range(len(sets)), 2):
        assert (groups[i] == groups[j]) == (part[i] == part[j])


@pytest.mark.parametrize(
    "text", ["1" * 100_000, "1 " * 50_000, "1" + " " * 100_000 + "/", "\\frac{" * 20_000, "." * 100_000]
)
def test_hostile_questions_are_only_questions(text: str) -> None:
    """A hundred thousand digits or dots form a group of their own."""
    # A pattern that backtracks would take minutes here and stop the whole run.
    groups = near_duplicate_groups([text, "How many ways are there to seat five guests?"])
    assert len(set(groups)) == 2
