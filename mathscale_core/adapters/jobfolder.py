"""A job as a folder: what is asked, what was answered so far, and whether somebody works on it.

::

    spec.json      kind, provider, settings, number of items; what the worker needs beside it is a file of its own
    inputs.jsonl   one request a line
    shards/        append-only answers, one file a worker start; the last line of an item counts
    asked.txt      ids of requests sent to a paid provider, written before the request
    state.json     state, reason, worker's process; replaced whole
    heartbeat      touched every second by the worker
    wish           what a person wants: pause, cancel
    report.json    what the worker learned on the way, such as how good the offline tagger is
    log.txt        what happened, for people

Workers write here and never open the database; the owner of the workspace takes the shards in. A torn last
line (a kill in mid-write) is passed over: its item counts as pending.
"""

import json
import os
import shutil
import time
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from mathscale_core.adapters.files import write_text
from mathscale_core.errors import JobError
from mathscale_core.records import JobCounts, ModelReply, ModelRequest

#: A running job whose heartbeat is older is stalled.
HEARTBEAT_LIMIT = 15.0
#: Where a job's reply cache is, seen from its folder: the workspace may be moved.
CACHE_FROM_JOB = "../../replies.sqlite"


@dataclass(frozen=True, slots=True)
class Answered:
    """One line of a shard.

    Attributes:
        id: Item of the job.
        outcome: ``ok``, ``failed``, or ``pending`` for one that is to be asked again; what a reply means is
            decided when it is taken in.
        reply: The reply, None where there is none; that of a failed item was paid for and cannot be read.
        reason: Why it failed.
    """

    id: str
    outcome: Literal["ok", "failed", "pending"]
    reply: ModelReply | None
    reason: str = ""


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
        provider: str,
        settings: Mapping[str, Any],
        requests: Sequence[ModelRequest],
        attachments: Mapping[str, object] | None = None,
    ) -> "JobFolder":
        """Lay out a new job with its attachments, file name to JSON value, or leave no folder behind.

        It exists once ``spec.json`` does, which is written last.

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
                "kind": kind, "provider": provider, "settings": dict(settings), "asked": len(requests),
                "cache": CACHE_FROM_JOB,
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

    def requests(self) -> Iterator[ModelRequest]:
        """The job's items in order."""
        with (self.path / "inputs.jsonl").open(encoding="utf-8") as file:
            for line in file:
                yield ModelRequest(**json.loads(line))

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
        return {a.id: a for a in self._written()}

    def tokens(self) -> int:
        """Tokens spent: those of every reply ever written here, unreadable ones too, that was not cached.

        A reply that a kill kept out of the shard comes from the cache afterwards, and is not counted.
        """
        return sum(a.reply.tokens for a in self._written() if a.reply and not a.reply.cached)

    def _written(self) -> Iterator[Answered]:
        return (a for shard in self.shards() for a in read_shard(shard))

    def lines(self) -> int:
        """Number of answers written so far, repeats included; cheap enough to poll."""
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
        asked = int(self.spec["asked"])
        outcomes = [a.outcome for a in self.answers().values()]
        ok, failed = outcomes.count("ok"), outcomes.count("failed")
        return JobCounts(asked, ok, 0, failed, 0, asked - ok - failed)

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

    def possibly_paid_twice(self) -> int:
        """Paid requests beyond the recorded answers of an item: they were in flight at a kill and sent again."""
        sent = Counter(self.asked())
        # An answer out of the cache was not paid for a second time.
        recorded = Counter(a.id for a in self._written() if a.outcome != "pending" and not (a.reply and a.reply.cached))
        return sum(max(0, n - max(recorded[item], 1)) for item, n in sent.items())

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

    def _alive(self, pid: int) -> bool:
        try:
            fresh = time.time() - (self.path / "heartbeat").stat().st_mtime < HEARTBEAT_LIMIT
            os.kill(pid, 0)
        except OSError:
            return False
        return fresh


class ShardWriter:
    """Appends answers; a line is in the file once ``write`` returns."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("ab")

    def write(self, answered: Answered) -> None:
        """Append one answer."""
        # Half a surrogate pair, which a model may well write, has no UTF-8 but as the escape that JSON reads.
        line = json.dumps(asdict(answered), ensure_ascii=False).encode("utf-8", "backslashreplace")
        self._file.write(line + b"\n")
        self._file.flush()

    def close(self) -> None:
        """Make what was written last; a shard that holds nothing goes away."""
        os.fsync(self._file.fileno())
        self._file.close()
        if self._path.stat().st_size == 0:
            self._path.unlink()


def read_shard(path: Path, skip: int = 0) -> Iterator[Answered]:
    """The whole lines of a shard after the first ``skip``."""
    with path.open("rb") as file:
        for number, raw in enumerate(file):
            if number < skip or not raw.endswith(b"\n"):
                continue
            value = json.loads(raw)
            reply = ModelReply(**value["reply"]) if value["reply"] else None
            yield Answered(value["id"], value["outcome"], reply, value["reason"])
