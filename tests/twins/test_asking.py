"""Asking a model about a pair: what it is shown, and what its answer is worth."""

import pytest

from mathscale_core.errors import ModelError
from mathscale_core.prompts import load
from mathscale_core.records import Concept
from mathscale_core.testing.workspaces import labelled_seed
from mathscale_core.twins.asking import Entry, pair_asked, read_told, tokens_about, twins_request

PROMPT = load("twins")
SUM = Entry(Concept("c_1", "kp", "Sums", "Adding up."), ("Totals",), (labelled_seed(7),))
ADDING = Entry(Concept("c_2", "kp", "Adding {{first}}"))


def test_a_request_shows_both_with_all_that_is_known() -> None:
    """Name, other names, meaning, questions without their answers; it is the same whichever comes first."""
    request = twins_request(ADDING, SUM, PROMPT)
    assert request == twins_request(SUM, ADDING, PROMPT)
    for shown in ("Sums", "Also called: Totals", "Meaning: Adding up.", labelled_seed(7).question, "Adding {{first}}"):
        assert shown in request.text
    assert labelled_seed(7).solution not in request.text
    assert (request.id, request.task, request.prompt) == ("c_1/c_2", "twins", PROMPT.version)
    assert pair_asked(request) == ("c_1", "c_2")
    assert request.inputs["shots"] == [labelled_seed(7).id]


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ('{"answer": "yes"}', 1.0),
        ('I think so.\n```json\n{"answer": "Yes."}\n```', 1.0),
        ('{"answer": "parent"}', 0.25),
        ('<think>{"answer": "yes"}?</think> {"answer": "no", "why": "sines"}', 0.0),
    ],
)
def test_an_answer_is_worth_a_number(text: str, worth: float) -> None:
    """As models write it."""
    assert read_told(text) == worth


@pytest.mark.parametrize("text", ["", "yes", '{"answer": "perhaps"}', '{"answer": 1}', '{"same": true}'])
def test_what_says_none_of_the_words_is_refused(text: str) -> None:
    """It failed; it is no 0."""
    with pytest.raises(ModelError):
        read_told(text)


def test_tokens_are_counted_roughly() -> None:
    """Nothing costs nothing; a longer text costs more."""
    assert tokens_about([]) == (0, 0)
    short, long = (twins_request(a, b, PROMPT) for a, b in ((ADDING, ADDING), (ADDING, SUM)))
    assert tokens_about([short])[0] < tokens_about([long])[0] < len(long.text)
