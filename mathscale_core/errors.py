"""What can go wrong, as one tree. A message says what was found, what was wanted and what to do next.

::

    MathScaleError                kind
    ├── InputError                bad_input          a file, row or value from outside cannot be used
    ├── NotFoundError             not_found          an id or name that nothing has
    ├── ConflictError             conflict           the name is taken, or the thing has changed meanwhile
    ├── EmptyError                nothing_to_do      a step has nothing to work on
    ├── ModelError                model              an endpoint refused, failed or answered nonsense
    ├── JobError                  job                a job folder cannot be run or read
    ├── DiskFullError             disk_full          nothing more can be written
    ├── OutOfMemoryError          out_of_memory      the memory does not hold what was asked for
    ├── NotAllowedError           not_allowed        the actor may not do this
    └── WorkspaceError            workspace
        ├── NoWorkspaceError      no_workspace       there is none at that place
        ├── WorkspaceHeldError    workspace_held     another process owns it
        ├── WorkspaceNewerError   workspace_newer    made by a newer version of this program
        └── WorkspaceCorruptError workspace_corrupt  its database cannot be read
"""

from typing import ClassVar


class MathScaleError(Exception):
    """Base of the tree.

    Attributes:
        kind: Stable machine word, for ``--json``.
        found: What was found.
        wanted: What was wanted instead.
        remedy: What to do next.
    """

    kind: ClassVar[str] = "error"

    def __init__(self, found: str, wanted: str, remedy: str) -> None:
        super().__init__(f"{found} Wanted: {wanted}")
        self.found = found
        self.wanted = wanted
        self.remedy = remedy

    @property
    def message(self) -> str:
        """Found and wanted in one line."""
        return str(self)


class InputError(MathScaleError):
    """A file, row or value from outside cannot be used."""

    kind = "bad_input"


class NotFoundError(MathScaleError):
    """An id or name that nothing in the workspace has."""

    kind = "not_found"


class ConflictError(MathScaleError):
    """The name is taken, or the thing has changed meanwhile."""

    kind = "conflict"


class EmptyError(MathScaleError):
    """A step has nothing to work on."""

    kind = "nothing_to_do"


class ModelError(MathScaleError):
    """A model endpoint refused, failed or answered what cannot be read."""

    kind = "model"


class JobError(MathScaleError):
    """A job folder cannot be run or read."""

    kind = "job"


class DiskFullError(MathScaleError):
    """Nothing more can be written."""

    kind = "disk_full"


class OutOfMemoryError(MathScaleError):
    """The memory does not hold what was asked for."""

    kind = "out_of_memory"


class NotAllowedError(MathScaleError):
    """The actor may not do this."""

    kind = "not_allowed"


class WorkspaceError(MathScaleError):
    """The workspace cannot be opened or used."""

    kind = "workspace"


class NoWorkspaceError(WorkspaceError):
    """There is no workspace at that place."""

    kind = "no_workspace"


class WorkspaceHeldError(WorkspaceError):
    """Another process owns the workspace."""

    kind = "workspace_held"


class WorkspaceNewerError(WorkspaceError):
    """The workspace was made by a newer version of this program."""

    kind = "workspace_newer"


class WorkspaceCorruptError(WorkspaceError):
    """The workspace's database cannot be read."""

    kind = "workspace_corrupt"
