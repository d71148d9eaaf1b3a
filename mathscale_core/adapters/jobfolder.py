"""A job as a folder: what is asked, what was answered so far, and whether somebody works on it.

::

    spec.json      kind, provider with its endpoint (never a key), settings, number of items; what the worker needs
                   beside it is a file of its own
    inputs.jsonl   one request a line
    shards/        append-only answers, one file a worker start; the last line of an item counts
    asked.txt      ids of requests sent to a paid provider, written before the request
    state.json     state, reason, worker's process; replaced whole
    counts.json    what answers and requests add up to, with the sizes of the files that were counted
    worker.lock    held by the worker while it lives: two of them on one job are impossible
    heartbeat      touched every second by the worker
    wish           what a person wants: pause, cancel
    report.json    what the worker learned on the way, such as how good the offline tagger is
    log.txt        what happened, for people

Workers write here and never open the database; the owner of the workspace takes the shards in.
"""

import fcntl
import json
import os
import shutil
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mathscale_core.adapters.files import write_text
from mathscale_core.adapters.models.registry import OFFLINE
from mathscale_core.adapters.shards import Answered, Counting, ShardWriter, Tally, failed_answers, id_of, read_shard
from mathscale_core.errors import DiskFullError, InputError, JobError
from mathscale_core.records import Endpoint, JobCounts, ModelRequest

__all__ = ["Answered", "JobFolder", "read_shard"]

#: A running job whose heartbeat is older is stalled.
HEARTBEAT_LIMIT = 15.0
#: Where a job's reply cache is, seen from its folder: the workspace may be moved.
CACHE_FROM_JOB = "../../replies.sqlite"
#: While a worker writes, so many bytes of shards are counted anew; beyond that its own count, a second old, is read.
_QUICK = 1_000_000
#: A worker tries for a second to get its lock: who looks whether one works holds it for an instant.
_TRIES, _PAUSE = 20, 0.05
_LOG_TAIL = 200_000


