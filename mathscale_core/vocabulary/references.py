"""Which concept a file means where it names one beside its own: the parent, a related one, the other end of an edge.

It is named by id, by a handle of the file, or by name. A name means the concept that has it now before it means one of
the file: a concept that the file renames may still be called as it was.
"""

from collections.abc import Sequence

from mathscale_core.extraction.names import clean_name
from mathscale_core.records import ConceptKind
from mathscale_core.vocabulary.changes import Ledger
from mathscale_core.vocabulary.matching import Matched
from mathscale_core.vocabulary.rows import spoken


class References:
    """What a file's words for concepts mean.

    Attributes:
        rows: Every concept that a row of the file is about, to that row.
    """

    def __init__(self, ledger: Ledger, matched: Sequence[Matched]) -> None:
        self.rows = {m.concept: m for m in matched}
        self._ledger = ledger
        self._handles = {m.row.handle: m.concept for m in matched if m.row.handle}
        self._called: dict[str, set[str]] = {}
        for m in matched:
            self._called.setdefault(spoken(m.row.name), set()).add(m.concept)

    def require(self, one: Matched, said: str, what: str, kind: ConceptKind) -> str | None:
        """The concept that a row names, None where it is no one, which is then a problem.

        Args:
            one: The row.
            said: The word of the file.
            what: What that concept is to the row's own, for the message.
            kind: Of a topic and a knowledge point of one name, which is meant.
        """
        found = self._find(one, said, kind)
        if len(found) == 1:
            return next(iter(found))
        why = f"{len(found)} concepts are called so" if found else "no concept and no usable row is called so"
        self._ledger.problem(one.row, f"the {what} {said[:60]!r}: {why}", "the id or the one name of it", "mend it")
        return None

    def perhaps(self, one: Matched, said: str) -> str | None:
        """The concept that a row names, None where it is no one."""
        found = self._find(one, said, one.kind)
        return next(iter(found)) if len(found) == 1 else None

    def kind(self, concept: str) -> ConceptKind:
        """The kind of a concept after the import."""
        return self.rows[concept].kind if concept in self.rows else self._ledger.names.by_id[concept].kind

    def name(self, concept: str) -> str:
        """The name of a concept now, or its first one."""
        entry = self._ledger.names.by_id.get(concept)
        return entry.name if entry else clean_name(self.rows[concept].row.name)

    def _find(self, one: Matched, said: str, kind: ConceptKind) -> set[str]:
        names = self._ledger.names
        # What the file calls its own goes first: it may come from a workspace where ids mean others.
        if said in self._handles:
            return {self._handles[said]} - self._ledger.refused
        if said in names.by_id:
            return {said}
        found = (names.named(said) or self._called.get(spoken(said), set())) - self._ledger.refused
        # Who wrote the file saw what is in it, and says nothing of a concept to itself.
        alike = {c for c in found if c in names.by_id and names.by_id[c].kind == kind}
        for fewer in (found - {one.concept}, found & self.rows.keys(), alike):
            found = fewer & found if len(found) > 1 and fewer & found else found
        return found
