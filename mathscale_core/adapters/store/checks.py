"""What machines say of questions: check results, and what follows from them beside each question.

``questions.checks`` says what the required checks in their current versions found, by name, such as
`` duplicate=pass form=fail `` with a space before and behind each; ``questions.check_state`` what that comes to. Both
are kept true by every write here: ``failed`` when a required check in its current version
failed, ``unchecked`` when one is missing, ``unsure`` when one could not tell, ``passed`` when all pass.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from mathscale_core.adapters.store.database import Cursor, insert
from mathscale_core.records import CheckResult
from mathscale_core.validation.checks import CHECKS

#: Check name to its current version; a result of another version says nothing.
REQUIRED: Mapping[str, str] = {check.name: check.version for check in CHECKS}

_CURRENT = "(check_name, version) IN (SELECT unnest($names), unnest($versions))"


def store_results(cursor: Cursor, results: Sequence[CheckResult], at: str) -> None:
    """Put these results in the place of older ones of the same checks and questions."""
    places = places_of(cursor, [r.revision for r in results])
    rows = [
        {"position": places[r.revision], "revision": r.revision, "check_name": r.check, "version": r.version,
         "state": r.state, "reason": r.reason, "created": at}
        for r in results if r.revision in places
    ]  # fmt: skip
    if not rows:
        return
    found = sorted(places.values())
    cursor.execute(
        "DELETE FROM check_results WHERE position BETWEEN ? AND ? AND position IN (SELECT unnest(?::BIGINT[])) "
        "AND check_name IN (SELECT unnest(?))",
        [found[0], found[-1], found, sorted({r.check for r in results})],
    )
    insert(cursor, "check_results", rows, keyed=False)
    _set_states(cursor, "SELECT unnest($places::BIGINT[]) AS position", {"places": found}, (found[0], found[-1]))


def renew_states(cursor: Cursor) -> None:
    """Work out the state of every question that has results anew: other checks or versions may be required now."""
    _set_states(cursor, "SELECT DISTINCT position FROM check_results", {})


def forget_results(cursor: Cursor, name: str, keys: Sequence[str] | None = None) -> None:
    """Drop what a check said of the questions with these keys, None for every question: it is no longer known."""
    of_keys = "" if keys is None else "AND question_key IN (SELECT unnest($keys))"
    wanted: dict[str, Any] = {} if keys is None else {"keys": list(keys)}
    which = f"SELECT position FROM questions WHERE checks <> '' {of_keys}"
    cursor.execute(
        "DELETE FROM check_results WHERE check_name = $name "
        f"AND position IN (SELECT position FROM questions WHERE true {of_keys})",
        {"name": name, **wanted},
    )
    _set_states(cursor, which, wanted)


def places_of(cursor: Cursor, revisions: Sequence[str]) -> dict[str, int]:
    """Revision to position, for those of these revisions that there are."""
    wanted = list(dict.fromkeys(revisions))
    if len(wanted) == 1:
        # The key's index serves an equation.
        found = cursor.execute("SELECT revision, position FROM questions WHERE revision = ?", wanted)
    else:
        found = cursor.execute(
            "SELECT revision, position FROM questions WHERE revision IN (SELECT unnest(?::VARCHAR[]))", [wanted]
        )
    return dict(found.fetchall())


def _set_states(
    cursor: Cursor, which: str, parameters: Mapping[str, Any], between: tuple[int, int] = (0, 1 << 62)
) -> None:
    """Work out the states of the positions that a query of this module names, all of them within bounds."""
    low, high = between
    cursor.execute(
        "UPDATE questions SET check_state = s.state, checks = s.said FROM ("
        "SELECT w.position, CASE WHEN coalesce(bool_or(c.state = 'fail'), false) THEN 'failed' "
        "WHEN count(c.state) < len($names) THEN 'unchecked' WHEN bool_or(c.state = 'unknown') THEN 'unsure' "
        "ELSE 'passed' END AS state, "
        "coalesce(' ' || string_agg(c.check_name || '=' || c.state, ' ' ORDER BY c.check_name) || ' ', '') AS said "
        f"FROM ({which}) w LEFT JOIN (SELECT position, check_name, state FROM check_results "
        f"WHERE position BETWEEN {low:d} AND {high:d} AND {_CURRENT}) c "
        f"USING (position) GROUP BY w.position) s "
        f"WHERE s.position = questions.position AND questions.position BETWEEN {low:d} AND {high:d}",
        {**parameters, **_required()},
    )


def said_in(checks: str) -> dict[str, str]:
    """Check name to what it found, from ``questions.checks``."""
    return dict(part.split("=", 1) for part in checks.split())


def _required() -> dict[str, Any]:
    return {"names": list(REQUIRED), "versions": list(REQUIRED.values())}
