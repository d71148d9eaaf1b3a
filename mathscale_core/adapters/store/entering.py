"""What enters a release: questions by how they stand, with the digests of their contents, and their storing.

Comes in: which standings are accepted, and by whom. Goes out: a table with the columns ``place`` (the question's
position), ``revision``, ``accepted_by`` and ``digest``, in order of writing, and its storing as a release. Texts are
read and rows written in stretches, each of which is reported, so that two million questions take little memory.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from mathscale_core.adapters.store.database import Cursor, Database
from mathscale_core.dataset import POLICY_ACTOR
from mathscale_core.ports import Report, silent
from mathscale_core.records import Progress

#: How a question stands, as its columns say: people's verdict, has an answer, what its checks found.
Standing = tuple[str, bool, str]
COLUMNS = pa.schema([("place", pa.int64()), ("revision", pa.string()), ("accepted_by", pa.string())])
_DIGESTS = pa.schema([("place", pa.int64()), ("digest", pa.string())])
_STRETCH = 50_000
_STATION = "release"
_CONTENT = "question, solution, answer, topics, kps, json_array(composition, seeds, prompt, provider)"


def entering(
    db: Database, accepted: Mapping[Standing, str], known: pa.Table | None = None, report: Report = silent
) -> pa.Table:
    """The newest revisions that stand so, planted ones left out, with their digests.

    Args:
        db: Where they are.
        accepted: How they stand, and who accepts what stands so.
        known: What this said before: digests in it are not worked out again, for contents never change.
        report: Told about every stretch whose texts were read.
    """
    verdicts, answered, checks = zip(*accepted, strict=True) if accepted else ((), (), ())
    columns = {"verdict": verdicts, "answered": answered, "checks": checks, "accepted_by": list(accepted.values())}
    types = {"verdict": pa.string(), "answered": pa.bool_(), "checks": pa.string(), "accepted_by": pa.string()}
    standings = pa.table({name: pa.array(columns[name], kind) for name, kind in types.items()})
    with db.read() as cursor:
        found = _asked(
            cursor,
            "SELECT q.position AS place, q.revision, s.accepted_by FROM questions q "
            "JOIN standings s USING (verdict, answered, checks) WHERE q.head AND q.source <> 'planted' ORDER BY place",
            standings=standings,
        ).cast(COLUMNS)
        digests = known.select(["place", "digest"]) if known else _DIGESTS.empty_table()
        fresh = found.select(["place"])
        if known:
            fresh = _asked(
                cursor, "FROM fresh ANTI JOIN digests USING (place) ORDER BY place", fresh=fresh, digests=digests
            )
        digests = pa.concat_tables([digests, *_digested(cursor, fresh, report)])
        return _asked(
            cursor, "SELECT f.*, d.digest FROM found f JOIN digests d USING (place) ORDER BY place",
            found=found, digests=digests,
        )  # fmt: skip


def sorted_digests(db: Database, found: pa.Table) -> Iterator[str]:
    """The digests of what enters, sorted."""
    with db.read() as cursor:
        rows = _asked(cursor, "SELECT digest FROM found ORDER BY digest", found=found.select(["digest"]))
    for batch in rows.to_batches(max_chunksize=_STRETCH):
        yield from batch.column(0).to_pylist()


def store(cursor: Cursor, name: str, found: pa.Table, at: str, report: Report) -> None:
    """Keep what enters as the items of a release, in its order; the policy's verdicts are stored as its own."""
    spoken = _last(cursor, "verdicts")
    for done in range(0, found.num_rows, _STRETCH):
        report(Progress(_STATION, done, found.num_rows, "storing"))
        stretch = found.slice(done, _STRETCH)
        places = {"low": stretch["place"][0].as_py(), "high": stretch["place"][-1].as_py()}
        cursor.register("stretch", stretch)
        try:
            cursor.execute(
                "INSERT INTO release_items BY NAME SELECT $name AS release, revision, digest, accepted_by, "
                "$done + row_number() OVER (ORDER BY place) AS position FROM stretch",
                {"name": name, "done": done},
            )
            cursor.execute(
                "UPDATE questions SET releases = chr(9) || array_to_string(list_sort(list_append(list_filter("
                "string_split(releases, chr(9)), lambda r: r <> ''), $name)), chr(9)) || chr(9) FROM stretch s "
                "WHERE s.place = questions.position AND questions.position BETWEEN $low AND $high",
                {"name": name, **places},
            )
            if POLICY_ACTOR in stretch["accepted_by"].unique().to_pylist():
                _say(cursor, spoken + done, at, places)
        finally:
            cursor.unregister("stretch")


