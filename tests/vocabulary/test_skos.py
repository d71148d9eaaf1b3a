"""SKOS: rdflib reads what goes out; taxonomies of others come in with tree and codes."""

import pytest
from hypothesis import given, settings
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS

from mathscale_core.errors import InputError
from mathscale_core.records import Code, GraphDocument
from mathscale_core.vocabulary.rows import relations_of
from mathscale_core.vocabulary.skos import read, render
from tests.vocabulary.documents import XML_TEXT, document, documents, school

PREFIX = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix d: <http://purl.org/dc/terms/> .\n"
FOREIGN = """
<http://o.org/s> a skos:ConceptScheme ; d:title "Our plan"@en .
<http://o.org/1> a skos:Concept ; skos:inScheme <http://o.org/s> ; skos:notation "A" ;
    skos:prefLabel "Numbers"@en, "Zahlen"@de ; skos:altLabel "Arithmetic"@en .
<http://o.org/2> a skos:Concept ; skos:inScheme <http://o.org/s> ; skos:notation "A.1" ;
    skos:prefLabel "Fractions" ; skos:broader <http://o.org/1> ; skos:definition "Parts."@en, "Teile."@de ;
    skos:exactMatch <http://www.wikidata.org/entity/Q66055> .
<http://o.org/3> a skos:Concept ; skos:prefLabel "Sums" .
<http://o.org/1> skos:narrower <http://o.org/3> .
"""


@settings(max_examples=60)
@given(documents())
def test_rdflib_finds_every_concept_label_and_broader(whole: GraphDocument) -> None:
    """Parsed by rdflib itself: equal counts, whatever the names hold."""
    graph = Graph().parse(data=render(whole), format="turtle")
    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) == len(whole.concepts)
    assert len(list(graph.subject_objects(SKOS.prefLabel))) == len(whole.concepts)
    assert len(list(graph.subject_objects(SKOS.broader))) == sum(bool(c.parent) for c in whole.concepts)


@settings(max_examples=60)
@given(documents(XML_TEXT))
def test_what_goes_out_comes_back(whole: GraphDocument) -> None:
    """Name, kind, other names, definition, parent and codes of text that XML can hold, too."""
    rows = {row.id: row for row in read(render(whole), "v.ttl").rows} if whole.concepts else {}
    for c in whole.concepts:
        row = rows[c.id]
        assert (row.name, row.kind, row.parent, row.definition) == (c.name, c.kind, c.parent, c.definition)
        assert set(row.aliases or ()) == set(c.aliases)
        assert set(row.codes or ()) == set(c.codes)
        for word, others in relations_of(whole).get(c.id, {}).items():
            assert set(others) <= set(row.relations[word])
        assert (row.locked, row.edges, row.all_edges) == (None, (), False)


def test_relations_are_said_of_both_and_a_match_with_one_of_the_file_is_no_code() -> None:
    more = """
<http://o.org/2> skos:related <http://o.org/3> ; skos:exactMatch <http://o.org/1> .
<http://o.org/3> <http://www.w3.org/2002/07/owl#differentFrom> <http://o.org/1>, "text" .
"""
    rows = {r.handle[-1]: r for r in read((PREFIX + FOREIGN + more).encode(), "plan.ttl").rows}
    assert rows["2"].relations == {"related": ("http://o.org/3",), "same": ("http://o.org/1",), "different": ()}
    assert rows["3"].relations == {"related": ("http://o.org/2",), "same": (), "different": ("http://o.org/1",)}
    assert {c.code for c in rows["2"].codes or ()} == {"A.1", "Q66055"}


