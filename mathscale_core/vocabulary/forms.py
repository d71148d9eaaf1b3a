"""Which formats there are, which way each goes, and how a file tells its own.

The libraries of a format are loaded when it is used: nobody else waits for them.
"""

from collections.abc import Mapping
from pathlib import PurePath

from mathscale_core.errors import InputError
from mathscale_core.records import GraphDocument
from mathscale_core.vocabulary.rows import Reading

#: Format to what it is, in the order in which they are offered.
OUT: Mapping[str, str] = {
    "csv": "CSV: one concept a row, for spreadsheets",
    "json": "JSON: all of it, there and back",
    "graphml": "GraphML: for Gephi, Cytoscape, networkx",
    "skos": "SKOS: Turtle, for thesaurus tools",
    "parquet": "Parquet: one edge a row",
    "html": "HTML: one picture, no network needed",
}
#: Those that come back in.
IN = ("csv", "json", "graphml", "skos")
#: How a file of a format ends.
ENDING: Mapping[str, str] = {
    "csv": "csv", "json": "json", "graphml": "graphml", "skos": "ttl", "parquet": "parquet", "html": "html",
}  # fmt: skip
MEDIA: Mapping[str, str] = {
    "csv": "text/csv", "json": "application/json", "graphml": "application/xml", "skos": "text/turtle",
    "parquet": "application/vnd.apache.parquet", "html": "text/html",
}  # fmt: skip
_READ_AS: Mapping[str, str] = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".json": "json", ".graphml": "graphml", ".ttl": "skos",
    ".rdf": "skos", ".skos": "skos", ".owl": "skos", ".xml": "skos",
}  # fmt: skip


def render(form: str, document: GraphDocument, *, centre: str = "", depth: int = 1) -> bytes:
    """A document as a file; ``centre`` and ``depth`` choose the view of ``html``.

    Raises:
        InputError: The format is not known, or the depth out of bounds.
        NotFoundError: The view is to be of a concept that is not in the document.
    """
    match form:
        case "csv":
            from mathscale_core.vocabulary import csv

            return csv.render(document)
        case "json":
            from mathscale_core.vocabulary import json

            return json.render(document)
        case "graphml":
            from mathscale_core.vocabulary import graphml

            return graphml.render(document)
        case "skos":
            from mathscale_core.vocabulary import skos

            return skos.render(document)
        case "parquet":
            from mathscale_core.vocabulary import parquet

            return parquet.render(document)
        case "html":
            from mathscale_core.vocabulary import html

            return html.render(document, centre, depth)
    raise InputError(f"The format {form!r} is not known.", f"one of {', '.join(OUT)}.", "Use --format.")


def read(form: str, data: bytes, name: str) -> Reading:
    """The rows of a file; ``name`` is for messages.

    Raises:
        InputError: The format is not one that comes in, or the file is not of it.
    """
    match form:
        case "csv":
            from mathscale_core.vocabulary import csv

            return csv.read(data, name)
        case "json":
            from mathscale_core.vocabulary import json

            return json.read(data, name)
        case "graphml":
            from mathscale_core.vocabulary import graphml

            return graphml.read(data, name)
        case "skos":
            from mathscale_core.vocabulary import skos

            return skos.read(data, name)
    raise InputError(f"The format {form!r} does not come in.", f"one of {', '.join(IN)}.", "Use --format.")


def form_of(name: str) -> str:
    """The format that a file's name tells.

    >>> form_of("taxonomy.ttl")
    'skos'

    Raises:
        InputError: It tells none.
    """
    ending = PurePath(name).suffix.casefold()
    if ending not in _READ_AS:
        raise InputError(
            f"{name} ends in {ending or 'nothing'}.", f"{', '.join(_READ_AS)}.", "Name its format with --format."
        )
    return _READ_AS[ending]
