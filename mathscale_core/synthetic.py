"""Synthetic taggings of a given size: Zipf-like, clustered, and of exactly the wanted number of concepts.

For tests, benchmarks and demos at the paper's full size (2,018 topics, 8,892 KPs, 20,857 seeds) without any
real question. Concepts fall into clusters; a seed belongs to one cluster, takes 1-2 topics and 1-5 KPs mostly
from it by a Zipf law, and every concept is in at least two seeds, so that cleaning drops none.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mathscale_core.errors import InputError

Ints = npt.NDArray[np.int32]
_AT_LEAST = 2
_FROM_ELSEWHERE = 0.1
_ZIPF = 0.9


@dataclass(frozen=True, eq=False)
class SyntheticTaggings:
    """Taggings as columns; a (seed, concept) pair may stand twice.

    Attributes:
        topics: Topic names.
        kps: Knowledge-point names.
        topic_seed: Seed index of each topic tagging.
        topic: Topic index of each topic tagging.
        kp_seed: Seed index of each KP tagging.
        kp: KP index of each KP tagging.
    """

    topics: tuple[str, ...]
    kps: tuple[str, ...]
    topic_seed: Ints
    topic: Ints
    kp_seed: Ints
    kp: Ints


def synthetic_taggings(topics: int, kps: int, seeds: int, rng: int = 0) -> SyntheticTaggings:
    """Taggings with exactly these numbers of topics and KPs, each in at least two of the seeds.

    Raises:
        InputError: The seeds are too few to carry every concept twice.
    """
    need = max(_AT_LEAST, topics + 1, -(-_AT_LEAST * kps // 3) + 1)
    if topics < 1 or kps < 1 or seeds < need:
        raise InputError(
            f"{topics} topics, {kps} KPs and {seeds} seeds were asked for.",
            f"at least one topic and KP, and at least {need} seeds to carry each of them twice.",
            "Ask for more seeds or fewer concepts.",
        )
    stream = np.random.default_rng(rng)
    clusters = max(1, round(np.sqrt(topics) / 2))
    cluster_of_topic = np.arange(topics) % clusters
    cluster_of_kp = np.arange(kps) % clusters
    cluster_of_seed = np.arange(seeds) % clusters
    topic_seed, topic = _assign(stream, cluster_of_topic, cluster_of_seed, most=2)
    kp_seed, kp = _assign(stream, cluster_of_kp, cluster_of_seed, most=5)
    return SyntheticTaggings(
        tuple(f"Topic {i:05d} of field {c:03d}" for i, c in enumerate(cluster_of_topic)),
        tuple(f"Skill {i:05d} of field {c:03d}" for i, c in enumerate(cluster_of_kp)),
        topic_seed, topic, kp_seed, kp,
    )  # fmt: skip


def _assign(
    stream: np.random.Generator,
    cluster_of_concept: npt.NDArray[np.int64],
    cluster_of_seed: npt.NDArray[np.int64],
    most: int,
) -> tuple[Ints, Ints]:
    seed_parts: list[npt.NDArray[np.int64]] = []
    concept_parts: list[npt.NDArray[np.int64]] = []
    everything = len(cluster_of_concept)
    for cluster in range(int(cluster_of_seed.max()) + 1):
        seeds = np.flatnonzero(cluster_of_seed == cluster)
        concepts = np.flatnonzero(cluster_of_concept == cluster)
        if not len(concepts):
            concepts = np.arange(everything)
        # First every concept twice, dealt round so that the two seeds differ; then Zipf up to each seed's number.
        dealt = np.tile(stream.permutation(concepts), _AT_LEAST)
        turn = np.arange(len(dealt))
        if len(concepts) % len(seeds) == 0:
            turn[len(concepts) :] += 1
        holder = stream.permutation(seeds)[turn % len(seeds)]
        seed_parts.append(holder)
        concept_parts.append(dealt)
        wanted = stream.integers(1, most + 1, len(seeds)) - np.bincount(holder, minlength=len(cluster_of_seed))[seeds]
        more = np.repeat(seeds, np.maximum(wanted, 0))
        weight = 1.0 / np.arange(1, len(concepts) + 1) ** _ZIPF
        drawn = concepts[stream.choice(len(concepts), len(more), p=weight / weight.sum())]
        strange = stream.random(len(more)) < _FROM_ELSEWHERE
        drawn[strange] = stream.integers(0, everything, int(strange.sum()))
        seed_parts.append(more)
        concept_parts.append(drawn)
    return np.concatenate(seed_parts).astype(np.int32), np.concatenate(concept_parts).astype(np.int32)
