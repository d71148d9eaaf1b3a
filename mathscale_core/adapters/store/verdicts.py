"""What people and policies say of questions; a verdict is appended and never changed.

A verdict is taken back by a row of its own whose id names it (``undo:`` before the id); it restores what its
actor had said before, or says ``withdrawn``. A verdict *stands* while nothing has taken it back. A question's
latest standing verdict of people is kept beside it, where a skip counts only when nobody said more.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from mathscale_core.adapters.store.checks import places_of
from mathscale_core.adapters.store.database import Cursor, Database, insert

UNDO = "undo:"
_POLICY = "starts_with(actor, 'policy:')"
_STANDING = (
    f"NOT starts_with(v.id, '{UNDO}') AND NOT EXISTS (FROM verdicts u WHERE u.id = '{UNDO}' || v.id "
    "AND u.revision = v.revision)"
)
#: Revisions on which a standing verdict of one actor lies; one parameter.
SEEN_BY = f"SELECT v.revision FROM verdicts v WHERE v.actor = ? AND {_STANDING}"


def store_verdicts(cursor: Cursor, verdicts: Sequence[Mapping[str, Any]]) -> int:
    """Append verdicts and bring the questions' own columns up to date; returns how many were new."""
    row = cursor.execute("SELECT coalesce(max(position), 0) FROM verdicts").fetchone()
    start = int(row[0]) if row else 0
    new = insert(cursor, "verdicts", [{**v, "position": start + i} for i, v in enumerate(verdicts, 1)])
    if new:
        revisions = sorted({v["revision"] for v in verdicts})
        places = sorted(places_of(cursor, revisions).values()) or [0]
        cursor.execute(
            "UPDATE questions SET verdict = s.people, policy = s.policy FROM (SELECT w.revision, "
            "coalesce(arg_max(v.verdict, v.position) FILTER (NOT v.by_policy AND v.verdict <> 'skip'), "
            "max(v.verdict) FILTER (NOT v.by_policy), '') AS people, "
            "coalesce(arg_max(v.verdict, v.position) FILTER (v.by_policy), '') AS policy "
            "FROM (SELECT DISTINCT unnest(?) AS revision) w LEFT JOIN ("
            f"SELECT v.revision, v.verdict, v.position, {_POLICY} AS by_policy FROM verdicts v "
            f"WHERE v.revision IN (SELECT unnest(?)) AND {_STANDING}) v USING (revision) "
            f"GROUP BY w.revision) s WHERE s.revision = questions.revision "
            f"AND questions.position BETWEEN {places[0]:d} AND {places[-1]:d}",
            [revisions] * 2,
        )
    return new


def known_ids(db: Database, ids: Sequence[str]) -> set[str]:
    """Which of these ids are ids of verdicts."""
    return {row["id"] for row in db.rows("SELECT id FROM verdicts WHERE id IN (SELECT unnest(?))", [list(ids)])}


def of_revision(db: Database, revision: str) -> list[dict[str, Any]]:
    """Every verdict on a revision, oldest first, taken back or not (``stands``)."""
    return db.rows(
        f"SELECT v.id, v.verdict, v.actor, v.reason, v.seconds, v.created, {_STANDING} AS stands "
        "FROM verdicts v WHERE v.revision = ? ORDER BY v.position",
        [revision],
    )


def last_of(db: Database, actor: str) -> dict[str, Any] | None:
    """An actor's last standing verdict, with what the actor had said of the same revision before (``before``)."""
    found = db.rows(
        f"SELECT v.id, v.revision, v.verdict FROM verdicts v WHERE v.actor = ? AND {_STANDING} "
        "ORDER BY v.position DESC LIMIT 1",
        [actor],
    )
    if not found:
        return None
    before = db.scalar(
        f"SELECT arg_max(v.verdict, v.position) FROM verdicts v WHERE v.actor = ? AND v.revision = ? AND v.id <> ? "
        f"AND {_STANDING}",
        [actor, found[0]["revision"], found[0]["id"]],
    )
    return {**found[0], "before": before or ""}


def counts_since(db: Database, actor: str, since: str) -> dict[str, int]:
    """Verdict to number of an actor's standing verdicts from a time on."""
    found = db.rows(
        "SELECT v.verdict, count(*)::INTEGER AS n FROM verdicts v "
        f"WHERE v.actor = ? AND v.created >= ? AND {_STANDING} GROUP BY 1 ORDER BY 1",
        [actor, since],
    )
    return {row["verdict"]: row["n"] for row in found}
