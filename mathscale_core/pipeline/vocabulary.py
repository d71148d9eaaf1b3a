"""The vocabulary → a file; a file → edits in the curation log, all of them in one transaction or none."""

from dataclasses import dataclass
from pathlib import Path

from mathscale_core.adapters.documents import document_of
from mathscale_core.adapters.files import whole_file
from mathscale_core.errors import ConflictError, InputError
from mathscale_core.pipeline.edits import apply_edits
from mathscale_core.pipeline.people import require
from mathscale_core.records import EditEvent
from mathscale_core.seeds.rows import Row
from mathscale_core.vocabulary import forms
from mathscale_core.vocabulary.proposal import Choices, Proposal, propose
from mathscale_core.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ExportDone:
    """What an export wrote.

    Attributes:
        path: The file.
        nodes: Concepts of the document.
        edges: Its edges, each once.
    """

    path: Path
    nodes: int
    edges: int


@dataclass(frozen=True, slots=True)
class ImportDone:
    """What an import did: what the file proposed, and the edits that were applied."""

    proposal: Proposal
    events: tuple[EditEvent, ...]


def export_graph(
    workspace: Workspace, form: str, path: Path, *, overwrite: bool = False, concept: str = "", depth: int = 1
) -> ExportDone:
    """Write the vocabulary and graph to a file, whole or not at all.

    Args:
        workspace: The workspace.
        form: One of ``vocabulary.forms.OUT``.
        path: The file.
        overwrite: Whether one that is there may be replaced.
        concept: Id of the concept in the middle of the view, for ``html``.
        depth: Steps from it.

    Raises:
        ConflictError: There is a file at that place.
        NotFoundError: There is no such concept.
        InputError: The format is not known, or the place cannot be written.
        DiskFullError: The disk takes no more.
    """
    require(workspace, "export_graph")
    if concept and form != "html":
        raise InputError(f"A view was asked for in {form}.", "the format html.", "Use --format html, or no --concept.")
    workspace.refuse_own_file(path)
    if path.is_file() and not overwrite:
        raise ConflictError(f"There is a file {path} already.", "a new path.", "Use --overwrite, or another --output.")
    document = document_of(workspace.store, workspace.draft())
    content = forms.render(form, document, centre=concept, depth=depth)
    with whole_file(path) as file:
        file.write(content)
    return ExportDone(path, len(document.concepts), int((document.weight > 0).sum()))


def import_vocabulary(
    workspace: Workspace,
    path: Path,
    choices: Choices = Choices(),  # noqa: B008 (frozen)
    *,
    rest: bool = False,
    expected: str | None = None,
) -> ImportDone:
    """Apply what a file proposes as edits.

    Args:
        workspace: The workspace.
        path: The file.
        choices: What a person says of it.
        rest: Apply what can be applied although there are problems.
        expected: The log's last event when the proposal was shown, None where that does not matter.

    Raises:
        InputError: The file cannot be read, or has problems; nothing was applied.
        ConflictError: Somebody edited the same since ``expected``, or an edit does not fit; nothing was applied.
    """
    require(workspace, "import_vocabulary")
    store = workspace.store
    # Made before, where it holds nobody up; inside it is made anew only when something was written meanwhile.
    workspace.draft()
    with store.transaction():
        draft = workspace.draft()
        exported = {c.id for c in document_of(store, draft).concepts} if choices.delete_missing else frozenset[str]()
        proposal = propose(path, choices, document_of(store, draft, whole=True), exported, store.concepts.names())
        if proposal.problems and not rest:
            raise _refusal(path, proposal)
        reason = f"imported from {path.name}"[:200]
        rows = [Row(n, {**change.edit, "reason": reason}) for n, change in enumerate(proposal.changes, 1)]
        return ImportDone(proposal, tuple(apply_edits(workspace, rows, expected=expected)))


def _refusal(path: Path, proposal: Proposal) -> InputError:
    first, more = proposal.problems[0], len(proposal.problems) - 1
    return InputError(
        f"{path.name}, {first.where}: {first.found}{f', and {more:,} more problems' if more else ''}.",
        f"{first.wanted}.",
        f"Nothing was applied; {first.remedy}. --dry-run lists all of it, --rest applies what can be applied.",
    )
