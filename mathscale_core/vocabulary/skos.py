"""The vocabulary as SKOS, by rdflib: out as Turtle, in as Turtle or RDF/XML, ours or a taxonomy of one's own.

``skos:prefLabel`` is the name, ``altLabel`` the other names, ``definition``, ``broader`` the concept above. Between two
concepts ``related``, ``exactMatch`` and ``owl:differentFrom`` are the relations related, same and different. A code
stands twice: as ``skos:notation`` whose datatype is its scheme, and as ``exactMatch``, ``closeMatch``, ``broadMatch``
or ``narrowMatch`` with an IRI of scheme and code. In a foreign file a plain notation is a code of the file's own
scheme. SKOS has no place for edges, weights by hand, locks and numbers of seeds: they do not go out, and when a file
comes back they stay as they are. Nothing is ever fetched. https://www.w3.org/TR/skos-reference/
"""

from collections.abc import Iterable
from urllib.parse import quote, unquote
from xml.sax import SAXException

from rdflib import Graph, Literal, URIRef
from rdflib.exceptions import ParserError
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from mathscale_core.errors import InputError
from mathscale_core.records import Code, GraphDocument, Match, RelationKind
from mathscale_core.vocabulary.decoding import decode, holdable, outermost_element
from mathscale_core.vocabulary.rows import Problem, Reading, VocabularyRow, kind_named

_CONCEPT = "urn:mathscale:concept:"
_CODE = "urn:mathscale:code:"
_SCHEME = "urn:mathscale:scheme:"
_VOCABULARY = URIRef("urn:mathscale:vocabulary")
_MATCHES: dict[Match, URIRef] = {
    "exact": SKOS.exactMatch, "close": SKOS.closeMatch, "broader": SKOS.broadMatch, "narrower": SKOS.narrowMatch,
}  # fmt: skip
#: All of them hold both ways round, and a file may say each once or twice.
_RELATIONS: dict[RelationKind, URIRef] = {
    "related": SKOS.related, "same": SKOS.exactMatch, "different": OWL.differentFrom,
}  # fmt: skip
_WANTED = "SKOS in Turtle or RDF/XML: concepts with skos:prefLabel."
_NOTHING = "Nothing was applied"


def render(document: GraphDocument) -> bytes:
    """The vocabulary as one concept scheme in Turtle; equal documents give equal bytes."""
    graph = Graph(bind_namespaces="none")
    for prefix, space in (("skos", SKOS), ("dcterms", DCTERMS), ("owl", OWL)):
        graph.bind(prefix, space)
    graph.add((_VOCABULARY, RDF.type, SKOS.ConceptScheme))
    graph.add((_VOCABULARY, DCTERMS.title, Literal("MathScale vocabulary")))
    graph.add((_VOCABULARY, DCTERMS.hasVersion, Literal(document.version)))
    for c in document.concepts:
        one = _concept(c.id)
        graph.add((one, RDF.type, SKOS.Concept))
        graph.add((one, SKOS.inScheme, _VOCABULARY))
        graph.add((one, SKOS.prefLabel, Literal(holdable(c.name))))
        graph.add((one, DCTERMS.type, Literal(c.kind)))
        for alias in c.aliases:
            graph.add((one, SKOS.altLabel, Literal(holdable(alias))))
        if c.definition:
            graph.add((one, SKOS.definition, Literal(holdable(c.definition))))
        if c.parent:
            graph.add((one, SKOS.broader, _concept(c.parent)))
        else:
            graph.add((one, SKOS.topConceptOf, _VOCABULARY))
        for code in c.codes:
            scheme = URIRef(_SCHEME + quote(code.scheme, safe=""))
            graph.add((one, SKOS.notation, Literal(holdable(code.code), datatype=scheme)))
            graph.add((one, _MATCHES[code.match], _code_iri(code)))
    for relation in document.relations:
        if relation.relation in _RELATIONS:
            graph.add((_concept(relation.a), _RELATIONS[relation.relation], _concept(relation.b)))
    return graph.serialize(format="turtle", encoding="utf-8")


def read(data: bytes, name: str) -> Reading:
    """The concepts of a SKOS file, in the order of their IRIs.

    Raises:
        InputError: It is no SKOS, or an RDF/XML with a document type.
    """
    graph = _parsed(data, name)
    concepts = sorted({*graph.subjects(RDF.type, SKOS.Concept), *graph.subjects(SKOS.prefLabel)}, key=str)
    concepts = [c for c in concepts if (c, RDF.type, SKOS.ConceptScheme) not in graph]
    if not concepts:
        raise InputError(
            f"{name} holds {len(graph):,} statements and no skos:Concept.", _WANTED, f"{_NOTHING}; export it as SKOS."
        )
    inside = set(concepts)
    rows, problems = list[VocabularyRow](), list[Problem]()
    for concept in concepts:
        where = f"<{str(concept)[:80]}>"
        labels = list(graph.objects(concept, SKOS.prefLabel))
        if not labels:
            problems.append(Problem(where, "no skos:prefLabel", "a name", "name it, or take it out"))
            continue
        above = sorted({*graph.objects(concept, SKOS.broader), *graph.subjects(SKOS.narrower, concept)}, key=str)
        if len(above) > 1:
            found = f"{len(above)} broader concepts, of which {_shown(graph, above[0])} is taken"
            problems.append(Problem(where, found, "one: the vocabulary is a tree", "choose which one it hangs below"))
        rows.append(_row(graph, concept, labels, above[:1], inside))
    return Reading(tuple(rows), tuple(problems))


