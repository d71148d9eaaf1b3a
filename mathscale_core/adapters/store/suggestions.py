"""Suggested twins, and what people decided on them.

A decision with an edit counts as long as its edit does: whoever undoes the edit, in whatever place, has taken back the
decision too. One without an edit (``later``) is taken back by its own mark.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mathscale_core.adapters.store.database import Database, insert, to_json
from mathscale_core.curation import undone_in
from mathscale_core.records import EditEvent
from mathscale_core.twins.pairs import Pair, Twins, score
from mathscale_core.twins.signals import Signals
from mathscale_core.twins.waiting import waiting

#: Begins the actor of what was merged unseen.
POLICY = "policy:"
_SIGNALS = "spelling, words, neighbours, shared, told"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on one pair.

    Attributes:
        id: Id of the whole decision, which may be about several pairs.
        a: Concept id, the lower of the two.
        b: Concept id.
        decision: One of ``twins.precision.DECISIONS``.
        signals: What spoke for the pair, None where it was not suggested.
        event: The edit that it made, ``""`` where it made none.
        actor: Who decided.
    """

    id: str
    a: str
    b: str
    decision: str
    signals: Signals | None
    event: str
    actor: str

    @property
    def pair(self) -> Pair:
        """The two ids."""
        return self.a, self.b


class SuggestionTable:
    """Reads and writes of ``suggestions`` and ``suggestion_decisions``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def replace(self, pairs: Sequence[Twins], version: str, at: str) -> int:
        """Make these the suggestions of a graph version, with what a model said of them; returns how many are new."""
        with self._db.write() as cursor:
            before = {(row["a"], row["b"]): row["told"] for row in self._db.rows("SELECT a, b, told FROM suggestions")}
            kept = [
                _told(t, before[t.pair]) if t.signals.told is None and before.get(t.pair) is not None else t
                for t in pairs
            ]
            cursor.execute("DELETE FROM suggestions")
            insert(cursor, "suggestions", [_row(t, version, at) for t in kept])
        return sum(t.pair not in before for t in kept)

    def put_back(self, pairs: Sequence[Twins], at: str) -> None:
        """Suggest pairs again that a later computation left out, under the version of the others."""
        with self._db.write() as cursor:
            insert(cursor, "suggestions", [_row(t, self.version(), at) for t in pairs])

    def tell(self, told: Mapping[Pair, float]) -> int:
        """Keep what a language model said of pairs, from 0 to 1; returns for how many that wait here."""
        with self._db.write() as cursor:
            found = [t for t in self.all() if t.pair in told]
            for twins in found:
                row = _told(twins, told[twins.pair])
                cursor.execute(
                    "UPDATE suggestions SET told = ?, score = ? WHERE a = ? AND b = ?",
                    [row.signals.told, row.score, *row.pair],
                )
        return len(found)

    def all(self) -> list[Twins]:
        """Every suggestion as it was computed, decided or not, best first."""
        found = self._db.rows(f"SELECT a, b, kind, score, seeds, {_SIGNALS} FROM suggestions ORDER BY score DESC, a, b")
        return [
            Twins(r["a"], r["b"], r["kind"], r["score"], Signals(*(r[s] for s in _SIGNALS.split(", "))), r["seeds"])
            for r in found
        ]

    def version(self) -> str:
        """The graph version that they were computed for, ``""`` where none are there."""
        return str(self._db.scalar("SELECT max_by(version, created) FROM suggestions") or "")

    def waiting(self) -> list[Twins]:
        """The suggestions that wait, best first, under the concepts that stand now."""
        decided = [d.pair for d in self.decisions() if d.decision != "later"]
        related = [(row["a"], row["b"]) for row in self._db.rows("SELECT a, b FROM relations")]
        edits = self._db.rows("SELECT concept, merged, gone FROM concept_edits WHERE merged IS NOT NULL OR gone")
        merged = {row["concept"]: row["merged"] for row in edits if row["merged"]}
        return waiting(self.all(), merged, {row["concept"] for row in edits if row["gone"]}, [*decided, *related])

    def decisions(self) -> list[Decision]:
        """The decisions that count, oldest first, one for each pair of each."""
        undone = self._undone()
        found = self._db.rows(
            "SELECT id, a, b, decision, signals, event, actor FROM suggestion_decisions WHERE NOT undone "
            "ORDER BY position"
        )
        return [_decision(row) for row in found if row["event"] not in undone]

    def judged(self) -> list[tuple[Signals, str]]:
        """What people decided on suggested pairs, with what spoke for these; what a policy merged is no judgement."""
        return [
            (d.signals, d.decision) for d in self.decisions() if d.signals and not d.actor.startswith(POLICY)
        ]  # fmt: skip

    def append(self, decisions: Sequence[Decision], at: str) -> None:
        """Append decisions in this order."""
        with self._db.write() as cursor:
            last = int(self._db.scalar("SELECT coalesce(max(position), 0) FROM suggestion_decisions"))
            rows = [
                {
                    "id": f"{d.id}:{n}", "a": d.a, "b": d.b, "decision": d.decision,
                    "signals": to_json(d.signals.known() if d.signals else {}), "event": d.event, "undone": False,
                    "actor": d.actor, "created": at, "position": last + n,
                }
                for n, d in enumerate(decisions, 1)
            ]  # fmt: skip
            insert(cursor, "suggestion_decisions", rows)

    def take_back(self, decision: str) -> None:
        """Mark a decision as taken back."""
        with self._db.write() as cursor:
            cursor.execute("UPDATE suggestion_decisions SET undone = true WHERE starts_with(id, ?)", [f"{decision}:"])

    def _undone(self) -> Collection[str]:
        """Edits that do not count."""
        found = self._db.rows("SELECT id, payload FROM edit_events WHERE kind = 'undo' ORDER BY position")
        return undone_in([EditEvent(row["id"], "undo", json.loads(row["payload"]), "", "", "") for row in found])


def _row(twins: Twins, version: str, at: str) -> dict[str, Any]:
    signals = twins.signals
    return {
        "a": twins.a, "b": twins.b, "kind": twins.kind, "score": twins.score, "spelling": signals.spelling,
        "words": signals.words, "neighbours": signals.neighbours, "shared": signals.shared, "told": signals.told,
        "seeds": twins.seeds, "version": version, "created": at,
    }  # fmt: skip


def _told(twins: Twins, told: float) -> Twins:
    s = twins.signals
    signals = Signals(s.spelling, s.words, s.neighbours, s.shared, told)
    return Twins(twins.a, twins.b, twins.kind, score(signals), signals, twins.seeds)


def _decision(row: Mapping[str, Any]) -> Decision:
    known = json.loads(row["signals"])
    signals = Signals(**known) if known else None
    whole = row["id"].rpartition(":")[0]
    return Decision(whole, row["a"], row["b"], row["decision"], signals, row["event"], row["actor"])
