"""Files of finished question-answer sets → staged questions of the bank, never seeds.

A file is read twice: once to see that it can be used as a whole, then in batches that are each stored whole, so that
neither its rows nor a lock on the workspace are held for long. Done again, it finds its own questions as duplicates.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Literal

from mathscale_core.adapters.offline import extractor_name, tagger_examples
from mathscale_core.errors import InputError
from mathscale_core.extraction.tagger import fit_tagger
from mathscale_core.pipeline.extract import labelled_questions
from mathscale_core.pipeline.people import require
from mathscale_core.pipeline.seeds import GIVEN, known_form, mapping_of
from mathscale_core.ports import Report, silent
from mathscale_core.records import Progress, Question, Rejected
from mathscale_core.seeds.finished import read_questions
from mathscale_core.seeds.forms import container_of
from mathscale_core.seeds.rows import read_rows
from mathscale_core.seeds.text import question_key
from mathscale_core.workspace import Workspace

Labels = Literal["offline", "none"]
#: Names of topics and of knowledge points for each of some question texts.
Labeller = Callable[[Sequence[str]], Sequence[tuple[tuple[str, ...], tuple[str, ...]]]]

_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class QuestionImport:
    """What became of every row.

    Attributes:
        read: Rows read; ``read = imported + duplicates + rejected``.
        imported: New questions.
        duplicates: Rows whose question is in the bank or among the seeds, or stands twice in the file.
        rejected: Rows that were refused, with line and reason.
        labelled: New questions that carry topics and knowledge points.
        unlabelled: New questions that carry none: the rows had none and the tagger was not certain.
        mapping: Column to field, where columns were read under other names.
    """

    read: int
    imported: int
    duplicates: int
    rejected: tuple[Rejected, ...]
    labelled: int
    unlabelled: int
    mapping: Mapping[str, str] = field(default_factory=dict)


def import_questions(
    workspace: Workspace,
    path: Path,
    form: str = "",
    *,
    source: str = "",
    licence: str = "",
    columns: Mapping[str, str] | None = None,
    label: Labels = "offline",
    report: Report = silent,
) -> QuestionImport:
    """Import a file of finished questions; all of its good rows or, when the file cannot be used, none.

    Args:
        workspace: The workspace.
        path: The file.
        form: One of ``SEED_FORMS``; guessed where empty.
        source: Name of the set, kept with each question; the rows' own or the file's name where empty.
        licence: Licence of the rows that name none.
        columns: Column to field, for names that differ; where it is None, as it was for this source before, or by
            well-known names such as ``query`` and ``response``.
        label: Who labels rows without topics and knowledge points: the offline tagger, or nobody.
        report: Told the progress.

    Raises:
        InputError: The file cannot be used, or not one of its rows can.
    """
    require(workspace, "import_questions")
    form = known_form(path, form)
    mapping = mapping_of(workspace, path, form, source, columns, suggest=True)
    total = sum(1 for _ in read_rows(path, container_of(path, form)))
    rows = read_questions(path, form, source=source, licence=licence, columns=mapping)
    labeller = _Labeller(workspace) if label == "offline" else None
    done = _Counts()
    seen: set[str] = set()
    while batch := list(islice(rows, _BATCH)):
        # Labelling takes long and is done before; what is new is asked again where nobody else can write.
        labelled = {q.revision: q for q in _labelled(_new_questions(workspace, batch, _Counts(), set(seen)), labeller)}
        with workspace.store.transaction() if labelled else nullcontext():
            new = [labelled[q.revision] for q in _new_questions(workspace, batch, done, seen)]
            if new:
                done.imported += workspace.store.questions.add(new, "", workspace.actor, workspace.now())
        done.unlabelled += sum(not (q.topics or q.kps) for q in new)
        done.read += len(batch)
        report(Progress("questions", done.read, total))
    if not done.imported and not done.duplicates:
        first = f"line {done.rejected[0].line}: {done.rejected[0].reason}." if done.rejected else "it has no rows."
        raise InputError(
            f"Of {done.read} rows of {path.name} none can be used; {first}",
            "rows with a question and an answer.",
            "Mend the file, or name its form with --format and its columns with --map.",
        )
    if columns:
        workspace.store.imports.remember_map(source or path.stem, mapping, workspace.now())
    rejected = tuple(sorted(done.rejected, key=lambda r: r.line))
    return QuestionImport(
        done.read, done.imported, done.duplicates, rejected, done.imported - done.unlabelled, done.unlabelled, mapping
    )


class _Counts:
    """What became of the rows so far."""

    def __init__(self) -> None:
        self.read = self.imported = self.duplicates = self.unlabelled = 0
        self.rejected: list[Rejected] = []


class _Labeller:
    """The offline tagger for question texts, learned from the labelled seeds when first needed."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._ask: Labeller | None = None

    def __call__(self, questions: Sequence[str]) -> Sequence[tuple[tuple[str, ...], tuple[str, ...]]]:
        if self._ask is None:
            rows = labelled_questions(self._workspace)
            tagger = fit_tagger(tagger_examples([(row["question"], row["topics"], row["kps"]) for row in rows]))
            self._ask = lambda texts: [
                (tuple(name for name, _ in tags.topics), tuple(name for name, _ in tags.kps))
                for tags in tagger.tag(texts)
            ]
        return self._ask(questions)


def _new_questions(
    workspace: Workspace, batch: Sequence[tuple[int, Question] | Rejected], done: _Counts, seen: set[str]
) -> list[Question]:
    """The questions of a batch that nobody has yet; the others are counted."""
    done.rejected += [row for row in batch if isinstance(row, Rejected)]
    read = [(line, question_key(q.question), q) for line, q in _good(batch)]
    known, tests = workspace.store.imports.known_keys([key for _, key, _ in read])
    new: list[Question] = []
    for line, key, question in read:
        if key in tests:
            done.rejected.append(Rejected(line, "found a question that is a benchmark item; wanted no test items"))
        elif key in known or key in seen:
            done.duplicates += 1
        else:
            seen.add(key)
            new.append(question)
    return new


def _good(batch: Sequence[tuple[int, Question] | Rejected]) -> Iterator[tuple[int, Question]]:
    return (row for row in batch if not isinstance(row, Rejected))


def _labelled(questions: Sequence[Question], labeller: Labeller | None) -> list[Question]:
    """The questions with labels where they have none; who labelled stands among their parameters."""
    bare = [q.question for q in questions if not (q.topics or q.kps)]
    found = iter(labeller(bare) if labeller and bare else [((), ())] * len(bare))
    out: list[Question] = []
    for question in questions:
        if question.topics or question.kps:
            out.append(replace(question, parameters={"labels": GIVEN}))
            continue
        topics, kps = next(found)
        # As with seeds: a topic without a knowledge point is no label.
        named = bool(topics and kps)
        out.append(
            replace(question, topics=topics, kps=kps, parameters={"labels": extractor_name()}) if named else question
        )
    return out
