"""Extraction through a model: one request a seed, and a reply that is read once or refused with what was found."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.errors import ModelError
from mathscale_core.extraction.replies import extraction_request, first_json_object, read_concepts
from mathscale_core.prompts import Prompt, load
from mathscale_core.records import Seed

SEED = Seed("s_1", "What is $2 + 2$?", "Count.", "four, 4", "numeric", "elementary", "own", "train", "", 1)

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


# -- asking -------------------------------------------------------------------------------------------------


def test_the_model_sees_the_question_and_not_the_answer() -> None:
    """The request holds the question once; answer and solution stay here (MathScale, section 2.1)."""
    request = extraction_request(SEED, load("extract"))
    assert request.text.count(SEED.question) == 1
    assert SEED.answer not in request.text
    assert SEED.solution not in request.text
    assert (request.id, request.task, request.inputs) == ("s_1", "extract", {"question": SEED.question})
    assert request.prompt == load("extract").version


def test_a_question_is_put_into_the_prompt_as_it_is() -> None:
    """A question that looks like a template or a pattern is not read as one."""
    odd = r"{{question}} \1 \g<0> {0} %s"
    seed = Seed("s_2", odd, "", "", "open", "", "own", "train", "", 1)
    assert extraction_request(seed, Prompt("p", "<{{question}}>")).text == f"<{odd}>"


# -- reading concepts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "topics", "kps"),
    [
        ({"topics": [], "knowledge_points": []}, (), ()),  # the model could not tell
        ({"topics": ["A"], "knowledge_points": ["x", "y"]}, ("A",), ("x", "y")),
        ({"topics": ["A", " ", "B", "C"], "knowledge_points": ["", *"uvwxyz"]}, ("A", "B"), tuple("uvwxy")),
        ({"topics": ["A"], "knowledge_points": ["x"], "reason": "because"}, ("A",), ("x",)),
    ],
)
def test_concepts_are_read_and_cut_to_what_was_asked_for(
    reply: dict[str, object], topics: tuple[str, ...], kps: tuple[str, ...]
) -> None:
    """At most 2 topics and 5 knowledge points, in the model's order; blank names and other fields are left out."""
    found = read_concepts(json.dumps(reply))
    assert found == (topics, kps, (1.0,) * (len(topics) + len(kps)))


@pytest.mark.parametrize(
    ("certainty", "wanted"),
    [
        ([0.5, 0.25], (0.5, 0.25)),
        ([0, 1], (0.0, 1.0)),
        ([0.5], (1.0, 1.0)),  # one is missing: whose is it?
        ([0.5, 0.5, 0.5], (1.0, 1.0)),
        ([50, 25], (1.0, 1.0)),  # no shares
        ([-1, 0.5], (1.0, 1.0)),
    ],
)
def test_certainties_count_where_each_concept_has_one(certainty: list[float], wanted: tuple[float, ...]) -> None:
    """Shares from 0 to 1, one for each concept, or none at all."""
    reply = {"topics": ["A"], "knowledge_points": ["x"], "certainty": certainty}
    assert read_concepts(json.dumps(reply))[2] == wanted
    not_a_number = json.dumps(reply | {"certainty": [float("nan"), 0.5]})
    assert read_concepts(not_a_number)[2] == (1.0, 1.0)


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "I cannot help with that.",
        "{}",
        "[]",
        '{"topics": ["A"]}',
        '{"topics": "A", "knowledge_points": ["x"]}',
        '{"topics": [1], "knowledge_points": ["x"]}',
        '{"topics": [null], "knowledge_points": []}',
        '{"topics": ["\\ud800"], "knowledge_points": []}',
        '{"topics": ["' + "a" * 501 + '"], "knowledge_points": []}',
        json.dumps({"topics": ["A"] * 21, "knowledge_points": []}),
        '{"topics": ["A"], "knowledge_points": ["x"]',
    ],
)
def test_a_reply_of_another_form_is_refused(reply: str) -> None:
    """The error shows what the model said, what was wanted, and what to do."""
    with pytest.raises(ModelError) as caught:
        read_concepts(reply)
    assert reply[:20] in caught.value.found or repr(reply[:20])[1:-1] in caught.value.found
    assert caught.value.remedy


# -- finding the object -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1}',
        'Here it is:\n```json\n{"a": 1}\n```\nDone.',
        'As $\\frac{1}{2}$ and $\\text{}$ say: {"a": 1}',
        '{broken} {"a": 1} {"a": 2}',
        '{\n  "a": 1\n}',
        '{"unfinished": {"a": 1}',
        "{ " * 5_000 + '{"a": 1}',
    ],
    ids=lambda text: text[:20],
)
def test_the_first_object_is_found_within_prose(text: str) -> None:
    """Prose, LaTeX, code fences and broken objects around it do not matter."""
    assert first_json_object(text) == {"a": 1}


@given(values.map(lambda value: {"key": value}), st.text(st.characters(exclude_characters="{"), max_size=20))
def test_an_object_is_found_behind_any_prose(value: dict[str, object], prose: str) -> None:
    """What comes before and after it is no part of it."""
    text = json.dumps(value)
    assert json.dumps(first_json_object(f"{prose}{text}{prose}")) == text


@given(
    st.text(max_size=60) | st.lists(st.sampled_from(['{"', '"a"', ":", "[", "]", "{", "}", "1", ",", " "])).map("".join)
)
def test_any_text_is_an_object_or_a_model_error(text: str) -> None:
    """Nothing else is raised, whatever a model writes."""
    try:
        assert isinstance(first_json_object(text), dict)
    except ModelError as error:
        assert error.found


@pytest.mark.parametrize(
    "text",
    [
        "{" * 200_000,
        '{"' * 100_000,
        '{"a":' * 40_000,
        '{"a":[' * 40_000,
        "{\n" * 100_000,
        '{"a": ' + "1" * 5_000 + "}",  # Python refuses to read so long a number
        '{"a": "' + "b" * 300_000 + '"}',
    ],
    ids=lambda text: text[:6],
)
def test_hostile_replies_are_refused(text: str) -> None:
    """Deep nesting, endless numbers and a hundred thousand openings are no object."""
    # Trying every opening anew would take minutes here and stop the whole run.
    with pytest.raises(ModelError):
        first_json_object(text)
