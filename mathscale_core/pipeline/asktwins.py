"""Suggested twins → one question each to a language model → the signal ``told``.

A job like any other: resumable, cached, and what it costs is said before. The pairs are ordered by what a person would
decide on first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from mathscale_core.adapters.jobfolder import Answered
from mathscale_core.adapters.jobstatus import OPEN
from mathscale_core.errors import ConflictError, EmptyError, InputError
from mathscale_core.pipeline.jobs import JobStatus, create_job, run_job, start_job
from mathscale_core.pipeline.people import require
from mathscale_core.ports import Report
from mathscale_core.prompts import load
from mathscale_core.records import Endpoint, ModelRequest
from mathscale_core.twins.asking import Entry, pair_asked, read_told, tokens_about, twins_request
from mathscale_core.twins.pairs import Pair
from mathscale_core.workspace import Workspace

KIND = "twins"
#: Seeds shown of each concept.
_SEEDS_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Asking:
    """What asking a model will take.

    Attributes:
        pairs: Pairs that it would be asked about.
        tokens: Tokens of all requests and answers, roughly: from the letters.
        cost: Price of these, None where the endpoint has none.
        currency: Of the price.
    """

    pairs: int
    tokens: int
    cost: float | None
    currency: str


def count_asking(workspace: Workspace, endpoint: Endpoint, most: int) -> Asking:
    """What it would take to ask about at most so many pairs; nobody is asked."""
    requests = _requests(workspace, most)
    prompt, answer = tokens_about(requests)
    return Asking(len(requests), prompt + answer, endpoint.cost(prompt, answer), endpoint.currency)


def ask_twins(workspace: Workspace, endpoint: Endpoint, most: int, report: Report) -> JobStatus:
    """Ask a model about at most so many waiting pairs that none was asked about, and wait for it.

    Raises:
        ConflictError: A job asks about twins already.
        EmptyError: Every waiting pair was asked about.
        InputError: The number is less than one.
        JobError: The worker failed; what it had is kept and the job can be resumed.
    """
    require(workspace, "ask_twins")
    return run_job(workspace, _lay_out(workspace, endpoint, most), ingest_twins, report)


def start_asking(workspace: Workspace, endpoint: Endpoint, most: int) -> str:
    """Like :func:`ask_twins`, by a process of its own that is not waited for; returns the job."""
    require(workspace, "start_asking")
    job = _lay_out(workspace, endpoint, most)
    start_job(workspace, job)
    return job


def ingest_twins(workspace: Workspace, job: str, answers: Sequence[tuple[ModelRequest, Answered]]) -> None:  # noqa: ARG001 (as every station's)
    """Take what the model said into the suggestions; pairs that are no longer suggested are passed over."""
    told: dict[Pair, float] = {}
    for request, answered in answers:
        if answered.reply is not None and answered.outcome == "ok":
            told[pair_asked(request)] = read_told(answered.reply.text)
    workspace.store.suggestions.tell(told)


def _lay_out(workspace: Workspace, endpoint: Endpoint, most: int) -> str:
    if most < 1:
        raise InputError(f"{most} pairs were to be asked about.", "one at least.", "Ask for more.")
    for row in workspace.store.jobs.in_state(*OPEN):
        if row["kind"] == KIND:
            raise ConflictError(
                f"The job {row['id']} asks about twins already.", "one such job at a time.",
                f"Wait for its end, resume it ('mathscale jobs resume {row['id']}') or cancel it.",
            )  # fmt: skip
    requests = _requests(workspace, most)
    if not requests:
        raise EmptyError(
            "No waiting pair is left that no model was asked about.", "a suggested pair.", "Compute suggestions first."
        )
    return create_job(workspace, KIND, endpoint, {"prompt": load("twins").version}, requests)


def _requests(workspace: Workspace, most: int) -> list[ModelRequest]:
    store, prompt = workspace.store, load("twins")
    stored = {t.pair for t in store.suggestions.all()}
    pairs = [t.pair for t in store.suggestions.waiting() if t.signals.told is None and t.pair in stored][: max(most, 0)]
    if not pairs:
        return []
    concepts = {c.id: c for c in store.concepts.concepts()}
    aliases = store.concepts.all_aliases()
    wanted = {c for pair in pairs for c in pair}
    first: dict[str, list[str]] = {c: [] for c in wanted}
    for seed, carried in workspace.draft().concepts_of_seed.items():
        for c in wanted.intersection(carried):
            if len(first[c]) < _SEEDS_SHOWN:
                first[c].append(seed)
    seeds = store.seeds.by_id(sorted({s for of in first.values() for s in of}))
    entries = {
        c: Entry(concepts[c], tuple(aliases.get(c, ())), tuple(seeds[s] for s in first[c] if s in seeds))
        for c in wanted
        if c in concepts
    }
    return [twins_request(entries[a], entries[b], prompt) for a, b in pairs if a in entries and b in entries]
