"""The whole loop on the seeds that ship, offline: what a newcomer sees first. It ends with a release ``demo``.

Run again in the same workspace it goes on where it was, and ends with the same release.
"""

import time
from dataclasses import dataclass

from mathscale_core.bundled import bundled, bundled_rows, seed_files
from mathscale_core.errors import ConflictError, JobError
from mathscale_core.pipeline.benchmarks import import_benchmark
from mathscale_core.pipeline.generate import generate
from mathscale_core.pipeline.release import make_release
from mathscale_core.pipeline.sample import sample
from mathscale_core.pipeline.seeds import import_seeds
from mathscale_core.pipeline.verify import verify
from mathscale_core.pipeline.work import resume
from mathscale_core.ports import Report, silent
from mathscale_core.records import Progress, Question, Release, content_id
from mathscale_core.workspace import Workspace

RELEASE = "demo"
COMPOSITIONS = 1000
QUESTIONS = 240
SOURCE = "mathscale-studio"
BENCHMARK = "studio-benchmark"
#: A generation in one of these states waits to be gone on with.
_TO_GO_ON = ("queued", "paused", "stalled", "failed")


@dataclass(frozen=True, slots=True)
class DemoResult:
    """Counts of the loop's stations, and the release.

    Attributes:
        seeds: Active seeds.
        topics: Topics of the graph.
        kps: Knowledge points of the graph.
        edges: Edges of the graph.
        compositions: Compositions.
        questions: Generated questions; planted ones are not counted.
        release: The release.
        seconds: Time taken.
    """

    seeds: int
    topics: int
    kps: int
    edges: int
    compositions: int
    questions: int
    release: Release
    seconds: float


def import_bundled(workspace: Workspace, report: Report = silent) -> int:
    """Import the seeds and the test items that ship; returns the number of active seeds. Again, it changes nothing."""
    for file in seed_files():
        report(Progress("seeds", 0, 0, file.stem))
        import_seeds(workspace, file, "jsonl", source=SOURCE)
    import_benchmark(workspace, bundled("data") / "benchmark.jsonl", "own", dataset=BENCHMARK)
    return workspace.store.seeds.count()


def run_demo(workspace: Workspace, report: Report = silent) -> DemoResult:
    """Run the loop to the release ``demo``, or give it as it is where it exists.

    Raises:
        ConflictError: The workspace holds seeds of other sources.
        JobError: The generation worker failed or was paused; run it again to go on.
    """
    began = time.perf_counter()
    store = workspace.store
    release = store.releases.get(RELEASE)
    if release is None:
        others = sum(row["n"] for row in store.seeds.states() if row["source"] != SOURCE)
        if others:
            raise ConflictError(
                f"The workspace holds {others:,} seeds of other sources.",
                "an empty workspace: the demo's seeds would mix with them.",
                "Use another --workspace.",
            )
        import_bundled(workspace, report)
        sample(workspace, COMPOSITIONS)
        begun = [row["id"] for row in store.jobs.list() if row["kind"] == "generate" and row["state"] in _TO_GO_ON]
        missing = QUESTIONS - store.questions.count()
        if begun or missing > 0:
            # What an interrupted demo has asked is gone on with; another job would leave it out.
            job = resume(workspace, begun[0], report) if begun else generate(workspace, missing, report).job
            if job.state != "done":
                raise JobError(
                    f"The demo's generation is {job.state} with {job.counts.pending} questions to go.",
                    f"{QUESTIONS} questions for the release {RELEASE!r}.",
                    "Run 'mathscale demo' again to go on.",
                )
        plant_flaws(workspace)
        verify(workspace, report=report)
        release = make_release(workspace, RELEASE, "checked")
    graph = workspace.graph().graph
    return DemoResult(
        store.seeds.count(), len(graph.topics), len(graph.kps), sum(graph.edges.values()), store.compositions.count(),
        store.questions.count(), release, time.perf_counter() - began,
    )  # fmt: skip


def plant_flaws(workspace: Workspace) -> int:
    """Store the flawed questions that ship, for checks and reviews to find; returns how many were new.

    They are of source ``planted``: no release takes them and no count of generated questions holds them.
    """
    rows = list(bundled_rows("flawed.jsonl"))
    questions = [
        Question(
            content_id("q", row["question"], row["solution"], row["answer"], "planted"), row["question"],
            row["solution"], row["answer"], row["format"], row["level"], "planted", tuple(row["topics"]),
            tuple(row["kps"]), provider=SOURCE,
        )
        for row in rows
    ]  # fmt: skip
    new = workspace.store.questions.add(questions, "", workspace.actor, workspace.now())
    workspace.store.questions.add_flaws(
        [
            {"revision": q.revision, "flaw": row["flaw"], "explanation": row["explanation"], "target": row["target"]}
            for q, row in zip(questions, rows, strict=True)
        ]
    )
    return new
