"""The whole loop on what ships: repeatable to the byte, interruptible anywhere, and honest about what it counts."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pyarrow.parquet as pq
import pytest

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.adapters.jobfolder import JobFolder, read_shard
from mathscale_core.adapters.offline import extractor_name
from mathscale_core.bundled import bundled, bundled_rows, seed_files
from mathscale_core.errors import JobError
from mathscale_core.families import FAMILIES
from mathscale_core.pipeline.benchmarks import import_benchmark
from mathscale_core.pipeline.demo import plant_flaws
from mathscale_core.pipeline.extract import extract
from mathscale_core.pipeline.generate import generate, ingest_questions
from mathscale_core.pipeline.jobs import create_job, folder_of, job_status, run_job
from mathscale_core.pipeline.release import export_release, make_release
from mathscale_core.pipeline.sample import sample
from mathscale_core.pipeline.seeds import add_seeds, import_seeds
from mathscale_core.pipeline.synth import synthesise
from mathscale_core.pipeline.verify import verify
from mathscale_core.pipeline.work import resume
from mathscale_core.ports import Report, silent
from mathscale_core.records import JobCounts, Progress
from mathscale_core.seeds.text import to_stored
from mathscale_core.testing.scripted import SCRIPTED, ScriptedModel, names_concepts, writes_questions
from mathscale_core.testing.workspaces import (
    answered_by,
    fresh_workspace,
    labelled_seed,
    small_workspace,
    write_rows,
)
from mathscale_core.views.rail import rail
from mathscale_core.workspace import Workspace

FORMS = ("jsonl", "alpaca", "chat", "parquet")
RELEASE = "loop"


def turn(folder: Path, *, rng: int = 5) -> Workspace:
    """The loop once: shipped seeds without their labels, which a scripted model then gives; questions offline."""
    rows = list(bundled_rows(*(f"seeds/{path.name}" for path in seed_files())))
    labels = {to_stored(row["question"]): (row["topics"], row["kps"]) for row in rows}
    bare = write_rows(folder / "bare.jsonl", [{**row, "topics": [], "kps": []} for row in rows])
    workspace = fresh_workspace(folder)
    import_seeds(workspace, bare, "jsonl", source="shipped")
    import_benchmark(workspace, bundled("data") / "benchmark.jsonl", "own", dataset="studio-benchmark")
    extract(answered_by(workspace, ScriptedModel(names_concepts(labels))), endpoint=SCRIPTED)
    sample(workspace, 600, rng=rng)
    generate(workspace, 150, rng=rng)
    plant_flaws(workspace)
    verify(workspace)
    make_release(workspace, RELEASE, "checked")
    return workspace


@pytest.fixture(scope="module")
def turned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Workspace]]:
    """Two workspaces in which the loop was turned with the same random number."""
    made = [turn(tmp_path_factory.mktemp(name)) for name in ("one", "two")]
    yield made
    for workspace in made:
        workspace.close()


def until(holds: Callable[[], bool]) -> None:
    """Wait for something that another process does; give up after a minute."""
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.01)


def adds_up(counts: JobCounts) -> bool:
    return counts.ok + counts.uncertain + counts.failed + counts.skipped + counts.pending == counts.asked


def answers_by_item(folder: JobFolder) -> Counter[str]:
    return Counter(a.id for shard in folder.shards() for a in read_shard(shard))


# -- the loop on what ships ---------------------------------------------------------------------------------


def test_every_station_has_something(turned: list[Workspace]) -> None:
    """From seeds to a release, each station of the rail is done and holds what the one before it gave."""
    workspace = turned[0]
    stations = {s.name: s for s in rail(workspace)[0]}
    assert all(s.done for s in stations.values() if s.name != "Review")
    assert (
        stations["Seeds"].count
        == stations["Extract"].count
        == len(list(bundled_rows(*(f"seeds/{p.name}" for p in seed_files()))))
    )
    assert (stations["Mix"].count, stations["Generate"].count, stations["Verify"].count) == (600, 150, 150)
    release = workspace.store.releases.get(RELEASE)
    assert release is not None
    assert release.items + sum(release.excluded.values()) == 150
    assert stations["Dataset"].count == release.items > 0


def test_extracted_labels_make_the_graph_of_given_ones(turned: list[Workspace], tmp_path: Path) -> None:
    """A model that says what the files say gives the graph that the files give: same concepts, same version."""
    given = fresh_workspace(tmp_path)
    for path in seed_files():
        import_seeds(given, path, "jsonl", source="shipped")
    extracted = turned[0].graph()
    assert given.graph().graph.version == extracted.graph.version
    assert given.graph().graph.edges == extracted.graph.edges
    assert [c for c, _ in given.graph().dropped] == [c for c, _ in extracted.dropped]


def test_the_same_random_number_gives_the_same_release(turned: list[Workspace]) -> None:
    """Graph version, compositions, questions and digest are equal in two workspaces."""
    one, two = turned
    assert one.graph().graph.version == two.graph().graph.version
    assert one.store.compositions.runs()[0]["id"] == two.store.compositions.runs()[0]["id"]
    assert one.store.questions.by_source("generated") == two.store.questions.by_source("generated")
    assert one.store.releases.get(RELEASE) == two.store.releases.get(RELEASE)


@pytest.mark.parametrize("form", FORMS)
def test_exports_of_two_workspaces_are_equal_to_the_byte(turned: list[Workspace], tmp_path: Path, form: str) -> None:
    """JSON lines, Alpaca, chat and Parquet: the same release is the same file."""
    paths = [tmp_path / f"{n}.{form}" for n in (1, 2)]
    rows = {export_release(w, RELEASE, form, path).rows for w, path in zip(turned, paths, strict=True)}
    release = turned[0].store.releases.get(RELEASE)
    assert release is not None
    assert rows == {release.items}
    assert paths[0].read_bytes() == paths[1].read_bytes() != b""


def test_an_export_holds_the_checked_questions_and_nothing_else(turned: list[Workspace], tmp_path: Path) -> None:
    """Every row is a generated question that failed no check and was recomputed; both readable forms agree."""
    workspace, jsonl, parquet = turned[0], tmp_path / "r.jsonl", tmp_path / "r.parquet"
    export_release(workspace, RELEASE, "jsonl", jsonl)
    export_release(workspace, RELEASE, "parquet", parquet)
    rows = [json.loads(line) for line in jsonl.read_text("utf-8").splitlines()]
    assert rows == pq.read_table(parquet).to_pylist()
    states = workspace.store.questions.check_states("generated")
    for row in rows:
        assert states[row["id"]]["recompute"][0] == "pass"
        assert "fail" not in {state for state, _ in states[row["id"]].values()}
        assert row["composition"] in workspace.store.compositions.get([row["composition"]])
        assert set(row["seeds"]) == set(workspace.store.seeds.by_id(row["seeds"]))


def test_a_planted_question_is_in_no_release_and_no_count(turned: list[Workspace]) -> None:
    """With sixty flaws in the bank, levels, checks, rail and releases speak of the others only."""
    workspace = turned[0]
    planted = {q.revision for q in workspace.store.questions.by_source("planted")}
    assert len(planted) == len(list(bundled_rows("flawed.jsonl")))
    assert planted.isdisjoint(row["revision"] for row in workspace.store.releases.items(RELEASE))
    assert sum(workspace.store.questions.level_counts().values()) == 150
    assert {sum(s.values()) for s in workspace.store.questions.check_counts("generated", "imported").values()} == {150}
    everything = make_release(workspace, "everything", "any")
    assert everything.items == 150
    assert planted.isdisjoint(row["revision"] for row in workspace.store.releases.items("everything"))


def test_another_random_number_writes_other_questions(tmp_path: Path) -> None:
    """The same compositions, with another item of their family."""
    texts = []
    for rng in (1, 2):
        workspace = small_workspace(tmp_path, name=str(rng))
        sample(workspace, 20)
        generate(workspace, 20, rng=rng)
        texts.append([q.question for q in workspace.store.questions.by_source("generated")])
    assert len(set(texts[0]) & set(texts[1])) < 10


def test_a_benchmark_that_comes_late_takes_its_seeds_out_of_the_loop(tmp_path: Path) -> None:
    """A withdrawn seed is in no graph, and is shown to no model from then on."""
    model = ScriptedModel(writes_questions)
    workspace = small_workspace(tmp_path, model)
    gone = labelled_seed(2)
    path = write_rows(tmp_path / "tests.jsonl", [{"question": gone.question, "answer": gone.answer}])
    assert import_benchmark(workspace, path, "own").withdrawn_seeds == (gone.id,)
    sample(workspace, 60)
    generate(workspace, 60, endpoint=SCRIPTED)
    assert gone.id not in {s for r in model.requests for s in r.inputs["shots"]}
    assert not any(gone.question in r.text for r in model.requests)


def test_the_offline_tagger_tags_what_looks_like_what_it_knows(tmp_path: Path) -> None:
    """In a worker process it learns from labelled questions, tags some new ones and abstains on the others."""
    workspace = replace(fresh_workspace(tmp_path), executor=LocalExecutor())
    drawn = [family.draw(99, 7) for family in FAMILIES]
    questions = [*dict.fromkeys(item.question for item in drawn), "Zxqv wkpt flurb?"]
    add_seeds(workspace, [labelled_seed(n, question=q) for n, q in enumerate(questions, 1)])
    done = extract(workspace)
    assert (done.provider, done.failed) == (extractor_name(), 0)
    assert done.ok + done.uncertain == len(questions)
    assert done.ok > len(questions) // 2
    assert workspace.store.concepts.tags_of(labelled_seed(len(questions), question=questions[-1]).id) == []
    assert {t["origin"] for t in workspace.store.concepts.tags_of(labelled_seed(1, question=questions[0]).id)} <= {
        extractor_name()
    }
    assert extract(workspace).job is None


# -- interrupted in the middle ------------------------------------------------------------------------------


def test_a_killed_and_an_interrupted_generation_end_as_if_nothing_had_happened(tmp_path: Path) -> None:
    """SIGKILL to the worker, then Ctrl-C, then to the end: no item is answered twice, and the counts always add up."""
    many = 3000
    workspace = replace(fresh_workspace(tmp_path), executor=LocalExecutor())
    synthesise(workspace, 30, 100, 300)
    sample(workspace, many)

    def kill() -> None:
        until(lambda: any(JobFolder(path).lines() > 50 for path in workspace.jobs.iterdir()))
        (path,) = workspace.jobs.iterdir()
        os.kill(int(json.loads((path / "state.json").read_text("utf-8"))["pid"]), signal.SIGKILL)

    killer = Thread(target=kill)
    killer.start()
    with pytest.raises(JobError, match="its worker is gone"):
        generate(workspace, many)
    killer.join()
    (row,) = workspace.store.jobs.list()
    killed = job_status(workspace, row["id"])
    assert (killed.state, row["state"], adds_up(killed.counts)) == ("stalled", "stalled", True)
    assert workspace.store.questions.count() == killed.counts.ok > 50

    def interrupt(progress: Progress) -> None:
        assert adds_up(job_status(workspace, row["id"]).counts)
        if progress.done > killed.counts.ok + 50:
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        resume(workspace, row["id"], interrupt)
    paused = job_status(workspace, row["id"])
    assert (paused.state, adds_up(paused.counts)) == ("paused", True)
    assert killed.counts.ok < paused.counts.ok < many
    assert workspace.store.questions.count() == paused.counts.ok

    done = resume(workspace, row["id"])
    assert (done.state, done.counts.ok, done.counts.pending) == ("done", many, 0)
    assert workspace.store.questions.count() == many
    assert set(answers_by_item(folder_of(workspace, row["id"])).values()) == {1}


class KilledExecutor:
    """Runs a job in a process with a model that answers ten requests and hangs; then kills it."""

    PROGRAM = (
        "import sys; from pathlib import Path\n"
        "from mathscale_core.testing.scripted import ScriptedModel, writes_questions\n"
        "from mathscale_core.worker import work\n"
        "work(Path(sys.argv[1]), ScriptedModel(writes_questions, hang_after=10))\n"
    )

    def run(self, folder: Path, _: Report) -> None:
        """Let it answer, hang and die."""
        job = JobFolder(folder)
        with subprocess.Popen([sys.executable, "-c", self.PROGRAM, str(folder)]) as worker:
            try:
                until(lambda: job.lines() == 10 and len(job.asked()) == 18)
            finally:
                worker.kill()
        raise JobError("The worker was killed.", "one that lives.", "Resume the job.")

    def start(self, folder: Path) -> None:
        """Nobody waits for it either."""
        self.run(folder, silent)


def test_a_kill_costs_no_more_than_the_requests_in_flight(tmp_path: Path) -> None:
    """Of a paid job killed with eight requests in flight, only these are sent again, and they are counted as such."""
    workspace = replace(small_workspace(tmp_path), executor=KilledExecutor())
    sample(workspace, 40)
    with pytest.raises(JobError, match="killed"):
        generate(workspace, 40, endpoint=SCRIPTED)
    (row,) = workspace.store.jobs.list()
    killed = job_status(workspace, row["id"])
    assert (killed.state, killed.counts.ok, killed.counts.pending, killed.requests) == ("stalled", 10, 30, 18)
    assert workspace.store.questions.count() == 10
    model = ScriptedModel(writes_questions)
    done = resume(answered_by(workspace, model), row["id"])
    assert (done.state, done.counts.ok, len(model.requests)) == ("done", 40, 30)
    assert (done.requests, done.possibly_paid_twice) == (48, 8)
    assert workspace.store.questions.count() == 40

    again = ScriptedModel(writes_questions)
    other = answered_by(workspace, again)
    same = list(folder_of(workspace, row["id"]).requests())
    second = run_job(other, create_job(other, "generate", SCRIPTED, row["settings"], same), ingest_questions, silent)
    assert (second.state, second.counts.ok, second.requests, second.cached) == ("done", 40, 0, 40)
    assert again.requests == []
    assert workspace.store.questions.count() == 40
