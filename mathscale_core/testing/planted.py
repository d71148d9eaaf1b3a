"""The bundled seeds with twins planted among their concepts, so that suggestions can be judged.

A twin takes every third seed of a concept under another name, as when two people tag: the two never share a seed. How
the other name differs goes round: a slip of the pen, another form of a word, another order of the words, a word
shortened, and, where the vocabulary has one, another name altogether.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle

import numpy as np

from mathscale_core.bundled import bundled_rows, seed_files
from mathscale_core.extraction.names import name_key
from mathscale_core.graph import ConceptGraph, build_graph
from mathscale_core.records import Concept, ConceptKind, Seed, content_id

#: A concept of fewer seeds gets no twin: each of the two is to have neighbours.
_FEWEST_SEEDS = 3
_FORMS = (("ing", "ion"), ("ation", "ating"), ("ity", "ities"), ("sion", "ding"), ("our", "or"), ("is", "iz"))
_LONG = 6

Name = tuple[ConceptKind, str]


@dataclass(frozen=True, eq=False)
class Planted:
    """A graph with twins in it.

    Attributes:
        graph: The graph.
        twins: (lower id, higher id) of each planted pair to how the names differ.
    """

    graph: ConceptGraph
    twins: dict[tuple[str, str], str]


def plant_twins(which: int = 1) -> Planted:
    """The graph of :func:`planted_seeds`; concepts have the ids that an import gives them."""
    seeds, ways = planted_seeds(which)
    defined = {(row["kind"], row["name"]): row["definition"] for row in bundled_rows("vocabulary.jsonl")}
    names = [_names(s.topics, s.kps) for s in seeds]
    concepts: dict[Name, int] = {}
    pairs = [(s, concepts.setdefault(name, len(concepts))) for s, of in enumerate(names) for name in of]
    columns = np.array(sorted(set(pairs)), dtype=np.int32)
    graph = build_graph(
        [Concept(_id(kind, name), kind, name, defined.get((kind, name), "")) for kind, name in concepts],
        [s.id for s in seeds], columns[:, 0], columns[:, 1],
    )  # fmt: skip
    twins: dict[tuple[str, str], str] = {}
    for (kind, name), (other, way) in ways.items():
        one, two = sorted((_id(kind, name), _id(kind, other)))
        twins[one, two] = way
    return Planted(graph, twins)


def planted_seeds(which: int = 1) -> tuple[list[Seed], dict[Name, tuple[str, str]]]:
    """The bundled seeds with a twin for every other concept of enough seeds: odd ones (1) or even ones (0).

    Returns:
        The seeds, and (kind, name) of each concept that has a twin to the twin's name and how it differs.
    """
    rows = [row for path in seed_files() for row in bundled_rows(f"seeds/{path.name}")]
    carried: dict[Name, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for name in _names(row["topics"], row["kps"]):
            carried[name].append(number)
    twins = _twins(carried, which)
    swapped = {(seed, name) for name in twins for n, seed in enumerate(carried[name]) if n % 3 == 0}

    def written(number: int, kind: ConceptKind, name: str) -> str:
        return twins[kind, name][0] if (number, (kind, name)) in swapped else name

    return [
        Seed(
            content_id("s", r["question"], r["answer"]), r["question"], r["solution"], r["answer"], r["format"],
            r["level"], "planted", "train", "CC0-1.0", n + 1, tuple(written(n, "topic", t) for t in r["topics"]),
            tuple(written(n, "kp", k) for k in r["kps"]),
        )
        for n, r in enumerate(rows)
    ], twins  # fmt: skip


def _twins(carried: Mapping[Name, Sequence[int]], which: int) -> dict[Name, tuple[str, str]]:
    """(kind, name) to the other name and how it differs, the ways going round."""
    aliases = {(row["kind"], row["name"]): row.get("aliases", ()) for row in bundled_rows("vocabulary.jsonl")}
    taken = {(kind, name_key(name)) for kind, name in carried}
    taken |= {(kind, name_key(alias)) for (kind, _), names in aliases.items() for alias in names}
    ways = cycle(_WAYS)
    found: dict[Name, tuple[str, str]] = {}
    for number, ((kind, name), seeds) in enumerate(sorted(carried.items())):
        if number % 2 != which or len(seeds) < _FEWEST_SEEDS:
            continue
        way, other = _other_name(name, tuple(aliases.get((kind, name), ())), ways)
        if way and (way == "another name" or (kind, name_key(other)) not in taken):
            found[kind, name] = other, way
            taken.add((kind, name_key(other)))
    return found


def _names(topics: Iterable[str], kps: Iterable[str]) -> list[Name]:
    return [*(("topic", name) for name in topics), *(("kp", name) for name in kps)]


def _id(kind: ConceptKind, name: str) -> str:
    return content_id("c", kind, name_key(name))


def _other_name(name: str, aliases: tuple[str, ...], ways: "cycle[str]") -> tuple[str, str]:
    """How it differs and the other name; ``("", "")`` where no way gives one."""
    for _ in _WAYS:
        way = next(ways)
        other = (aliases[0] if aliases else "") if way == "another name" else _WAYS[way](name)
        if other and name_key(other) != name_key(name):
            return way, other
    return "", ""


def _slip(name: str) -> str:
    """Two letters of the longest word the wrong way round, or one left out."""
    word = max(name.split(), key=len)
    middle = len(word) // 2
    wrong = word[:middle] + word[middle + 1] + word[middle] + word[middle + 2 :] if len(word) % 2 else (
        word[:middle] + word[middle + 1 :]
    )  # fmt: skip
    return name.replace(word, wrong) if len(word) >= _LONG else ""


def _form(name: str) -> str:
    for old, new in _FORMS:
        if re.search(rf"[a-z]{{3}}{old}\b", name):
            return re.sub(rf"([a-z]{{3}}){old}\b", rf"\1{new}", name, count=1)
    return ""


def _order(name: str) -> str:
    words = name.split()
    return f"{words[-1]}, {' '.join(words[:-1])}" if len(words) > 1 else ""


def _short(name: str) -> str:
    words = name.split()
    long = max(words, key=len)
    if len([w for w in words if w not in {"of", "and", "the", "a", "in"}]) > 3:
        return "".join(w[0] for w in words if w not in {"of", "and", "the", "a", "in", "to", "for"}).upper()
    return name.replace(long, f"{long[:4]}.") if len(long) > _LONG + 1 and len(words) > 1 else ""


_WAYS: dict[str, Callable[[str], str]] = {
    "slip": _slip, "form": _form, "order": _order, "shortened": _short, "another name": lambda _: "",
}  # fmt: skip
