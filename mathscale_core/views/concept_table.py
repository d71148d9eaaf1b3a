"""The table of concepts: one row each with every number that is known of it, filtered, sorted, paged, and as CSV.

What is of the draft alone is made once for each draft; what became of questions comes from the overlays, which know
when it changed. What is not known is NaN or empty, never zero.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from mathscale_core.curation.versions import Cleaned
from mathscale_core.errors import NotFoundError
from mathscale_core.graph import ConceptGraph, Floats
from mathscale_core.records import LEVELS, Concept
from mathscale_core.views.explore.told import told
from mathscale_core.views.map import map_of
from mathscale_core.views.overlays import overlay
from mathscale_core.workspace import Workspace

PAGE = 50
#: Columns of numbers, in the order of the table.
NUMBERS = ("seeds", "degree", "topics", "kps", "probability", "generated", "accepted", "acceptance", "decided")
#: Columns of text.
TEXTS = ("name", "kind", "community", "parent", "codes", "locked", "level")
COLUMNS = ("name", "kind", *NUMBERS, *TEXTS[2:])


@dataclass(frozen=True, slots=True)
class Wish:
    """Which rows are wanted, and in which order; an empty field asks nothing.

    Attributes:
        text: Words, each a part of a name, another name or a code.
        kind: ``topic`` or ``kp``.
        between: Column of numbers to (least, greatest), None for no bound; what is not known is in no range.
        community: Name of a community.
        scheme: A scheme in which the concept has a code.
        placed: ``yes`` for those in the tree, with a parent or children, ``no`` for the others.
        locked: ``yes`` or ``no``.
        among: Ids of which the concept is one, None for all.
        by: Column of the order.
        ascending: From the lowest on; the highest first else. What is not known comes last either way.
    """

    text: str = ""
    kind: str = ""
    between: Mapping[str, tuple[float | None, float | None]] = field(default_factory=dict)
    community: str = ""
    scheme: str = ""
    placed: str = ""
    locked: str = ""
    among: frozenset[str] | None = None
    by: str = "seeds"
    ascending: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """All rows as columns, topics first.

    Attributes:
        concepts: The concepts.
        numbers: Column to its values, shape (concepts,), NaN where it is not known.
        texts: Column to its values; ``""`` where there is none.
        words: What is searched, of each concept, in small letters.
        schemes: The schemes of each concept's codes.
        placed: Shape (concepts,): whether it stands in the tree.
    """

    concepts: tuple[Concept, ...]
    numbers: Mapping[str, Floats]
    texts: Mapping[str, Sequence[str]]
    words: Sequence[str]
    schemes: Sequence[frozenset[str]]
    placed: npt.NDArray[np.bool_]

    def row(self, at: int) -> dict[str, object]:
        """One row: column to value, None where a number is not known, whole numbers as such."""
        values: dict[str, object] = {}
        for column in COLUMNS:
            if column in self.texts:
                values[column] = self.texts[column][at]
                continue
            value = float(self.numbers[column][at])
            rate = column in {"probability", "acceptance"}
            values[column] = None if np.isnan(value) else value if rate else int(value)
        return values


#: One for each draft in use, with the map's version: a map may come later than the draft.
_of_draft: WeakKeyDictionary[ConceptGraph, tuple[str, Table]] = WeakKeyDictionary()


def concept_table(workspace: Workspace) -> Table:
    """The table of the draft as it stands."""
    draft = workspace.draft()
    graph = draft.graph
    drawn = map_of(workspace)
    laid_out = drawn.version if drawn else ""
    if graph not in _of_draft or _of_draft[graph][0] != laid_out:
        _of_draft[graph] = (laid_out, _made(workspace, draft))
    made = _of_draft[graph][1]
    rate = overlay(workspace, "acceptance", graph)
    asked = {
        "generated": overlay(workspace, "generated", graph).values,
        "accepted": overlay(workspace, "accepted", graph).values,
        "acceptance": rate.values,
        "decided": np.where(np.isnan(rate.values), np.nan, rate.behind),
    }
    return Table(made.concepts, {**made.numbers, **asked}, made.texts, made.words, made.schemes, made.placed)


def rows_of(table: Table, wish: Wish) -> list[int]:
    """Indices of the rows that are wanted, in order.

    Raises:
        NotFoundError: There is no such column to sort by or to bound.
    """
    for column in (wish.by, *wish.between):
        if column not in COLUMNS or (column != wish.by and column not in NUMBERS):
            raise NotFoundError(
                f"The table has no column {column!r} for that.", f"one of {', '.join(COLUMNS)}.", "Choose another one."
            )
    rows = np.flatnonzero(_wanted(table, wish))
    names, numbers = table.texts["name"], table.numbers
    if wish.by in numbers:
        values = numbers[wish.by][rows]
        keys = np.where(np.isnan(values), np.inf, values if wish.ascending else -values)
        seeds = numbers["seeds"][rows]
        return [int(i) for i in rows[np.lexsort((rows, -seeds, keys))]]
    texts = table.texts[wish.by]
    full = [i for i in rows.tolist() if texts[i]]
    if texts is not names:
        full.sort(key=lambda i: names[i].casefold())
    full.sort(key=lambda i: texts[i].casefold(), reverse=not wish.ascending)
    return full + [i for i in rows.tolist() if not texts[i]]


def as_csv(table: Table, rows: Sequence[int]) -> str:
    """These rows as CSV, with ids and the numbers as they are; what is not known is empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", *COLUMNS])
    for at in rows:
        values = [_cell(value) for value in table.row(at).values()]
        writer.writerow([table.concepts[at].id, *values])
    return out.getvalue()


