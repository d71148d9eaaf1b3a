"""No recorded reply is asked for again: the cache is found by what was asked, from any process."""

import dataclasses
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.adapters.replycache import ReplyCache
from mathscale_core.records import ModelReply, ModelRequest

REQUEST = ModelRequest("s_1", "extract", "extract@1", "What is 2 + 2?", {"question": "2 + 2"}, {"temperature": 0.0}, 0)
REPLY = ModelReply('{"topics": ["Grüße"]}', "endpoint:model", 12, prompt_tokens=5)


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[ReplyCache]:
    opened = ReplyCache(tmp_path / "replies.sqlite")
    yield opened
    opened.close()


def test_an_empty_cache_knows_nothing(cache: ReplyCache) -> None:
    """What was never recorded has to be asked."""
    assert cache.get("m", REQUEST) is None


def test_a_recorded_reply_comes_back_and_says_that_it_is_cached(cache: ReplyCache) -> None:
    """Text, provider and tokens are those of the recorded reply."""
    cache.put("m", REQUEST, REPLY)
    assert cache.get("m", REQUEST) == dataclasses.replace(REPLY, cached=True)


def test_the_last_recorded_reply_stands(cache: ReplyCache) -> None:
    """Recording anew replaces."""
    cache.put("m", REQUEST, REPLY)
    cache.put("m", REQUEST, dataclasses.replace(REPLY, text="{}"))
    found = cache.get("m", REQUEST)
    assert found is not None
    assert found.text == "{}"


@pytest.mark.parametrize(
    "change",
    [
        {"prompt": "extract@2"},
        {"text": "What is 3?"},
        {"parameters": {"temperature": 0.7}},
        {"parameters": {}},
        {"sample": 1},
    ],
    ids=str,
)
def test_another_question_to_the_model_is_another_entry(cache: ReplyCache, change: dict[str, Any]) -> None:
    """Prompt, text, parameters and sample index each make a request of its own; so does the model."""
    cache.put("m", REQUEST, REPLY)
    assert cache.get("m", dataclasses.replace(REQUEST, **change)) is None
    assert cache.get("other", REQUEST) is None


@pytest.mark.parametrize("change", [{"id": "s_2"}, {"inputs": {}}, {"parameters": {"temperature": 0.0}}], ids=str)
def test_who_asks_does_not_matter(cache: ReplyCache, change: dict[str, Any]) -> None:
    """The same text to the same model is answered from the cache in any job."""
    cache.put("m", REQUEST, REPLY)
    assert cache.get("m", dataclasses.replace(REQUEST, **change)) is not None


def test_the_order_of_parameters_does_not_matter(cache: ReplyCache) -> None:
    """Equal mappings are equal."""
    cache.put("m", dataclasses.replace(REQUEST, parameters={"a": 1, "b": 2}), REPLY)
    assert cache.get("m", dataclasses.replace(REQUEST, parameters={"b": 2, "a": 1})) is not None


@given(st.text(), st.text(), st.integers(0, 10**12))
def test_any_reply_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, text: str, provider: str, tokens: int
) -> None:
    """No character is lost on the way to the disk and back."""
    cache = ReplyCache(tmp_path_factory.mktemp("cache") / "replies.sqlite")
    cache.put("m", REQUEST, ModelReply(text, provider, tokens))
    assert cache.get("m", REQUEST) == ModelReply(text, provider, tokens, cached=True)
    cache.close()


def test_a_second_connection_sees_it_at_once(tmp_path: Path, cache: ReplyCache) -> None:
    """Two workers share the file while both have it open."""
    other = ReplyCache(tmp_path / "replies.sqlite")
    cache.put("m", REQUEST, REPLY)
    assert other.get("m", REQUEST) is not None
    other.put("other", REQUEST, REPLY)
    assert cache.get("other", REQUEST) is not None
    other.close()


def test_another_process_sees_it_also_when_the_first_was_killed(tmp_path: Path) -> None:
    """What ``put`` has returned from is on the disk: the writer dies without closing, the reply is there."""
    code = (
        "import os, pathlib, sys; from tests.adapters.test_replycache import REPLY, REQUEST, ReplyCache;"
        "ReplyCache(pathlib.Path(sys.argv[1])).put('m', REQUEST, REPLY); os.kill(os.getpid(), 9)"
    )
    path = tmp_path / "replies.sqlite"
    done = subprocess.run([sys.executable, "-c", code, str(path)], cwd=Path(__file__).parents[2], check=False)
    assert done.returncode == -9
    cache = ReplyCache(path)
    assert cache.get("m", REQUEST) == dataclasses.replace(REPLY, cached=True)
    cache.close()


def test_a_reply_of_an_older_version_has_no_prompt_tokens(tmp_path: Path, cache: ReplyCache) -> None:
    """What was recorded before they were told apart is read all the same."""
    cache.put("m", REQUEST, REPLY)
    with closing(sqlite3.connect(tmp_path / "replies.sqlite")) as file:
        file.execute("UPDATE replies SET reply = json_remove(reply, '$.prompt_tokens')")
        file.commit()
    assert cache.get("m", REQUEST) == dataclasses.replace(REPLY, cached=True, prompt_tokens=0)
