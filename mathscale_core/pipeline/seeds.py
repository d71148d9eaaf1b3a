"""Files → seeds: read, refuse what is a test item, keep what is new, tag what came with labels; hold back, retag."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mathscale_core.errors import ConflictError, InputError, NotFoundError
from mathscale_core.extraction.names import name_key, resolve
from mathscale_core.pipeline.edits import apply_edits, refold
from mathscale_core.pipeline.people import require
from mathscale_core.pipeline.tagging import store_tags
from mathscale_core.ports import Report, silent
from mathscale_core.records import ConceptKind, EditEvent, Progress, Rejected, Seed
from mathscale_core.seeds.columns import check_columns, suggest_columns
from mathscale_core.seeds.forms import SEED_FORMS, cells_of, guess_form, read_seeds
from mathscale_core.seeds.rows import Row
from mathscale_core.seeds.text import question_key
from mathscale_core.workspace import Workspace, load_vocabulary

GIVEN = "given"
_REASON_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of every row.

    Attributes:
        read: Rows read; ``read = imported + duplicates + rejected``.
        imported: New seeds.
        duplicates: Rows whose question is a seed already, or stands twice in the file.
        rejected: Rows that were refused, with line and reason.
        mapping: Column to field, where columns were read under other names.
    """

    read: int
    imported: int
    duplicates: int
    rejected: tuple[Rejected, ...]
    mapping: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of seeds that were to be held back or put back.

    Attributes:
        seeds: Ids of the seeds whose state changed.
        unchanged: Number of those that were in the wanted state before.
    """

    seeds: tuple[str, ...]
    unchanged: int


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
        columns: Column to field, for names that differ; where it is None, as it was for this source before.
        report: Told the progress.

    Raises:
        InputError: The file cannot be used, or not one of its rows can.
    """
    require(workspace, "import_seeds")
    form = known_form(path, form)
    mapping = mapping_of(workspace, path, form, source, columns)
    rows = list(read_seeds(path, form, source=source, split=split, columns=mapping))
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
    if columns:
        workspace.store.imports.remember_map(source or path.stem, mapping, workspace.now())
    report(Progress("seeds", len(seeds), len(seeds)))
    return ImportResult(len(rows), result.imported, result.duplicates, every, mapping)


def known_form(path: Path, form: str) -> str:
    """The form that was named, or the one that the file is likely in; raises ``InputError`` for an unknown name."""
    if form and form not in SEED_FORMS:
        raise InputError(f"The form {form!r} is not known.", f"one of {', '.join(SEED_FORMS)}.", "Use --format.")
    return form or guess_form(path, SEED_FORMS)


def mapping_of(
    workspace: Workspace,
    path: Path,
    form: str,
    source: str,
    columns: Mapping[str, str] | None,
    *,
    suggest: bool = False,
) -> dict[str, str]:
    """Which column of a file is read as which field, beyond those that have a field's name.

    Args:
        workspace: The workspace, which remembers the maps of sources.
        path: The file.
        form: Its form.
        source: Name of the data set, ``""`` for the file's name.
        columns: What a person said, None where nobody did.
        suggest: Whether well-known names are taken where nothing else says which column is the question.

    Raises:
        InputError: A field is not known or named twice, or the file cannot be used.
    """
    if columns is not None:
        check_columns(columns)
        return dict(columns)
    cells = cells_of(path, form)
    remembered = workspace.store.imports.column_map(source or path.stem)
    if set(remembered) & set(cells):
        return {column: field for column, field in remembered.items() if column in cells}
    return suggest_columns(cells, exact=True) if suggest and "question" not in cells else {}


def add_seeds(workspace: Workspace, seeds: Sequence[Seed]) -> ImportResult:
    """Store seeds: test items are refused, known questions passed over, given labels become taggings.

    Seeds and labels are stored together or not at all: a seed that is known gets no labels later.
    """
    require(workspace, "add_seeds")
    if not seeds:
        return ImportResult(0, 0, 0, ())
    keys = [question_key(s.question) for s in seeds]
    new: list[Seed] = []
    rejected: list[Rejected] = []
    duplicates = 0
    # Looked up in the transaction: test items that come a moment later find the seeds, and these find earlier ones.
    with workspace.store.transaction():
        known, tests = workspace.store.seeds.known_keys(keys)
        for seed, key in zip(seeds, keys, strict=True):
            if key in tests:
                rejected.append(Rejected(seed.line, "found a question that is a benchmark item; wanted no test items"))
            elif key in known:
                duplicates += 1
            else:
                known.add(key)
                new.append(seed)
        if new:
            workspace.store.seeds.add(new, workspace.actor, workspace.now())
            _store_given_labels(workspace, new)
            refold(workspace)
    return ImportResult(len(seeds), len(new), duplicates, tuple(rejected))


