"""Hundreds of edits in any order: the graph is what a plain reading of the log makes of it, and nothing is lost."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import networkx as nx
import pytest

from mathscale_core.curation import undone_in
from mathscale_core.errors import MathScaleError
from mathscale_core.graph import ConceptGraph
from mathscale_core.pipeline.edits import apply_edit, apply_edits, undo
from mathscale_core.pipeline.synth import synthesise
from mathscale_core.records import EditEvent
from mathscale_core.seeds.rows import Row
from mathscale_core.testing.workspaces import fresh_workspace
from mathscale_core.workspace import Workspace

EDITS = 200
Labels = dict[str, set[str]]


def labelled(root: Path) -> Workspace:
    workspace = fresh_workspace(root)
    synthesise(workspace, 8, 24, 60)
    return workspace


def labels_of(workspace: Workspace) -> Labels:
    return {seed: set(concepts) for seed, concepts in workspace.draft().concepts_of_seed.items()}


class Plain:
    """The log read event by event on plain sets, as a person would."""

    def __init__(self, labels: Labels) -> None:
        self.labels = {seed: set(concepts) for seed, concepts in labels.items()}
        self.gone: set[str] = set()
        self.wanted: set[str] = set()
        self.edges: dict[frozenset[str], int] = {}

    def apply(self, event: EditEvent) -> None:
        """One event."""
        payload = event.payload
        if event.kind == "merge":
            for loser in payload["from"]:
                self._merge(loser, payload["into"])
        elif event.kind == "split":
            for part in payload["into"]:
                if not part["concept"]:
                    self.wanted.add(part["id"])
                for seed in part["seeds"]:
                    self.labels[seed] = self.labels[seed] - {payload["concept"]} | {part["id"]}
        elif event.kind == "retag":
            for seed in payload["seeds"]:
                self.labels[seed] = self.labels[seed] - {*payload["remove"]} | {*payload["add"]}
        elif event.kind == "add":
            self.wanted.add(payload["id"])
            for seed in payload["seeds"]:
                self.labels[seed] = self.labels[seed] | {payload["id"]}
        elif event.kind == "delete":
            self.gone.add(payload["concept"])
        elif event.kind == "restore":
            self.gone.discard(payload["concept"])
            self.wanted.add(payload["concept"])
        elif event.kind == "edge":
            pair = frozenset({payload["a"], payload["b"]})
            if payload["weight"] is None:
                del self.edges[pair]
            else:
                self.edges[pair] = payload["weight"]

    def _merge(self, loser: str, winner: str) -> None:
        for seed, carried in self.labels.items():
            if loser in carried:
                self.labels[seed] = carried - {loser} | {winner}
        if loser in self.wanted:
            self.wanted.add(winner)
        for pair, weight in list(self.edges.items()):
            if loser in pair:
                del self.edges[pair]
                moved = pair - {loser} | {winner}
                if len(moved) == 2:
                    self.edges.setdefault(moved, weight)

    def graph(self) -> "nx.Graph[str]":
        """Concepts with at least two seeds or that somebody wanted, joined where a seed carries both."""
        carried = {seed: concepts - self.gone for seed, concepts in self.labels.items()}
        seeds: dict[str, int] = {}
        for concepts in carried.values():
            for concept in concepts:
                seeds[concept] = seeds.get(concept, 0) + 1
        kept = {c for c, n in seeds.items() if n >= 2 or c in self.wanted}
        # An edge by hand brings in what no seed carries.
        drawn = {c for pair, w in self.edges.items() if w for c in pair} - self.gone - set(seeds)
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from(kept | drawn)
        for concepts in carried.values():
            for a, b in combinations(sorted(concepts & kept), 2):
                graph.add_edge(a, b, weight=graph.get_edge_data(a, b, {"weight": 0})["weight"] + 1)
        for pair, weight in self.edges.items():
            if pair <= kept | drawn:
                a, b = sorted(pair)
                if weight:
                    graph.add_edge(a, b, weight=weight)
                elif graph.has_edge(a, b):
                    graph.remove_edge(a, b)
        return graph


def edges_of(graph: ConceptGraph) -> Iterator[tuple[str, str, int]]:
    for sub, rows, columns in (
        (graph.topic_topic, graph.topics, graph.topics), (graph.topic_kp, graph.topics, graph.kps),
        (graph.kp_kp, graph.kps, graph.kps),
    ):  # fmt: skip
        for row, concept in enumerate(rows):
            others, weights, _ = sub.neighbours(row)
            for other, weight in zip(others.tolist(), weights.tolist(), strict=True):
                a, b = sorted((concept.id, columns[other].id))
                yield a, b, int(weight)


def random_edit(random: Random, workspace: Workspace, seeds: Sequence[str], number: int) -> dict[str, Any]:
    """One of every kind that moves the graph; it may not fit."""
    concepts = [c.id for c in workspace.store.concepts.concepts()]
    some, few = random.choice(concepts), random.sample(seeds, 3)
    others = random.sample(concepts, 2)
    kind = random.choice(["merge", "split", "retag", "add", "delete", "restore", "edge", "edge", "retag", "rename"])
    carried = workspace.store.concepts.ids_of_concept(some) if kind == "split" else []
    forms: dict[str, dict[str, Any]] = {
        "merge": {"from": others, "into": some},
        "split": {"concept": some, "into": [
            {"name": f"part {number}", "seeds": carried[:2]}, {"concept": others[0], "seeds": carried[2:3]},
        ]},
        "retag": {"seeds": few, "add": others[:1], "remove": others[1:]},
        "add": {"as": random.choice(["topic", "kp"]), "name": f"made {number}", "seeds": few},
        "delete": {"concept": some},
        "restore": {"concept": some},
        "edge": {"a": others[0], "b": others[1], "weight": random.choice([None, 0, 1, 7])},
        "rename": {"concept": some, "name": f"name {number}"},
    }  # fmt: skip
    return {"kind": kind, "reason": "as it came", **forms[kind]}


@pytest.mark.parametrize("number", range(2))
def test_the_graph_is_what_a_plain_reading_of_the_log_makes(tmp_path: Path, number: int) -> None:
    """After 200 edits and undos: same nodes, edges and weights as networkx, and the same digest when replayed."""
    random = Random(number)
    workspace = labelled(tmp_path / "one")
    given = labels_of(workspace)
    seeds, done = sorted(given), 0
    while done < EDITS:
        try:
            if random.random() < 0.15 and done:
                undo(workspace, random.choice(workspace.store.curation.events()).id)
            else:
                apply_edit(workspace, random_edit(random, workspace, seeds, done))
        except MathScaleError:
            continue
        done += 1
    log = workspace.store.curation.events()
    effective = [e for e in log if e.id not in undone_in(log) and e.kind != "undo"]
    plain = Plain(given)
    for event in effective:
        plain.apply(event)
    wanted, made = plain.graph(), workspace.draft().graph
    assert set(made.position) == set(wanted)
    assert set(edges_of(made)) == {(*sorted((a, b)), d["weight"]) for a, b, d in wanted.edges(data=True)}
    replayed = labelled(tmp_path / "two")
    apply_edits(
        replayed, [Row(n, {"kind": e.kind, **e.payload, "reason": e.reason}) for n, e in enumerate(effective, 1)]
    )
    assert replayed.draft().graph.version == made.version


@pytest.mark.parametrize("number", range(2))
def test_an_edit_done_and_undone_leaves_the_digest(tmp_path: Path, number: int) -> None:
    """Undo after do is nothing; merges and splits lose no tagging and make none."""
    random = Random(100 + number)
    workspace = labelled(tmp_path)
    seeds = sorted(labels_of(workspace))
    tried = 0
    while tried < 25:
        before, labels = workspace.draft().graph.version, labels_of(workspace)
        try:
            event = apply_edit(workspace, random_edit(random, workspace, seeds, tried))
        except MathScaleError:
            continue
        tried += 1
        if event.kind in {"merge", "split"}:
            _require_conserved(event, labels, workspace)
        undo(workspace, event.id)
        assert workspace.draft().graph.version == before


def _require_conserved(event: EditEvent, before: Labels, workspace: Workspace) -> None:
    of = workspace.store.concepts.ids_of_concept
    if event.kind == "merge":
        losers = {*event.payload["from"], event.payload["into"]}
        assert set(of(event.payload["into"])) >= {s for s, carried in before.items() if carried & losers}
        assert not any(of(loser) for loser in event.payload["from"])
        return
    concept, parts = event.payload["concept"], event.payload["into"]
    moved = {seed for part in parts for seed in part["seeds"]}
    kept = {s for s, carried in before.items() if concept in carried} - moved
    assert set(of(concept)) >= kept
    for part in parts:
        assert set(of(part["id"])) >= set(part["seeds"])
