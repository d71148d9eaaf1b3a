"""The error tree: each kind is a word of its own, and each message says what was found, wanted and what to do."""

import inspect

import pytest

from mathscale_core import errors
from mathscale_core.errors import DiskFullError, InputError, MathScaleError, WorkspaceError, WorkspaceHeldError

TREE = [thing for _, thing in inspect.getmembers(errors, inspect.isclass) if issubclass(thing, MathScaleError)]


def test_every_kind_of_error_has_a_word_of_its_own() -> None:
    """Scripts tell errors apart by their kind; the tree in the docstring shows each class beside its word."""
    assert len({error.kind for error in TREE}) == len(TREE)
    drawn = [line.split() for line in str(errors.__doc__).splitlines()]
    for error in TREE:
        if error is not MathScaleError:
            assert any(error.__name__ in words and error.kind in words for words in drawn), error


@pytest.mark.parametrize("error", TREE)
def test_an_error_carries_its_message_in_three_parts(error: type[MathScaleError]) -> None:
    """Found and wanted make the message, the remedy stands beside it."""
    raised = error("Found a stone.", "bread.", "Go to the baker.")
    assert (raised.found, raised.wanted, raised.remedy) == ("Found a stone.", "bread.", "Go to the baker.")
    assert raised.message == str(raised) == "Found a stone. Wanted: bread."


def test_what_is_caught_by_a_branch_is_caught_by_the_root() -> None:
    """A held workspace is a trouble of the workspace, a full disk is none of the input."""
    with pytest.raises(WorkspaceError):
        raise WorkspaceHeldError("a", "b", "c")
    assert not issubclass(DiskFullError, InputError)
    assert all(issubclass(error, MathScaleError) for error in TREE)
