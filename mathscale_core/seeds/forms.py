r"""The forms in which question sets are published, read as seeds or as benchmark items.

Comes in: rows of a file and the name of its form. Goes out: ``Seed`` and ``BenchmarkItem`` records in stored
text, or ``Rejected`` with the reason. Forms: GSM8K (``answer`` with ``<<...>>`` marks and a last line
``#### N``), MwpBench rows, AGIEval rows (``options``, ``label``), and tables or JSON of one's own.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from mathscale_core.errors import InputError
from mathscale_core.records import FORMATS, LEVELS, BenchmarkItem, Rejected, Seed, content_id
from mathscale_core.seeds.arrays import holds_lines
from mathscale_core.seeds.columns import check_columns, renamed, require_column
from mathscale_core.seeds.rows import CONTAINERS, Row, bounded_lines, check_file, read_rows
from mathscale_core.seeds.text import to_stored

Record = TypeVar("Record")

SEED_FORMS = ("gsm8k", "mwpbench", *CONTAINERS)
BENCHMARK_FORMS = ("mwpbench", "gsm8k", "agieval", "own")

#: MwpBench: data_topic prefix to data set and level (method: MwpBench's data sets and levels).
MWPBENCH_DATASETS: tuple[tuple[str, str, str], ...] = (
    ("gsm8k", "gsm8k", "elementary"),
    ("MATH", "math", "competition"),
    ("college_math", "college_math", "college"),
    ("tal", "tal", ""),
    ("math23k_en", "math23k", "elementary"),
    ("ape210k_en", "ape210k", "elementary"),
    ("gaokao_bench_math_en", "gaokao_bench_math", "high"),
    ("agieval.gaokao-math-en", "agieval.gaokao-math-en", "high"),
    ("agieval.sat-math", "agieval.sat-math", "high"),
    ("agieval.math", "agieval.math", "competition"),
    ("FreshGaokaoMath2023", "fresh_gaokao_math_2023", "high"),
)
#: Its data sets without LaTeX: every dollar is money.
MWPBENCH_PLAIN = frozenset({"gsm8k", "math23k", "ape210k"})
_LEVEL_WORDS = {
    "primary": "elementary", "grade school": "elementary", "middle school": "middle", "junior high": "middle",
    "high school": "high", "secondary": "high", "university": "college", "undergraduate": "college",
    "olympiad": "competition", "contest": "competition",
}  # fmt: skip
_ENDINGS = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}
_MAX_FIELD = 100_000


def container_of(path: Path, form: str = "") -> str:
    """In what kind of file the rows stand, one of ``rows.CONTAINERS``: the form itself, else by ending and first line.

    Raises:
        InputError: The file cannot be read at all.
    """
    ending = path.suffix.lower()
    if form in CONTAINERS or ending in _ENDINGS:
        return form if form in CONTAINERS else _ENDINGS[ending]
    check_file(path, text=False)
    with path.open("rb") as file:
        if file.read(4) == b"PAR1":
            return "parquet"
    check_file(path)
    first = next((text for _, text in bounded_lines(path) if text is None or text.strip()), "")
    if first is not None and not first.lstrip().startswith(("[", "{")):
        return "jsonl"
    return "jsonl" if holds_lines(path, first) or (ending != ".json" and first and first[0] == "{") else "json"


def guess_form(path: Path, forms: tuple[str, ...]) -> str:
    """The form of a file by its ending and first good row.

    Raises:
        InputError: The file cannot be read at all.
    """
    container = container_of(path)
    if container in {"csv", "tsv"}:
        return container if container in forms else "own"
    first = next((row for row in read_rows(path, container) if isinstance(row, Row)), None)
    keys = set(first.fields) if first else set()
    if {"options", "label"} <= keys and "agieval" in forms:
        return "agieval"
    if "data_topic" in keys:
        return "mwpbench"
    if first and re.search(r"^####", str(first.fields.get("answer", "")), re.MULTILINE):
        return "gsm8k"
    return "own" if "own" in forms else container


def cells_of(path: Path, form: str, rows: int = 50) -> dict[str, list[str]]:
    """Every column of a file's first rows with its filled cells as text; raises what ``read_rows`` raises."""
    cells: dict[str, list[str]] = {}
    for n, row in enumerate(read_rows(path, container_of(path, form))):
        if isinstance(row, Row):
            for name, cell in row.fields.items():
                found = cells.setdefault(name, [])
                if cell is not None and cell != "":
                    found.append(cell if isinstance(cell, str) else str(cell))
        if n + 1 >= rows:
            break
    return cells


