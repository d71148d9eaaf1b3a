"""The rail: the loop's stations with their counts, and the next needed action.

Read on every page, so it is counted once for each state of the store and kept; while a job runs, which writes every
second, what was counted may be two seconds old.
"""

import shlex
import time
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from mathscale_core.adapters.store import Store
from mathscale_core.workspace import Workspace

#: How old, in seconds, the counts may be while a job writes.
OLDEST = 2.0


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
    """What to do next.

    Attributes:
        text: Why, in a sentence.
        station: Station at which it is done, or ``Jobs``.
        label: What it is, as words for a button.
        command: The command that does it.
    """

    text: str
    station: str
    label: str
    command: str


@dataclass(frozen=True, slots=True)
class _Counted:
    key: tuple[int, int]
    at: float
    stations: list[Station]
    action: NextAction


_kept: WeakKeyDictionary[Store, _Counted] = WeakKeyDictionary()


def rail(workspace: Workspace) -> tuple[list[Station], NextAction]:
    """The stations in order and the next action."""
    store = workspace.store
    key = (store.writes, workspace.settings.minimum_seeds)
    kept, now = _kept.get(store), time.monotonic()
    if kept is not None and kept.key == key:
        return kept.stations, kept.action
    running = [str(job["kind"]) for job in store.jobs.in_state("running")]
    if kept is not None and running and now - kept.at < OLDEST and kept.action.station == "Jobs":
        return kept.stations, kept.action
    stations, untried = _stations(workspace)
    action = _running(running[0]) if running else _next(workspace, {s.name: s.count for s in stations}, untried)
    _kept[store] = _Counted(key, now, stations, action)
    return stations, action


def _stations(workspace: Workspace) -> tuple[list[Station], int]:
    store, graph = workspace.store, workspace.graph().graph
    edges, questions = sum(graph.edges.values()), store.questions.state_counts()
    bank, verified = questions["generated"] + questions["imported"], _verified(questions)
    seeds, compositions, releases = store.seeds.count(), store.compositions.count(), store.releases.list()
    tagged, uncertain = graph.seeds, store.concepts.outcomes().get("uncertain", 0)
    # Where every seed has concepts there is nothing to look for.
    untried = store.concepts.count_untried() if seeds > tagged else 0
    # A question that stands in several releases counts once.
    released = store.releases.count_released() if len(releases) > 1 else sum(r.items for r in releases)
    stations = [
        Station("Seeds", seeds, "seed questions", f"{store.benchmarks.count():,} test items kept apart", seeds > 0),
        Station("Extract", tagged, "tagged seeds", _untagged(seeds, seeds - tagged, uncertain), tagged > 0),
        Station(
            "Graph", len(graph.topics) + len(graph.kps), "concepts",
            f"{len(graph.topics):,} topics, {len(graph.kps):,} KPs, {edges:,} edges", edges > 0,
        ),
        Station("Mix", compositions, "compositions", "unique sets of concepts", compositions > 0),
        Station("Generate", bank, "questions", _bank(questions), bank > 0),
        Station("Verify", verified, "verified", f"{questions['failed']:,} failed a check", verified > 0),
        Station(
            "Review", questions["reviewed"], "reviewed",
            f"{questions['accepted']:,} accepted, {questions['rejected']:,} rejected", questions["reviewed"] > 0,
        ),
        Station(
            "Dataset", released, "released",
            f"in {len(releases):,} release{'' if len(releases) == 1 else 's'}", bool(releases),
        ),
    ]  # fmt: skip
    return stations, untried


def _verified(questions: dict[str, int]) -> int:
    return questions["passed"] + questions["failed"] + questions["unsure"]


def _bank(questions: dict[str, int]) -> str:
    if questions["imported"]:
        return f"{questions['generated']:,} generated, {questions['imported']:,} imported"
    return "planted ones not counted"


def _untagged(seeds: int, without: int, uncertain: int) -> str:
    if not seeds:
        return "no seed to tag yet"
    if without <= 0:
        return "every seed has concepts"
    return f"{without:,} without concepts" + (f", on {uncertain:,} the extractor abstained" if uncertain else "")


def _running(kind: str) -> NextAction:
    return NextAction(f"A job is running ({kind}). The counts follow it.", "Jobs", "See the job", "mathscale jobs list")


def _next(workspace: Workspace, counts: dict[str, int], untried: int) -> NextAction:
    if not counts["Seeds"]:
        return NextAction(
            "There are no seed questions yet. Import some, or try the demo.", "Seeds", "Import seeds",
            "mathscale seeds import FILE",
        )  # fmt: skip
    extract = (f"Extract {untried:,} seeds", "mathscale extract")
    if not counts["Extract"] and untried:
        return NextAction(f"{untried:,} seeds carry no concepts yet. Extract topics and KPs.", "Extract", *extract)
    if not counts["Graph"]:
        return NextAction(
            "The extractor was not certain of any concept. Import labelled seeds, or others.", "Seeds",
            "Import seeds", "mathscale seeds import FILE",
        )  # fmt: skip
    if not counts["Mix"]:
        return NextAction(
            "The graph is ready. Draw compositions from it.", "Mix", "Draw compositions", "mathscale sample -n 1000"
        )
    if not counts["Generate"]:
        return NextAction(
            "Compositions wait for questions. Generate some.", "Generate", "Generate questions",
            "mathscale generate -n 100",
        )  # fmt: skip
    if counts["Verify"] < counts["Generate"]:
        waiting = counts["Generate"] - counts["Verify"]
        return NextAction(
            f"{waiting:,} questions were not verified, or not since seeds or test items came.", "Verify",
            "Run the checks", "mathscale verify",
        )  # fmt: skip
    if not counts["Dataset"]:
        looked = "" if counts["Review"] else " Or read some of them in Review first."
        return NextAction(
            f"Verified questions can be released.{looked}", "Dataset", "Make a release",
            "mathscale release make --name NAME --accept checked",
        )  # fmt: skip
    if untried:
        return NextAction(f"A release is made; {untried:,} seeds were not extracted yet.", "Extract", *extract)
    newest = workspace.store.releases.list()[-1].name
    return NextAction(
        f"The release {newest!r} is ready. Export it, or draw more compositions.", "Dataset", "Open the release",
        f"mathscale export --release {shlex.quote(newest)} --format jsonl --output {shlex.quote(newest)}.jsonl",
    )  # fmt: skip
