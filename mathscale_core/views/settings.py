"""What Settings shows beside its fields: what a cleaning threshold keeps, prompts, and sizes as people say them."""

from dataclasses import dataclass

import numpy as np

from mathscale_core.curation import fold
from mathscale_core.prompts import shipped
from mathscale_core.workspace import Workspace

#: Thresholds whose effect is shown beside the present one.
THRESHOLDS: tuple[int, ...] = (1, 2, 3, 5, 10)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a cleaning threshold does.

    Attributes:
        minimum: Fewest seeds that a concept must have.
        topics: Topics kept.
        kps: Knowledge points kept.
        topics_dropped: Topics left out.
        kps_dropped: Knowledge points left out.
        present: Whether it is the threshold in force.
    """

    minimum: int
    topics: int
    kps: int
    topics_dropped: int
    kps_dropped: int
    present: bool


@dataclass(frozen=True, slots=True)
class ShippedPrompt:
    """A prompt that ships: name, version (name and content hash) and text."""

    name: str
    version: str
    text: str


def cleaning_effects(workspace: Workspace, also: int | None = None) -> list[Effect]:
    """The effect of each of :data:`THRESHOLDS`, of the present one and of ``also``, smallest first.

    Concepts that a curator restored stay under every threshold.
    """
    cleaned, present = workspace.draft(), workspace.settings.minimum_seeds
    graph, restored = cleaned.graph, fold(workspace.store.curation.events()).restored
    counted: dict[str, list[tuple[int, bool]]] = {"topic": [], "kp": []}
    for concepts, seeds in ((graph.topics, graph.topic_seeds), (graph.kps, graph.kp_seeds)):
        for concept, n in zip(concepts, seeds, strict=True):
            counted[concept.kind].append((int(n), concept.id in restored))
    for concept, n in cleaned.dropped:
        counted[concept.kind].append((n, False))
    effects = []
    for minimum in sorted({*THRESHOLDS, present, *([also] if also else [])}):
        stay = {kind: int(np.sum([n >= minimum or kept for n, kept in rows])) for kind, rows in counted.items()}
        effects.append(
            Effect(
                minimum,
                stay["topic"],
                stay["kp"],
                len(counted["topic"]) - stay["topic"],
                len(counted["kp"]) - stay["kp"],
                minimum == present,
            )
        )
    return effects


def left_out(workspace: Workspace, limit: int = 50) -> list[tuple[str, str, int]]:
    """(name, kind, seeds) of what the present threshold leaves out, most seeds first; names are stored text."""
    return [(c.name, c.kind, n) for c, n in workspace.draft().dropped[:limit]]


def prompts() -> list[ShippedPrompt]:
    """The prompts that ship, by name."""
    return [ShippedPrompt(p.name, p.version, p.text) for p in shipped()]


def size(count: int | None) -> str:
    """A number of bytes as people say it.

    >>> size(831_000_000), size(None)
    ('831 MB', 'unknown')
    """
    if count is None:
        return "unknown"
    for unit, of in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= of:
            return f"{count / of:.3g} {unit}" if count / of < 1000 else f"{count / of:,.0f} {unit}"
    return f"{count} bytes"