def read_seeds(
    path: Path, form: str, *, source: str, split: str, columns: Mapping[str, str] | None = None
) -> Iterator[Seed | Rejected]:
    """The seeds of a file.

    Args:
        path: The file.
        form: One of :data:`SEED_FORMS`.
        source: Name of the data set; ``""`` takes it from the rows or the file's name.
        split: Split of the data set.
        columns: The file's column to one of ``columns.FIELDS``, for names that differ.

    Raises:
        InputError: The whole file cannot be used (see ``rows.read_rows``), or a column is missing.
    """

    def seed_of(row: Row) -> Seed:
        name = source or text_of(row, "source") or ("gsm8k" if form == "gsm8k" else path.stem)
        return _seed(row, form, name, split)

    return records_of(mapped_rows(path, form, columns or {}), seed_of)


def mapped_rows(path: Path, form: str, columns: Mapping[str, str]) -> Iterator[Row | Rejected]:
    """The rows of a file with its columns renamed to fields.

    Raises:
        InputError: The whole file cannot be used, or a table has no column for the question.
    """
    check_columns(columns)
    container = container_of(path, form)
    rows = read_rows(path, container)
    if container not in {"json", "jsonl"}:
        rows = require_column(path, rows, columns)
    for row in rows:
        yield renamed(row, columns) if isinstance(row, Row) else row


def read_benchmark(path: Path, form: str, *, dataset: str = "") -> Iterator[BenchmarkItem | Rejected]:
    """The benchmark items of a file; ``form`` is one of :data:`BENCHMARK_FORMS`.

    AGIEval's raw rows become data set ``agieval-raw.<file name>``, never part of an MwpBench edition.

    Raises:
        InputError: The whole file cannot be used.
    """
    return records_of(read_rows(path, container_of(path)), lambda row: _benchmark_item(row, form, dataset, path.stem))


def records_of(rows: Iterable[Row | Rejected], record_of: Callable[[Row], Record]) -> Iterator[Record | Rejected]:
    """The record that each row becomes; a row of which none can be made (``InputError``) is rejected with its line."""
    for row in rows:
        if isinstance(row, Rejected):
            yield row
            continue
        try:
            yield record_of(row)
        except InputError as error:
            yield Rejected(row.line, f"{error.found} Wanted: {error.wanted}")


def split_gsm8k_answer(text: str) -> tuple[str, str]:
    r"""GSM8K's ``answer`` as worked solution and final answer.

    >>> split_gsm8k_answer("48/2 = <<48/2=24>>24 clips.\n#### 24")
    ('48/2 = 24 clips.', '24')
    """
    body, mark, final = re.sub(r"<<[^<>]*>>", "", text).rpartition("####")
    return (body.strip(), final.strip()) if mark else (text.strip(), "")


def text_of(row: Row, *names: str, required: bool = False) -> str:
    """The first of these fields that is filled, as one text.

    Raises:
        InputError: It is no text or too long, or one is required and none is there.
    """
    for name in names:
        value = row.fields.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            found = type(value).__name__ if isinstance(value, (bool, list, dict)) else str(value)
            raise InputError(f"Found {found} in {name}.", "text.", "Mend the row.")
        text = str(value)
        if len(text) > _MAX_FIELD:
            raise InputError(f"Found {len(text):,} characters in {name}.", f"at most {_MAX_FIELD:,}.", "Shorten it.")
        return text.strip()
    if required:
        raise InputError(f"Found no {names[0]}.", f"a filled field {names[0]}.", "Add it, or map its column.")
    return ""


def names_of(row: Row, name: str) -> tuple[str, ...]:
    """The names in a field: a list of texts, or one text with ``;`` or ``|`` between; raises ``InputError`` else."""
    value = row.fields.get(name) or ()
    parts = re.split(r"[;|]", value) if isinstance(value, str) else value
    if not isinstance(parts, (list, tuple)) or not all(isinstance(p, str) for p in parts):
        raise InputError(f"Found {type(value).__name__} in {name}.", "names, separated by ';'.", "Mend the row.")
    return tuple(dict.fromkeys(p.strip() for p in parts if p.strip()))


def level_of(word: str) -> str:
    """The level that a source's word means; raises ``InputError`` where it means none."""
    low = word.casefold().strip()
    low = _LEVEL_WORDS.get(low, low)
    if low and low not in LEVELS:
        raise InputError(f"Found the level {word!r}.", f"one of {', '.join(LEVELS)}.", "Map the word.")
    return low


