"""Which graph is shown: the draft, or a published version as it was; and what each of its concepts' seeds are."""

from weakref import WeakKeyDictionary

import numpy as np

from mathscale_core.adapters.store import Store
from mathscale_core.curation.versions import Cleaned, clean
from mathscale_core.errors import NotFoundError
from mathscale_core.graph import ConceptGraph, Ints
from mathscale_core.workspace import Workspace

#: Published versions kept open; one more, and the one that was opened first is let go.
_OPEN = 3
_opened: WeakKeyDictionary[Store, dict[str, Cleaned]] = WeakKeyDictionary()
#: For each graph in use: where each concept's seeds begin, and the seeds' numbers.
_seeds: WeakKeyDictionary[ConceptGraph, tuple[dict[str, int], Ints, Ints]] = WeakKeyDictionary()


def shown(workspace: Workspace, version: str = "") -> Cleaned:
    """The draft, or a published version by its number; that never changes, so it is opened once.

    Raises:
        NotFoundError: There is no such version.
    """
    if not version:
        return workspace.draft()
    kept = _opened.setdefault(workspace.store, {})
    if version not in kept:
        known = {str(p.number): p.version for p in workspace.store.curation.all_published()}
        if version not in known:
            raise NotFoundError(
                f"There is no version {version!r}.",
                f"one of the {len(known)} published ones." if known else "a published version; there is none yet.",
                "Leave the version out of the address to see the draft.",
            )
        kept[version] = clean(workspace.store.curation.snapshot(int(version)), name=known[version])
        while len(kept) > _OPEN:
            kept.pop(next(iter(kept)))
    return kept[version]


def seeds_with(cleaned: Cleaned, *concepts: str) -> list[str]:
    """Ids of the seeds that carry all of these concepts of a graph, ascending; resting ones are left out."""
    found: set[int] | None = None
    for concept in concepts:
        carrying = set(_numbers(cleaned, concept).tolist())
        found = carrying if found is None else found & carrying
    ids = sorted(cleaned.labels.seeds[n] for n in found or ())
    return [s for s in ids if s not in cleaned.resting] if cleaned.resting else ids


def _numbers(cleaned: Cleaned, concept: str) -> Ints:
    if cleaned.graph not in _seeds:
        labels = cleaned.labels
        order = np.argsort(labels.concept_index, kind="stable")
        starts = np.searchsorted(labels.concept_index[order], np.arange(len(labels.concepts) + 1)).astype(np.int32)
        places = {c: n for n, c in enumerate(labels.concepts)}
        _seeds[cleaned.graph] = (places, starts, labels.seed_index[order].astype(np.int32))
    places, starts, seeds = _seeds[cleaned.graph]
    place = places.get(concept)
    return seeds[:0] if place is None else seeds[starts[place] : starts[place + 1]]
