"""The offline provider: serves the loop without key and network, and says that it is no language model.

Extraction comes from the tagger learned from labelled questions; guided, it picks what the tagger names among the
offered concepts and what the question calls by a name, and says what is missing among them. Generation draws the
problem family that is nearest to the composition. All answer in the same JSON as a language model would.
"""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mathscale_core import __version__
from mathscale_core.bundled import bundled_rows
from mathscale_core.errors import ModelError
from mathscale_core.extraction import tagger
from mathscale_core.extraction.mentions import mentioned
from mathscale_core.extraction.names import name_key
from mathscale_core.families import DIFFICULTIES, FAMILIES, Family
from mathscale_core.records import ModelReply, ModelRequest, content_id

NAME = "offline"
#: Instances of each family that the tagger learns from, beside the labelled seeds.
INSTANCES_PER_FAMILY = 6
#: A definition is short and says exactly what the concept is: the scores on held-out seeds rise up to about here.
DEFINITION_WEIGHT = 7.0

TaggerOf = Callable[[], tagger.Tagger]


class OfflineModel:
    """A model for both tasks that needs no network; free, and the same for the same request."""

    def __init__(self, fit: TaggerOf) -> None:
        """``fit`` makes the tagger when the first extraction is asked for."""
        self._fit = fit
        self._tagger: tagger.Tagger | None = None

    @property
    def name(self) -> str:
        """Provider name."""
        return NAME

    async def complete(self, request: ModelRequest) -> ModelReply:
        """Answer one request.

        Raises:
            ModelError: The request has no knowledge points to find a family by.
        """
        # Other requests and the heartbeat get their turn between two answers.
        await asyncio.sleep(0)
        return self._extract(request) if request.task == "extract" else _generate(request)

    def _extract(self, request: ModelRequest) -> ModelReply:
        if self._tagger is None:
            self._tagger = self._fit()
        tags = self._tagger.tag([str(request.inputs["question"])])[0]
        if "offered" in request.inputs:
            return ModelReply(json.dumps(_picked(request.inputs, tags), ensure_ascii=False), guided_name())
        value = {
            "topics": [name for name, _ in tags.topics],
            "knowledge_points": [name for name, _ in tags.kps],
            "certainty": [round(min(max(score, 0.0), 1.0), 4) for _, score in (*tags.topics, *tags.kps)],
        }
        return ModelReply(json.dumps(value, ensure_ascii=False), extractor_name())


def extractor_name() -> str:
    """Provider and version of the tagger, as stored with each tagging."""
    return f"offline:{tagger.NAME}@{tagger.VERSION}"


def guided_name() -> str:
    """The same for the tagger that picks from offered concepts."""
    return f"{extractor_name()} guided"


def tagger_examples(
    seeds: Sequence[tuple[str, Sequence[str], Sequence[str]]],
) -> list[tagger.Labelled]:
    """What the tagger learns from: labelled seeds as (question, topics, kps), families, and definitions.

    A seed that is nearly an instance of a family is of the family's group: the two are held out together.
    """
    drawn = [
        [family.draw(0, i, DIFFICULTIES[i % len(DIFFICULTIES)]).question for i in range(INSTANCES_PER_FAMILY)]
        for family in FAMILIES
    ]
    groups = tagger.near_duplicate_groups([question for question, _, _ in seeds] + [items[0] for items in drawn])
    labelled = [
        tagger.Labelled(question, tuple(topics), tuple(kps), group, scored=True)
        for (question, topics, kps), group in zip(seeds, groups, strict=False)
    ]
    for family, group, items in zip(FAMILIES, groups[len(seeds) :], drawn, strict=True):
        labelled += [tagger.Labelled(item, family.topics, family.kps, group, scored=False) for item in items]
    return labelled + _definitions()


def _definitions() -> list[tagger.Labelled]:
    """The vocabulary as examples: a concept's name and definition carry the concept, and a KP's its home topic."""
    return [
        tagger.Labelled(
            f"{row['name']}. {row['name']}. {row['definition']}",
            (row["topic"],) if row["kind"] == "kp" else (row["name"],),
            (row["name"],) if row["kind"] == "kp" else (),
            f"{row['kind']}-{row['name']}",
            scored=False,
            weight=DEFINITION_WEIGHT,
        )
        for row in bundled_rows("vocabulary.jsonl")
    ]


def _picked(inputs: Mapping[str, Any], tags: tagger.Tags) -> dict[str, Any]:
    """A guided answer: numbers of offered concepts, those that the question names first, and what is missing."""
    offered: Sequence[tuple[str, str, str]] = inputs["offered"]
    others: Mapping[str, Sequence[str]] = inputs.get("aliases", {})
    names = {concept: (name, *others.get(concept, ())) for concept, _, name in offered}
    number = {concept: n for n, (concept, _, _) in enumerate(offered, 1)}
    by_name = {(kind, name_key(name)): number[c] for c, kind, _ in reversed(offered) for name in names[c]}
    picks: dict[str, list[int]] = {"topic": [], "kp": []}
    for concept in mentioned(str(inputs["question"]), names):
        picks[offered[number[concept] - 1][1]].append(number[concept])
    new = []
    for kind, tagged in (("topic", tags.topics), ("kp", tags.kps)):
        for name, _ in tagged:
            found = by_name.get((kind, name_key(name)))
            if found:
                picks[kind].append(found)
            else:
                new.append({"kind": kind, "name": name})
    return {
        "topics": list(dict.fromkeys(picks["topic"])), "knowledge_points": list(dict.fromkeys(picks["kp"])),
        "new": new,
    }  # fmt: skip


def nearest_family(topics: Sequence[str], kps: Sequence[str]) -> tuple[Family, float]:
    """The family nearest to a composition and how near: Jaccard similarity of all concept names, 0-1.

    Ties go to the better match of knowledge points, then to the family's name.
    """
    wanted, wanted_kps = {*topics, *kps}, set(kps)

    def nearness(family: Family) -> tuple[float, float]:
        own, own_kps = {*family.topics, *family.kps}, set(family.kps)
        return len(wanted & own) / len(wanted | own), len(wanted_kps & own_kps) / len(wanted_kps | own_kps)

    best = min(FAMILIES, key=lambda f: (*(-n for n in nearness(f)), f.name))
    return best, nearness(best)[0]


def _generate(request: ModelRequest) -> ModelReply:
    topics, kps = [str(t) for t in request.inputs["topics"]], [str(k) for k in request.inputs["kps"]]
    if not kps:
        raise ModelError("The composition has no knowledge point.", "at least one.", "Sample again.")
    family, nearness = nearest_family(topics, kps)
    rng = int(request.parameters.get("seed", 0))
    # One item for one (composition, sample): its index is read off the composition's own hash.
    index = int(content_id("i", request.inputs["composition"], request.sample)[2:], 16) % 1_000_000_007
    item = family.draw(rng, index, DIFFICULTIES[index % len(DIFFICULTIES)])
    value = {
        "question": item.question, "solution": item.solution, "answer": item.answer, "level": item.level,
        "topics": list(family.topics), "kps": list(family.kps), "family": family.name,
        "parameters": dict(item.parameters), "nearness": round(nearness, 4),
    }  # fmt: skip
    provider = f"offline:family {family.name}@{__version__} (no language model)"
    return ModelReply(json.dumps(value, ensure_ascii=False), provider)
