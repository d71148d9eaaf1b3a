r"""The forms in which question sets are published, read as seeds or as benchmark items.

Comes in: rows of a file and the name of its form. Goes out: ``Seed`` and ``BenchmarkItem`` records in stored
text, or ``Rejected`` with the reason. Forms: GSM8K (``answer`` with ``<<...>>`` marks and a last line
``#### N``), MwpBench rows, AGIEval rows (``options``, ``label``), and CSV or JSON lines of one's own.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from mathscale_core.errors import InputError
from mathscale_core.records import FORMATS, LEVELS, BenchmarkItem, Rejected, Seed, content_id
from mathscale_core.seeds.rows import Row, read_rows
from mathscale_core.seeds.text import to_stored

SEED_FORMS = ("gsm8k", "mwpbench", "csv", "jsonl")
BENCHMARK_FORMS = ("mwpbench", "gsm8k", "agieval", "own")
SEED_FIELDS = ("question", "answer", "solution", "level", "format", "topics", "kps", "source", "licence")

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
_LEVEL_WORDS = {
    "primary": "elementary", "grade school": "elementary", "middle school": "middle", "junior high": "middle",
    "high school": "high", "secondary": "high", "university": "college", "undergraduate": "college",
    "olympiad": "competition", "contest": "competition",
}  # fmt: skip
_MAX_FIELD = 100_000


def guess_form(path: Path, forms: tuple[str, ...]) -> str:
    """The form of a file by its ending and first row.

    Raises:
        InputError: The file cannot be read at all.
    """
    if path.suffix.lower() == ".csv" and "csv" in forms:
        return "csv"
    first = next((row for row in read_rows(path, "jsonl") if isinstance(row, Row)), None)
    keys = set(first.fields) if first else set()
    if {"options", "label"} <= keys and "agieval" in forms:
        return "agieval"
    if "data_topic" in keys:
        return "mwpbench"
    if first and re.search(r"^####", str(first.fields.get("answer", "")), re.MULTILINE):
        return "gsm8k"
    return "own" if "own" in forms else "jsonl"


def read_seeds(
    path: Path, form: str, *, source: str, split: str, columns: Mapping[str, str] | None = None
) -> Iterator[Seed | Rejected]:
    """The seeds of a file.

    Args:
        path: The file.
        form: One of :data:`SEED_FORMS`.
        source: Name of the data set; ``""`` takes it from the rows or the file's name.
        split: Split of the data set.
        columns: The file's column to one of :data:`SEED_FIELDS`, for names that differ.

    Raises:
        InputError: The whole file cannot be used (see ``rows.read_rows``), or a column is missing.
    """
    columns = dict(columns or {})
    _check_columns(columns)
    rows = read_rows(path, "csv" if form == "csv" else "jsonl")
    if form == "csv":
        rows = _require_header(path, rows, columns)
    for row in rows:
        if isinstance(row, Rejected):
            yield row
            continue
        # A mapped column wins over one that has the field's name already.
        fields = dict(row.fields) | {field: row.fields[name] for name, field in columns.items() if name in row.fields}
        mapped = Row(row.line, fields)
        try:
            name = source or _text(mapped, "source") or ("gsm8k" if form == "gsm8k" else path.stem)
            yield _seed(mapped, form, name, split)
        except InputError as error:
            yield Rejected(row.line, f"{error.found} Wanted: {error.wanted}")


def read_benchmark(path: Path, form: str, *, dataset: str = "") -> Iterator[BenchmarkItem | Rejected]:
    """The benchmark items of a file; ``form`` is one of :data:`BENCHMARK_FORMS`.

    AGIEval's raw rows become data set ``agieval-raw.<file name>``, never part of an MwpBench edition.

    Raises:
        InputError: The whole file cannot be used.
    """
    kind = "csv" if path.suffix.lower() == ".csv" else "jsonl"
    for row in read_rows(path, kind):
        if isinstance(row, Rejected):
            yield row
            continue
        try:
            yield _benchmark_item(row, form, dataset, path.stem)
        except InputError as error:
            yield Rejected(row.line, f"{error.found} Wanted: {error.wanted}")


def split_gsm8k_answer(text: str) -> tuple[str, str]:
    r"""GSM8K's ``answer`` as worked solution and final answer.

    >>> split_gsm8k_answer("48/2 = <<48/2=24>>24 clips.\n#### 24")
    ('48/2 = 24 clips.', '24')
    """
    body, mark, final = re.sub(r"<<[^<>]*>>", "", text).rpartition("####")
    return (body.strip(), final.strip()) if mark else (text.strip(), "")


def _check_columns(columns: Mapping[str, str]) -> None:
    for column, field in columns.items():
        if field not in SEED_FIELDS:
            raise InputError(
                f"Column {column!r} is mapped to the unknown field {field!r}.",
                f"one of {', '.join(SEED_FIELDS)}.",
                "Use --map COLUMN=FIELD.",
            )
    twice = next((f for f, times in Counter(columns.values()).items() if times > 1), None)
    if twice:
        raise InputError(f"Two columns are mapped to {twice}.", "one column a field.", "Use --map once for it.")


def _require_header(path: Path, rows: Iterable[Row | Rejected], columns: Mapping[str, str]) -> Iterator[Row | Rejected]:
    seen = False
    for row in rows:
        if isinstance(row, Row) and not seen:
            names = {columns.get(name, name) for name in row.fields}
            if "question" not in names:
                found = ", ".join(row.fields)
                raise InputError(
                    f"{path.name} has the columns {found[:200]}.",
                    "a column named question.",
                    "Name it with --map COLUMN=question.",
                )
            seen = True
        yield row


def _text(row: Row, *names: str, required: bool = False) -> str:
    for name in names:
        value = row.fields.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            raise InputError(f"Found {type(value).__name__} in {name}.", "text.", "Mend the row.")
        text = str(value)
        if len(text) > _MAX_FIELD:
            raise InputError(f"Found {len(text):,} characters in {name}.", f"at most {_MAX_FIELD:,}.", "Shorten it.")
        return text.strip()
    if required:
        raise InputError(f"Found no {names[0]}.", f"a filled field {names[0]}.", "Add it, or map its column.")
    return ""


def _names(row: Row, name: str) -> tuple[str, ...]:
    value = row.fields.get(name) or ()
    parts = re.split(r"[;|]", value) if isinstance(value, str) else value
    if not isinstance(parts, (list, tuple)) or not all(isinstance(p, str) for p in parts):
        raise InputError(f"Found {type(value).__name__} in {name}.", "names, separated by ';'.", "Mend the row.")
    return tuple(dict.fromkeys(p.strip() for p in parts if p.strip()))


def _level(word: str) -> str:
    low = word.casefold().strip()
    low = _LEVEL_WORDS.get(low, low)
    if low and low not in LEVELS:
        raise InputError(f"Found the level {word!r}.", f"one of {', '.join(LEVELS)}.", "Map the word.")
    return low


def _format(written: str, question: str) -> str:
    if written:
        if written not in FORMATS:
            raise InputError(f"Found the format {written!r}.", f"one of {', '.join(FORMATS)}.", "Mend the row.")
        return written
    return "choice" if re.search(r"^\s*\(A\)", question, re.MULTILINE) else "numeric"


def _mwpbench_dataset(topic: str) -> tuple[str, str]:
    for prefix, dataset, level in MWPBENCH_DATASETS:
        if topic == prefix or topic.startswith(prefix + "."):
            return dataset, level
    raise InputError(f"Found the data_topic {topic!r}.", "one of MwpBench's.", "Import it with another form.")


def _seed(row: Row, form: str, source: str, split: str) -> Seed:
    plain = form == "gsm8k"
    level, licence = _text(row, "level"), _text(row, "licence", "license")
    answer, solution = _text(row, "answer"), _text(row, "solution")
    if form == "gsm8k":
        solution, answer = split_gsm8k_answer(_text(row, "answer", required=True))
        level = level or "elementary"
        if not answer:
            raise InputError("Found no '#### N' in answer.", "GSM8K's last line '#### N'.", "Mend the row.")
    elif form == "mwpbench":
        dataset, level = _mwpbench_dataset(_text(row, "data_topic", required=True))
        source, plain = dataset, dataset in {"gsm8k", "math23k", "ape210k"}
        if plain and "####" in answer:
            solution, answer = split_gsm8k_answer(answer)
    question = to_stored(_text(row, "question", required=True), money_only=plain)
    answer, solution = to_stored(answer, money_only=plain), to_stored(solution, money_only=plain)
    return Seed(
        id=content_id("s", question, answer),
        question=question,
        solution=solution,
        answer=answer,
        format=_format(_text(row, "format"), question),
        level=_level(level),
        source=source,
        split=split,
        licence=licence,
        line=row.line,
        topics=_names(row, "topics"),
        kps=_names(row, "kps"),
    )


def _benchmark_item(row: Row, form: str, dataset: str, stem: str) -> BenchmarkItem:
    subject, level, plain = "", _text(row, "level"), form == "gsm8k"
    options: tuple[str, ...] = ()
    answer, solution = _text(row, "answer"), _text(row, "solution")
    if form == "mwpbench":
        subject = _text(row, "data_topic", required=True)
        name, level = _mwpbench_dataset(subject)
        plain = name in {"gsm8k", "math23k", "ape210k"}
        if plain and "####" in answer:
            solution, answer = split_gsm8k_answer(answer)
    elif form == "gsm8k":
        name, level = "gsm8k", level or "elementary"
        solution, answer = split_gsm8k_answer(_text(row, "answer", required=True))
    elif form == "agieval":
        name = f"agieval-raw.{stem}"
        answer, options, solution = _agieval(row)
    else:
        name = stem
        options = _names(row, "options")
    if dataset:
        # Raw AGIEval rows are no MwpBench rows, whatever they are called.
        name = f"agieval-raw.{dataset.removeprefix('agieval-raw.')}" if form == "agieval" else dataset
    question = to_stored(_text(row, "question", required=True), money_only=plain)
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
        level=_level(level),
        licence=_text(row, "licence", "license"),
        topics=_names(row, "topics"),
        kps=_names(row, "kps"),
    )


def _agieval(row: Row) -> tuple[str, tuple[str, ...], str]:
    raw: Any = row.fields.get("options") or []
    if not isinstance(raw, list) or not all(isinstance(o, str) for o in raw):
        raise InputError("Found no list in options.", "AGIEval's list of options.", "Mend the row.")
    answer = _text(row, "label", "answer", required=True)
    other = row.fields.get("other")
    solution = str(other.get("solution") or "") if isinstance(other, dict) else ""
    return answer, tuple(raw), solution
