"""What a server takes is learned from what it refuses, in the words of the servers that there are."""

import pytest

from mathscale_core.adapters.models.dialect import Dialect
from mathscale_core.adapters.models.schemas import CONCEPTS

BODY = {"temperature": 0.0, "seed": 3, "max_tokens": 10, "response_format": {}, "model": "m", "messages": []}


def test_nothing_was_refused_at_first() -> None:
    """A schema is asked for, every parameter is sent, and there is nothing to tell people."""
    dialect = Dialect.of("auto")
    form = dialect.form(CONCEPTS, "concepts")["response_format"]
    assert (form["type"], form["json_schema"]["name"], form["json_schema"]["schema"]) == (
        "json_schema",
        "concepts",
        CONCEPTS,
    )
    assert dialect.sampling({"temperature": 0.0, "seed": 3}, 10) == {"temperature": 0.0, "seed": 3, "max_tokens": 10}
    assert dialect.differences() == ()


def test_what_a_person_chose_is_asked_for() -> None:
    """An object without a schema, or nothing."""
    assert Dialect.of("none").form(CONCEPTS, "concepts") == {}
    assert Dialect.of("json_object").form(CONCEPTS, "concepts") == {"response_format": {"type": "json_object"}}


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (400, "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model."),
        (400, "This response_format type is unavailable now"),
        (422, "Extra inputs are not permitted (body.response_format)"),
        (404, "No endpoints found that support structured outputs"),
        (501, "guided decoding is not implemented"),
        (400, "Failed to compile the grammar"),
    ],
)
def test_a_refused_form_is_asked_for_less_strictly(status: int, said: str) -> None:
    """From schema to object to none; after that there is nothing left to try."""
    first = Dialect.of("auto").after(status, said, BODY)
    assert first is not None
    assert first.structured == "json_object"
    second = first.after(status, said, BODY)
    assert second is not None
    assert second.structured == "none"
    assert second.after(status, said, {"max_tokens": 10}) is None
    assert "the prompt alone" in second.differences()[0]


def test_a_form_that_a_person_chose_is_kept() -> None:
    """Its refusal is told instead."""
    assert Dialect.of("json_schema").after(400, "response_format is not supported", BODY) is None


@pytest.mark.parametrize(
    "said",
    [
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        "unknown field max_tokens (body.max_tokens)",
    ],
)
def test_the_other_name_of_the_token_limit_is_used(said: str) -> None:
    """Where the server does not know the one."""
    learned = Dialect.of("auto").after(400, said, BODY)
    assert learned is not None
    assert learned.sampling({}, 10) == {"max_completion_tokens": 10}
    assert "max_completion_tokens" in learned.differences()[0]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (
            "Unsupported value: 'temperature' does not support 0.0 with this model. Only the default (1) is.",
            "temperature",
        ),
        ("`temperature` must be strictly positive", "temperature"),
        ("Extra inputs are not permitted (body.seed)", "seed"),
    ],
)
def test_a_sampling_parameter_that_is_not_taken_is_left_out(said: str, name: str) -> None:
    """The request means the same without it, and people are told."""
    learned = Dialect.of("auto").after(422, said, BODY)
    assert learned is not None
    assert set(learned.sampling({"temperature": 0.0, "seed": 3}, 10)) == {"temperature", "seed", "max_tokens"} - {name}
    assert name in learned.differences()[0]
    left = {k: v for k, v in BODY.items() if k != name}
    assert learned.after(422, said, left) is None


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (400, "max_tokens is too large: 200000. This model supports at most 16384 completion tokens."),
        (400, "Invalid max_tokens value, the valid range is [1, 8192]"),
        (400, "This model's maximum context length is 4096 tokens"),
        (404, "The model `m` does not exist"),
        (401, "response_format needs a key"),
        (429, "response_format: too many requests"),
        (500, "response_format broke"),
        (400, ""),
    ],
)
def test_other_refusals_teach_nothing(status: int, said: str) -> None:
    """They are about the key, the model, the size or the load, and are told as they are."""
    assert Dialect.of("auto").after(status, said, BODY) is None