def _row(graph: Graph, concept: Node, labels: list[Node], above: list[Node], inside: set[Node]) -> VocabularyRow:
    first, *others = _by_language(labels)
    kinds = [k for k in (kind_named(str(o)) for o in graph.objects(concept, DCTERMS.type)) if k]
    ours = str(concept).startswith(_CONCEPT)
    definitions = _by_language(graph.objects(concept, SKOS.definition))
    return VocabularyRow(
        f"<{str(concept)[:80]}>",
        first,
        unquote(str(concept).removeprefix(_CONCEPT)) if ours else "",
        kinds[0] if kinds else None,
        tuple(dict.fromkeys([*others, *_by_language(graph.objects(concept, SKOS.altLabel))])),
        definitions[0] if definitions else "",
        _reference(above[0]) if above else "",
        _codes(graph, concept, inside),
        relations={word: _related(graph, concept, word, inside) for word in _RELATIONS},
        handle=str(concept),
    )


def _related(graph: Graph, concept: Node, word: RelationKind, inside: set[Node]) -> tuple[str, ...]:
    """The concepts to which one has a relation; an ``exactMatch`` of none of the file is a code."""
    others = {*graph.objects(concept, _RELATIONS[word]), *graph.subjects(_RELATIONS[word], concept)}
    ours = {o for o in others if word != "same" or o in inside or str(o).startswith(_CONCEPT)}
    return tuple(_reference(o) for o in sorted(ours, key=str) if not isinstance(o, Literal))


def _parsed(data: bytes, name: str) -> Graph:
    # A file that opens with "<?xml" or "<rdf:" is XML; Turtle opens an IRI with "<" as well.
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:200]
    xml = start.startswith((b"<?xml", b"<!")) or b"<rdf:RDF" in start
    graph = Graph(bind_namespaces="none")
    try:
        if xml:
            outermost_element(data, name)
            graph.parse(data=data, format="xml")
        else:
            graph.parse(data=decode(data, name, _WANTED), format="turtle")
    except (BadSyntax, ParserError, SAXException, ValueError, RecursionError, AssertionError) as error:
        said = " ".join(str(getattr(error, "message", "") or error).split())[:120]
        line = f"line {error.lines + 1}: " if isinstance(error, BadSyntax) else ""
        raise InputError(
            f"{name} cannot be read as {'RDF/XML' if xml else 'Turtle'} ({line}{said or type(error).__name__}).",
            _WANTED,
            f"{_NOTHING}; export it anew.",
        ) from error
    return graph


def _by_language(labels: Iterable[Node]) -> list[str]:
    """Labels without a language first, then English ones, then the others."""

    def order(label: Node) -> tuple[int, str, str]:
        language = (getattr(label, "language", None) or "").casefold()
        return (0 if not language else 1 if language.split("-")[0] == "en" else 2, language, str(label))

    return [str(label) for label in sorted(labels, key=order) if str(label).strip()]


def _codes(graph: Graph, concept: Node, inside: set[Node]) -> tuple[Code, ...]:
    found: dict[tuple[str, str], Code] = {}
    for match, word in _MATCHES.items():
        for target in graph.objects(concept, word):
            if isinstance(target, URIRef) and target not in inside and not target.startswith(_CONCEPT):
                code = _code_of(str(target), match)
                found.setdefault((code.scheme, code.code), code)
    for notation in graph.objects(concept, SKOS.notation):
        datatype = str(getattr(notation, "datatype", None) or "")
        scheme = unquote(datatype.removeprefix(_SCHEME)) if datatype.startswith(_SCHEME) else _own(graph, concept)
        found.setdefault((scheme, str(notation)), Code(scheme, str(notation)))
    return tuple(found[key] for key in sorted(found) if all(part.strip() for part in key))


def _own(graph: Graph, concept: Node) -> str:
    """The name of the scheme that a concept of a foreign file is in."""
    for scheme in sorted(
        {*graph.objects(concept, SKOS.inScheme), *graph.subjects(RDF.type, SKOS.ConceptScheme)}, key=str
    ):
        titles = [t for word in (DCTERMS.title, SKOS.prefLabel, RDFS.label) for t in graph.objects(scheme, word)]
        return _by_language(titles)[0] if titles else str(scheme)
    return "notation"


def _code_iri(code: Code) -> URIRef:
    web = code.scheme.startswith(("http://", "https://")) and code.scheme.endswith(("/", "#"))
    if web and quote(code.scheme + code.code, safe=":/#?&=%.~-_") == code.scheme + code.code and _code_of(
        code.scheme + code.code, code.match
    ) == code:  # fmt: skip
        return URIRef(code.scheme + code.code)
    return URIRef(f"{_CODE}{quote(code.scheme, safe='')}:{quote(code.code, safe='')}")


def _code_of(iri: str, match: Match) -> Code:
    """The code that an IRI means: scheme and code of ours, else all up to the last ``/`` or ``#``, and the rest."""
    if iri.startswith(_CODE):
        scheme, _, code = iri.removeprefix(_CODE).partition(":")
        return Code(unquote(scheme), unquote(code), match)
    cut = max(iri.rstrip("/#").rfind("/"), iri.rstrip("/#").rfind("#"), iri.rfind(":") if "/" not in iri else -1) + 1
    return Code(iri[:cut] or iri, iri[cut:] if cut else iri, match)


def _concept(concept: str) -> URIRef:
    return URIRef(_CONCEPT + quote(concept, safe=""))


def _reference(concept: Node) -> str:
    """How a row names another concept: by its id where it is ours, else by its IRI."""
    iri = str(concept)
    return unquote(iri.removeprefix(_CONCEPT)) if iri.startswith(_CONCEPT) else iri


def _shown(graph: Graph, concept: Node) -> str:
    labels = _by_language(graph.objects(concept, SKOS.prefLabel))
    return repr(labels[0][:60]) if labels else f"<{str(concept)[:60]}>"
