"""Records are values: frozen, and named by what they hold."""

import dataclasses
import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core import records
from mathscale_core.records import Composition, ModelRequest, Seed, content_id, digest

parts = st.lists(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.lists(st.text(max_size=3), max_size=2)
)
classes = [thing for thing in vars(records).values() if dataclasses.is_dataclass(thing) and isinstance(thing, type)]


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


@pytest.mark.parametrize("record", classes, ids=lambda c: c.__name__)
def test_every_record_is_frozen_and_each_field_is_described(record: type) -> None:
    """A record cannot be changed in place, and its docstring has a line for every field."""
    assert record.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert hasattr(record, "__slots__")
    lines = [line.strip() for line in str(record.__doc__).splitlines()]
    for field in dataclasses.fields(record):
        assert any(line.startswith(f"{field.name}:") for line in lines), field.name


def test_a_seed_cannot_be_changed() -> None:
    """Whoever wants another seed makes another."""
    seed = Seed("s_1", "What?", "", "", "open", "", "own", "train", "", 1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        seed.question = "Who?"  # type: ignore[misc]
    assert dataclasses.replace(seed, question="Who?").question == "Who?"


def test_a_composition_is_the_set_that_its_walks_visited() -> None:
    """Repeats and order belong to the trace, not to the set."""
    assert Composition("m", 0, 1, (), (), "r").concepts == ()
    assert Composition("m", 0, 1, ("b", "a", "b"), ("x", "x"), "r").concepts == ("a", "b", "x")


def test_requests_do_not_share_their_parameters() -> None:
    """Each request has a mapping of its own where none is given."""
    first, second = (ModelRequest(i, "extract", "p@1", "t", {}) for i in ("a", "b"))
    assert first.parameters == second.parameters == {}
    assert first.parameters is not second.parameters
