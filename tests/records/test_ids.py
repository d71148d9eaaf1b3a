"""An id is its content."""

import itertools
import json

from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.records import content_id, digest

parts = st.lists(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.lists(st.text(max_size=3), max_size=2)
)


def test_no_parts_have_an_id_too() -> None:
    """The hash of nothing is a hash."""
    # printf '[]' | sha256sum
    assert content_id("x") == "x_4f53cda18c2baa0c"
    assert digest([]) == "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945"


@given(parts, parts)
def test_equal_parts_and_only_they_have_equal_ids(first: list[object], second: list[object]) -> None:
    """An id is the content: in any order of making, in any workspace."""
    equal = json.dumps(first) == json.dumps(second)
    assert (content_id("s", *first) == content_id("s", *second)) == equal
    assert (digest(first) == digest(second)) == equal
    assert content_id("s", *first) == content_id("s", *first)


def test_parts_do_not_run_together() -> None:
    """Where one part ends and the next begins is part of the content, and so is the kind of a part."""
    ids = [
        content_id("s", *p) for p in (("ab", "c"), ("a", "bc"), ("abc",), ("a", "b", "c"), (["a"], "b"), ("1",), (1,))
    ]
    assert len(set(ids)) == len(ids)
    assert content_id("s", "a") != content_id("q", "a")
    assert content_id("s", "a")[2:] == content_id("q", "a")[2:]


@given(st.dictionaries(st.text(max_size=4), st.integers(), max_size=4))
def test_the_order_of_a_mappings_keys_does_not_count(mapping: dict[str, int]) -> None:
    """Two mappings with the same entries are the same content."""
    for shuffled in itertools.islice(itertools.permutations(mapping.items()), 6):
        assert digest(dict(shuffled)) == digest(mapping)
