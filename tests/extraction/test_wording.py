"""The wording of a question as features: words, pieces of words, cues."""

from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.extraction.wording import cues, pieces, tokens, words


def test_an_empty_question_has_no_tokens_but_features() -> None:
    """Nothing to read gives no token; the mark at the start keeps the two views of words from being empty."""
    assert tokens("") == []
    assert (words(""), pieces(""), cues("")) == (["^"], ["^"], [])


def test_numbers_keep_only_their_kind() -> None:
    """Whole numbers, decimals, fractions and money are told apart; their values are not."""
    assert tokens(r"Pay \$1,250 or 2.5 or 3/4") == tokens(r"Pay \$9 or 0.1 or 1 / 2")
    assert tokens(r"Pay \$1,250 or 2.5 or 3/4") == ["pay", "MONEY", "NUMBER", "or", "DECIMAL", "or", "FRACTION"]


def test_words_are_stems_and_pairs() -> None:
    """Forms of a word are one stem; stop words count only in pairs."""
    assert words("How many cups") == ["^", "how", "many", "cup", "^ how", "how many", "many cup"]
    assert "the" not in words("the cup")
    assert "the cup" in words("the cups")


def test_relatives_share_pieces() -> None:
    """`divide` and `division` have no stem in common, but beginnings."""
    assert set(pieces("divide")) & set(pieces("division")) > {"^", " di"}


def test_cues_name_kinds_of_words_and_pairs_of_them() -> None:
    """A cue is present where one of its words is; a problem is a story or has formulas, a definition is neither."""
    found = cues(r"How many hours does a pen for \$3 last?")
    assert {"time", "money", "how many", "story", "time & money"} <= set(found)
    assert {"formula", "unknown"} <= set(cues("Solve $x + 1 = 2$."))
    assert not {"story", "formula"} & set(cues("Adding natural numbers."))


@given(st.text(max_size=200))
def test_any_text_has_features(text: str) -> None:
    """No text is refused, and each view is the same for the same text."""
    assert words(text)
    assert pieces(text)
    assert (words(text), pieces(text), cues(text)) == (words(text), pieces(text), cues(text))
