"""Questions as revisions, what the checks and people say of them, and the flaws that were planted."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mathscale_core.adapters.store import bank, carried, checks, entering, verdicts
from mathscale_core.adapters.store.bank import Bank, BankFilter
from mathscale_core.adapters.store.database import Cursor, Database, insert, to_json
from mathscale_core.adapters.store.textfeed import TextFeed
from mathscale_core.dataset import Standing
from mathscale_core.records import CheckResult, Question
from mathscale_core.seeds.text import question_key

_COLUMNS = (
    "revision, question, solution, answer, format, level, source, topics, kps, composition, seeds, prompt, provider, "
    "graph_version, family, parameters, nearness, item, coalesce(parent, '') AS parent, dataset, licence"
)


class QuestionTable:
    """Reads and writes of ``questions``, ``check_results``, ``verdicts`` and ``flaws``."""

    def __init__(self, database: Database, feed: TextFeed) -> None:
        self._db = database
        self._feed = feed
        self.bank = Bank(database, feed)
        self._remembered: dict[str, tuple[int, list[dict[str, Any]]]] = {}

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
                    "check_state": "unchecked", "verdict": "", "policy": "", "checks": "",
                    "answered": bool(q.answer.strip()), "releases": "",
                }
                for i, q in enumerate(questions, 1)
            ]  # fmt: skip
            fresh = _unknown(cursor, rows)
            carried.store(cursor, fresh)
            replaced = [row["parent"] for row in fresh if row["parent"]]
            if replaced:
                cursor.execute("UPDATE questions SET head = false WHERE revision IN (SELECT unnest(?))", [replaced])
            new = insert(cursor, "questions", rows)
        self._feed.follow(start + len(rows))
        return new

    def add_flaws(self, flaws: Sequence[Mapping[str, str]]) -> None:
        """Store what is wrong with planted questions (revision, flaw, explanation, target)."""
        with self._db.write() as cursor:
            insert(cursor, "flaws", flaws)

    def count(self, source: str = "generated") -> int:
        """Number of questions of a source, each in its newest revision."""
        return int(self._db.scalar("SELECT count(*) FROM questions WHERE head AND source = ?", [source]))

    def level_counts(self) -> dict[str, int]:
        """Level to number of generated and imported questions."""
        found = self._db.rows(
            "SELECT level, count(*)::INTEGER AS n FROM questions WHERE head AND source <> 'planted' GROUP BY 1"
        )
        return {row["level"]: row["n"] for row in found}

    def get(self, revision: str) -> Question | None:
        """One revision, None where there is none."""
        found = self.many("revision = ?", [revision])
        return found[0] if found else None

    def by_source(self, *sources: str) -> list[Question]:
        """Every question of these sources in its newest revision, in order of writing."""
        return self.many("head AND source IN (SELECT unnest(?))", [list(sources)])

    def by_revision(self, revisions: Sequence[str]) -> list[Question]:
        """These revisions, in order of writing."""
        return self.many("revision IN (SELECT unnest(?))", [list(revisions)])

    def revisions_of(self, item: str) -> list[dict[str, Any]]:
        """Every revision of an item, oldest first, with who made it, when, and why (the note on it)."""
        return self._db.rows(
            "SELECT q.revision, coalesce(q.parent, '') AS parent, q.question, q.solution, q.answer, q.actor, "
            "q.created, q.head, coalesce(n.text, '') AS reason FROM questions q "
            "LEFT JOIN notes n ON n.target = q.revision AND n.state = 'edit' WHERE q.item = ? ORDER BY q.position",
            [item],
        )

    def head_of(self, revision: str) -> dict[str, Any] | None:
        """The newest revision of the item that a revision (or the item itself) belongs to, with actor and time."""
        found = self._db.rows(
            "SELECT revision, item, actor, created FROM questions WHERE head AND item = "
            "(SELECT item FROM questions WHERE revision = ?)",
            [revision],
        )
        return found[0] if found else None

    def heads_of(self, revisions: Sequence[str]) -> dict[str, str]:
        """Revision to the newest revision of its item, for those of these revisions that there are."""
        found = self._db.rows(
            "SELECT q.revision, h.revision AS head FROM questions q JOIN questions h ON h.item = q.item AND h.head "
            "WHERE q.revision IN (SELECT unnest(?))",
            [list(revisions)],
        )
        return {row["revision"]: row["head"] for row in found}

    def with_keys(self, keys: Sequence[str]) -> list[Question]:
        """Questions with one of these question keys in their newest revision, in order of writing."""
        return self.many("head AND question_key IN (SELECT unnest(?))", [list(keys)])

    def count_replaced(self) -> int:
        """Number of revisions that an edit has replaced: another one when something was edited."""
        return int(self._db.scalar("SELECT count(*) FROM questions WHERE NOT head"))

    def facts_of(self, revision: str) -> dict[str, str]:
        """What stands beside a revision: check_state, verdict, job, actor, created; empty where there is none."""
        found = self._db.rows(
            "SELECT check_state, verdict, job, actor, created FROM questions WHERE revision = ?", [revision]
        )
        return found[0] if found else {}

    def add_edit(self, question: Question, note: str, reason: str, actor: str, at: str) -> None:
        """Append a revision made by an edit, with the reason as the note ``note`` on it where there is one."""
        with self._db.write() as cursor:
            self.add([question], "", actor, at)
            if reason:
                row = {
                    "id": note, "target": question.revision, "actor": actor, "text": reason, "state": "edit",
                    "created": at,
                }  # fmt: skip
                insert(cursor, "notes", [row])

    # -- finding ------------------------------------------------------------------------------------------

    def find(self, wanted: BankFilter, *, limit: int = 50, offset: int = 0) -> list[dict[str, Any]]:
        """A page of the questions under a filter, the newest first; columns as in ``bank.ROW``."""
        return self.bank.find(wanted, limit, offset)

    def count_found(self, wanted: BankFilter, most: int = bank.COUNTED) -> int:
        """Number of questions under a filter, counted up to ``most`` + 1."""
        return self.bank.count(wanted, most)

    def next_found(self, wanted: BankFilter, after: str = "") -> str:
        """The question behind this one in the random but lasting order of the ids, the first one after the last."""
        return self.bank.next_revision(wanted, after)

    def facets(self) -> list[dict[str, Any]]:
        """Number of newest revisions (``n``) by every combination of ``bank.FACETS``; found once between writes."""
        return self._once("facets", self._db.writes, bank.facets)

    def concept_counts(self) -> list[dict[str, Any]]:
        """Kind, name and number of questions of each concept name, most first; found once until questions come."""
        return self._once("concepts", self.written(), carried.counts)

    def written(self) -> int:
        """Number of revisions ever stored: another one when questions have come."""
        return int(self._db.scalar("SELECT coalesce(max(position), 0) FROM questions"))

    def _once(self, name: str, mark: int, ask: Callable[[Database], list[dict[str, Any]]]) -> list[dict[str, Any]]:
        at, found = self._remembered.get(name, (-1, []))
        if at != mark:
            found = ask(self._db)
            self._remembered[name] = (mark, found)
        return found

    def of_composition(self, composition: str) -> list[Question]:
        """The questions written for a composition."""
        return self.many("composition = ?", [composition])

    def of_seed(self, seed: str) -> list[Question]:
        """The questions that had this seed as a few-shot example."""
        return self.many("list_contains(seeds, ?)", [seed])

    def many(self, condition: str, parameters: Sequence[object]) -> list[Question]:
        """Questions under a condition of this module's own making, in order of writing."""
        found = self._db.rows(
            f"SELECT {_COLUMNS} FROM questions WHERE {condition} ORDER BY position",
            parameters,
        )
        return [_question(row) for row in found]

    # -- checks -------------------------------------------------------------------------------------------

    def record_checks(self, results: Sequence[CheckResult], at: str) -> None:
        """Store check results; a newer run of the same check version replaces the older."""
        with self._db.write() as cursor:
            checks.store_results(cursor, results, at)

    def unverified(self, required: Mapping[str, str], *sources: str) -> list[str]:
        """Revisions of these sources that lack a result of a required check (name to version), in order of writing."""
        if any(checks.REQUIRED.get(name) != version for name, version in required.items()):
            lacking, values = "true", list[object]()
        else:
            lacking = " OR ".join("NOT contains(checks, ?)" for _ in required) or "false"
            values = [f" {name}=" for name in required]
        found = self._db.rows(
            f"SELECT revision FROM questions WHERE head AND source IN (SELECT unnest(?)) AND ({lacking}) "
            "ORDER BY position",
            [list(sources), *values],
        )
        return [row["revision"] for row in found]

    def count_failed_early(self, required: Mapping[str, str]) -> int:
        """Number of generated and imported questions that failed a check and lack a result of another."""
        return sum(
            n for source, state, said, n in self._said() if source != "planted" and state == "failed"
            and not said.keys() >= required.keys()
        )  # fmt: skip

    def first_of_key(self, *keys: str) -> dict[str, str]:
        """Question key to the revision whose item had it first, for keys that several questions share.

        Planted ones come last. With ``keys`` only these are looked at.
        """
        found = self._db.rows(
            "SELECT q.question_key AS key, first(q.revision ORDER BY q.source = 'planted', "
            "coalesce(i.position, q.position)) AS revision "
            "FROM questions q LEFT JOIN questions i ON i.revision = q.item "
            "WHERE q.head AND (? OR q.question_key IN (SELECT unnest(?))) GROUP BY 1 HAVING count(*) > 1",
            [not keys, list(keys)],
        )
        return {row["key"]: row["revision"] for row in found}

    def holders(self, keys: Sequence[str]) -> dict[str, str]:
        """Question key to the first item's newest revision that has it, planted ones left out; for keys in the bank."""
        found = self._db.rows(
            "SELECT question_key AS key, first(revision ORDER BY position) AS revision FROM questions "
            "WHERE head AND source <> 'planted' AND question_key IN (SELECT unnest(?)) GROUP BY 1",
            [list(keys)],
        )
        return {row["key"]: row["revision"] for row in found}

    def checks_of(self, revision: str) -> list[CheckResult]:
        """The results of one revision, by check name."""
        found = self._db.rows(
            'SELECT revision, check_name AS "check", version, state, reason FROM check_results '
            "WHERE position = ? ORDER BY check_name",
            [self._position(revision)],
        )
        return [CheckResult(**row) for row in found]

    def _position(self, revision: str) -> int:
        return int(self._db.scalar("SELECT position FROM questions WHERE revision = ?", [revision]) or 0)

    def check_states(self, *sources: str) -> dict[str, dict[str, tuple[str, str]]]:
        """Revision to check name to (state, version of the check), for every question of these sources."""
        found = self._db.rows(
            "SELECT r.revision, r.check_name, r.state, r.version "
            "FROM check_results r JOIN questions q USING (position) "
            "WHERE q.head AND q.source IN (SELECT unnest(?))",
            [list(sources)],
        )
        states: dict[str, dict[str, tuple[str, str]]] = {}
        for row in found:
            states.setdefault(row["revision"], {})[row["check_name"]] = (row["state"], row["version"])
        return states

    def check_counts(self, *sources: str) -> dict[str, dict[str, int]]:
        """Check name to state to number of questions, by what the checks say in their current versions."""
        counts: dict[str, dict[str, int]] = {}
        for source, _, said, n in self._said():
            for name, state in said.items() if source in sources else ():
                of_name = counts.setdefault(name, {"pass": 0, "fail": 0, "unknown": 0})
                of_name[state] += n
        return dict(sorted(counts.items()))

    def standings(self, required: Mapping[str, str], proof: str) -> list[tuple[entering.Standing, Standing, int]]:
        """Generated and imported questions by what a release asks of them: as stored, as judged, and how many.

        Found once between writes.

        Args:
            required: Check name to version, of the checks that must be made.
            proof: The check that recomputes an answer.
        """
        found = self._once(
            "standings",
            self._db.writes,
            lambda db: db.rows(
                "SELECT verdict, answered, checks, count(*)::BIGINT AS n FROM questions "
                "WHERE head AND source <> 'planted' GROUP BY ALL ORDER BY ALL"
            ),
        )
        standings: list[tuple[entering.Standing, Standing, int]] = []
        for row in found:
            said = checks.said_in(row["checks"])
            failed = min((name for name, state in said.items() if state == "fail"), default="")
            judged = Standing(
                row["verdict"], row["answered"], said.keys() >= required.keys(), failed, said.get(proof) == "pass"
            )
            standings.append(((row["verdict"], row["answered"], row["checks"]), judged, row["n"]))
        return standings

    def _said(self) -> list[tuple[str, str, dict[str, str], int]]:
        """Source, check state, what each check found, and number of newest revisions; found once between writes."""
        found = self._once(
            "said",
            self._db.writes,
            lambda db: db.rows(
                "SELECT source, check_state, checks, count(*)::BIGINT AS n FROM questions WHERE head GROUP BY ALL"
            ),
        )
        return [(row["source"], row["check_state"], checks.said_in(row["checks"]), row["n"]) for row in found]

    # -- verdicts -----------------------------------------------------------------------------------------

    def record_verdicts(self, said: Sequence[Mapping[str, Any]]) -> int:
        """Append verdicts (id, revision, verdict, actor, reason, seconds, created); returns how many were new."""
        with self._db.write() as cursor:
            return verdicts.store_verdicts(cursor, said)

    def known_verdicts(self, ids: Sequence[str]) -> set[str]:
        """Which of these ids are ids of verdicts."""
        return verdicts.known_ids(self._db, ids)

    def latest_verdicts(self) -> dict[str, dict[str, str]]:
        """Revision to its latest standing verdict by people and by a policy: ``{"people": ..., "policy": ...}``."""
        found = self._db.rows("SELECT revision, verdict, policy FROM questions WHERE verdict <> '' OR policy <> ''")
        return {
            row["revision"]: {
                who: said for who, said in (("people", row["verdict"]), ("policy", row["policy"])) if said
            }
            for row in found
        }

    def verdicts_of(self, revision: str) -> list[dict[str, Any]]:
        """Verdicts on one revision, oldest first; ``stands`` is False for those taken back."""
        return verdicts.of_revision(self._db, revision)

    def last_verdict_of(self, actor: str) -> dict[str, Any] | None:
        """An actor's last standing verdict: id, revision, verdict, and what the actor said ``before``."""
        return verdicts.last_of(self._db, actor)

    def verdicts_since(self, actor: str, since: str) -> dict[str, int]:
        """Verdict to number of an actor's standing verdicts from a time (ISO 8601) on."""
        return verdicts.counts_since(self._db, actor, since)

    def state_counts(self) -> dict[str, int]:
        """Numbers of newest revisions, planted ones left out.

        Keys: by source ``generated``, ``imported``; by checks ``unchecked``, ``failed``, ``unsure``, ``passed``; by
        people ``accepted``, ``rejected``, and ``reviewed`` for any verdict but skip and flag.
        """
        found = self._db.rows(
            "SELECT source, check_state, verdict, count(*)::BIGINT AS n FROM questions "
            "WHERE head AND source <> 'planted' GROUP BY ALL"
        )
        counts = dict.fromkeys(
            ("generated", "imported", "unchecked", "failed", "unsure", "passed", "accepted", "rejected", "reviewed"), 0
        )
        words = {"accept": ("accepted", "reviewed"), "reject": ("rejected", "reviewed"), "fix": ("reviewed",)}
        for row in found:
            for name in (row["source"], row["check_state"], *words.get(row["verdict"], ())):
                counts[name] += row["n"]
        return counts


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
