"""Whatever ends a command says what was found, what was wanted and what to do next."""

import errno

import pytest

from mathscale_core.cli.failures import as_ours
from mathscale_core.errors import EmptyError


def test_our_own_errors_stay_as_they_are() -> None:
    """They say it already."""
    error = EmptyError("Nothing.", "something.", "Bring it.")
    assert as_ours(error) is error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (KeyboardInterrupt(), "interrupted"),
        (MemoryError(), "out_of_memory"),
        (OSError(errno.ENOSPC, "No space left on device"), "disk_full"),
        (PermissionError(errno.EACCES, "Permission denied", "secret.txt"), "bad_input"),
    ],
)
def test_the_systems_own_errors_have_a_kind(error: BaseException, kind: str) -> None:
    """Each with a remedy."""
    ours = as_ours(error)
    assert ours
    assert ours.kind == kind
    assert ours.remedy


def test_a_file_is_named() -> None:
    """Where the system names it."""
    ours = as_ours(PermissionError(errno.EACCES, "Permission denied", "secret.txt"))
    assert ours
    assert "secret.txt" in ours.message


@pytest.mark.parametrize("error", [ValueError("a mistake"), BrokenPipeError()])
def test_a_mistake_of_the_program_is_none_of_them(error: BaseException) -> None:
    """It is raised on; so is the word that our reader has gone."""
    assert as_ours(error) is None
