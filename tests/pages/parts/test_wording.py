"""Words of the field are said in the words of the role, whole, and never inside what is stored."""

import pytest

from pages.parts.look import WORDS
from pages.parts.roles import ROLES
from pages.parts.wording import VOCABULARY, in_words, name_in_words


def test_words_change_whole_and_only_for_those_who_want_it() -> None:
    """The longest word counts, capitals stay, and parts of words are left."""
    assert in_words("Compositions with KPs", "educator") == "Sets of topics with skills"
    assert in_words("decomposition", "educator") == "decomposition"
    assert in_words("topic or KP", "reviewer") == "topic or knowledge point"
    for role in ("everything", "curator", "data scientist"):
        assert in_words("knowledge point (KP) of a composition", role) == "knowledge point (KP) of a composition"


def test_the_article_follows_the_word() -> None:
    """A seed is an original question; an edge is a link."""
    assert in_words("A seed and an edge of a graph", "educator") == "An original question and a link of a topic map"


@pytest.mark.parametrize(
    "text",
    [
        "`mathscale release list`", "the mix “A walk on the graph”", "the release 'seed'", ":material/release_alert:",
        "offline-tagger@2", "few-seed",
    ],
)  # fmt: skip
def test_commands_names_and_icons_keep_their_words(text: str) -> None:
    """What is between backticks or quotes, names an icon or is part of an id."""
    said = in_words(text, "educator")
    assert said.removeprefix("the question set ") == text.removeprefix("the release ")


def test_a_role_with_words_of_its_own_is_one_that_there_is() -> None:
    """No vocabulary is left over, and none says a word of the field in the place of another."""
    assert set(VOCABULARY) < set(ROLES)
    for role, words in VOCABULARY.items():
        for said in words.values():
            assert in_words(said, role) in {said, said.replace("KP", words["KP"])}, (role, said)


def test_every_explanation_can_be_said_to_every_role() -> None:
    """None becomes empty, and a sentence goes on beginning with a capital."""
    for role in ROLES:
        for text in WORDS.values():
            assert in_words(text, role)[0].isupper() == text[0].isupper(), text


def test_pages_and_stations_have_names_for_who_reads() -> None:
    """Only those that are words of the field change."""
    assert [name_in_words(n, "reviewer") for n in ("Seeds", "Graph", "Mix")] == ["Originals", "Topic map", "Mix"]
    assert [name_in_words(n, "curator") for n in ("Seeds", "Graph", "Mix")] == ["Seeds", "Graph", "Mix"]