def hold_seeds(workspace: Workspace, seeds: Sequence[str], reason: str = "") -> Moved:
    """Hold back seeds: they leave the graph and the examples, keep all that is known of them, and can be put back.

    Raises:
        NotFoundError: There is no such seed; nothing was changed.
        ConflictError: One is withdrawn; nothing was changed.
    """
    require(workspace, "hold_seeds")
    _check_movable(workspace, seeds)
    moved = workspace.store.seeds.hold(list(seeds), reason.strip()[:_REASON_LENGTH] or f"by {workspace.actor}")
    return Moved(tuple(moved), len(set(seeds)) - len(moved))


def release_seeds(workspace: Workspace, seeds: Sequence[str]) -> Moved:
    """Put back seeds that were held back; raises what :func:`hold_seeds` raises."""
    require(workspace, "release_seeds")
    _check_movable(workspace, seeds)
    moved = workspace.store.seeds.release(list(seeds))
    return Moved(tuple(moved), len(set(seeds)) - len(moved))


def retag(
    workspace: Workspace,
    seeds: Sequence[str],
    *,
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
    kind: ConceptKind | None = None,
    reason: str = "",
) -> list[EditEvent]:
    """Tag seeds by hand, as an edit that the curation log keeps and can take back.

    Args:
        workspace: The workspace.
        seeds: Seed ids.
        add: Concepts that they get, by id or name; a new name makes a concept.
        remove: Concepts that they lose, by id or name.
        kind: What the names are; may be None where every name is known for one kind alone.
        reason: Why.

    Raises:
        NotFoundError: There is no such seed, or no concept to remove.
        InputError: Nothing is to be changed, or a name could be of either kind.
    """
    require(workspace, "retag")
    if not seeds or not (add or remove):
        raise InputError("There is nothing to change.", "seeds, and concepts to add or remove.", "Name them.")
    _check_there(workspace, seeds)
    gone = [_named(workspace, name, kind) for name in remove]
    for name, concept in zip(remove, gone, strict=True):
        if not concept:
            raise NotFoundError(f"There is no concept {name!r}.", "a concept of this workspace.", "Look it up by name.")
    got = [_named(workspace, name, kind) or _made(workspace, name, kind) for name in add]
    payload = {"kind": "retag", "seeds": list(dict.fromkeys(seeds)), "add": got, "remove": gone, "reason": reason}
    return apply_edits(workspace, [Row(1, payload)])


def _named(workspace: Workspace, name: str, kind: ConceptKind | None) -> str:
    """The concept that an id or a name leads to now, ``""`` where there is none."""
    concepts = workspace.store.concepts
    if concepts.concept(name):
        return concepts.merged_into(name)
    kinds: tuple[ConceptKind, ...] = (kind,) if kind else ("topic", "kp")
    names = concepts.names()
    found = [names[(k, name_key(name))] for k in kinds if (k, name_key(name)) in names]
    if len(found) > 1:
        raise InputError(
            f"{name!r} is a topic and a knowledge point.", "one of them.", "Use --kind topic or --kind kp."
        )
    return concepts.merged_into(found[0]) if found else ""


def _made(workspace: Workspace, name: str, kind: ConceptKind | None) -> str:
    if kind is None:
        raise InputError(f"The name {name!r} is new.", "its kind.", "Use --kind topic or --kind kp.")
    if name.startswith("c_") or not name_key(name):
        raise NotFoundError(f"There is no concept {name!r}.", "an id or a name.", "Look it up by name.")
    made = resolve([(kind, name)], workspace.store.concepts.names(), load_vocabulary())
    workspace.store.concepts.add_tagged(made.concepts, made.names, [], [], workspace.actor, workspace.now())
    return made.ids[(kind, name)]


def _check_there(workspace: Workspace, seeds: Sequence[str]) -> dict[str, str]:
    states = workspace.store.seedfinder.states_of(list(seeds))
    missing = [seed for seed in seeds if seed not in states]
    if missing:
        raise NotFoundError(
            f"There is no seed {missing[0]!r}.",
            "ids of seeds.",
            "Nothing was changed; look with 'mathscale seeds find'.",
        )
    return states


def _check_movable(workspace: Workspace, seeds: Sequence[str]) -> None:
    withdrawn = [seed for seed, state in _check_there(workspace, seeds).items() if state == "withdrawn"]
    if withdrawn:
        raise ConflictError(
            f"Seed {withdrawn[0]} is withdrawn: it is a test item.",
            "seeds that are active or held.",
            "Nothing was changed; leave that seed out.",
        )


def _store_given_labels(workspace: Workspace, seeds: Iterable[Seed]) -> None:
    tags = [(s.id, s.topics, s.kps, (1.0,) * (len(s.topics) + len(s.kps))) for s in seeds if s.topics or s.kps]
    if tags:
        store_tags(workspace, tags, GIVEN, [])