def format_of(written: str, question: str) -> str:
    """The written format, or the likely one where none is; raises ``InputError`` where there is no such format."""
    if written:
        if written not in FORMATS:
            raise InputError(f"Found the format {written!r}.", f"one of {', '.join(FORMATS)}.", "Mend the row.")
        return written
    return "choice" if re.search(r"^\s*\(A\)", question, re.MULTILINE) else "numeric"


def mwpbench_dataset(topic: str) -> tuple[str, str]:
    """Data set and level of one of MwpBench's ``data_topic``; raises ``InputError`` where it is none."""
    for prefix, dataset, level in MWPBENCH_DATASETS:
        if topic == prefix or topic.startswith(prefix + "."):
            return dataset, level
    raise InputError(f"Found the data_topic {topic!r}.", "one of MwpBench's.", "Import it with another form.")


def _seed(row: Row, form: str, source: str, split: str) -> Seed:
    plain = form == "gsm8k"
    level, licence = text_of(row, "level"), text_of(row, "licence", "license")
    answer, solution = text_of(row, "answer"), text_of(row, "solution")
    if form == "gsm8k":
        solution, answer = split_gsm8k_answer(text_of(row, "answer", required=True))
        level = level or "elementary"
        if not answer:
            raise InputError("Found no '#### N' in answer.", "GSM8K's last line '#### N'.", "Mend the row.")
    elif form == "mwpbench":
        dataset, level = mwpbench_dataset(text_of(row, "data_topic", required=True))
        source, plain = dataset, dataset in MWPBENCH_PLAIN
        if plain and "####" in answer:
            solution, answer = split_gsm8k_answer(answer)
    question = to_stored(text_of(row, "question", required=True), money_only=plain)
    answer, solution = to_stored(answer, money_only=plain), to_stored(solution, money_only=plain)
    return Seed(
        id=content_id("s", question, answer),
        question=question,
        solution=solution,
        answer=answer,
        format=format_of(text_of(row, "format"), question),
        level=level_of(level),
        source=source,
        split=split,
        licence=licence,
        line=row.line,
        topics=names_of(row, "topics"),
        kps=names_of(row, "kps"),
    )


def _benchmark_item(row: Row, form: str, dataset: str, stem: str) -> BenchmarkItem:
    subject, level, plain = "", text_of(row, "level"), form == "gsm8k"
    options: tuple[str, ...] = ()
    answer, solution = text_of(row, "answer"), text_of(row, "solution")
    if form == "mwpbench":
        subject = text_of(row, "data_topic", required=True)
        name, level = mwpbench_dataset(subject)
        plain = name in MWPBENCH_PLAIN
        if plain and "####" in answer:
            solution, answer = split_gsm8k_answer(answer)
    elif form == "gsm8k":
        name, level = "gsm8k", level or "elementary"
        solution, answer = split_gsm8k_answer(text_of(row, "answer", required=True))
    elif form == "agieval":
        name = f"agieval-raw.{stem}"
        answer, options, solution = _agieval(row)
    else:
        name = stem
        options = names_of(row, "options")
    if dataset:
        # Raw AGIEval rows are no MwpBench rows, whatever they are called.
        name = f"agieval-raw.{dataset.removeprefix('agieval-raw.')}" if form == "agieval" else dataset
    question = to_stored(text_of(row, "question", required=True), money_only=plain)
    if not answer:
        raise InputError("Found no answer.", "a reference answer in every test item.", "Add it.")
    return BenchmarkItem(
        # The row in the published file names the item, also when an earlier row was rejected.
        id=f"{name}/{row.line}",
        dataset=name,
        row=row.line,
        subject=subject or name,
        question=question,
        options=tuple(to_stored(o) for o in options),
        answer=to_stored(answer, money_only=plain),
        solution=to_stored(solution, money_only=plain),
        level=level_of(level),
        licence=text_of(row, "licence", "license"),
        topics=names_of(row, "topics"),
        kps=names_of(row, "kps"),
    )


def _agieval(row: Row) -> tuple[str, tuple[str, ...], str]:
    raw: Any = row.fields.get("options") or []
    if not isinstance(raw, list) or not all(isinstance(o, str) for o in raw):
        raise InputError("Found no list in options.", "AGIEval's list of options.", "Mend the row.")
    answer = text_of(row, "label", "answer", required=True)
    other = row.fields.get("other")
    solution = str(other.get("solution") or "") if isinstance(other, dict) else ""
    return answer, tuple(raw), solution
