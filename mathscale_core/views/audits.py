"""Audits for people: the item to judge, what came of the judgements, and how right labels of a concept are.

Of the tags that were judged, the precision is the share that is right; the recall is the share of right ones among
those that should be there, found or missing. Both hold for items that carry tags of the origin: seeds on which an
extractor abstained are not in the sample, so over all seeds its recall is less.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mathscale_core.adapters.store.audits import BENCHMARK, MISSING, RIGHT, SEEDS, WRONG, Audit, Tag
from mathscale_core.extraction.names import name_key
from mathscale_core.validation.rates import Rate, rate
from mathscale_core.workspace import Workspace

__all__ = [
    "BENCHMARK", "SEEDS", "UNCHECKED", "Audit", "Item", "Rate", "Result", "Tag", "audits", "label_precision",
    "name_of", "next_item", "origins", "result", "results",
]  # fmt: skip

#: What is said of an accuracy whose labels nobody has judged.
UNCHECKED = "labels unchecked"


@dataclass(frozen=True, slots=True)
class Item:
    """One item to judge.

    Attributes:
        audit: The audit.
        id: Seed or test item.
        question: Stored text.
        solution: ``""`` where it has none.
        answer: ``""`` where it has none.
        tags: What was given to it, topics first.
        done: Items of the audit that were judged.
        sampled: Items of the audit.
    """

    audit: Audit
    id: str
    question: str
    solution: str
    answer: str
    tags: tuple[Tag, ...]
    done: int
    sampled: int


@dataclass(frozen=True, slots=True)
class Result:
    """What the judgements on one origin's tags come to.

    Attributes:
        material: ``seeds`` or ``benchmark``.
        origin: Whose tags.
        sampled: Items drawn, of all its audits.
        done: Items judged.
        right: Tags that are right.
        wrong: Tags that are wrong.
        missing: Tags that are missing.
    """

    material: str
    origin: str
    sampled: int
    done: int
    right: int
    wrong: int
    missing: int

    @property
    def precision(self) -> Rate | None:
        """Share of the tags that is right, None where none was judged."""
        return rate(self.right, self.right + self.wrong)

    @property
    def recall(self) -> Rate | None:
        """Share of what should be there that was given, None where nothing should."""
        return rate(self.right, self.right + self.missing)


def origins(workspace: Workspace, material: str) -> dict[str, int]:
    """Whose tags can be audited, to the number of items that carry some."""
    return workspace.store.audits.origins(material)


def audits(workspace: Workspace) -> list[Audit]:
    """Every audit, the newest first."""
    return workspace.store.audits.all()


def next_item(workspace: Workspace, audit: Audit, item: str = "") -> Item | None:
    """The item of an audit that comes next, or the one that is named; None where all were judged."""
    store = workspace.store
    drawn = store.audits.items(audit.id)
    wanted = item or next((i for i, done in drawn if not done), "")
    if not wanted:
        return None
    merges = store.concepts.merges()
    known = {key: merges.get(c, c) for key, c in store.concepts.names().items()} if audit.material != SEEDS else {}
    question = solution = answer = ""
    if audit.material == SEEDS:
        seed = store.seeds.by_id([wanted]).get(wanted)
        if seed:
            question, solution, answer = seed.question, seed.solution, seed.answer
    elif row := store.audits.benchmark_item(wanted):
        question, solution, answer = row["question"], row["solution"], row["answer"]
    done = sum(judged for _, judged in drawn)
    tags = tuple(store.audits.tags(audit, wanted, known))
    return Item(audit, wanted, question, solution, answer, tags, done, len(drawn))


def name_of(workspace: Workspace, concept: str) -> str:
    """The present name of a concept, its id where there is none."""
    return workspace.store.concepts.concept_names([concept]).get(concept, concept)


def result(workspace: Workspace, audit: Audit) -> Result:
    """What one audit came to, as it stands now."""
    now = [a for a in audits(workspace) if a.id == audit.id] or [audit]
    return _result(now, [m.mark for m in workspace.store.audits.marks([audit.id])])


def results(workspace: Workspace) -> list[Result]:
    """What all audits came to, an origin a row; an item that several drew counts as it was judged in the newest."""
    groups: dict[tuple[str, str], list[Audit]] = {}
    for audit in audits(workspace):
        groups.setdefault((audit.material, audit.origin), []).append(audit)
    marks = workspace.store.audits.marks([a.id for some in groups.values() for a in some])
    by_audit: dict[str, list[str]] = {}
    for mark in marks:
        by_audit.setdefault(mark.audit, []).append(mark.mark)
    return [_result(some, [m for a in some for m in by_audit.get(a.id, ())]) for some in groups.values()]


def label_precision(workspace: Workspace, concept: str, material: str = BENCHMARK) -> Rate | None:
    """How often a label of a concept is right where people judged it, None where nobody has: :data:`UNCHECKED`."""
    store = workspace.store
    merges = store.concepts.merges()
    own = {concept, *(loser for loser, winner in merges.items() if winner == concept)}
    # Test items may have been judged before a concept had their label's name.
    named = {
        f"{kind}:{key}" for (kind, key), c in store.concepts.names().items() if c in own
    }  # fmt: skip
    marks = [
        m.mark
        for m in store.audits.marks([a.id for a in store.audits.all() if a.material == material])
        if m.concept in own or _keyed(m.concept) in named
    ]
    return rate(marks.count(RIGHT), marks.count(RIGHT) + marks.count(WRONG))


def _keyed(label: str) -> str:
    kind, _, name = label.partition(":")
    return f"{kind}:{name_key(name)}"


def _result(some: list[Audit], marks: Iterable[str]) -> Result:
    said = list(marks)
    return Result(
        some[0].material, some[0].origin, sum(a.sampled for a in some), sum(a.done for a in some), said.count(RIGHT),
        said.count(WRONG), said.count(MISSING),
    )  # fmt: skip
