"""The rail: the loop's stations with their counts, and the next needed action."""

import shlex
from dataclasses import dataclass

from mathscale_core.validation.checks import CHECKS
from mathscale_core.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Station:
    """One station of the rail.

    Attributes:
        name: Station, in the field's word.
        count: Its main number.
        unit: What is counted.
        detail: A second line.
        done: Whether it has something.
    """

    name: str
    count: int
    unit: str
    detail: str
    done: bool


@dataclass(frozen=True, slots=True)
class NextAction:
    """What to do next: why, and the command that does it."""

    text: str
    command: str


def rail(workspace: Workspace) -> tuple[list[Station], NextAction]:
    """The stations in order and the next action."""
    store, cleaned = workspace.store, workspace.graph()
    graph = cleaned.graph
    checks = store.questions.check_counts("generated", "imported")
    failed = sum(states["fail"] for states in checks.values())
    verified = store.questions.count_checked({c.name: c.version for c in CHECKS}, "generated", "imported")
    releases = store.releases.list()
    questions = store.questions.count() + store.questions.count("imported")
    seeds, edges, compositions = store.seeds.count(), sum(graph.edges.values()), store.compositions.count()
    tagged, uncertain = graph.seeds, store.concepts.outcomes().get("uncertain", 0)
    stations = [
        Station("Seeds", seeds, "seed questions", f"{store.benchmarks.count():,} test items kept apart", seeds > 0),
        Station("Extract", tagged, "tagged seeds", _untagged(seeds - tagged, uncertain), tagged > 0),
        Station(
            "Graph", len(graph.topics) + len(graph.kps), "concepts",
            f"{len(graph.topics):,} topics, {len(graph.kps):,} KPs, {edges:,} edges", edges > 0,
        ),
        Station("Mix", compositions, "compositions", "unique sets of concepts", compositions > 0),
        Station("Generate", questions, "questions", "planted ones not counted", questions > 0),
        Station("Verify", verified, "verified", f"{failed:,} failed checks", verified > 0),
        Station(
            "Release", sum(r.items for r in releases), "released",
            f"in {len(releases):,} release{'' if len(releases) == 1 else 's'}", bool(releases),
        ),
    ]  # fmt: skip
    return stations, _next(stations, store.concepts.count_untried(), releases[-1].name if releases else "")


def _untagged(without: int, uncertain: int) -> str:
    if without <= 0:
        return "every seed has concepts"
    return f"{without:,} without concepts" + (f", on {uncertain:,} the extractor abstained" if uncertain else "")


def _next(stations: list[Station], untried: int, newest: str) -> NextAction:
    counts = {s.name: s.count for s in stations}
    if not counts["Seeds"]:
        return NextAction(
            "There are no seed questions yet. Import some, or try the demo.", "mathscale seeds import FILE"
        )
    if not counts["Extract"] and untried:
        return NextAction(f"{untried:,} seeds carry no concepts yet. Extract topics and KPs.", "mathscale extract")
    if not counts["Graph"]:
        return NextAction(
            "The extractor was not certain of any concept. Import labelled seeds, or others.",
            "mathscale seeds import FILE",
        )
    if not counts["Mix"]:
        return NextAction("The graph is ready. Draw compositions from it.", "mathscale sample -n 1000")
    if not counts["Generate"]:
        return NextAction("Compositions wait for questions. Generate some.", "mathscale generate -n 100")
    if counts["Verify"] < counts["Generate"]:
        waiting = counts["Generate"] - counts["Verify"]
        return NextAction(
            f"{waiting:,} questions were not verified, or not since seeds or test items came.", "mathscale verify"
        )
    if not counts["Release"]:
        return NextAction("Verified questions can be released.", "mathscale release make --name NAME --accept checked")
    if untried:
        return NextAction(f"A release is made; {untried:,} seeds were not extracted yet.", "mathscale extract")
    return NextAction(
        f"The release {newest!r} is ready. Export it, or draw more compositions.",
        f"mathscale export --release {shlex.quote(newest)} --format jsonl --output {shlex.quote(newest)}.jsonl",
    )
