"""Jobs and how far their shards were taken in."""

from mathscale_core.adapters.store import Store

AT = "2026-01-02T12:00:00.000000+00:00"


def test_there_are_no_jobs_at_first(store: Store) -> None:
    """None is listed or found; noting the state of one that is not there adds none."""
    store.jobs.set_state("j_1", "done")
    assert (store.jobs.list(), store.jobs.get("j_1"), store.jobs.ingested("j_1")) == ([], None, {})


def test_a_job_starts_queued_and_keeps_its_settings(store: Store) -> None:
    """Its state changes when it is noted; jobs stand newest first."""
    store.jobs.add("j_1", "extract", {"provider": "offline"}, 7, "Emmy", "2025")
    store.jobs.add("j_2", "generate", {"rng": 3}, 1 << 40, "Emmy", "2026")
    store.jobs.set_state("j_1", "paused")
    found = {job["id"]: job for job in store.jobs.list()}
    assert list(found) == ["j_2", "j_1"]
    assert (found["j_2"]["state"], found["j_2"]["settings"], found["j_2"]["asked"]) == ("queued", {"rng": 3}, 1 << 40)
    job = store.jobs.get("j_1")
    assert job is not None
    assert (job["state"], job["kind"], job["actor"]) == ("paused", "extract", "Emmy")


def test_a_shard_is_taken_in_up_to_a_line(store: Store) -> None:
    """The latest note counts, for each shard of each job."""
    for job, name, rows in (("j_1", "1", 3), ("j_1", "2", 5), ("j_1", "1", 9), ("j_2", "1", 1)):
        store.jobs.note_shard(job, name, rows, AT)
    assert store.jobs.ingested("j_1") == {"1": 9, "2": 5}
    assert store.jobs.ingested("j_2") == {"1": 1}


def test_jobs_are_listed_by_pages_and_kind(store: Store) -> None:
    """Newest first; counted by kind; those in a state oldest first."""
    for number in range(7):
        store.jobs.add(f"j_{number}", "extract" if number % 2 else "generate", {}, 1, "Emmy", f"2026-01-0{number + 1}")
    store.jobs.set_state("j_3", "done")
    assert [job["id"] for job in store.jobs.list(3, 2)] == ["j_4", "j_3", "j_2"]
    assert [job["id"] for job in store.jobs.list(kind="extract")] == ["j_5", "j_3", "j_1"]
    assert (store.jobs.count(), store.jobs.count("extract"), store.jobs.count("preview")) == (7, 3, 0)
    assert [job["id"] for job in store.jobs.in_state("done", "running")] == ["j_3"]
    assert [job["id"] for job in store.jobs.in_state("queued")] == ["j_0", "j_1", "j_2", "j_4", "j_5", "j_6"]


def test_a_job_knows_how_many_of_its_answers_were_taken_in(store: Store) -> None:
    """None at first; then the lines of its own shards, wherever it is read."""
    for job in ("j_1", "j_2"):
        store.jobs.add(job, "extract", {}, 9, "Emmy", job)
    for job, name, rows in (("j_1", "1", 3), ("j_1", "2", 5), ("j_9", "1", 7)):
        store.jobs.note_shard(job, name, rows, AT)
    one, two = store.jobs.get("j_1"), store.jobs.get("j_2")
    assert one is not None
    assert two is not None
    assert (one["noted"], two["noted"]) == (8, 0)
    assert [job["noted"] for job in store.jobs.list()] == [0, 8]
    assert [job["noted"] for job in store.jobs.in_state("queued")] == [8, 0]
