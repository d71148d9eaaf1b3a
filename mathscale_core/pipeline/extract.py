"""Seeds → concepts: ask a model, or the offline tagger, for the concepts of every untagged seed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mathscale_core.adapters.jobfolder import Answered
from mathscale_core.adapters.offline import NAME as OFFLINE
from mathscale_core.adapters.offline import extractor_name
from mathscale_core.bundled import bundled_rows, seed_files
from mathscale_core.extraction.names import name_key
from mathscale_core.extraction.replies import extraction_request, read_concepts
from mathscale_core.pipeline.jobs import JobStatus, create_job, folder_of, run_job
from mathscale_core.pipeline.people import require
from mathscale_core.pipeline.tagging import SeedTags, store_tags
from mathscale_core.ports import Report, silent
from mathscale_core.prompts import load
from mathscale_core.records import ModelRequest, Outcome
from mathscale_core.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ExtractionResult:
    """What extraction did.

    Attributes:
        seeds: Active seeds.
        ok: Seeds that were tagged now.
        uncertain: Seeds on which the extractor abstained now.
        failed: Seeds that failed now.
        skipped: Seeds that had labels, or were done by the same extractor before.
        provider: Who tagged.
        job: The job, None where nothing was left to do.
        tagger: How good the offline tagger is on labelled seeds (the fields of ``TaggerReport``), empty for a model.
    """

    seeds: int
    ok: int
    uncertain: int
    failed: int
    skipped: int
    provider: str
    job: JobStatus | None
    tagger: Mapping[str, Any]


def extract(workspace: Workspace, report: Report = silent, provider: str = OFFLINE) -> ExtractionResult:
    """Tag every active seed that has no labels and was not done by this extractor.

    Raises:
        JobError: The worker failed; what it had is kept and the job can be resumed.
        KeyboardInterrupt: Passed on after the job was paused.
    """
    require(workspace, "extract")
    seeds = workspace.store.seeds.count()
    origin = extractor_name() if provider == OFFLINE else provider
    todo = workspace.store.concepts.without_tagging(origin)
    if not todo:
        return ExtractionResult(seeds, 0, 0, 0, seeds, origin, None, {})
    prompt = load("extract")
    job = create_job(
        workspace,
        "extract",
        provider,
        {"prompt": prompt.version, "origin": origin},
        [extraction_request(seed, prompt) for seed in todo],
        {"labelled.json": labelled_questions(workspace)},
    )
    status = run_job(workspace, job, ingest_concepts, report)
    outcomes = workspace.store.concepts.outcomes_of_job(job)
    return ExtractionResult(
        seeds,
        outcomes.get("ok", 0),
        outcomes.get("uncertain", 0),
        outcomes.get("failed", 0),
        seeds - len(todo),
        origin,
        status,
        folder_of(workspace, job).report().get("tagger", {}),
    )


def labelled_questions(workspace: Workspace) -> list[dict[str, Any]]:
    """What the tagger learns from: the seeds that ship, and the workspace's own labelled seeds beyond them."""
    rows = {
        row["question"]: {name: row[name] for name in ("question", "topics", "kps")}
        for row in bundled_rows(*(f"seeds/{path.name}" for path in seed_files()))
    }
    for seed, topics, kps in workspace.store.concepts.labelled():
        rows[seed.question] = {"question": seed.question, "topics": list(topics), "kps": list(kps)}
    return list(rows.values())


def ingest_concepts(workspace: Workspace, job: str, answers: Sequence[tuple[ModelRequest, Answered]]) -> None:
    """Take extraction replies into the store: taggings, and an outcome with its reason for every seed."""
    row = workspace.store.jobs.get(job)
    origin = str(row["settings"]["origin"]) if row else ""
    tags: list[SeedTags] = []
    outcomes: list[Mapping[str, Any]] = []
    for request, answered in answers:
        if answered.outcome == "pending":
            continue
        outcome, reason = _read(answered, request.id, tags)
        outcomes.append({"seed": request.id, "origin": origin, "outcome": outcome, "reason": reason, "job": job})
    store_tags(workspace, tags, origin, outcomes)


def _read(answered: Answered, seed: str, tags: list[SeedTags]) -> tuple[Outcome, str]:
    if answered.reply is None:
        return "failed", answered.reason
    topics, kps, certainty = read_concepts(answered.reply.text)
    # A name without a letter or digit leads to no concept.
    if not any(map(name_key, topics)) or not any(map(name_key, kps)):
        return "uncertain", "no topic and knowledge point is certain enough"
    tags.append((seed, topics, kps, certainty))
    return "ok", ""
