"""The tiny graphs are what their drawings show."""

from mathscale_core.testing.graphs import dead_end, draw_graph, empty, lonely, pair, square


def test_the_empty_drawing() -> None:
    """No seeds, no concepts, no edges."""
    graph = empty()
    assert (graph.topics, graph.kps, graph.seeds) == ((), (), 0)
    assert set(graph.edges.values()) == {0}


def test_capitals_are_topics() -> None:
    """The first letter says the kind, and the name is the id; a name that stands twice in a seed counts once."""
    graph = draw_graph({"s1": ["Algebra", "adding", "adding"]})
    assert [(c.id, c.kind, c.name) for c in graph.topics + graph.kps] == [
        ("Algebra", "topic", "Algebra"),
        ("adding", "kp", "adding"),
    ]
    assert graph.neighbours("Algebra")[0][1] == 1


def test_the_pair() -> None:
    """A and x are joined once."""
    assert pair().edges == {"topic_topic": 0, "topic_kp": 1, "kp_kp": 0}


def test_the_square() -> None:
    """Four sides, the one from A to x of weight two, no diagonals."""
    graph = square()
    weights = {(a, c.id): weight for a in "ABxy" for c, weight, _, _ in graph.neighbours(a)}
    assert weights == {
        ("A", "B"): 1, ("B", "A"): 1, ("A", "x"): 2, ("x", "A"): 2,
        ("B", "y"): 1, ("y", "B"): 1, ("x", "y"): 1, ("y", "x"): 1,
    }  # fmt: skip


def test_the_lonely_topic() -> None:
    """C has a knowledge point and no topic beside it; the graph falls into two parts."""
    graph = lonely()
    assert [c.id for c, _, _, _ in graph.neighbours("C")] == ["z"]
    assert graph.components() == 2


def test_the_dead_end() -> None:
    """B has a topic beside it and no knowledge point."""
    assert [c.id for c, _, _, _ in dead_end().neighbours("B")] == ["A"]