def communities(table: Table) -> list[str]:
    """Names of the communities, by number of concepts."""
    return _by_frequency(name for name in table.texts["community"] if name)


def schemes(table: Table) -> list[str]:
    """Names of the schemes in which concepts have codes, by number of concepts."""
    return _by_frequency(scheme for some in table.schemes for scheme in some)


def _wanted(table: Table, wish: Wish) -> npt.NDArray[np.bool_]:
    keep = np.ones(len(table.concepts), dtype=bool)
    for column, (low, high) in wish.between.items():
        values = table.numbers[column]
        if low is not None:
            keep &= values >= low
        if high is not None:
            keep &= values <= high
    if wish.placed:
        keep &= table.placed == (wish.placed == "yes")
    words = wish.text.casefold().split()
    for at in np.flatnonzero(keep).tolist():
        keep[at] = (
            (not words or all(word in table.words[at] for word in words))
            and wish.kind in {"", table.texts["kind"][at]}
            and wish.community in {"", table.texts["community"][at]}
            and (not wish.scheme or wish.scheme in table.schemes[at])
            and (not wish.locked or bool(table.texts["locked"][at]) == (wish.locked == "yes"))
            and (wish.among is None or table.concepts[at].id in wish.among)
        )
    return keep


def _made(workspace: Workspace, draft: Cleaned) -> Table:
    graph, said = draft.graph, told(workspace)
    concepts = (*graph.topics, *graph.kps)
    names = {c.id: c.name for c in concepts}
    names |= workspace.store.concepts.concept_names(sorted(set(said.parents.values()) - names.keys()))
    codes = [[f"{c.scheme} {c.code}" for c in said.codes.get(one.id, ())] for one in concepts]
    tree = said.parents.keys() | set(said.parents.values())
    texts: dict[str, Sequence[str]] = {
        "name": [c.name for c in concepts], "kind": [c.kind for c in concepts],
        "community": _communities(workspace, concepts),
        "parent": [names.get(said.parents.get(c.id, ""), "") for c in concepts],
        "codes": ["; ".join(some) for some in codes],
        "locked": [said.locked.get(c.id, "") for c in concepts], "level": _levels(workspace, draft, concepts),
    }  # fmt: skip
    numbers = {
        "seeds": overlay(workspace, "seeds", graph).values, "degree": overlay(workspace, "degree", graph).values,
        "topics": np.concatenate([graph.topic_topic.degrees, graph.kp_topic.degrees]).astype(np.float64),
        "kps": np.concatenate([graph.topic_kp.degrees, graph.kp_kp.degrees]).astype(np.float64),
        "probability": overlay(workspace, "probability", graph).values,
    }  # fmt: skip
    words = [
        "\n".join((one.name, *said.aliases.get(one.id, ()), *some)).casefold()
        for one, some in zip(concepts, codes, strict=True)
    ]
    schemes_of = [frozenset(c.scheme for c in said.codes.get(one.id, ())) for one in concepts]
    return Table(concepts, numbers, texts, words, schemes_of, np.array([c.id in tree for c in concepts], dtype=bool))


def _communities(workspace: Workspace, concepts: Sequence[Concept]) -> list[str]:
    """Each concept's community on the map; a concept that came since has none."""
    drawn = map_of(workspace)
    if drawn is None:
        return [""] * len(concepts)
    found = {c.id: drawn.communities[n].name for c, n in zip(drawn.concepts, drawn.community.tolist(), strict=True)}
    return [found.get(c.id, "") for c in concepts]


def _levels(workspace: Workspace, draft: Cleaned, concepts: Sequence[Concept]) -> list[str]:
    """The level that most of each concept's seeds have, the easiest of several, ``""`` where none is stated."""
    known = workspace.store.explore.level_of_each()
    order = [*LEVELS, *sorted(set(known.values()) - set(LEVELS))]
    place = {level: n for n, level in enumerate(order)}
    of_seed = np.array([place.get(known.get(s, ""), len(order)) for s in draft.labels.seeds], dtype=np.int64)
    counts = np.zeros((len(draft.labels.concepts), len(order) + 1), dtype=np.int64)
    if len(draft.labels.seed_index):
        np.add.at(counts, (draft.labels.concept_index, of_seed[draft.labels.seed_index]), 1)
    most = {
        c: order[int(row[:-1].argmax())] for c, row in zip(draft.labels.concepts, counts, strict=True) if row[:-1].any()
    }
    return [most.get(c.id, "") for c in concepts]


def _by_frequency(names: Iterable[str]) -> list[str]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return sorted(counts, key=lambda name: (-counts[name], name))


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.10g}"
    # A cell that begins like a formula would be one to a spreadsheet.
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value