def _say(cursor: Cursor, spoken: int, at: str, places: dict[str, int]) -> None:
    """Store the policy's verdicts on a stretch; what it said before stands."""
    # The id is content_id("v", revision, actor); a revision's id needs no escape.
    cursor.execute(
        "INSERT OR IGNORE INTO verdicts BY NAME SELECT "
        "'v_' || sha256('[\"' || revision || '\",\"' || $actor || '\"]')[:16] AS id, revision, "
        "'accept' AS verdict, $actor AS actor, 'no failed check; answer recomputed independently' AS reason, "
        "NULL::DOUBLE AS seconds, $at AS created, "
        "$spoken + row_number() OVER (ORDER BY place) AS position FROM stretch WHERE accepted_by = $actor",
        {"actor": POLICY_ACTOR, "at": at, "spoken": spoken},
    )
    cursor.execute(
        "UPDATE questions SET policy = 'accept' FROM stretch s WHERE s.accepted_by = $actor "
        "AND s.place = questions.position AND questions.position BETWEEN $low AND $high",
        {"actor": POLICY_ACTOR, **places},
    )


def _digested(cursor: Cursor, fresh: pa.Table, report: Report) -> Iterator[pa.Table]:
    """Place and content digest of each of these, stretch by stretch."""
    sql = (
        f"SELECT place, sha256({_as_python('j')}) AS digest FROM ("
        f"SELECT position AS place, json_array({_CONTENT})::VARCHAR AS j FROM questions "
        "WHERE position BETWEEN $low AND $high AND position IN (SELECT place FROM stretch))"
    )
    for done in range(0, fresh.num_rows, _STRETCH):
        report(Progress(_STATION, done, fresh.num_rows, "reading what enters"))
        stretch = fresh.slice(done, _STRETCH)
        bounds = {"low": stretch["place"][0].as_py(), "high": stretch["place"][-1].as_py()}
        yield _asked(cursor, sql, bounds, stretch=stretch).cast(_DIGESTS)


def _as_python(column: str) -> str:
    r"""JSON text of DuckDB as Python writes it, of which ``dataset.item_digest`` is the digest; as SQL.

    Both differ in the digits of nine control characters alone (``\u000B``). These are made small where they are no part
    of a pair of backslashes: pairs stand aside meanwhile as a character that no JSON text holds.
    """
    mended = rf"replace({column}, '\\', chr(1))"
    for code in ("0b", "0e", "0f", "1a", "1b", "1c", "1d", "1e", "1f"):
        mended = rf"replace({mended}, '\u00{code.upper()}', '\u00{code}')"
    return rf"CASE WHEN contains({column}, '\u00') THEN replace({mended}, chr(1), '\\') ELSE {column} END"


def _asked(cursor: Cursor, sql: str, values: Mapping[str, Any] | None = None, **tables: pa.Table) -> pa.Table:
    """The result of a query over these tables beside the store's own."""
    for name, table in tables.items():
        cursor.register(name, table)
    try:
        return cursor.sql(sql, params=dict(values or {})).to_arrow_table()
    finally:
        for name in tables:
            cursor.unregister(name)


def _last(cursor: Cursor, table: str) -> int:
    # All of a result is fetched: one that is not at its end keeps the connection.
    return int(cursor.execute(f"SELECT coalesce(max(position), 0) FROM {table}").fetchall()[0][0])
