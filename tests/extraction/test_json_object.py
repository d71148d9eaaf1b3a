r"""The object in a reply: found behind prose, thinking and fences; LaTeX with single backslashes is read as written."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.errors import ModelError
from mathscale_core.extraction.json_object import first_json_object

#: Control characters before letters are what single backslashes of LaTeX come out as; no prose holds them.
texts = st.text(st.characters(exclude_characters="\b\f\r\t"), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("text", ["", "Sorry.", "{}", "[1]", "$\\{x\\}$", "<think>Hmm</think>"])
def test_a_reply_without_an_object_is_refused(text: str) -> None:
    """The error shows what was said."""
    with pytest.raises(ModelError) as caught:
        first_json_object(text)
    assert repr(text[:80]) in caught.value.found
    assert caught.value.remedy


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


# -- what models write --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        (r"Find $\frac{1}{2} \times 3$.", r"Find $\frac{1}{2} \times 3$."),  # valid JSON, with a form feed and a tab
        (r"Find $\sqrt{2} \cdot \left(\beta\right)$.", r"Find $\sqrt{2} \cdot \left(\beta\right)$."),
        (r"\(x\) costs \$5 and \% of \{1, 2\}", r"\(x\) costs \$5 and \% of \{1, 2\}"),
        (r"One.\nTwo.\n\nnu is not $\nu \neq 2$.", "One.\nTwo.\n\nnu is not $\\nu \\neq 2$."),
        (r"Let\nu be. $\\frac{1}{2}$\nTo\tall", "Let\nu be. $\\frac{1}{2}$\nTo\tall"),
        (r"$\\frac{1}{2}$ and $\frac{1}{2}$", r"$\frac{1}{2}$ and $\frac{1}{2}$"),
        (r"\begin{matrix} 1 \\ 2 \end{matrix}", r"\begin{matrix} 1 \\ 2 \end{matrix}"),
        (r"$\\begin{matrix} 1 \\\\ 2 \\end{matrix}$", r"$\begin{matrix} 1 \\ 2 \end{matrix}$"),
        (r"caf\u00e9 \underline{x} \unit", r"café \underline{x} \unit"),
        (r"It\'s 5\/6 of \"all\".", 'It\'s 5/6 of "all".'),
        ("line\nbreak and\ttab", "line\nbreak and\ttab"),  # raw, inside the string
    ],
)
def test_latex_is_read_as_the_model_meant_it(written: str, wanted: str) -> None:
    """Single backslashes before commands stay; proper escapes, new lines and money are what they were."""
    assert first_json_object(f'{{"question": "{written}", "answer": "1"}}') == {"question": wanted, "answer": "1"}


@pytest.mark.parametrize(
    "reply",
    [
        '```json\n{"question": "Q", "answer": "1"}\n```',
        '{"question": "Q", "answer": "1",}',
        '<think>Perhaps {"question": "draft", "answer": "0"}?</think>\n{"question": "Q", "answer": "1"}',
        'A model that opens no tag {"question": "draft"} </think> {"question": "Q", "answer": "1"}',
        '{"plan": ["think", "write",]} {"question": "Q", "answer": "1"}',
        '{"result": {"question": "Q", "answer": "1"}}',
        '<think>{"question": "Q", "answer": "1"}</think> Done.',
    ],
)
def test_the_object_with_the_wanted_keys_is_taken(reply: str) -> None:
    """Neither a draft, nor a plan, nor what wraps it."""
    assert first_json_object(reply, ("question", "answer")) == {"question": "Q", "answer": "1"}


def test_where_no_object_has_the_wanted_keys_the_first_is_given() -> None:
    """Whoever asked says what is missing."""
    assert first_json_object('{"a": 1} {"b": 2}', ("question",)) == {"a": 1}


@pytest.mark.parametrize("text", ['{"a": "' + "\\" * 190_001, '{"a": "' + "$\\nu" * 40_000 + '"', '{"\\' * 60_000])
def test_backslashes_without_end_are_refused(text: str) -> None:
    """Mending takes one pass, and few passes are made."""
    with pytest.raises(ModelError):
        first_json_object(text)
