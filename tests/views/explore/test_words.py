"""The index of words against a plain look at every name."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from mathscale_core.views.explore.words import Name, Words

KEYS = ("money", "percentage", "percent quantity", "money order", "cat", "linear equation", "quadratic equation")
NAMES = [Name(n, key) for n, key in enumerate(KEYS)]


def test_an_index_of_nothing_finds_nothing() -> None:
    """Neither with slips nor without."""
    assert list(Words([]).ranked(["money"], slips=True)) == []


@given(st.text("monepyrctaliq ", max_size=12))
def test_without_slips_it_finds_what_a_look_at_every_name_finds(text: str) -> None:
    """Every word of the text begins a word of the name."""
    words = text.split()
    if words:
        wanted = {n for n, key in enumerate(KEYS) if all(any(k.startswith(w) for k in key.split()) for w in words)}
        found = [owner for owner, _ in Words(NAMES).ranked(words, slips=False)]
        assert set(found) == wanted
        assert len(found) == len(wanted)


@given(st.text("monepyrctaliq", min_size=4, max_size=12))
def test_with_slips_one_word_finds_what_differs_by_few_letters(word: str) -> None:
    """Within one slip from four letters on, two from eight on, whole or as a beginning; nothing else."""
    most = 2 if len(word) >= 8 else 1
    near = {
        n
        for n, key in enumerate(KEYS)
        if any(min(OSA.distance(word, k), OSA.distance(word, k[: len(word)])) <= most for k in key.split())
    }
    plain = {owner for owner, _ in Words(NAMES).ranked([word], slips=False)}
    found = {owner for owner, _ in Words(NAMES).ranked([word], slips=True)}
    assert found == (plain if word in KEYS else near | plain)


def test_exact_names_stand_before_beginnings_before_words_before_slips() -> None:
    """And within each part the owners in their order; an owner stands once, by its best name."""
    names = [Name(0, "order money"), Name(1, "money order"), Name(2, "money"), Name(2, "money box", "also called it")]
    assert [owner for owner, _ in Words(names).ranked(["money"], slips=True)] == [2, 1, 0]
    assert list(Words(names).ranked(["mony", "box"], slips=True)) == [(2, "did you mean also called it?")]
