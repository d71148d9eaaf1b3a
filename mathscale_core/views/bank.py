"""The bank: questions of any state and source under filters that combine, with the numbers beside the filters.

An *address* holds every filter as short texts, as in a page's query: ``level=high,college&topic=Fractions``. ``none``
stands for what is empty (no level, no verdict).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast, get_args
from weakref import WeakKeyDictionary

from mathscale_core.adapters.export import FIELDS, render_release
from mathscale_core.adapters.store import Store
from mathscale_core.adapters.store.bank import COUNTED, FACETS, BankFilter
from mathscale_core.adapters.store.checks import REQUIRED
from mathscale_core.errors import InputError
from mathscale_core.extraction.names import name_key
from mathscale_core.records import FORMATS, LEVELS, CheckState, ConceptKind
from mathscale_core.workspace import Workspace

__all__ = ["CHOICES", "MOST_DOWNLOADED", "PAGE", "TEXTS", "BankFilter", "BankPage"]

PAGE = 50
#: More than this is no download but a release.
MOST_DOWNLOADED = 50_000
CHECK_STATES = ("passed", "unsure", "failed", "unchecked")
VERDICTS = ("accept", "fix", "reject", "flag", "skip", "")
SOURCES = ("generated", "imported", "planted")
#: Address to the values it may take; several are joined by commas.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "source": SOURCES, "level": (*LEVELS, ""), "format": FORMATS, "checks": CHECK_STATES, "verdict": VERDICTS,
}  # fmt: skip
#: Address parts that hold one text.
TEXTS = ("text", "topic", "kp", "dataset", "check", "release", "provider", "job", "composition", "seed")
_keys = lru_cache(maxsize=100_000)(name_key)
Options = dict[str, list[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class _Concepts:
    """Concepts by name, as they stand at ``mark``: (kind, name key) to id, id to its present name, counts by kind."""

    mark: tuple[int, int]
    ids: Mapping[tuple[ConceptKind, str], str]
    present: Mapping[str, str]
    options: Options


_known: WeakKeyDictionary[Store, _Concepts] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class BankPage:
    """One page of the bank.

    Attributes:
        rows: Up to :data:`PAGE` questions, the newest first.
        total: Number of questions under the filter, counted up to a bound.
        more: Whether there are more than ``total``.
        page: Which page it is, from 1; the last one where a later one was asked for.
        pages: Number of pages of what was counted.
    """

    rows: list[dict[str, Any]]
    total: int
    more: bool
    page: int
    pages: int


def read_filter(workspace: Workspace, address: Mapping[str, str]) -> BankFilter:
    """The filter that an address says; what is not understood in it does not narrow."""
    among = {name: _values(address.get(name, ""), CHOICES[name]) for name in CHOICES}
    check, _, said = address.get("check", "").partition("=")
    known = check in REQUIRED and said in get_args(CheckState)
    groups: list[tuple[str, tuple[str, ...]]] = [
        (kind, names_of(workspace, kind, address[kind])) for kind in get_args(ConceptKind) if address.get(kind)
    ]
    return BankFilter(
        text=address.get("text", "")[:400],
        concepts=tuple(groups),
        sources=among["source"],
        levels=among["level"],
        formats=among["format"],
        check_states=among["checks"],
        verdicts=among["verdict"],
        check=check if known else "",
        said=cast("CheckState", said) if known else "fail",
        dataset=address.get("dataset", ""),
        provider=address.get("provider", ""),
        job=address.get("job", ""),
        composition=address.get("composition", ""),
        seed=address.get("seed", ""),
        release=address.get("release", ""),
    )


def page_of(workspace: Workspace, wanted: BankFilter, page: int = 1) -> BankPage:
    """One page of the questions under a filter."""
    found = count(workspace, wanted)
    more, total = found > COUNTED, min(found, COUNTED)
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    rows = workspace.store.questions.find(wanted, limit=PAGE, offset=(page - 1) * PAGE) if total else []
    return BankPage(rows, total, more, page, pages)


def count(workspace: Workspace, wanted: BankFilter, most: int = COUNTED) -> int:
    """Number of questions under a filter, counted up to ``most`` + 1."""
    return workspace.store.questions.count_found(wanted, most)


def facet_counts(workspace: Workspace, wanted: BankFilter) -> dict[str, dict[str, int]]:
    """Part of the address to value to number of questions, under the other choices of the filter.

    Text, concepts and the rarer filters are not regarded: that would be a search for each of them.
    """
    chosen = {
        "source": wanted.sources, "level": wanted.levels, "format": wanted.formats, "check_state": wanted.check_states,
        "verdict": wanted.verdicts, "dataset": (wanted.dataset,) if wanted.dataset else (),
    }  # fmt: skip
    counts: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    for row in workspace.store.questions.facets():
        misses = [name for name, values in chosen.items() if not _holds(name, row[name], values)]
        for name in FACETS if not misses else misses if len(misses) == 1 else ():
            counts[name][row[name]] = counts[name].get(row[name], 0) + row["n"]
    return {"checks": counts["check_state"], **{k: v for k, v in counts.items() if k != "check_state"}}


def concept_options(workspace: Workspace, kind: str) -> list[tuple[str, int]]:
    """Present name and number of questions of every concept that a question carries, most first."""
    return _concepts(workspace).options[kind]


def names_of(workspace: Workspace, kind: str, name: str) -> tuple[str, ...]:
    """Every name of the concept that has this name: renamed and merged ones are found by all their names."""
    concepts = _concepts(workspace)
    concept = concepts.ids.get((cast("ConceptKind", kind), _keys(name)))
    if concept is None:
        return (name,)
    present = concepts.present.get(concept, name)
    return tuple(dict.fromkeys((name, present, *workspace.store.concepts.aliases(concept))))


def present_name(workspace: Workspace, kind: str, name: str) -> str:
    """The name that a concept goes by now; the same one where none has it."""
    concepts = _concepts(workspace)
    return concepts.present.get(concepts.ids.get((cast("ConceptKind", kind), _keys(name)), ""), name)


def choices(workspace: Workspace) -> dict[str, list[str]]:
    """Values of the filters that differ from workspace to workspace: releases, data sets, checks with their states."""
    datasets = sorted({row["dataset"] for row in workspace.store.questions.facets()} - {""})
    return {
        "release": [*(r.name for r in reversed(workspace.store.releases.list())), "-"],
        "dataset": datasets,
        "check": [f"{name}={state}" for name in REQUIRED for state in ("fail", "unknown", "pass")],
    }


def unverified(workspace: Workspace) -> int:
    """Number of generated and imported questions that lack a current result of a check."""
    store = workspace.store.questions
    unchecked = sum(int(r["n"]) for r in store.facets() if r["check_state"] == "unchecked" and r["source"] != "planted")
    return unchecked + store.count_failed_early(REQUIRED)


def download(workspace: Workspace, wanted: BankFilter, form: str, *, most: int = MOST_DOWNLOADED) -> bytes:
    """The questions under a filter as JSON lines or CSV, with what machines and people say of each.

    Raises:
        InputError: They are more than ``most``.
    """
    if count(workspace, wanted, most) > most:
        raise InputError(
            f"More than {most:,} questions are wanted.",
            "fewer in one download.",
            "Make a release and use 'mathscale export'.",
        )
    rows = workspace.store.questions.find(wanted, limit=most)
    return render_release(form, rows, [*FIELDS, "dataset", "licence", "check_state", "verdict", "format"])


def _values(text: str, known: Sequence[str]) -> tuple[str, ...]:
    asked = {"" if value == "none" else value for value in text.split(",") if value}
    return tuple(value for value in known if value in asked)


def _holds(name: str, value: str, values: Sequence[str]) -> bool:
    # Planted questions are counted where they are asked for by name.
    return value in values if values else name != "source" or value != "planted"


def _concepts(workspace: Workspace) -> _Concepts:
    store = workspace.store
    mark = (store.questions.written(), store.graph_writes)
    known = _known.get(store)
    if known and known.mark == mark:
        return known
    merges = store.concepts.merges()
    ids = {key: merges.get(concept, concept) for key, concept in store.concepts.names().items()}
    present = {c.id: c.name for c in store.concepts.concepts()}
    counts: dict[str, dict[str, int]] = {kind: {} for kind in get_args(ConceptKind)}
    for row in store.questions.concept_counts():
        name = present.get(ids.get((row["kind"], _keys(row["name"])), ""), row["name"])
        counts[row["kind"]][name] = counts[row["kind"]].get(name, 0) + row["n"]
    options = {kind: sorted(of.items(), key=lambda o: (-o[1], o[0])) for kind, of in counts.items()}
    known = _known[store] = _Concepts(mark, ids, present, options)
    return known
