"""Which calls generation jobs have made for each composition, or are about to make: the next batch goes on behind them.

Comes in: the folders of the workspace's generation jobs. Goes out: :class:`Asked`. Previews are not in it, for a batch
begins with the calls of its preview and finds their replies in the cache.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from mathscale_core.adapters.jobfolder import JobFolder
from mathscale_core.adapters.jobstatus import OPEN
from mathscale_core.adapters.shards import id_of, whole_lines
from mathscale_core.adapters.store import Store
from mathscale_core.errors import JobError
from mathscale_core.workspace import Workspace

#: A job in one of these states still makes its calls, or will when somebody resumes it.
_UNDER_WAY = (*OPEN, "paused")
#: In a line of a shard with a reply, as we write it; quotes inside a text have a backslash before them.
_REPLIED = b'"reply": {'


@dataclass(frozen=True, slots=True)
class Asked:
    """The calls of all generation jobs.

    Attributes:
        next_call: Composition to the number of its next call (``ModelRequest.sample``), behind every call that was
            answered or is still to be; a composition without calls is not in it.
        waited_for: Compositions that an open job asks.
        open_jobs: Ids of the jobs that are open, the oldest first.
    """

    next_call: Mapping[str, int]
    waited_for: frozenset[str]
    open_jobs: tuple[str, ...]


#: Job to its calls and to what they were read from, of each open store: a job's files are read once a change.
_read: "WeakKeyDictionary[Store, dict[str, tuple[object, dict[str, int]]]]" = WeakKeyDictionary()


def asked_so_far(workspace: Workspace) -> Asked:
    """The calls of every generation job, whatever became of it; one whose folder cannot be read has none."""
    next_call: dict[str, int] = {}
    waited_for: set[str] = set()
    open_jobs: list[str] = []
    for row in reversed(workspace.store.jobs.list(kind="generate")):
        job, under_way = str(row["id"]), row["state"] in _UNDER_WAY
        calls = _calls(workspace, job, under_way=under_way)
        if under_way:
            open_jobs.append(job)
            waited_for.update(calls)
        for composition, following in calls.items():
            next_call[composition] = max(following, next_call.get(composition, 0))
    return Asked(next_call, frozenset(waited_for), tuple(open_jobs))


def _calls(workspace: Workspace, job: str, *, under_way: bool) -> dict[str, int]:
    """Composition to the number behind the job's last call for it."""
    folder, known = JobFolder(workspace.jobs / job), _read.setdefault(workspace.store, {})
    try:
        # What a job asks never changes; what was answered is only added to.
        state = "asks" if under_way else [(shard.name, shard.stat().st_size) for shard in folder.shards()]
        if job not in known or known[job][0] != state:
            known[job] = (state, _following(folder.places() if under_way else _answered(folder)))
    except (OSError, ValueError, JobError):
        return {}
    return known[job][1]


def _answered(folder: JobFolder) -> set[str]:
    """The items of a closed job that a reply came for, also one that nobody can read.

    What it did not ask any more, or nobody answered, is free for another job.
    """
    return {id_of(line) for shard in folder.shards() for line in whole_lines(shard) if _REPLIED in line}


def _following(items: Iterable[str]) -> dict[str, int]:
    following: dict[str, int] = {}
    for item in items:
        composition, _, sample = item.rpartition("/")
        following[composition] = max(int(sample) + 1, following.get(composition, 0))
    return following
