"""The document of a workspace: the graph's concepts and edges, with all that curators said of them."""

from pathlib import Path

import networkx as nx

from mathscale_core.adapters.documents import document_of
from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.records import Code, ConceptEntry, GraphDocument, Relation
from mathscale_core.testing.workspaces import SMALL, fresh_workspace, small_workspace
from mathscale_core.workspace import Workspace


def of(workspace: Workspace, *, whole: bool = False) -> GraphDocument:
    return document_of(workspace.store, workspace.draft(), whole=whole)


def called(document: GraphDocument, name: str) -> ConceptEntry:
    return next(c for c in document.concepts if c.name == name)


def test_an_empty_workspace_is_an_empty_document(tmp_path: Path) -> None:
    document = of(fresh_workspace(tmp_path))
    assert (document.concepts, len(document.source), document.relations) == ((), 0, ())


def test_every_edge_of_the_seeds_is_in_it_once_with_its_weight(tmp_path: Path) -> None:
    """Counted from the seeds by networkx, which knows nothing of our arrays."""
    graph = nx.Graph()
    for topics, kps in SMALL:
        names = sorted({*topics, *kps} - {"Checking a solution"})
        for i, a in enumerate(names):
            for b in names[i + 1 :]:
                graph.add_edge(a, b, weight=graph.get_edge_data(a, b, {"weight": 0})["weight"] + 1)
    document = of(small_workspace(tmp_path))
    names = [c.name for c in document.concepts]
    found = {
        frozenset((names[a], names[b])): w
        for a, b, w in zip(document.source, document.target, document.weight, strict=True)
    }
    assert found == {frozenset((a, b)): float(said["weight"]) for a, b, said in graph.edges(data=True)}
    assert len(found) == len(document.source)
    assert not document.by_hand.any()


def test_what_cleaning_drops_is_in_the_whole_vocabulary_only(tmp_path: Path) -> None:
    workspace = small_workspace(tmp_path)
    assert "Checking a solution" not in [c.name for c in of(workspace).concepts]
    assert called(of(workspace, whole=True), "Checking a solution").seeds == 1
    assert (called(of(workspace), "Fractions").seeds, called(of(workspace), "Fractions").kind) == (4, "topic")


def test_what_curators_said_stands_with_each_concept(tmp_path: Path) -> None:
    """A concept that a person added, coded, placed or locked is in it, however few seeds carry it."""
    workspace = small_workspace(tmp_path).acting_as("Emmy")
    fractions, money = (called(of(workspace), name).id for name in ("Fractions", "Money"))
    dropped = called(of(workspace, whole=True), "Checking a solution").id
    apply_edit(workspace, {"kind": "add", "as": "topic", "name": "Numbers", "id": "c_numbers", "aliases": ["Digits"]})
    for edit in (
        {"kind": "relate", "a": "c_numbers", "b": fractions, "as": "parent-of"},
        {"kind": "relate", "a": fractions, "b": money, "as": "different"},
        {"kind": "code", "concept": dropped, "add": [{"scheme": "MSC 2020", "code": "97H30", "match": "close"}]},
        {"kind": "define", "concept": money, "definition": "What things cost."},
        {"kind": "lock", "concept": money, "locked": True},
        {"kind": "edge", "a": fractions, "b": money, "weight": 7},
    ):
        apply_edit(workspace, edit)
    document = of(workspace)
    assert called(document, "Numbers").aliases == ("Digits",)
    assert called(document, "Fractions").parent == "c_numbers"
    assert (called(document, "Money").locked, called(document, "Money").definition) == (True, "What things cost.")
    assert called(document, "Checking a solution").codes == (Code("MSC 2020", "97H30", "close"),)
    assert document.relations == (Relation(min(fractions, money), max(fractions, money), "different"),)
    ids = [c.id for c in document.concepts]
    hand = {frozenset((ids[a], ids[b])): w for a, b, w, h in zip(
        document.source, document.target, document.weight, document.by_hand, strict=True) if h}  # fmt: skip
    assert hand == {frozenset((fractions, money)): 7.0}


def test_merged_and_deleted_concepts_are_gone_and_their_names_lead_on(tmp_path: Path) -> None:
    workspace = small_workspace(tmp_path)
    money, percentages = (called(of(workspace), name).id for name in ("Money", "Percentages"))
    equations = called(of(workspace), "Linear equations").id
    apply_edit(workspace, {"kind": "merge", "from": [money], "into": percentages})
    apply_edit(workspace, {"kind": "delete", "concept": equations, "reason": "no topic"})
    document = of(workspace, whole=True)
    assert {c.name for c in document.concepts if c.kind == "topic"} == {"Fractions", "Percentages"}
    assert "Money" in called(document, "Percentages").aliases
