"""Records are values: frozen, and each field is described."""

import dataclasses

import pytest

from mathscale_core import records
from mathscale_core.records import Seed

classes = [thing for thing in vars(records).values() if dataclasses.is_dataclass(thing) and isinstance(thing, type)]


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
