r"""One new question: the request holds all of a composition, and the reply becomes a question with its parents."""

import dataclasses
import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.errors import ModelError
from mathscale_core.generation.requests import generation_request, read_question
from mathscale_core.prompts import load
from mathscale_core.records import Composition, ModelReply, ModelRequest, Seed
from mathscale_core.seeds.text import formulas

WALKED = Composition("m_1", 0, 1, ("c_t", "c_u", "c_t"), ("c_x",), "r_1")
SEEDS = [
    Seed(f"s_{n}", f"What is {n} + {n}?", solution, f"{2 * n}", "numeric", "", "own", "train", "", n)
    for n, solution in ((1, "Adding gives 2."), (2, ""))
]
WRITTEN = {"question": "What is $2 + 2$?", "solution": "The answer is 4.", "answer": "4"}


def request(shots: Sequence[Seed] = (), *, rng: int = 7, sample: int = 0) -> ModelRequest:
    return generation_request(WALKED, ["T", "U"], ["x"], shots, load("generate"), rng=rng, sample=sample)


def reply(**changes: object) -> ModelReply:
    return ModelReply(json.dumps(WRITTEN | changes), "endpoint:model", 50)


def offline(**changes: object) -> ModelReply:
    return ModelReply(json.dumps(WRITTEN | changes), "offline:family sums@1 (no language model)")


def with_inputs(**changes: object) -> ModelRequest:
    asked = request(SEEDS)
    return dataclasses.replace(asked, inputs={**asked.inputs, **changes})


# -- asking -------------------------------------------------------------------------------------------------


def test_without_few_shot_seeds_the_prompt_says_that_there_are_none() -> None:
    """No hole is left where examples would stand."""
    asked = request()
    assert "(none)" in asked.text
    assert asked.inputs["shots"] == []


def test_the_request_holds_the_whole_composition() -> None:
    """Every topic and knowledge point stands in the prompt, and the parents in the inputs."""
    asked = request(SEEDS, sample=3)
    assert "- T\n- U" in asked.text
    assert "- x" in asked.text
    assert asked.inputs == {"composition": "m_1", "topics": ["T", "U"], "kps": ["x"], "shots": ["s_1", "s_2"]}
    assert (asked.id, asked.task, asked.sample) == ("m_1/3", "generate", 3)
    assert asked.prompt == load("generate").version


def test_few_shot_seeds_stand_in_order_with_their_solutions() -> None:
    """Nearest first; a seed without a solution shows its answer."""
    text = request(SEEDS).text
    assert "Question: What is 1 + 1?\nSolution: Adding gives 2.\n\nQuestion: What is 2 + 2?\nSolution: 4" in text


def test_the_random_number_of_the_run_is_a_parameter() -> None:
    """Another run asks anew, the same run does not."""
    assert request(rng=7) == request(rng=7)
    assert request(rng=8).parameters["seed"] == 8
    assert request(rng=8) != request(rng=7)


# -- reading ------------------------------------------------------------------------------------------------


def test_a_reply_becomes_a_question_with_its_parents() -> None:
    """Texts from the reply, concepts and parents from the request; nothing is said of a family."""
    question = read_question(reply(), request(SEEDS), "g_1")
    assert (question.question, question.solution, question.answer) == tuple(WRITTEN.values())
    assert (question.topics, question.kps, question.seeds) == (("T", "U"), ("x",), ("s_1", "s_2"))
    assert (question.composition, question.prompt) == ("m_1", load("generate").version)
    assert (question.provider, question.graph_version, question.source) == ("endpoint:model", "g_1", "generated")
    assert (question.format, question.level, question.family, question.nearness) == ("numeric", "", "", 0.0)


def test_what_the_offline_provider_adds_is_kept() -> None:
    """A family names its own concepts and parameters."""
    added = {"topics": ["F"], "kps": ["f"], "family": "sums", "parameters": {"a": 2, "unit": "km"}, "nearness": 0.5}
    question = read_question(offline(**added, level="middle", format="expression"), request(), "g_1")
    assert (question.topics, question.kps, question.family, question.nearness) == (("F",), ("f",), "sums", 0.5)
    assert question.parameters == {"a": 2, "unit": "km"}
    assert (question.level, question.format) == ("middle", "expression")


@pytest.mark.parametrize("parameters", [{"a": 2}, {"a": [1]}, None])
def test_a_language_model_cannot_pass_for_a_family(parameters: object) -> None:
    """Family, parameters, nearness, level and concepts of its reply are not read, whatever they are."""
    added = {"topics": ["F"], "kps": ["f"], "family": "average-speed", "parameters": parameters, "nearness": 1.0}
    question = read_question(reply(**added, level="middle"), request(), "g_1")
    assert question == read_question(reply(), request(), "g_1")
    assert (question.topics, question.kps, question.family, question.parameters) == (("T", "U"), ("x",), "", {})
    assert (question.nearness, question.level) == (0.0, "")


