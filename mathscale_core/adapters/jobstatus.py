"""A job as people see it: its folder's own word, and what the row in the store knows beyond it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mathscale_core.adapters.jobfolder import JobFolder
from mathscale_core.adapters.models.registry import OFFLINE
from mathscale_core.adapters.shards import Tally
from mathscale_core.errors import JobError
from mathscale_core.records import Endpoint, JobCounts

#: States in which answers may still come; the others are at rest until somebody resumes the job.
OPEN = ("queued", "running", "stalled")
#: States of a row from which on nobody looks for answers, until somebody resumes the job.
_GIVEN_UP = ("failed", "cancelled")
_NOT_TAKEN_IN = "its answers could not be taken in; its log says why"


@dataclass(frozen=True, slots=True)
class JobStatus:
    """A job as people see it.

    Attributes:
        id: Job id.
        kind: ``extract``, ``generate``, ``preview`` or ``layout``.
        state: queued, running, stalled, paused, cancelled, failed or done.
        reason: Why, where it failed or stalled.
        counts: How far it is.
        requests: Requests sent to a paid provider.
        cached: Answers that came from the reply cache.
        possibly_paid_twice: Paid requests that were in flight at a kill and sent again.
        tokens: Tokens spent, also on replies that could not be read; a reply that a kill kept out of the job's
            folder is in the cache and counts as cached.
        created: When it was started.
        provider: Name of the endpoint, or ``offline``.
        prompt_tokens: Of the tokens, those of the prompts.
        cost: What the tokens cost by the endpoint's prices when the job was started; 0 for the offline provider and
            where nobody has answered, None where a price is unknown or the server did not say its tokens.
        currency: Currency of the cost.
        actor: Who started it.
        taken_in: False while answers of a job at rest are still on their way into the store; of one that was given up,
            nothing is.
    """

    id: str
    kind: str
    state: str
    reason: str
    counts: JobCounts
    requests: int
    cached: int
    possibly_paid_twice: int
    tokens: int
    created: str
    provider: str = OFFLINE
    prompt_tokens: int = 0
    cost: float | None = 0.0
    currency: str = ""
    actor: str = ""
    taken_in: bool = True

    @property
    def moves(self) -> bool:
        """Whether it changes without anybody's doing: it is worked on, or its last answers are being taken in."""
        return self.state in {"queued", "running"} or not self.taken_in


def read_status(folder: JobFolder, row: Mapping[str, Any]) -> JobStatus:
    """The status of a job from its folder and its row; one whose folder cannot be read has failed, or was cancelled.

    Of such a job nothing is known of its items but their number.
    """
    try:
        return _read(folder, row)
    except JobError as error:
        reason = error.found
    except (OSError, ValueError, LookupError, TypeError) as error:
        reason = f"{folder.path} cannot be read: {type(error).__name__}: {error}"
    asked, state = int(row["asked"]), "cancelled" if row["state"] == "cancelled" else "failed"
    return JobStatus(
        str(row["id"]), str(row["kind"]), state, reason, JobCounts(asked, 0, 0, 0, 0, asked), 0, 0, 0, 0,
        str(row["created"]), str(row["settings"].get("provider", OFFLINE)), 0, None, "", str(row["actor"]),
    )  # fmt: skip


def _read(folder: JobFolder, row: Mapping[str, Any]) -> JobStatus:
    spec, (state, reason), tally = folder.spec, folder.state(), folder.tally()
    asked = int(spec["asked"])
    if row["state"] == "failed" and state in {"paused", "done"}:
        state, reason = "failed", _NOT_TAKEN_IN
    value = spec.get("endpoint")
    endpoint = Endpoint(**value) if value else None
    return JobStatus(
        id=str(row["id"]),
        kind=str(spec["kind"]),
        state=state,
        reason=reason,
        counts=JobCounts(asked, tally.ok, 0, tally.failed, 0, asked - tally.ok - tally.failed),
        requests=tally.requests,
        cached=tally.cached,
        possibly_paid_twice=tally.possibly_paid_twice,
        tokens=tally.tokens,
        created=str(row["created"]),
        provider=str(spec.get("provider", OFFLINE)),
        prompt_tokens=tally.prompt_tokens,
        cost=_cost(endpoint, tally),
        currency=endpoint.currency if endpoint else "",
        actor=str(row["actor"]),
        taken_in=state in OPEN or row["state"] in _GIVEN_UP or (row["state"] == state and not is_behind(row, tally)),
    )


def is_behind(row: Mapping[str, Any], tally: Tally) -> bool:
    """Whether there are answers of a job that its row does not know of."""
    return tally.lines > int(row.get("noted", 0))


def _cost(endpoint: Endpoint | None, tally: Tally) -> float | None:
    if tally.unmeasured and endpoint is not None:
        return None
    if endpoint is None or tally.tokens == 0:
        return 0.0
    return endpoint.cost(tally.prompt_tokens, tally.tokens - tally.prompt_tokens)
