"""The shipped problems: form, coverage, and a proof of every answer."""

import importlib
import json
import pkgutil
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from mathscale_core import answers
from mathscale_core.extraction.names import name_key
from mathscale_core.families import DIFFICULTIES, FAMILIES
from mathscale_core.records import FORMATS, LEVELS
from mathscale_core.seeds.text import formulas, question_key, to_stored
from mathscale_core.validation.overlap import build_test_index, find_overlap
from tests import proofs
from tests.proofs import PROOFS, agrees

DATA = Path(__file__).parents[1] / "data"
AREAS = ("arithmetic", "algebra", "geometry", "discrete", "college")
for _module in pkgutil.iter_modules(proofs.__path__):
    importlib.import_module(f"tests.proofs.{_module.name}")


@cache
def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


SEEDS = [row for area in AREAS for row in rows(f"seeds/{area}.jsonl")]
BENCHMARK = rows("benchmark.jsonl")
VOCABULARY = {(row["kind"], row["name"]): row for row in rows("vocabulary.jsonl")}


def test_there_are_enough_seeds_topics_and_knowledge_points() -> None:
    """At least 320 seeds, 60 topics and 200 KPs."""
    topics = {t for s in SEEDS for t in s["topics"]}
    kps = {k for s in SEEDS for k in s["kps"]}
    assert len(SEEDS) >= 320
    assert len(topics) >= 60
    assert len(kps) >= 200


def test_there_are_enough_benchmark_items_over_all_levels() -> None:
    """At least 120 items, and every level has some."""
    assert len(BENCHMARK) >= 120
    assert {row["level"] for row in BENCHMARK} == set(LEVELS)


def test_every_concept_of_the_vocabulary_is_in_two_seeds_and_main_topics_in_ten() -> None:
    """Cleaning drops none of ours, and the main topics are well covered."""
    count = Counter(("topic", t) for s in SEEDS for t in s["topics"]) + Counter(
        ("kp", k) for s in SEEDS for k in s["kps"]
    )
    assert {concept for concept in VOCABULARY if count[concept] < 2} == set()
    assert sum(n >= 10 for (kind, _), n in count.items() if kind == "topic") >= 15


def test_no_name_or_alias_leads_to_two_concepts() -> None:
    """Names and aliases of one kind meet nowhere."""
    owner: dict[tuple[str, str], str] = {}
    for (kind, name), row in VOCABULARY.items():
        for written in (name, *row.get("aliases", ())):
            assert owner.setdefault((kind, name_key(written)), name) == name
    assert sum("aliases" in row for row in VOCABULARY.values()) >= 20


def test_the_topic_graph_is_connected() -> None:
    """Topics that share a seed are joined; one can walk from any to any other."""
    graph = nx.Graph()
    for seed in SEEDS:
        graph.add_nodes_from(seed["topics"])
        if len(seed["topics"]) == 2:
            graph.add_edge(*seed["topics"])
    parts = sorted(nx.connected_components(graph), key=len)
    assert len(parts) == 1, [sorted(part) for part in parts[:-1]]


@pytest.mark.parametrize("row", [*SEEDS, *BENCHMARK], ids=lambda row: row["id"])
def test_every_problem_is_well_formed_and_its_answer_proved(row: dict[str, Any]) -> None:
    """Names, levels and formats are known, texts are stored texts, and an independent proof finds the answer."""
    assert set(row) >= {"id", "question", "solution", "answer", "format", "level", "topics", "kps"}
    assert row["level"] in LEVELS
    assert row["format"] in FORMATS
    assert 1 <= len(row["topics"]) <= 2
    assert 1 <= len(row["kps"]) <= 5
    assert all(("topic", t) in VOCABULARY for t in row["topics"])
    assert all(("kp", k) in VOCABULARY for k in row["kps"])
    for part in ("question", "solution", "answer"):
        text = row[part]
        assert to_stored(text) == text, part
        assert len(re.findall(r"(?<!\\)\$", text)) == 2 * len(formulas(text)), part
    said = answers.find_answer(row["solution"])
    assert said is not None
    assert answers.normalise(said) == answers.normalise(row["answer"])
    proof = PROOFS[row["id"]]
    assert all(quote in row["question"] for quote in proof.quotes)
    assert agrees(row["answer"], proof.compute()), row["answer"]


def test_ids_and_questions_are_unique_and_every_proof_has_its_problem() -> None:
    """No problem stands twice; no proof is left over."""
    every = [*SEEDS, *BENCHMARK]
    assert len({row["id"] for row in every}) == len(every)
    assert len({question_key(row["question"]) for row in every}) == len(every)
    assert set(PROOFS) == {row["id"] for row in every}


def test_no_benchmark_item_is_a_twin_of_a_seed_or_a_family() -> None:
    """No shared run of ten words (numbers masked), and no similar set of words."""
    index = build_test_index([(row["id"], _masked(row["question"])) for row in BENCHMARK])
    others = [(row["id"], row["question"]) for row in SEEDS] + [
        (f.name, f.draw(0, i, d).question) for f in FAMILIES for d in DIFFICULTIES for i in range(8)
    ]
    words = [(row["id"], set(_masked(row["question"]).split())) for row in BENCHMARK]
    twins: dict[str, set[str]] = defaultdict(set)
    for name, question in others:
        found = find_overlap(index, _masked(question))
        if found:
            twins[found.item].add(name)
        own = set(_masked(question).split())
        for item, theirs in words:
            if len(own & theirs) >= 0.65 * len(own | theirs):
                twins[item].add(name)
    assert dict(twins) == {}


def _masked(text: str) -> str:
    """Words without numbers and without the options of a choice, which are alike everywhere."""
    text = re.sub(r"^\([A-H]\).*$", "", text, flags=re.MULTILINE)
    return re.sub(r"\d+", "0", re.sub(r"[^\w\s\\]", " ", text.lower()))
