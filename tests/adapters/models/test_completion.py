"""Answers as servers give them, read to text and tokens or to what is wrong with them."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.adapters.models.completion import Completion, read_completion
from mathscale_core.errors import ModelError
from mathscale_core.records import Endpoint

LOCAL = Endpoint("local", "http://127.0.0.1:8000/v1", "qwen", max_tokens=64)


def read(value: object) -> Completion:
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return read_completion(body, LOCAL, lambda text: text[:300])


def saying(content: object, finish: str | None = "stop", **more: Any) -> dict[str, Any]:
    return {"choices": [{"message": {"role": "assistant", "content": content}, "finish_reason": finish}], **more}


@pytest.mark.parametrize(
    "body", [b"", b"null", b"[]", b"{}", b'{"choices": [{', b'{"choices": 3}', b"[" * 100_000, b"\xff"]
)
def test_what_is_no_completion_is_refused(body: bytes) -> None:
    """The message shows how it begins."""
    with pytest.raises(ModelError, match=r"8000/v1 answered '.*wanted: a chat completion|8000/v1 answered") as caught:
        read(body)
    assert "/v1" in caught.value.remedy


def test_text_model_and_tokens_are_read() -> None:
    """The tokens of the prompt are part of all tokens."""
    usage = {"prompt_tokens": 5, "completion_tokens": 2, "total_tokens": 7}
    assert read(saying("yes", model="qwen-2", usage=usage)) == Completion("yes", "qwen-2", 7, 5)


@pytest.mark.parametrize(
    ("usage", "tokens"),
    [
        (None, (0, 0)),
        ({}, (0, 0)),
        ("many", (0, 0)),
        ({"prompt_tokens": -4}, (0, 0)),
        ({"total_tokens": 10**30}, (0, 0)),
        ({"total_tokens": "x"}, (0, 0)),
        ({"prompt_tokens": 5, "completion_tokens": 2}, (7, 5)),
        ({"total_tokens": 9}, (9, 0)),
    ],
)
def test_an_odd_account_costs_no_reply(usage: object, tokens: tuple[int, int]) -> None:
    """What a server does not say is 0, and the text counts all the same."""
    answer = read(saying("yes", usage=usage))
    assert (answer.text, answer.tokens, answer.prompt_tokens) == ("yes", *tokens)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('{"a": 1} </s>', '{"a": 1}'),
        ('{"a": 1}<|im_end|>\n<|endoftext|>', '{"a": 1}'),
        ("yes<end_of_turn>", "yes"),
        ("<think>2 < 3, so {no}.</think>\nyes", "yes"),
        ("a </s> b", "a </s> b"),
        ("$2<3$", "$2<3$"),
        ([{"type": "text", "text": "y"}, {"type": "image"}, 3, {"text": "es"}, {"text": 4}], "yes"),
    ],
)
def test_what_surrounds_a_reply_is_taken_off(content: object, text: str) -> None:
    """Tokens that ended it, thoughts before it, and the parts that some servers divide it into."""
    assert read(saying(content)).text == text


@pytest.mark.parametrize(
    ("answer", "said", "remedy"),
    [
        (saying('{"a', "length"), "cut off at 64 tokens", "Raise max_tokens of the endpoint local"),
        (saying("", "content_filter"), "content filter", "another endpoint"),
        ({"choices": []}, "no choice", "log"),
        (saying(None), "an empty reply", "log"),
        (saying("  </s>"), "an empty reply", "log"),
        ({"choices": [{"message": {"content": None, "refusal": "I won't."}}]}, 'refused: "I won\'t."', "another model"),
    ],
)
def test_a_reply_of_no_use_says_why(answer: dict[str, Any], said: str, remedy: str) -> None:
    """It was paid for all the same: its tokens are kept beside the problem."""
    read_answer = read(answer | {"usage": {"total_tokens": 9}})
    assert read_answer.problem is not None
    assert said in read_answer.problem.message
    assert remedy in read_answer.problem.remedy
    assert read_answer.tokens == 9


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["choices", "message", "content", "usage", "finish_reason", "model", "x"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_is_read_or_refused(value: object) -> None:
    """Nothing that a server may say is an error of ours."""
    try:
        assert isinstance(read(value), Completion)
    except ModelError as error:
        assert error.remedy
