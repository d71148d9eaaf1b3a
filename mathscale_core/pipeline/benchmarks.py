"""Files → benchmark items; seeds that turn out to be test items are withdrawn and named."""

from dataclasses import dataclass
from pathlib import Path

from mathscale_core.errors import ConflictError, InputError
from mathscale_core.pipeline.people import require
from mathscale_core.records import BenchmarkItem, Rejected
from mathscale_core.seeds.forms import BENCHMARK_FORMS, guess_form, read_benchmark
from mathscale_core.seeds.text import question_key
from mathscale_core.workspace import Workspace


@dataclass(frozen=True, slots=True)
class BenchmarkImport:
    """What became of every row.

    Attributes:
        read: Rows read.
        imported: New items; published duplicates are kept and count.
        known: Items that were there already.
        duplicate_of_count: Items of these data sets whose question stands in an earlier item as well.
        rejected: Rows that were refused.
        datasets: Data set to number of its items in the workspace, for the data sets of this file.
        withdrawn_seeds: Seeds with the same question, withdrawn now.
    """

    read: int
    imported: int
    known: int
    duplicate_of_count: int
    rejected: tuple[Rejected, ...]
    datasets: dict[str, int]
    withdrawn_seeds: tuple[str, ...]


def import_benchmark(workspace: Workspace, path: Path, form: str = "", *, dataset: str = "") -> BenchmarkImport:
    """Import a file of test items; items and withdrawals are stored together or not at all.

    Raises:
        ConflictError: Its rows have ids that belong to other items.
        InputError: The file cannot be used, or not one of its rows can.
    """
    require(workspace, "import_benchmark")
    if form and form not in BENCHMARK_FORMS:
        raise InputError(f"The form {form!r} is not known.", f"one of {', '.join(BENCHMARK_FORMS)}.", "Use --form.")
    rows = list(read_benchmark(path, form or guess_form(path, BENCHMARK_FORMS), dataset=dataset))
    items = [r for r in rows if isinstance(r, BenchmarkItem)]
    rejected = tuple(r for r in rows if isinstance(r, Rejected))
    if not items:
        first = f"line {rejected[0].line}: {rejected[0].reason}." if rejected else "it has no rows."
        raise InputError(
            f"Of {len(rows)} rows of {path.name} none can be used; {first}",
            "rows with a question and an answer.",
            "Mend the file, or name its form with --form.",
        )
    store = workspace.store
    with store.transaction():
        taken = store.benchmarks.taken(items)
        if taken:
            raise ConflictError(
                f"{len(taken):,} rows of {path.name} have ids of other items, first {taken[0]}.",
                "a data set of its own for another file.",
                "Name it with --dataset; nothing was imported.",
            )
        imported = store.benchmarks.add(items, workspace.actor, workspace.now())
        withdrawn = store.seeds.withdraw([question_key(i.question) for i in items], f"is a test item of {path.name}")
    names = sorted({i.dataset for i in items})
    every = store.benchmarks.datasets()
    return BenchmarkImport(
        read=len(rows),
        imported=imported,
        known=len(items) - imported,
        duplicate_of_count=sum(store.benchmarks.duplicates(name) for name in names),
        rejected=rejected,
        datasets={name: every[name] for name in names},
        withdrawn_seeds=tuple(withdrawn),
    )
