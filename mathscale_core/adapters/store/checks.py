"""What machines say of questions: check results, and the state that follows from them beside each question.

``questions.check_state`` is kept true by every write here: ``failed`` when a required check in its current version
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
    revisions = sorted({r.revision for r in results})
    rows = [
        {"revision": r.revision, "check_name": r.check, "version": r.version, "state": r.state, "reason": r.reason,
         "created": at}
        for r in results
    ]  # fmt: skip
    cursor.execute(
        "DELETE FROM check_results WHERE check_name IN (SELECT unnest(?)) AND revision IN (SELECT unnest(?))",
        [sorted({r.check for r in results}), revisions],
    )
    insert(cursor, "check_results", rows)
    _set_states(cursor, "SELECT unnest($revisions) AS revision", {"revisions": revisions})


def renew_states(cursor: Cursor) -> None:
    """Work out the state of every question that has results anew: other checks or versions may be required now."""
    _set_states(cursor, "SELECT DISTINCT revision FROM check_results", {})


def forget_results(cursor: Cursor, name: str, keys: Sequence[str] | None = None) -> None:
    """Drop what a check said of the questions with these keys, None for every question: it is no longer known."""
    of_keys = "" if keys is None else "AND question_key IN (SELECT unnest($keys))"
    wanted: dict[str, Any] = {} if keys is None else {"keys": list(keys)}
    cursor.execute(
        "DELETE FROM check_results WHERE check_name = $name "  # noqa: S608
        f"AND revision IN (SELECT revision FROM questions WHERE true {of_keys})",
        {"name": name, **wanted},
    )
    cursor.execute(
        "UPDATE questions SET check_state = 'unchecked' "  # noqa: S608
        f"WHERE check_state <> 'unchecked' {of_keys} AND revision NOT IN "
        f"(SELECT revision FROM check_results WHERE state = 'fail' AND {_CURRENT})",
        {**wanted, **_required()},
    )


def _set_states(cursor: Cursor, which: str, parameters: Mapping[str, Any]) -> None:
    """Work out the states of the revisions that a query of this module names."""
    cursor.execute(
        "UPDATE questions SET check_state = s.state FROM ("  # noqa: S608
        "SELECT w.revision, CASE WHEN coalesce(bool_or(c.state = 'fail'), false) THEN 'failed' "
        "WHEN count(c.state) < len($names) THEN 'unchecked' WHEN bool_or(c.state = 'unknown') THEN 'unsure' "
        f"ELSE 'passed' END AS state FROM ({which}) w "
        f"LEFT JOIN (SELECT revision, state FROM check_results WHERE {_CURRENT}) c USING (revision) "
        "GROUP BY w.revision) s WHERE s.revision = questions.revision",
        {**parameters, **_required()},
    )


def _required() -> dict[str, Any]:
    return {"names": list(REQUIRED), "versions": list(REQUIRED.values())}
