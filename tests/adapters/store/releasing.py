"""A release of chosen questions, stored without asking how they stand."""

from collections.abc import Collection

import pyarrow as pa

from mathscale_core.adapters.store.bank import BankFilter
from mathscale_core.adapters.store.questions import QuestionTable
from mathscale_core.adapters.store.releases import ReleaseTable
from mathscale_core.records import Release


def hold(
    questions: QuestionTable,
    releases: ReleaseTable,
    release: Release,
    revisions: Collection[str],
    accepted_by: str = "any",
) -> None:
    """Store a release of these revisions; an item's digest is made of its revision."""
    everything = BankFilter(sources=("generated", "imported", "planted"), every_revision=True)
    places = {row["revision"]: row["position"] for row in questions.find(everything, limit=100_000)}
    rows = [
        {"place": places[r], "revision": r, "accepted_by": accepted_by, "digest": f"digest of {r}"}
        for r in sorted(revisions, key=places.__getitem__)
    ]
    releases.add(release, pa.Table.from_pylist(rows), "local")
