"""Tiny concept graphs, drawn by hand.

A drawing maps seeds to the names that they carry: a name that begins with a capital is a topic, any other a
knowledge point. Ids are the names themselves, so that a test reads like its drawing.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from mathscale_core.graph import ConceptGraph, build_graph
from mathscale_core.records import Concept

Drawing = Mapping[str, Sequence[str]]


def draw_graph(drawing: Drawing) -> ConceptGraph:
    """The graph of a drawing.

    >>> draw_graph({"s1": ["A", "x"], "s2": ["A", "x", "y"]}).edges
    {'topic_topic': 0, 'topic_kp': 2, 'kp_kp': 1}
    """
    seeds, names = sorted(drawing), sorted({name for carried in drawing.values() for name in carried})
    pairs = [(s, names.index(name)) for s, seed in enumerate(seeds) for name in sorted(set(drawing[seed]))]
    return build_graph(
        [Concept(name, "topic" if name[:1].isupper() else "kp", name) for name in names],
        seeds,
        np.array([s for s, _ in pairs], dtype=np.int32),
        np.array([c for _, c in pairs], dtype=np.int32),
    )


def empty() -> ConceptGraph:
    """Nothing at all."""
    return draw_graph({})


def pair() -> ConceptGraph:
    """One topic, one knowledge point.

    ::

        A ─── x
    """
    return draw_graph({"s1": ["A", "x"]})


def square() -> ConceptGraph:
    """Two topics and two knowledge points, A and x together twice.

    ::

    A ─── B
    ║     │
    x ─── y
    """
    return draw_graph({"s1": ["A", "B"], "s2": ["A", "x"], "s3": ["A", "x"], "s4": ["B", "y"], "s5": ["x", "y"]})


def lonely() -> ConceptGraph:
    """A topic without a topic neighbour beside two that have one.

    ::

    A ─── B     C
    │     │     │
    x     y     z
    """
    return draw_graph({"s1": ["A", "B"], "s2": ["A", "x"], "s3": ["B", "y"], "s4": ["C", "z"]})


def dead_end() -> ConceptGraph:
    """A topic without a knowledge point: a walk that ends its topic phase there gives no composition.

    ::

    A ─── B
    │
    x
    """
    return draw_graph({"s1": ["A", "B"], "s2": ["A", "x"]})
