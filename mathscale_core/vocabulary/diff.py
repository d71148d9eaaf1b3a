"""What a file would change: in words, and as edits for the curation log.

Comes in: the document of now and the rows of a file. Goes out: a :class:`Difference`. A row that names its concept by
id says all of it, and what it leaves empty is taken away; a row found by name only adds. A row that is missing takes
nothing away unless that is asked for. What somebody locked stays as it is until the file unlocks it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from mathscale_core.records import ConceptKind, GraphDocument
from mathscale_core.vocabulary.changes import Change, Ledger, quoted
from mathscale_core.vocabulary.fields import add_concept, change_concept, require_untouched
from mathscale_core.vocabulary.linking import relate_concepts, weigh_edges
from mathscale_core.vocabulary.matching import Names, match_rows, nearest
from mathscale_core.vocabulary.placing import place_concepts
from mathscale_core.vocabulary.references import References
from mathscale_core.vocabulary.rows import Problem, VocabularyRow

#: Kinds of edits in an order in which they fit: what is named must be there, and a locked concept changes no more.
_ORDER = ("unlock", "add", "change-kind", "rename", "alias", "define", "code", "relate", "edge", "lock", "delete")


@dataclass(frozen=True, slots=True)
class Difference:
    """What a file would change.

    Attributes:
        changes: In an order in which they can be applied one after the other.
        problems: What will not be applied, and why.
        same: Rows about concepts of which nothing would change.
    """

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    same: int


def diff(
    document: GraphDocument,
    rows: Sequence[VocabularyRow],
    *,
    mapping: Mapping[str, str] | None = None,
    new_kind: ConceptKind | None = None,
    delete: Collection[str] = (),
    taken: Mapping[tuple[ConceptKind, str], str] | None = None,
) -> Difference:
    """What the rows would change in the document.

    Args:
        document: Every concept as it is now.
        rows: What the file says.
        mapping: A name of the file to the id of the concept that it means.
        new_kind: Kind of new concepts of which the file does not say it; by their place in its tree where None.
        delete: Concepts to delete where the file does not name them.
        taken: (kind, name key) of every name that was ever given to its concept, also to deleted ones.
    """
    names = Names(document, taken)
    ledger = Ledger(names)
    matched, wrong = match_rows(rows, names, mapping or {}, new_kind)
    ledger.problems += wrong
    like, references = nearest(matched, names), References(ledger, matched)
    unlocked = {one.concept for one in matched if one.whole and one.row.locked is False}
    locked = {c.id for c in document.concepts if c.locked} - unlocked
    for one in matched:
        if one.now is None:
            add_concept(ledger, one, like.get(one.concept))
        elif one.concept in locked:
            require_untouched(ledger, one, one.now)
        else:
            change_concept(ledger, one, one.now)
    parents = place_concepts(ledger, references, locked)
    relate_concepts(ledger, document, references, parents, locked)
    weigh_edges(ledger, document, references)
    # A row that cannot be used still names its concept.
    named = {m.concept for m in matched} | {row.id for row in rows}
    for concept in document.concepts if delete else ():
        if concept.id in delete and concept.id not in named:
            _delete(ledger, concept.id)
    order = {kind: n for n, kind in enumerate(_ORDER)}
    changes = sorted(ledger.changes, key=lambda c: order["unlock" if c.edit.get("locked") is False else c.kind])
    changed = {c.concept for c in changes}
    return Difference(tuple(changes), tuple(ledger.problems), sum(m.concept not in changed for m in matched))


def _delete(ledger: Ledger, concept: str) -> None:
    entry = ledger.names.by_id[concept]
    if entry.locked:
        ledger.problems.append(
            Problem("missing", f"no row of {entry.name!r}, which is locked", "a row of it", "unlock it first")
        )
        return
    edit = {"kind": "delete", "concept": concept}
    ledger.changes.append(Change("missing", concept, entry.name, f"Delete {quoted(entry.name)}", edit))
