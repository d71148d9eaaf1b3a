"""Labels and decisions make the graph of a version; cleaning, edges by hand and seeds at rest."""

import numpy as np

from mathscale_core.curation.versions import Labels, Version, clean
from mathscale_core.records import Concept

A, B, X, Y = Concept("a", "topic", "A"), Concept("b", "topic", "B"), Concept("x", "kp", "x"), Concept("y", "kp", "y")


def labels(*pairs: tuple[str, str]) -> Labels:
    seeds, concepts = sorted({s for s, _ in pairs}), sorted({c for _, c in pairs})
    places = sorted((seeds.index(s), concepts.index(c)) for s, c in pairs)
    return Labels(
        seeds, concepts, np.array([s for s, _ in places], dtype=np.int32), np.array([c for _, c in places], np.int32)
    )


def version(*pairs: tuple[str, str], **changes: object) -> Version:
    fields = {"restored": (), "edges": {}, "minimum_seeds": 2} | changes
    return Version(labels(*pairs), [A, B, X, Y], **fields)  # type: ignore[arg-type]


PAIRS = (("s1", "a"), ("s1", "x"), ("s2", "a"), ("s2", "x"), ("s3", "b"), ("s3", "x"))


def test_nothing_makes_the_empty_graph() -> None:
    """No labels, no concepts."""
    made = clean(version())
    assert (made.graph.topics, made.graph.kps, made.dropped, made.concepts_of_seed) == ((), (), (), {})


def test_concepts_of_few_seeds_are_dropped_unless_somebody_restored_them() -> None:
    """What was dropped is named with its seeds."""
    made = clean(version(*PAIRS))
    assert ([c.id for c in made.graph.topics], made.dropped) == (["a"], ((B, 1),))
    assert made.concepts_of_seed == {"s1": ("a", "x"), "s2": ("a", "x"), "s3": ("x",)}
    assert made.kps_of_seed == {"s1": ("x",), "s2": ("x",), "s3": ("x",)}
    assert [c.id for c in clean(version(*PAIRS, restored={"b"})).graph.topics] == ["a", "b"]


def test_an_edge_by_hand_counts_in_the_place_of_the_seeds() -> None:
    """Set, drawn anew, or taken away; the digest is another one, and what the seeds say is kept beside it."""
    plain = clean(version(*PAIRS, restored={"b"})).graph
    for edges, weights in (
        ({("a", "x"): 9}, {"a": [9.0], "b": [1.0]}),
        ({("a", "x"): 0}, {"a": [], "b": [1.0]}),
        ({("a", "b"): 4}, {"a": [2.0], "b": [1.0]}),
    ):
        graph = clean(version(*PAIRS, restored={"b"}, edges=edges)).graph
        found = {t.id: graph.topic_kp.neighbours(i)[1].tolist() for i, t in enumerate(graph.topics)}
        assert found == weights
        assert graph.version != plain.version
    assert graph.topic_topic.weights.tolist() == [4.0, 4.0]
    assert dict(graph.by_hand) == {("a", "b"): 0}


def test_an_edge_alone_brings_a_concept_without_seeds_into_the_graph() -> None:
    """A vocabulary may begin without any seed."""
    graph = clean(version(edges={("b", "y"): 3})).graph
    assert ([c.id for c in graph.topics], [c.id for c in graph.kps], graph.edges["topic_kp"]) == (["b"], ["y"], 1)
    assert (graph.topic_seeds.tolist(), graph.seeds) == ([0], 0)


def test_seeds_at_rest_made_the_graph_and_are_no_examples() -> None:
    """Held back after the version was published."""
    made = clean(version(*PAIRS), resting=frozenset({"s1"}))
    assert set(made.concepts_of_seed) == set(made.kps_of_seed) == {"s2", "s3"}
    assert made.graph.version == clean(version(*PAIRS)).graph.version