@pytest.mark.parametrize("level", ["", "hard", "Middle"])
def test_a_level_that_there_is_not_is_none(level: str) -> None:
    """Only the names of the levels are stored."""
    assert read_question(offline(level=level), request(), "g_1").level == ""


@pytest.mark.parametrize("written", ["", "multiple choice", "Numeric", None, 3, ["choice"]])
def test_a_format_that_there_is_not_is_guessed(written: object) -> None:
    """A question with options is a choice, any other is numeric; a format that there is stands."""
    options = "Which is even?\n(A) 1\n(B) 2"
    assert read_question(reply(format=written), request(), "g_1").format == "numeric"
    assert read_question(reply(format=written, question=options), request(), "g_1").format == "choice"
    assert read_question(reply(format="open", question=options), request(), "g_1").format == "open"


def test_what_a_model_writes_becomes_stored_text() -> None:
    r"""Money is told from mathematics, and every delimiter becomes a dollar, as at any door."""
    written = {"question": "A pen costs $2. What is \\(x\\)?", "solution": "\\[x = 2\\]", "answer": "$2 dollars"}
    question = read_question(reply(**written), request(), "g_1")
    assert question.question == "A pen costs \\$2. What is $x$?"
    assert (question.solution, question.answer) == ("$x = 2$", "\\$2 dollars")


@pytest.mark.parametrize(("answer", "wanted"), [(12, "12"), (-3, "-3"), (0.5, "0.5")])
def test_an_answer_without_quotes_is_read(answer: float, wanted: str) -> None:
    """A number is an answer."""
    assert read_question(reply(answer=answer), request(), "g_1").answer == wanted


def test_the_revision_is_the_content_and_the_parents() -> None:
    """The same reply to the same request is the same revision; any text, concept or parent makes another."""
    base = read_question(reply(), request(SEEDS), "g_1")
    assert read_question(reply(), request(SEEDS), "g_1") == base
    # Tokens, format and the cache are none of it.
    again = dataclasses.replace(reply(format="open"), tokens=9, cached=True)
    assert read_question(again, request(SEEDS), "g_1").revision == base.revision
    others = [
        read_question(reply(question="What?"), request(SEEDS), "g_1"),
        read_question(reply(solution="So 4."), request(SEEDS), "g_1"),
        read_question(reply(answer="5"), request(SEEDS), "g_1"),
        read_question(reply(), with_inputs(topics=["T"]), "g_1"),
        read_question(reply(), with_inputs(kps=["y"]), "g_1"),
        read_question(reply(), request(SEEDS[:1]), "g_1"),
        read_question(reply(), request(SEEDS), "g_2"),
        read_question(dataclasses.replace(reply(), provider="other"), request(SEEDS), "g_1"),
        read_question(reply(), dataclasses.replace(request(SEEDS), prompt="generate@0"), "g_1"),
    ]
    assert len({base.revision, *(question.revision for question in others)}) == len(others) + 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sorry.",
        "{}",
        json.dumps({"question": "a", "solution": "b"}),
        json.dumps(WRITTEN | {"question": ""}),
        json.dumps(WRITTEN | {"question": None}),
        json.dumps(WRITTEN | {"answer": ["4"]}),
        json.dumps(WRITTEN | {"answer": True}),
        json.dumps(WRITTEN | {"answer": "4" * 2_001}),
        json.dumps(WRITTEN | {"solution": "a" * 50_001}),
        json.dumps(WRITTEN | {"question": "\ud800"}),
        json.dumps(WRITTEN)[:-1],
        json.dumps(WRITTEN)[:-1] + ', "answer": ' + "4" * 5_000 + "}",
    ],
    ids=lambda text: text[-30:],
)
def test_a_reply_of_another_form_is_refused(text: str) -> None:
    """The error shows what the model said and what to do."""
    with pytest.raises(ModelError, match="The model answered") as caught:
        read_question(ModelReply(text, "endpoint:model"), request(), "g_1")
    assert caught.value.remedy


def test_an_offline_reply_of_another_form_is_refused() -> None:
    """What a family adds is read as strictly as the rest."""
    with pytest.raises(ModelError, match="The model answered"):
        read_question(offline(parameters={"a": [1]}), request(), "g_1")


@given(st.text(min_size=1), st.text(min_size=1), st.text(min_size=1, max_size=50))
def test_any_text_is_a_question_or_a_model_error(question: str, solution: str, answer: str) -> None:
    """Whatever a model writes, its dollars are in pairs afterwards or the reply is refused."""
    written = {"question": question, "solution": solution, "answer": answer}
    try:
        read = read_question(ModelReply(json.dumps(written), "endpoint:model"), request(), "g_1")
    except ModelError as error:
        assert error.found
    else:
        for text in (read.question, read.solution, read.answer):
            assert text.replace("\\\\", "").replace("\\$", "").count("$") == 2 * len(formulas(text))
