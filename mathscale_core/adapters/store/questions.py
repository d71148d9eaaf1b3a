"""Questions as revisions, what the checks and people say of them, and the flaws that were planted."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from mathscale_core.adapters.store.database import Cursor, Database, insert, to_json
from mathscale_core.records import CheckResult, Question
from mathscale_core.seeds.text import question_key

_COLUMNS = (
    "revision, question, solution, answer, format, level, source, topics, kps, composition, seeds, prompt, provider, "
    "graph_version, family, parameters, nearness, item, coalesce(parent, '') AS parent, dataset, licence"
)


class QuestionTable:
    """Reads and writes of ``questions``, ``check_results``, ``verdicts`` and ``flaws``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, questions: Sequence[Question], job: str, actor: str, at: str) -> int:
        """Append questions in this order; returns how many were new."""
        with self._db.write() as cursor:
            row = cursor.execute("SELECT coalesce(max(position), 0) FROM questions").fetchone()
            start = int(row[0]) if row else 0
            rows = [
                {
                    "revision": q.revision, "item": q.item or q.revision, "parent": q.parent or None,
                    "source": q.source,
                    "question_key": question_key(q.question), "question": q.question, "solution": q.solution,
                    "answer": q.answer, "format": q.format, "level": q.level, "topics": list(q.topics),
                    "kps": list(q.kps), "composition": q.composition, "seeds": list(q.seeds), "prompt": q.prompt,
                    "provider": q.provider, "graph_version": q.graph_version, "family": q.family,
                    "parameters": to_json(dict(q.parameters)), "nearness": q.nearness, "job": job, "actor": actor,
                    "created": at, "position": start + i, "dataset": q.dataset, "licence": q.licence, "head": True,
                    "check_state": "unchecked", "verdict": "", "policy": "",
                }
                for i, q in enumerate(questions, 1)
            ]  # fmt: skip
            fresh = _unknown(cursor, rows)
            insert(
                cursor,
                "question_concepts",
                [
                    {"kind": kind, "name": name, "revision": row["revision"]}
                    for row in fresh
                    for kind, names in (("topic", row["topics"]), ("kp", row["kps"]))
                    for name in dict.fromkeys(names)
                ],
                keyed=False,
            )
            replaced = [row["parent"] for row in fresh if row["parent"]]
            if replaced:
                cursor.execute("UPDATE questions SET head = false WHERE revision IN (SELECT unnest(?))", [replaced])
            return insert(cursor, "questions", rows)

    def add_flaws(self, flaws: Sequence[Mapping[str, str]]) -> None:
        """Store what is wrong with planted questions (revision, flaw, explanation, target)."""
        with self._db.write() as cursor:
            insert(cursor, "flaws", flaws)

    def count(self, source: str = "generated") -> int:
        """Number of questions of a source."""
        return int(self._db.scalar("SELECT count(*) FROM questions WHERE source = ?", [source]))

    def level_counts(self) -> dict[str, int]:
        """Level to number of generated and imported questions."""
        found = self._db.rows(
            "SELECT level, count(*)::INTEGER AS n FROM questions WHERE source <> 'planted' GROUP BY 1"
        )
        return {row["level"]: row["n"] for row in found}

    def get(self, revision: str) -> Question | None:
        """One revision, None where there is none."""
        found = self.many("revision = ?", [revision])
        return found[0] if found else None

    def by_source(self, *sources: str) -> list[Question]:
        """Every question of these sources, in order of writing."""
        return self.many("source IN (SELECT unnest(?))", [list(sources)])

    def of_composition(self, composition: str) -> list[Question]:
        """The questions written for a composition."""
        return self.many("composition = ?", [composition])

    def of_seed(self, seed: str) -> list[Question]:
        """The questions that had this seed as a few-shot example."""
        return self.many("list_contains(seeds, ?)", [seed])

    def many(self, condition: str, parameters: Sequence[object]) -> list[Question]:
        """Questions under a condition of this module's own making, in order of writing."""
        found = self._db.rows(
            f"SELECT {_COLUMNS} FROM questions WHERE {condition} ORDER BY position",  # noqa: S608
            parameters,
        )
        return [_question(row) for row in found]

    # -- checks -------------------------------------------------------------------------------------------

    def record_checks(self, results: Sequence[CheckResult], at: str) -> None:
        """Store check results; a newer run of the same check version replaces the older."""
        rows = [
            {
                "revision": r.revision,
                "check_name": r.check,
                "version": r.version,
                "state": r.state,
                "reason": r.reason,
                "created": at,
            }
            for r in results
        ]
        with self._db.write() as cursor:
            cursor.execute(
                "DELETE FROM check_results WHERE check_name IN (SELECT unnest(?)) AND revision IN (SELECT unnest(?))",
                [sorted({r.check for r in results}), sorted({r.revision for r in results})],
            )
            insert(cursor, "check_results", rows)

    def checks_of(self, revision: str) -> list[CheckResult]:
        """The results of one revision, by check name."""
        found = self._db.rows(
            'SELECT revision, check_name AS "check", version, state, reason FROM check_results '
            "WHERE revision = ? ORDER BY check_name",
            [revision],
        )
        return [CheckResult(**row) for row in found]

    def check_states(self, *sources: str) -> dict[str, dict[str, tuple[str, str]]]:
        """Revision to check name to (state, version of the check), for every question of these sources."""
        found = self._db.rows(
            "SELECT r.revision, r.check_name, r.state, r.version "
            "FROM check_results r JOIN questions q USING (revision) "
            "WHERE q.source IN (SELECT unnest(?))",
            [list(sources)],
        )
        states: dict[str, dict[str, tuple[str, str]]] = {}
        for row in found:
            states.setdefault(row["revision"], {})[row["check_name"]] = (row["state"], row["version"])
        return states

    def count_checked(self, required: Mapping[str, str], *sources: str) -> int:
        """Number of questions of these sources that have a result of every required check (name to version)."""
        return int(
            self._db.scalar(
                "SELECT count(*) FROM (SELECT revision FROM check_results r JOIN questions q USING (revision) "
                "WHERE q.source IN (SELECT unnest(?)) AND (r.check_name, r.version) IN (SELECT unnest(?), unnest(?)) "
                "GROUP BY revision HAVING count(*) = ?)",
                [list(sources), list(required), list(required.values()), len(required)],
            )
        )

    def check_counts(self, *sources: str) -> dict[str, dict[str, int]]:
        """Check name to state to number of questions."""
        found = self._db.rows(
            "SELECT r.check_name, r.state, count(*)::INTEGER AS n "
            "FROM check_results r JOIN questions q USING (revision) "
            "WHERE q.source IN (SELECT unnest(?)) GROUP BY ALL ORDER BY ALL",
            [list(sources)],
        )
        counts: dict[str, dict[str, int]] = {}
        for row in found:
            counts.setdefault(row["check_name"], {"pass": 0, "fail": 0, "unknown": 0})[row["state"]] = row["n"]
        return counts

    # -- verdicts -----------------------------------------------------------------------------------------

    def record_verdicts(self, verdicts: Sequence[Mapping[str, Any]]) -> int:
        """Append verdicts (id, revision, verdict, actor, reason, seconds, created); returns how many were new."""
        with self._db.write() as cursor:
            row = cursor.execute("SELECT coalesce(max(position), 0) FROM verdicts").fetchone()
            start = int(row[0]) if row else 0
            return insert(cursor, "verdicts", [{**v, "position": start + i} for i, v in enumerate(verdicts, 1)])

    def latest_verdicts(self) -> dict[str, dict[str, str]]:
        """Revision to its latest verdict by a person and by a policy: ``{"people": ..., "policy": ...}``."""
        found = self._db.rows(
            "SELECT revision, starts_with(actor, 'policy:') AS by_policy, arg_max(verdict, position) AS verdict "
            "FROM verdicts GROUP BY ALL"
        )
        verdicts: dict[str, dict[str, str]] = {}
        for row in found:
            verdicts.setdefault(row["revision"], {})["policy" if row["by_policy"] else "people"] = row["verdict"]
        return verdicts

    def verdicts_of(self, revision: str) -> list[dict[str, Any]]:
        """Verdicts on one revision, oldest first."""
        return self._db.rows(
            "SELECT verdict, actor, reason, created FROM verdicts WHERE revision = ? ORDER BY position", [revision]
        )


def _unknown(cursor: Cursor, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows whose revision is not stored yet, each once."""
    wanted = {row["revision"]: row for row in rows}
    found = cursor.execute("SELECT revision FROM questions WHERE revision IN (SELECT unnest(?))", [list(wanted)])
    for known in found.fetchall():
        del wanted[known[0]]
    return list(wanted.values())


def _question(row: dict[str, Any]) -> Question:
    lists = {name: tuple(row[name]) for name in ("topics", "kps", "seeds")}
    return Question(**{**row, **lists, "parameters": json.loads(row["parameters"])})
