"""Releases: their pages, what a new one would hold, how two differ, and their bytes for a download."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mathscale_core.adapters.export import ENDING, FIELDS, FORMATS, render_release
from mathscale_core.adapters.store.checks import REQUIRED
from mathscale_core.dataset import PROOF_CHECK, select
from mathscale_core.errors import NotFoundError
from mathscale_core.records import Accept, Release
from mathscale_core.workspace import Workspace

PAGE = 50
#: Format to what it is.
FORMS: Mapping[str, str] = {
    "jsonl": "JSON lines, every field", "csv": "CSV for spreadsheets", "parquet": "Parquet",
    "alpaca": "Alpaca: instruction and output", "chat": "chat messages",
}  # fmt: skip
#: Formats in which the fields can be chosen.
WITH_FIELDS = ("jsonl", "csv", "parquet")
assert set(FORMS) == set(FORMATS)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a release made now would hold.

    Attributes:
        items: Number of questions.
        by_people: Of these, accepted by a person.
        by_policy: Of these, accepted by the rule.
        excluded: Reason to number of questions left out, most first.
    """

    items: int
    by_people: int
    by_policy: int
    excluded: dict[str, int]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two releases: items of equal content, and those of one alone."""

    both: int
    only_first: int
    only_second: int


def release_page(
    workspace: Workspace, name: str, *, search: str = "", check_state: str = "", page: int = 1
) -> tuple[Release, list[dict[str, Any]], int]:
    """A release, one page of its questions under a search and a check state, and their number.

    Raises:
        NotFoundError: There is no such release.
    """
    release = release_named(workspace, name)
    table = workspace.store.releases
    total = table.count_items(name, search, check_state)
    rows = table.items(name, search=search, check_state=check_state, limit=PAGE, offset=(page - 1) * PAGE)
    return release, rows, total


def release_named(workspace: Workspace, name: str) -> Release:
    """A release without its questions.

    Raises:
        NotFoundError: There is no such release.
    """
    release = workspace.store.releases.get(name)
    if release is None:
        raise NotFoundError(f"There is no release {name!r}.", "a release of this workspace.", "Choose another one.")
    return release


def count_of(workspace: Workspace, name: str, *, search: str = "", check_state: str = "") -> int:
    """Number of a release's questions under a search and a check state."""
    return workspace.store.releases.count_items(name, search, check_state)


def in_release(workspace: Workspace, name: str, revision: str) -> bool:
    """Whether a release holds a question revision, or nothing has that id (which is then said)."""
    store = workspace.store
    return name in store.releases.of_question(revision) or store.questions.get(revision) is None


def check_states(workspace: Workspace, name: str) -> dict[str, int]:
    """Check state, as it is now, to number of a release's questions."""
    return workspace.store.releases.check_states(name)


def preview(workspace: Workspace, accept: Accept) -> Preview:
    """What a release with this way of accepting would hold if it were made now."""
    found = select(workspace.store.questions.standings(REQUIRED, PROOF_CHECK), accept)
    return Preview(found.items, found.by_people, found.by_policy, dict(found.excluded))


def compare(workspace: Workspace, first: str, second: str) -> Comparison:
    """How two releases differ in contents.

    Raises:
        NotFoundError: One of them is not there.
    """
    one, other = release_named(workspace, first), release_named(workspace, second)
    both = workspace.store.releases.shared(first, second)
    return Comparison(both, one.items - both, other.items - both)


def download(
    workspace: Workspace,
    name: str,
    form: str,
    *,
    fields: Sequence[str] = (),
    search: str = "",
    check_state: str = "",
) -> bytes:
    """What is shown of a release, as a file; items without an answer are left out.

    Args:
        workspace: Where it is.
        name: Release.
        form: One of :data:`FORMS`.
        fields: Fields in this order, all of them by default.
        search: As in :func:`release_page`.
        check_state: As in :func:`release_page`.
    """
    items = workspace.store.releases.items(name, search=search, check_state=check_state)
    return render_release(form, [i for i in items if i["answer"].strip()], list(fields) or list(FIELDS))


def without_answer(
    workspace: Workspace, name: str, *, search: str = "", check_state: str = ""
) -> tuple[int, list[str]]:
    """Number of the items shown that have no answer, which a download leaves out, and the first five's revisions."""
    return workspace.store.releases.without_answer(name, search, check_state)


def file_name(name: str, form: str) -> str:
    """Name of a downloaded file, such as ``demo.alpaca.jsonl``."""
    return f"{name}.{ENDING[form]}" if ENDING[form] == form else f"{name}.{form}.{ENDING[form]}"


def fields() -> tuple[str, ...]:
    """Every field that can be exported, in order."""
    return FIELDS