class JobFolder:
    """Reads and writes of one job's folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._shards = path / "shards"

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        kind: str,
        endpoint: Endpoint | None,
        settings: Mapping[str, Any],
        requests: Sequence[ModelRequest],
        attachments: Mapping[str, object] | None = None,
    ) -> "JobFolder":
        """Lay out a new job with its attachments, file name to JSON value, or leave no folder behind.

        ``endpoint`` is None for the offline provider. It exists once ``spec.json`` does, which is written last.

        Raises:
            DiskFullError: The disk takes no more.
            FileExistsError: There is something at the path.
            InputError: The place cannot be written.
        """
        folder = cls(path)
        path.mkdir(parents=True)
        try:
            folder._shards.mkdir()
            lines = "".join(json.dumps(asdict(r), ensure_ascii=False) + "\n" for r in requests)
            write_text(path / "inputs.jsonl", lines)
            for name, value in (attachments or {}).items():
                write_text(path / name, json.dumps(value, ensure_ascii=False))
            folder.set_state("queued")
            spec = {
                "kind": kind, "provider": endpoint.name if endpoint else OFFLINE,
                "endpoint": asdict(endpoint) if endpoint else None, "settings": dict(settings),
                "asked": len(requests), "cache": CACHE_FROM_JOB,
            }  # fmt: skip
            write_text(path / "spec.json", json.dumps(spec, ensure_ascii=False, indent=1))
        except BaseException:
            folder.remove()
            raise
        return folder

    def remove(self) -> None:
        """Take the folder away, as far as it is there; for a job that did not come to be."""
        shutil.rmtree(self.path, ignore_errors=True)

    @property
    def spec(self) -> dict[str, Any]:
        """The job's spec.

        Raises:
            JobError: The folder holds no job.
        """
        try:
            value = json.loads((self.path / "spec.json").read_text("utf-8"))
        except (OSError, ValueError) as error:
            found = f"{self.path} holds no readable spec.json."
            raise JobError(found, "a job folder.", "Start the job anew.") from error
        if not isinstance(value, dict):
            raise JobError(f"{self.path}/spec.json is no object.", "a job's spec.", "Start the job anew.")
        return value

    @property
    def endpoint(self) -> Endpoint | None:
        """Who is asked, None for the offline provider.

        Raises:
            JobError: The folder holds no job, or names a provider without saying where it is.
        """
        spec = self.spec
        value, provider = spec.get("endpoint"), spec.get("provider", OFFLINE)
        if value is None and provider == OFFLINE:
            return None
        try:
            return Endpoint(**dict(value or {}))
        except (TypeError, ValueError) as error:
            found = f"The job has an unknown provider {provider!r}."
            raise JobError(found, "offline, or an endpoint.", "Start the job anew.") from error

    def requests(self) -> Iterator[ModelRequest]:
        """The job's items in order."""
        with (self.path / "inputs.jsonl").open("rb") as file:
            for line in file:
                yield ModelRequest(**json.loads(line))

    def places(self) -> dict[str, int]:
        """Item to the place of its request in ``inputs.jsonl``, in bytes, for :meth:`requests_at`."""
        places, at = {}, 0
        with (self.path / "inputs.jsonl").open("rb") as file:
            for line in file:
                places[id_of(line)] = at
                at += len(line)
        return places

    def requests_at(self, places: Sequence[int]) -> list[ModelRequest]:
        """The requests at these places."""
        found = []
        with (self.path / "inputs.jsonl").open("rb") as file:
            for at in places:
                file.seek(at)
                found.append(ModelRequest(**json.loads(file.readline())))
        return found

    # -- answers ------------------------------------------------------------------------------------------

    def open_shard(self) -> "ShardWriter":
        """A new shard for one worker start."""
        number = max((int(shard.stem) for shard in self.shards()), default=0) + 1
        return ShardWriter(self._shards / f"{number:05d}.jsonl")

    def shards(self) -> list[Path]:
        """The shard files in order."""
        return sorted(self._shards.glob("*.jsonl"))

    def answers(self) -> dict[str, Answered]:
        """Every item's last answer."""
        return {a.id: a for shard in self.shards() for a in read_shard(shard)}

    def failures(self) -> list[Answered]:
        """The last answers of the items that failed."""
        return list(failed_answers(self.shards()).values())

    def lines(self) -> int:
        """Number of answers written so far, repeats included."""
        return sum(shard.read_bytes().count(b"\n") for shard in self.shards())

    def forget(self, items: Collection[str]) -> None:
        """Make answered items pending again."""
        shard = self.open_shard()
        for item in items:
            shard.write(Answered(item, "pending", None, "to be asked again"))
        shard.close()

    def counts(self) -> JobCounts:
        """Counts by outcome; they add up to what was asked.

        Here nothing is uncertain, which only the station that takes a reply in can tell, and nothing is skipped,
        that is left out on purpose; none so far.
        """
        asked, tally = int(self.spec["asked"]), self.tally()
        return JobCounts(asked, tally.ok, 0, tally.failed, 0, asked - tally.ok - tally.failed)

    def count(self) -> Counting:
        """Count everything anew."""
        return Counting((a for shard in self.shards() for a in read_shard(shard)), self.asked())

    def tally(self) -> Tally:
        """What answers and requests add up to; of a big job at work, as its worker last noted it, a second ago.

        A count that was noted is taken as long as the files have the sizes that they had then.
        """
        sizes, at_work = self._sizes(), self.state()[0] == "running"
        noted = self._noted()
        if noted is not None and (noted[0] == sizes or (at_work and sum(sizes.values()) > _QUICK)):
            return noted[1]
        tally = self.count().tally()
        if not at_work and sum(sizes.values()) > _QUICK:
            # So that a job that was killed is counted once. Where it cannot be noted, it is counted again.
            with suppress(DiskFullError, InputError):
                self._note(tally, sizes)
        return tally

    def note_tally(self, tally: Tally) -> None:
        """Note what the files, as they are now, add up to; for the worker, which has counted along."""
        self._note(tally, self._sizes())

    def _note(self, tally: Tally, sizes: Mapping[str, int]) -> None:
        write_text(self.path / "counts.json", json.dumps({"sizes": dict(sizes), "tally": asdict(tally)}))

    def _noted(self) -> tuple[dict[str, int], Tally] | None:
        try:
            value = json.loads((self.path / "counts.json").read_text("utf-8"))
            return dict(value["sizes"]), Tally(**value["tally"])
        except (OSError, ValueError, LookupError, TypeError):
            return None

    def _sizes(self) -> dict[str, int]:
        """Bytes of every file that is counted."""
        sizes = {}
        for path in (*self.shards(), self.path / "asked.txt"):
            with suppress(FileNotFoundError):
                sizes[path.name] = path.stat().st_size
        return sizes

    # -- paid requests --------------------------------------------------------------------------------------

    def note_asked(self, request: str) -> None:
        """Note that a paid request is about to be sent."""
        with (self.path / "asked.txt").open("a", encoding="utf-8") as file:
            file.write(request + "\n")

    def asked(self) -> list[str]:
        """Ids of paid requests in the order sent, repeats included."""
        try:
            return (self.path / "asked.txt").read_text("utf-8").split("\n")[:-1]
        except FileNotFoundError:
            return []

    # -- who works on it ------------------------------------------------------------------------------------

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Be the job's only worker; the kernel lets go of the lock when the process ends, however it ends.

        Raises:
            JobError: Another worker has it, or the folder is gone.
        """
        try:
            file = (self.path / "worker.lock").open("a")
        except OSError as error:
            raise JobError(f"{self.path} holds no job.", "a job folder.", "Start the job anew.") from error
        with file:
            for left in reversed(range(_TRIES)):
                if _lock(file.fileno()):
                    break
                if not left:
                    raise JobError(
                        f"Another worker has the job {self.path.name}.", "one worker a job.", "Wait for its end."
                    )
                time.sleep(_PAUSE)
            yield

    def is_locked(self) -> bool:
        """Whether a worker has the job."""
        try:
            with (self.path / "worker.lock").open("r") as file:
                return not _lock(file.fileno())
        except OSError:
            return False

    def is_free(self) -> bool:
        """Whether no worker has the job; one that is on its way out has a second to be gone."""
        for _ in range(_TRIES):
            if not self.is_locked():
                return True
            if self.state()[0] in {"running", "stalled"}:
                return False
            time.sleep(_PAUSE)
        return not self.is_locked()

    # -- state ----------------------------------------------------------------------------------------------

    def set_state(self, state: str, reason: str = "") -> None:
        """Replace the state."""
        value = {"state": state, "reason": reason, "pid": os.getpid()}
        write_text(self.path / "state.json", json.dumps(value))

    def state(self) -> tuple[str, str]:
        """State and reason; ``stalled`` where a worker should run and none does."""
        try:
            value = json.loads((self.path / "state.json").read_text("utf-8"))
            state, reason, pid = str(value["state"]), str(value["reason"]), int(value["pid"])
        except (OSError, ValueError, KeyError, TypeError):
            return "failed", "its state.json cannot be read"
        if state == "running" and not self._alive(pid):
            return "stalled", "its worker is gone; resume it"
        return state, reason

    def changed(self) -> int:
        """When the state was written, in nanoseconds; 0 where it is gone."""
        try:
            return (self.path / "state.json").stat().st_mtime_ns
        except OSError:
            return 0

    def beat(self) -> None:
        """Touch the heartbeat."""
        (self.path / "heartbeat").touch()

    def wish(self, what: str) -> None:
        """Ask the worker to ``pause`` or ``cancel``."""
        write_text(self.path / "wish", what)

    def take_wish(self) -> str:
        """What was asked of the worker, and forget it."""
        try:
            what = (self.path / "wish").read_text("utf-8")
            (self.path / "wish").unlink()
        except FileNotFoundError:
            return ""
        return what

    def add_report(self, name: str, value: Mapping[str, Any]) -> None:
        """Keep what the worker learned on the way, under a name."""
        write_text(self.path / "report.json", json.dumps({**self.report(), name: value}))

    def report(self) -> dict[str, Any]:
        """What the worker learned on the way, by name; empty where nothing was."""
        try:
            value = json.loads((self.path / "report.json").read_text("utf-8"))
        except FileNotFoundError:
            return {}
        return dict(value)

    def log(self, text: str) -> None:
        """Append a line for people."""
        with (self.path / "log.txt").open("a", encoding="utf-8") as file:
            file.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {text}\n")

    def log_lines(self, most: int) -> list[str]:
        """The last lines of the log, oldest first."""
        try:
            with (self.path / "log.txt").open("rb") as file:
                start = max(0, file.seek(0, os.SEEK_END) - _LOG_TAIL)
                file.seek(start)
                lines = file.read().decode("utf-8", "replace").splitlines()
        except FileNotFoundError:
            return []
        # The first line of a tail is half a line.
        return lines[1 if start else 0 :][-most:] if most > 0 else []

    def _alive(self, pid: int) -> bool:
        try:
            fresh = time.time() - (self.path / "heartbeat").stat().st_mtime < HEARTBEAT_LIMIT
            os.kill(pid, 0)
        except OSError:
            return False
        return fresh


def _lock(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
