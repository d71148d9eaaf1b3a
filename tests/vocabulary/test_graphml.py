"""GraphML: networkx reads the same counts; other schemas and malicious XML are refused."""

import io

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from mathscale_core.errors import InputError
from mathscale_core.records import ConceptEntry, GraphDocument
from mathscale_core.vocabulary.graphml import read, render
from mathscale_core.vocabulary.rows import edges_of, relations_of
from tests.vocabulary.documents import XML_TEXT, document, documents, school

HEAD = '<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns">'


@given(documents())
def test_networkx_finds_every_node_and_edge_with_typed_attributes(whole: GraphDocument) -> None:
    """Read by networkx itself: equal counts, weights as numbers, hands as truth values, whatever the names hold."""
    graph = nx.read_graphml(io.BytesIO(render(whole)))
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (len(whole.concepts), np.count_nonzero(whole.weight))
    assert not graph.is_directed()
    for a, b, w, h in zip(whole.source, whole.target, whole.weight, whole.by_hand, strict=True):
        if not w:
            assert f"c_{b}" in graph.nodes[f"c_{a}"]["unlinked"].split("|")
            continue
        edge = graph.edges[f"c_{a}", f"c_{b}"]
        assert (edge["weight"], edge["by_hand"]) == (float(w), bool(h))
    for c in whole.concepts:
        assert (graph.nodes[c.id]["kind"], graph.nodes[c.id]["seeds"]) == (c.kind, c.seeds)
        assert graph.nodes[c.id]["locked"] is c.locked


@given(documents(XML_TEXT))
def test_what_goes_out_comes_back(whole: GraphDocument) -> None:
    """Of text that XML can hold; what a node does not say is not said."""
    rows = {row.id: row for row in read(render(whole), "v.graphml").rows}
    for c in whole.concepts:
        row = rows[c.id]
        assert (row.name, row.kind, row.locked) == (c.name, c.kind, c.locked)
        assert (row.aliases or (), row.codes or (), row.parent or "", row.definition or "") == (
            c.aliases, c.codes, c.parent, c.definition,
        )  # fmt: skip
        assert {w: o for w, o in row.relations.items() if o} == {
            w: tuple(o) for w, o in relations_of(whole).get(c.id, {}).items()
        }
    read_back = {(frozenset((r.id, o)), w) for r in rows.values() for o, w in r.edges if w is not None}
    assert read_back == {(frozenset((c, o)), w) for c, of in edges_of(whole).items() for o, w in of}


def test_an_edge_by_hand_is_read_with_its_weight() -> None:
    """One that is by hand no longer says so; one that is not drawn, or does not say, says nothing."""
    mine = nx.Graph()
    for node in "abcd":
        mine.add_node(f"c_{node}", kind="kp", name=node)
    mine.add_edge("c_a", "c_b", weight=5.0, by_hand=True)
    mine.add_edge("c_a", "c_c", weight=4.0, by_hand=False)
    mine.add_edge("c_a", "c_d", weight=4.0)
    mine.add_edge("c_c", "c_d", weight="many", by_hand=True)
    mine.nodes["c_b"]["unlinked"] = "c_d"
    file = io.BytesIO()
    nx.write_graphml_xml(mine, file)
    found = read(file.getvalue(), "mine.graphml")
    edges = {row.id: dict(row.edges) for row in found.rows}
    assert edges == {"c_a": {"c_b": 5.0, "c_c": None}, "c_b": {"c_d": 0.0}, "c_c": {}, "c_d": {}}
    assert not any(row.all_edges for row in found.rows)
    assert found.problems[0].text.startswith("edge c_c – c_d: found the weight 'many'")


def test_relations_stand_with_the_first_of_the_two() -> None:
    graph = nx.read_graphml(io.BytesIO(render(school())))
    assert graph.nodes["c_fractions"]["related"] == "c_percentages"
    assert graph.graph["version"] == "g_drawn"


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    graph = nx.read_graphml(io.BytesIO(render(document(ConceptEntry("c_1", "kp", "a\x00b\x1fc\ufffe")))))
    assert [said["name"] for _, said in graph.nodes(data=True)] == ["abc"]


def test_another_schema_is_refused_with_what_it_has() -> None:
    """A graph of somebody else: nodes with a label."""
    other = nx.Graph()
    other.add_node("n1", label="Sums")
    file = io.BytesIO()
    nx.write_graphml_xml(other, file)
    with pytest.raises(InputError, match="another schema: 1 nodes with label") as refused:
        read(file.getvalue(), "other.graphml")
    assert "kind and name" in refused.value.wanted
    assert refused.value.remedy


def test_numbers_of_another_program_are_no_ids() -> None:
    """Gephi numbers nodes anew: they are found by name, and parents by the number."""
    mine = nx.Graph()
    mine.add_node("0", kind="topic", name="Numbers")
    mine.add_node("1", kind="kp", name="Sums", parent="0")
    file = io.BytesIO()
    nx.write_graphml_xml(mine, file)
    rows = read(file.getvalue(), "mine.graphml").rows
    assert [(r.id, r.handle, r.parent) for r in rows] == [("", "0", None), ("", "1", "0")]


def test_a_node_of_no_kind_is_a_problem_of_its_own() -> None:
    mine = nx.Graph()
    mine.add_node("0", kind="theme", name="Numbers")
    mine.add_node("1", kind="kp", name="Sums", codes="nonsense")
    mine.add_node("2", kind="kp", name="Limits")
    file = io.BytesIO()
    nx.write_graphml_xml(mine, file)
    found = read(file.getvalue(), "mine.graphml")
    assert [r.name for r in found.rows] == ["Limits"]
    assert [p.where for p in found.problems] == ["node 0", "node 1"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "is empty"),
        ("<graphml", "no well-formed XML"),
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", "XML of another kind"),
        (HEAD + "<graph edgedefault='undirected'><node/></graph></graphml>", "cannot be read|another schema"),
        (HEAD + "</graphml>", "cannot be read|another schema"),
        (
            '<!DOCTYPE g [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><graphml>&b;</graphml>',
            "document type",
        ),
        ('<!DOCTYPE g [<!ENTITY x SYSTEM "file:///etc/hostname">]><graphml>&x;</graphml>', "document type"),
    ],
)
def test_what_is_no_graphml_is_refused_with_a_word(text: str, found: str) -> None:
    with pytest.raises(InputError, match=found) as refused:
        read(text.encode(), "v.graphml")
    assert refused.value.remedy
