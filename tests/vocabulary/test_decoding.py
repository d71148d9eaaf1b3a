"""The door for bytes: UTF-8 text, and XML that holds nothing but itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.errors import InputError
from mathscale_core.vocabulary.decoding import decode, holdable, outermost_element, require_filled
from tests.vocabulary.documents import TEXT


@given(TEXT.filter(lambda t: t.strip() and "\x00" not in t[:4] and not t.startswith("\ufeff")))
def test_text_in_utf_8_comes_back_with_or_without_its_mark(text: str) -> None:
    assert decode(b"a" + text.encode(), "f", "text.") == "a" + text
    assert decode(b"\xef\xbb\xbf" + text.encode(), "f", "text.") == text


@given(st.binary(max_size=40))
def test_any_bytes_are_text_or_a_refusal_with_a_word(data: bytes) -> None:
    """No other error comes out of the door."""
    try:
        decode(data, "f", "text.")
    except InputError as refused:
        assert refused.found.startswith("f ")
    try:
        outermost_element(data, "f")
    except InputError as refused:
        assert refused.found.startswith("f ")


@pytest.mark.parametrize("data", [b"", b" \n\t "])
def test_nothing_is_no_file(data: bytes) -> None:
    with pytest.raises(InputError, match="is empty"):
        require_filled(data, "f", "text.")


def test_the_outermost_element_is_named_with_its_namespace() -> None:
    assert outermost_element(b"<?xml version='1.0'?><a xmlns='urn:x'><b/></a>", "f") == "urn:x a"


def test_a_document_type_is_refused_in_every_encoding() -> None:
    """Entities grow without bound or read files; UTF-16 does not hide them."""
    bomb = '<?xml version="1.0" encoding="{}"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(InputError, match="document type"):
            outermost_element(bomb.format(encoding).encode(encoding), "f")


@given(TEXT)
def test_what_is_holdable_stays_so(text: str) -> None:
    assert holdable(holdable(text)) == holdable(text)
    outermost_element(f"<a>{holdable(text).replace('&', '').replace('<', '').replace(']]>', '')}</a>".encode(), "f")
