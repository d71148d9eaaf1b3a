"""What a file says of two concepts: whether they are related, the same or different, and the weight of their edge.

Each stands with either of the two, or with both. What the file does not name is taken away only where it speaks of both
concepts and says all of the first: an export holds no concept that cleaning drops. A lock keeps relations as they are;
edges are free, as they are for edits.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

import numpy as np

from mathscale_core.records import GraphDocument
from mathscale_core.vocabulary.changes import Ledger, quoted
from mathscale_core.vocabulary.matching import Matched
from mathscale_core.vocabulary.references import References

Pair = tuple[str, str]
Said = TypeVar("Said")

#: Bound of the edit's own form.
HEAVIEST = 1_000_000
_SAID: Mapping[str, str] = {"related": "related", "same": "the same", "different": "different"}


def relate_concepts(
    ledger: Ledger, document: GraphDocument, references: References, parents: Mapping[str, str], locked: Collection[str]
) -> None:
    """Collect the relations that the rows set or take away.

    Args:
        ledger: Takes them.
        document: What is there now.
        references: The rows, and what their words mean.
        parents: Child to the concept above it after the import.
        locked: Concepts that stay as they are.
    """
    statements = (
        (one, other, f"{word} concept", word)
        for one in references.rows.values()
        for word, others in one.row.relations.items()
        for other in others
    )
    said, unclear = _collected(ledger, references, statements)
    now = {_pair(r.a, r.b): r for r in document.relations if r.relation in _SAID}
    for pair, (one, word) in said.items():
        if _above(pair, parents):
            ledger.problem(
                one.row, f"{_names(references, one, pair)} as {_SAID[word]}, and one of them above the other",
                "one of the two", "take the parent or the relation out",
            )  # fmt: skip
        elif pair not in now or now[pair].relation != word:
            _relate(ledger, references, one, pair, word, f"are {_SAID[word]}", locked)
    for pair, old in now.items():
        first = references.rows.get(old.a)
        if pair in said or not first or old.b not in references.rows or _above(pair, parents):
            continue
        if first.whole and old.relation in first.row.relations and not unclear & {*pair}:
            _relate(ledger, references, first, pair, "none", f"are no longer {_SAID[old.relation]}", locked)


def weigh_edges(ledger: Ledger, document: GraphDocument, references: References) -> None:
    """Collect the weights by hand that the rows set or take away."""
    ids = [c.id for c in document.concepts]
    places = np.flatnonzero(document.by_hand).tolist()
    ends = {n: (ids[document.source[n]], ids[document.target[n]]) for n in places}
    now = {_pair(*ends[n]): float(document.weight[n]) for n in places}
    statements = (
        (one, other, "other end of an edge", weight)
        for one in references.rows.values()
        for other, weight in one.row.edges
        # Most edges of a picture are not by hand, and were not.
        if weight is not None or _pair(one.concept, references.perhaps(one, other) or "") in now
    )
    said, unclear = _collected(ledger, references, statements)
    for pair, (one, weight) in said.items():
        if weight is not None and not (0 <= weight <= HEAVIEST and weight == int(weight)):
            ledger.problem(
                one.row, f"the weight {weight:.15g} of the edge of {_names(references, one, pair)}",
                f"a whole number from 0 to {HEAVIEST:,}", "mend it",
            )  # fmt: skip
        elif weight != now.get(pair):
            _weigh(ledger, references, one, pair, weight)
    for a, b in ends.values():
        first = references.rows.get(a)
        if not first or b not in references.rows or _pair(a, b) in said or unclear & {a, b}:
            continue
        if first.whole and first.row.all_edges:
            _weigh(ledger, references, first, _pair(a, b), None)


def _collected(
    ledger: Ledger, references: References, statements: Iterable[tuple[Matched, str, str, Said]]
) -> tuple[dict[Pair, tuple[Matched, Said]], set[str]]:
    """What is said of each pair and by which row, and the concepts of which that is not clear."""
    said, unclear = dict[Pair, tuple[Matched, Said]](), set[str]()
    contradicted = set[Pair]()
    for one, word, what, value in statements:
        if one.concept in ledger.refused:
            continue
        other = references.require(one, word, what, one.kind)
        if other is None or other == one.concept:
            unclear.add(one.concept)
            if other:
                ledger.problem(one.row, f"itself as the {what}", "another concept", "mend it")
            continue
        pair = _pair(one.concept, other)
        if pair not in said:
            said[pair] = (one, value)
        elif said[pair][1] != value and pair not in contradicted:
            contradicted.add(pair)
            unclear |= {*pair}
            found = f"{_names(references, one, pair)}, of which {said[pair][0].row.where} says otherwise"
            ledger.problem(one.row, found, "one word for both", "take one of the two out")
    return {pair: value for pair, value in said.items() if pair not in contradicted}, unclear


def _relate(
    ledger: Ledger, references: References, one: Matched, pair: Pair, word: str, text: str, locked: Collection[str]
) -> None:
    held = next((c for c in pair if c in locked), None)
    if held:
        ledger.refuse_locked(one, f"{_names(references, one, pair)} {text}")
    else:
        edit = {"kind": "relate", "a": one.concept, "b": _other(one, pair), "as": word}
        ledger.change(one, f"{_names(references, one, pair)} {text}", edit)


def _weigh(ledger: Ledger, references: References, one: Matched, pair: Pair, weight: float | None) -> None:
    names = _names(references, one, pair)
    edit = {
        "kind": "edge", "a": one.concept, "b": _other(one, pair), "weight": None if weight is None else int(weight)
    }  # fmt: skip
    if weight is None:
        text = f"The edge of {names} is as the seeds say again"
    else:
        text = f"The edge of {names} weighs {weight:,.0f} by hand" if weight else f"{names} are unlinked by hand"
    ledger.change(one, text, edit)


def _names(references: References, one: Matched, pair: Pair) -> str:
    return f"{quoted(references.name(one.concept))} and {quoted(references.name(_other(one, pair)))}"


def _other(one: Matched, pair: Pair) -> str:
    return pair[1] if pair[0] == one.concept else pair[0]


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _above(pair: Pair, parents: Mapping[str, str]) -> bool:
    a, b = pair
    return parents.get(a) == b or parents.get(b) == a
