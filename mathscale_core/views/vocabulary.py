"""What goes out as a file and what one that comes in would change, for screens and commands."""

from dataclasses import dataclass
from pathlib import Path

from mathscale_core.adapters.documents import document_of
from mathscale_core.errors import InputError, NotFoundError
from mathscale_core.extraction.names import name_key
from mathscale_core.records import ConceptKind, GraphDocument
from mathscale_core.views.curation import last_event
from mathscale_core.vocabulary import forms
from mathscale_core.vocabulary.changes import Change
from mathscale_core.vocabulary.forms import ENDING, IN, MEDIA, OUT
from mathscale_core.vocabulary.proposal import Choices, Proposal, propose
from mathscale_core.vocabulary.rows import Problem
from mathscale_core.workspace import Workspace

__all__ = [
    "ENDING", "IN", "MEDIA", "OUT", "Change", "Choices", "ImportPreview", "Problem", "Proposal", "concept_called",
    "document", "download", "file_name", "name_in_graph", "preview_import",
]  # fmt: skip

_KINDS: tuple[ConceptKind, ConceptKind] = ("topic", "kp")


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would be, and the log's last event when that was worked out."""

    proposal: Proposal
    seen: str


def document(workspace: Workspace) -> GraphDocument:
    """The vocabulary and graph of the draft, as it goes out."""
    return document_of(workspace.store, workspace.draft())


def download(workspace: Workspace, form: str, *, concept: str = "", depth: int = 1) -> bytes:
    """The bytes of a file in one of :data:`OUT`; ``concept`` and ``depth`` choose the view of ``html``.

    Raises:
        InputError: The format is not known, or the depth out of bounds.
        NotFoundError: The view is to be of a concept that is not there.
    """
    return forms.render(form, document(workspace), centre=concept, depth=depth)


def file_name(workspace: Workspace, form: str) -> str:
    """How a download is called: with the version, so that two of them can be told apart.

    Raises:
        KeyError: The format is not known.
    """
    return f"vocabulary-{workspace.draft().graph.version.removeprefix('g_')[:8]}.{ENDING[form]}"


def name_in_graph(workspace: Workspace, concept: str) -> str:
    """The name of a concept that a picture can be made of, ``""`` where the draft's graph has none of that id."""
    graph = workspace.draft().graph
    if concept not in graph.position:
        return ""
    kind, place = graph.position[concept]
    return (graph.topics if kind == "topic" else graph.kps)[place].name


def concept_called(workspace: Workspace, text: str) -> str:
    """The id of the concept that an id or a name means now.

    Raises:
        NotFoundError: No concept has it.
        InputError: A topic and a knowledge point have it.
    """
    store = workspace.store.concepts
    standing = {c.id for c in store.concepts()}
    if store.merged_into(text) in standing:
        return store.merged_into(text)
    names = store.names()
    keys = [(kind, name_key(text)) for kind in _KINDS]
    found = sorted({store.merged_into(names[key]) for key in keys if key in names} & standing)
    if not found:
        raise NotFoundError(f"There is no concept {text!r}.", "the id or name of a concept.", "Search for it by name.")
    if len(found) > 1:
        raise InputError(f"{text!r} is a topic and a knowledge point.", "one of them.", f"Give {' or '.join(found)}.")
    return found[0]


def preview_import(workspace: Workspace, path: Path, choices: Choices = Choices()) -> ImportPreview:  # noqa: B008 (frozen)
    """What a file would change, without changing anything.

    Raises:
        InputError: The file cannot be read, or is of another format.
    """
    store, draft = workspace.store, workspace.draft()
    exported = {c.id for c in document_of(store, draft).concepts} if choices.delete_missing else frozenset[str]()
    seen = last_event(workspace)
    whole = document_of(store, draft, whole=True)
    return ImportPreview(propose(path, choices, whole, exported, store.concepts.names()), seen)
