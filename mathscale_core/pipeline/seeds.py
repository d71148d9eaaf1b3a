"""Files → seeds: read, refuse what is a test item, keep what is new, tag what came with labels."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mathscale_core.errors import InputError
from mathscale_core.pipeline.people import require
from mathscale_core.pipeline.tagging import store_tags
from mathscale_core.ports import Report, silent
from mathscale_core.records import Progress, Rejected, Seed
from mathscale_core.seeds.forms import SEED_FORMS, guess_form, read_seeds
from mathscale_core.seeds.text import question_key
from mathscale_core.workspace import Workspace

GIVEN = "given"


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of every row.

    Attributes:
        read: Rows read; ``read = imported + duplicates + rejected``.
        imported: New seeds.
        duplicates: Rows whose question is a seed already, or stands twice in the file.
        rejected: Rows that were refused, with line and reason.
    """

    read: int
    imported: int
    duplicates: int
    rejected: tuple[Rejected, ...]


def import_seeds(
    workspace: Workspace,
    path: Path,
    form: str = "",
    *,
    source: str = "",
    split: str = "train",
    columns: Mapping[str, str] | None = None,
    report: Report = silent,
) -> ImportResult:
    """Import a file of seed questions; all of its good rows or, when the file cannot be used, none.

    Args:
        workspace: The workspace.
        path: The file.
        form: One of ``SEED_FORMS``; guessed where empty.
        source: Name of the data set.
        split: Split of the data set.
        columns: Column to field, for names that differ.
        report: Told the progress.

    Raises:
        InputError: The file cannot be used, or not one of its rows can.
    """
    require(workspace, "import_seeds")
    if form and form not in SEED_FORMS:
        raise InputError(f"The form {form!r} is not known.", f"one of {', '.join(SEED_FORMS)}.", "Use --format.")
    rows = list(read_seeds(path, form or guess_form(path, SEED_FORMS), source=source, split=split, columns=columns))
    rejected = [r for r in rows if isinstance(r, Rejected)]
    seeds = [r for r in rows if isinstance(r, Seed)]
    if not seeds:
        first = f"line {rejected[0].line}: {rejected[0].reason}." if rejected else "it has no rows."
        raise InputError(
            f"Of {len(rows)} rows of {path.name} none can be used; {first}",
            "rows with a question.",
            "Mend the file, or name its form with --format and its columns with --map.",
        )
    report(Progress("seeds", 0, len(seeds), "storing"))
    result = add_seeds(workspace, seeds)
    every = tuple(sorted((*rejected, *result.rejected), key=lambda r: r.line))
    report(Progress("seeds", len(seeds), len(seeds)))
    return ImportResult(len(rows), result.imported, result.duplicates, every)


def add_seeds(workspace: Workspace, seeds: Sequence[Seed]) -> ImportResult:
    """Store seeds: test items are refused, known questions passed over, given labels become taggings.

    Seeds and labels are stored together or not at all: a seed that is known gets no labels later.
    """
    require(workspace, "add_seeds")
    keys = [question_key(s.question) for s in seeds]
    known, tests = workspace.store.seeds.known_keys(keys)
    new: list[Seed] = []
    rejected: list[Rejected] = []
    duplicates = 0
    for seed, key in zip(seeds, keys, strict=True):
        if key in tests:
            rejected.append(Rejected(seed.line, "found a question that is a benchmark item; wanted no test items"))
        elif key in known:
            duplicates += 1
        else:
            known.add(key)
            new.append(seed)
    if new:
        with workspace.store.transaction():
            workspace.store.seeds.add(new, workspace.actor, workspace.now())
            _store_given_labels(workspace, new)
    return ImportResult(len(seeds), len(new), duplicates, tuple(rejected))


def _store_given_labels(workspace: Workspace, seeds: Iterable[Seed]) -> None:
    tags = [(s.id, s.topics, s.kps, (1.0,) * (len(s.topics) + len(s.kps))) for s in seeds if s.topics or s.kps]
    if tags:
        store_tags(workspace, tags, GIVEN, [])
