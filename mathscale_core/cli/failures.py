"""What ends a command without a result, as an error of our tree: Ctrl-C, no memory, the system's own errors."""

from pathlib import Path

from mathscale_core.adapters.files import disk_full, is_full
from mathscale_core.errors import InputError, MathScaleError, OutOfMemoryError


class StoppedError(MathScaleError):
    """Ctrl-C, or the end of the app that ran the command."""

    kind = "interrupted"


STOPPED = StoppedError(
    "Interrupted.", "time to finish.", "An open job is paused: 'mathscale jobs list', then 'mathscale jobs resume JOB'."
)

_NO_MEMORY = OutOfMemoryError(
    "The memory does not hold what was asked for.", "less at once.", "Ask for a smaller number, or read a smaller file."
)


def as_ours(error: BaseException) -> MathScaleError | None:
    """The error as found, wanted and do next; None for one that only a mistake in the program explains."""
    if isinstance(error, MathScaleError):
        return error
    if isinstance(error, KeyboardInterrupt):
        return STOPPED
    if isinstance(error, MemoryError):
        return _NO_MEMORY
    if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
        return _of_os(error)
    return None


def _of_os(error: OSError) -> MathScaleError:
    if is_full(error):
        return disk_full(Path(error.filename) if error.filename else None)
    where = f" ({error.filename})" if error.filename else ""
    return InputError(f"{error.strerror}{where}.", "a file or folder that can be used.", "Check path and rights.")