def test_codes_stand_as_notations_and_as_matches() -> None:
    """A typed notation, and an IRI: of the web where the scheme is one, else ours."""
    graph = Graph().parse(data=render(school()), format="turtle")
    fractions = URIRef("urn:mathscale:concept:c_fractions")
    assert set(graph.objects(fractions, SKOS.notation)) == {
        Literal("97F40", datatype=URIRef("urn:mathscale:scheme:MSC%202020")),
        Literal("fr:1", datatype=URIRef("urn:mathscale:scheme:https%3A%2F%2Fexample.org%2Fscheme%2F")),
    }
    assert set(graph.objects(fractions, SKOS.exactMatch)) == {URIRef("urn:mathscale:code:MSC%202020:97F40")}
    assert set(graph.objects(fractions, SKOS.closeMatch)) == {URIRef("https://example.org/scheme/fr:1")}
    assert set(graph.objects(fractions, SKOS.related)) == {URIRef("urn:mathscale:concept:c_percentages")}


def test_equal_documents_give_equal_bytes() -> None:
    assert render(school()) == render(school())


def test_a_taxonomy_of_ones_own_comes_in_with_tree_languages_and_codes() -> None:
    """English first, other languages as other names; a notation is a code of the file's scheme; narrower is broader."""
    rows = {r.handle[-1]: r for r in read((PREFIX + FOREIGN).encode(), "plan.ttl").rows}
    assert (rows["1"].name, rows["1"].aliases, rows["1"].id) == ("Numbers", ("Zahlen", "Arithmetic"), "")
    assert (rows["1"].codes, rows["1"].parent) == ((Code("Our plan", "A"),), "")
    assert (rows["2"].definition, rows["2"].parent) == ("Parts.", "http://o.org/1")
    assert set(rows["2"].codes or ()) == {
        Code("Our plan", "A.1"), Code("http://www.wikidata.org/entity/", "Q66055"),
    }  # fmt: skip
    assert rows["3"].parent == "http://o.org/1"
    assert {r.kind for r in rows.values()} == {None}


def test_rdf_xml_says_the_same_as_turtle() -> None:
    text = Graph().parse(data=PREFIX + FOREIGN, format="turtle").serialize(format="xml").encode()
    assert read(text, "plan.rdf").rows == read((PREFIX + FOREIGN).encode(), "plan.ttl").rows


def test_of_two_broader_concepts_one_is_taken_and_that_is_said() -> None:
    more = "<http://o.org/2> skos:broader <http://o.org/3> ."
    found = read((PREFIX + FOREIGN + more).encode(), "plan.ttl")
    assert next(r for r in found.rows if r.name == "Fractions").parent == "http://o.org/1"
    assert "2 broader concepts, of which 'Numbers' is taken" in found.problems[0].text


def test_a_concept_without_a_name_is_a_problem() -> None:
    found = read((PREFIX + FOREIGN + "<http://o.org/4> a skos:Concept .").encode(), "plan.ttl")
    assert [p.where for p in found.problems] == ["<http://o.org/4>"]
    assert len(found.rows) == 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "is empty"),
        ("name,kind\nSums,kp\n", "cannot be read as Turtle"),
        (PREFIX, "no skos:Concept"),
        (PREFIX + "<http://o.org/1> a skos:Concept ; ", "cannot be read as Turtle"),
        ("<?xml version='1.0'?><rdf:RDF", "no well-formed XML"),
        ("<?xml version='1.0'?><svg/>", "no skos:Concept|cannot be read as RDF/XML"),
        ('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>', "document type"),
        ("@prefix : <http://o.org/> . :a :b " + "[ :b " * 5_000, "cannot be read as Turtle"),
    ],
)  # fmt: skip
def test_what_is_no_skos_is_refused_with_a_word(text: str, found: str) -> None:
    with pytest.raises(InputError, match=found) as refused:
        read(text.encode(), "plan.ttl")
    assert refused.value.remedy


def test_an_empty_vocabulary_is_a_scheme_without_concepts() -> None:
    graph = Graph().parse(data=render(document()), format="turtle")
    assert len(list(graph.subjects(RDF.type, SKOS.ConceptScheme))) == 1
