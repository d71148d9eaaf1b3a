"""Tags → a random sample that a person judges, tag by tag: how right an extractor is, or a benchmark's labels.

The sample is a simple random one of the items that carry tags of one origin: one extractor with the version of its
prompt, the labels that came with seeds, or those of one data set of test items. What is said of a seed's tags is an
edit of the log too: right and missing ones are by hand from then on and wrong ones are taken off, so that no later
extraction changes them.
"""

from collections.abc import Collection

import numpy as np

from mathscale_core.adapters.store.audits import BENCHMARK, MISSING, RIGHT, SEEDS, WRONG, Audit
from mathscale_core.curation import undone_in
from mathscale_core.errors import ConflictError, EmptyError, InputError, NotFoundError
from mathscale_core.pipeline.edits import apply_edit, undo
from mathscale_core.pipeline.people import require
from mathscale_core.records import ConceptKind
from mathscale_core.workspace import Workspace

MATERIALS = (SEEDS, BENCHMARK)


def start_audit(workspace: Workspace, material: str, origin: str, number: int, rng: int = 0) -> Audit:
    """Draw a sample without replacement, all where there are no more; nothing is judged yet.

    Args:
        workspace: Where.
        material: ``seeds`` or ``benchmark``.
        origin: Whose tags: as ``AuditTable.origins`` names them.
        number: Items to draw.
        rng: Random number; the same one draws the same items from the same workspace.

    Raises:
        InputError: The material is not known, or fewer than one item is asked for.
        EmptyError: No item carries tags of this origin.
    """
    require(workspace, "start_audit")
    if material not in MATERIALS or number < 1:
        raise InputError(
            f"An audit of {number} items of {material!r} was asked for.",
            f"one item or more of {' or '.join(MATERIALS)}.",
            "Ask for a number of items.",
        )
    pool = workspace.store.audits.pool(material, origin)
    if not pool:
        known = ", ".join(map(repr, workspace.store.audits.origins(material))) or "nobody yet"
        raise EmptyError(
            f"No item of {material} carries tags of {origin!r}.", f"tags by one of those who gave some: {known}.",
            "Extract or import first, or name another origin.",
        )  # fmt: skip
    order = np.random.default_rng(rng).permutation(len(pool))[:number]
    audit = Audit(
        workspace.new_id("a", material, origin, rng), material, origin, rng, len(order), 0, workspace.actor,
        workspace.now(),
    )  # fmt: skip
    workspace.store.audits.add(audit, [pool[i] for i in order.tolist()])
    return audit


def find_audit(workspace: Workspace, audit: str = "") -> Audit:
    """An audit by its id, the newest without one; raises NotFoundError where there is none."""
    found = next((a for a in workspace.store.audits.all() if audit in {"", a.id}), None)
    if found is None:
        raise NotFoundError(
            f"There is no audit {audit!r}." if audit else "No audit was begun.",
            "an audit of this workspace.",
            "Begin one: 'mathscale graph audit --start 50 --origin ORIGIN'.",
        )
    return found


def finish_item(
    workspace: Workspace, audit: str, item: str, wrong: Collection[str] = (), missing: Collection[str] = ()
) -> None:
    """Keep what was said of an item: every tag that is not wrong is right.

    Args:
        workspace: Where.
        audit: The audit.
        item: One of its items.
        wrong: Those of its tags that are wrong.
        missing: Concepts that it should carry and does not.

    Raises:
        NotFoundError: There is no such audit, item or concept.
        InputError: A wrong one is none of its tags, or a missing one is.
        ConflictError: The item was judged already.
    """
    require(workspace, "finish_item")
    store = workspace.store
    with store.transaction():
        found = find_audit(workspace, audit)
        if item not in {i for i, _ in store.audits.items(audit)}:
            raise NotFoundError(
                f"The audit {audit} has no item {item!r}.",
                "an item that it drew.",
                "See 'mathscale graph audit --show'.",
            )
        tags = [t.concept.id for t in store.audits.tags(found, item, _standing_names(workspace))]
        _require_fitting(workspace, tags, wrong, missing)
        marks = {
            **{tag: WRONG if tag in wrong else RIGHT for tag in tags},
            **dict.fromkeys(missing, MISSING),
        }
        if not store.audits.finish(audit, item, marks, found.origin, workspace.actor, workspace.now()):
            raise ConflictError(
                f"The item {item} was judged already.", "one that waits.", "Take its judgement back first."
            )
        if found.material == SEEDS and marks:
            kept = [c for c, mark in marks.items() if mark != WRONG]
            apply_edit(
                workspace,
                {"kind": "retag", "seeds": [item], "add": kept, "remove": sorted(wrong), "reason": _reason(audit)},
            )


def undo_item(workspace: Workspace, audit: str) -> str:
    """Take back the judgement of the item that was judged last in the order of the sample, with its edit; the item.

    Raises:
        NotFoundError: There is no such audit.
        EmptyError: Nothing was judged yet.
        ConflictError: A later edit depends on its edit.
    """
    require(workspace, "undo_item")
    store = workspace.store
    with store.transaction():
        find_audit(workspace, audit)
        judged = [item for item, done in store.audits.items(audit) if done]
        if not judged:
            raise EmptyError("Nothing of the audit was judged.", "an item that was.", "Judge one first.")
        log = store.curation.events()
        undone = undone_in(log)
        for event in reversed(log):
            if (
                event.kind == "retag" and event.id not in undone and event.reason == _reason(audit)
                and event.payload["seeds"] == judged[-1:]
            ):  # fmt: skip
                undo(workspace, event.id, "audit mark taken back")
                break
        store.audits.reopen(audit, judged[-1])
    return judged[-1]


def _standing_names(workspace: Workspace) -> dict[tuple[ConceptKind, str], str]:
    """(kind, name key) to the concept that stands for the name now."""
    concepts = workspace.store.concepts
    merges = concepts.merges()
    return {key: merges.get(concept, concept) for key, concept in concepts.names().items()}


def _reason(audit: str) -> str:
    """The reason of the edit, by which it is found again."""
    return f"audit {audit}"


def _require_fitting(
    workspace: Workspace, tags: Collection[str], wrong: Collection[str], missing: Collection[str]
) -> None:
    strange = [*(c for c in wrong if c not in tags), *(c for c in missing if c in tags)]
    if strange:
        raise InputError(
            f"{strange[0]!r} is said to be {'wrong' if strange[0] in wrong else 'missing'}.",
            "as wrong one of the tags that were given, as missing one that was not.",
            "Look at the tags of the item again.",
        )
    for concept in missing:
        if workspace.store.concepts.concept(concept) is None:
            raise NotFoundError(
                f"There is no concept {concept!r}.", "the id of a concept.", "Search for it on Explore."
            )
