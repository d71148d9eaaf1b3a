"""A question overlaps with a test item that it equals, or with which it shares ten words in a row."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.validation.overlap import RUN, Overlap, build_test_index, find_overlap

LONG = "A farmer has 12 cows and 5 goats on a field of 3 hectares near the river. How many animals are there?"

texts = st.lists(st.sampled_from(["a", "b", "c", "1", "2", "+", "-", "=", "$x$"]), max_size=24).map(" ".join)


def test_without_test_items_nothing_overlaps() -> None:
    """An empty index finds nothing, in any text."""
    index = build_test_index([])
    assert [find_overlap(index, text) for text in ("", "What is 2 + 2?", LONG)] == [None, None, None]


def test_an_equal_question_overlaps_however_it_is_dressed() -> None:
    """Spacing, case and dollars do not hide a test item; a short one counts as a whole."""
    index = build_test_index([("gsm8k/1", "What is $2 + 3$?")])
    found = find_overlap(index, "what is 2+3")
    assert found == Overlap("gsm8k/1", "what is 2+3")
    assert find_overlap(index, "Tell me: what is 2+3") is None


def test_ten_words_in_a_row_overlap_and_nine_do_not() -> None:
    """Numbers and operators count as words; the shared run is shown."""
    words = LONG.split()
    index = build_test_index([("gsm8k/1", LONG)])
    found = find_overlap(index, f"Once upon a time {' '.join(words[2:12])} it rained.")
    assert found is not None
    assert found.item == "gsm8k/1"
    assert found.shared.split() == [w.lower().strip(".") for w in words[2:12]]
    assert find_overlap(index, f"Once upon a time {' '.join(words[2:11])} it rained.") is None


def test_of_equal_items_the_first_is_named() -> None:
    """Published duplicates are kept; the match names the earliest."""
    index = build_test_index([("a/1", LONG), ("a/2", LONG), ("b/1", "What is 1?"), ("b/2", "what is 1")])
    for question, item in ((LONG, "a/1"), (f"Well: {LONG}", "a/1"), ("What is 1?", "b/1")):
        found = find_overlap(index, question)
        assert found is not None
        assert found.item == item


def test_a_changed_number_is_another_question() -> None:
    """The same story with other numbers shares no run of ten words."""
    index = build_test_index([("gsm8k/1", "Ann has 3 pens and buys 4 more pens. How many has she?")])
    assert find_overlap(index, "Ann has 5 pens and buys 6 more pens. How many has she?") is None


@given(st.lists(texts, max_size=4), texts)
def test_overlap_is_what_a_search_word_by_word_finds(items: list[str], question: str) -> None:
    """An independent search over all windows of ten words finds an overlap exactly when the index does."""

    def windows(text: str) -> set[tuple[str, ...]]:
        words = text.replace("$", "").split()
        return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}

    def bare(text: str) -> str:
        return "".join(text.replace("$", "").split())

    index = build_test_index((f"t/{n}", item) for n, item in enumerate(items))
    wanted = any(bare(item) == bare(question) or windows(item) & windows(question) for item in items)
    found = find_overlap(index, question)
    assert (found is not None) == wanted
    assert found is None or found.item in {f"t/{n}" for n in range(len(items))}


@given(texts.filter(lambda t: len(t.replace("$", "").split()) >= RUN), st.integers(0, 99))
def test_a_test_item_is_found_within_any_text(item: str, rng: int) -> None:
    """What is written before and after a long item does not hide it."""
    stream = random.Random(rng)
    around = [" ".join(stream.choices("pqrs", k=stream.randrange(5))) for _ in range(2)]
    assert find_overlap(build_test_index([("t/1", item)]), f"{around[0]} {item} {around[1]}") is not None


@pytest.mark.parametrize("piece", ["a ", "1", "\\", "$", "{", "\\frac"])
def test_hostile_questions_are_looked_up(piece: str) -> None:
    """A hundred thousand repeated characters are only a long question."""
    index = build_test_index([("t/1", LONG)])
    assert find_overlap(index, piece * 50_000) is None


@given(st.lists(texts, max_size=4), texts)
def test_an_index_about_one_question_finds_what_the_whole_index_finds(tests: list[str], question: str) -> None:
    """What the question cannot share is left out of it, and nothing else."""
    items = [(f"t/{n}", text) for n, text in enumerate(tests)]
    about = build_test_index(items, [question])
    assert find_overlap(about, question) == find_overlap(build_test_index(items), question)
    assert len(about.runs) <= len(build_test_index(items).runs)
