"""The registry: what may stand in it, what is refused at the door, and that the file is never lost."""

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from mathscale_core.adapters.models.registry import (
    FILE,
    Registry,
    checked,
    is_loopback,
    is_open,
    read_registry,
    write_registry,
)
from mathscale_core.errors import InputError, NotFoundError
from mathscale_core.records import Endpoint

LOCAL = Endpoint("local", "http://127.0.0.1:8000/v1", "qwen")
#: Stands for a key that was put where its variable's name should be.
KEY = "sk-marker-0123456789abcdef"


def test_without_a_file_there_are_no_endpoints(tmp_path: Path) -> None:
    """A workspace without the file has none, and the offline provider is its default."""
    assert read_registry(tmp_path) == Registry((), None)


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    """Every field comes back as it was."""
    paid = replace(LOCAL, name="paid", key_env="PAID_KEY", input_price=0.25, output_price=2.0, timeout=30.5)
    registry = Registry().with_endpoint(LOCAL, default=False).with_endpoint(paid, default=True)
    write_registry(tmp_path, registry)
    assert read_registry(tmp_path) == registry == Registry((LOCAL, paid), "paid")


def test_an_endpoint_of_the_same_name_is_replaced_in_its_place() -> None:
    """Order stays, and so does the default."""
    registry = Registry((LOCAL, replace(LOCAL, name="other")), "local")
    changed = registry.with_endpoint(replace(LOCAL, model="llama"), default=False)
    assert [(e.name, e.model) for e in changed.endpoints] == [("local", "llama"), ("other", "qwen")]
    assert changed.default == "local"


def test_the_default_goes_with_its_endpoint() -> None:
    """Without it the offline provider is the default; another endpoint leaves the default alone."""
    registry = Registry((LOCAL, replace(LOCAL, name="other")), "local")
    assert registry.without("local") == Registry((replace(LOCAL, name="other"),), None)
    assert registry.without("other") == Registry((LOCAL,), "local")


def test_an_unknown_name_is_answered_with_those_there_are() -> None:
    """And with how to add one where there are none."""
    with pytest.raises(NotFoundError, match=r"'none'.*one of local, other"):
        Registry((LOCAL, replace(LOCAL, name="other"))).get("none")
    with pytest.raises(NotFoundError) as caught:
        Registry().without("none")
    assert "endpoints add" in caught.value.remedy


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (" https://api.example.org/v1/ ", "https://api.example.org/v1"),
        ("http://[::1]:8000/v1", "http://[::1]:8000/v1"),
        ("http://bücher.example/v1", "http://bücher.example/v1"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
    ],
)
def test_an_address_is_kept_in_one_form(written: str, kept: str) -> None:
    """Without blanks and slashes at its end."""
    assert checked(replace(LOCAL, base_url=written)).base_url == kept


BROKEN: list[tuple[str, Any]] = [
    *[("name", name) for name in ("", "a b", "x" * 41, "offline", "Offline", "a/b", "name\n")],
    *[
        ("base_url", address)
        for address in (
            "", "127.0.0.1:8000/v1", "ftp://host/v1", "file:///etc/passwd", "http://", "http:///v1", "http://ho st/v1",
            f"https://user:{KEY}@host/v1", f"https://host/v1?key={KEY}", "https://host/v1#a", "http://host:0/v1",
            "http://host:99999/v1", "http://host:x/v1", "http://a..b/v1", "http://[::1/v1", "http://host/\x00",
            "https://host/v1/chat/completions", "http://" + "a" * 600,
        )
    ],
    *[("model", model) for model in ("", "a" * 201, " m", "m\n", "m\x00", "offline:family", "Offline")],
    *[("key_env", name) for name in (KEY, "my-key", "key", "A B", "1A", "AKIA0123456789ABCDEF", "A" * 101, "KEY\n")],
    *[("concurrency", n) for n in (0, -1, 513, 1.5, "many", None)],
    *[("requests_per_minute", n) for n in (-1, 10**9)],
    *[("tokens_per_minute", n) for n in (-1, 10**12)],
    *[("timeout", n) for n in (0, 0.5, 3601, float("nan"), float("inf"))],
    *[("retries", n) for n in (-1, 21)],
    *[("max_tokens", n) for n in (0, 200_001)],
    ("structured", "xml"),
    *[("input_price", n) for n in (-1.0, float("nan"), float("inf"))],
    ("output_price", -0.5),
    *[("currency", text) for text in ("", "a currency", "$")],
]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), BROKEN)
def test_a_field_that_does_not_fit_is_named(tmp_path: Path, field: str, value: object) -> None:
    """From a form, from the command line and from the file; what was written is not repeated, for it may be a key."""
    row = asdict(LOCAL) | {field: value}
    with pytest.raises(InputError) as form:
        checked(Endpoint(**row))
    (tmp_path / FILE).write_text(json.dumps({"endpoints": [row]}), "utf-8")
    with pytest.raises(InputError) as file:
        read_registry(tmp_path)
    for error, place in ((form.value, f"The endpoint: {field}:"), (file.value, f"{FILE}: endpoints.0.{field}:")):
        assert place in error.message
        assert KEY not in error.message + error.remedy
        assert error.wanted
    assert FILE in file.value.remedy


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "JSONDecodeError"),
        ("{", "JSONDecodeError"),
        ("[" * 100_000, "RecursionError"),
        ("[]", "it: "),
        ('{"endpoints": {}}', "endpoints: "),
        ('{"endpoints": [7]}', "endpoints.0: "),
        ('{"endpoints": [{"name": "a"}]}', "endpoints.0.base_url: "),
        (json.dumps({"endpoints": [asdict(LOCAL) | {"api_key": KEY}]}), "endpoints.0.a field that there is not: "),
        (json.dumps({"endpoints": [asdict(LOCAL) | {KEY: 1}]}), "endpoints.0.a field that there is not: "),
        (json.dumps({"endpoints": [asdict(LOCAL)] * 2}), "stands there twice"),
        (json.dumps({"default": "x", "endpoints": [asdict(LOCAL)]}), "default: there is no such endpoint"),
        (json.dumps({"defaults": None}), "a field that there is not"),
    ],
)
def test_a_broken_file_is_named_with_field_and_remedy_and_left_alone(tmp_path: Path, text: str, said: str) -> None:
    """What a person wrote into it by hand is never thrown away."""
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        read_registry(tmp_path)
    assert said in caught.value.message
    assert str(tmp_path / FILE) in caught.value.remedy
    assert KEY not in caught.value.message
    assert (tmp_path / FILE).read_text("utf-8") == text


def test_bytes_that_are_no_text_are_a_broken_file(tmp_path: Path) -> None:
    """And so is a folder of its name."""
    (tmp_path / FILE).write_bytes(b"\xff\xfe{")
    with pytest.raises(InputError, match="UnicodeDecodeError"):
        read_registry(tmp_path)
    (tmp_path / "other" / FILE).mkdir(parents=True)
    with pytest.raises(InputError, match="IsADirectoryError"):
        read_registry(tmp_path / "other")


@pytest.mark.parametrize(
    ("address", "here", "readable"),
    [
        ("http://127.0.0.1:8000/v1", True, False),
        ("http://[::1]:8000/v1", True, False),
        ("http://localhost/v1", True, False),
        ("http://example.org/v1", False, True),
        ("https://example.org/v1", False, False),
        ("http://127.0.0.1.example.org/v1", False, True),
    ],
)
def test_an_address_is_on_this_machine_or_not(address: str, here: bool, readable: bool) -> None:
    """What is sent elsewhere over http can be read on the way."""
    assert (is_loopback(address), is_open(address)) == (here, readable)
