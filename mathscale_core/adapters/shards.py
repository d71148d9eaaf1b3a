"""Shards: the append-only answers of a job folder, a JSON line each, and what they add up to.

One file a worker start; an item's last line counts. A torn last line (a kill in mid-write) is passed over.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from mathscale_core.records import ModelReply

#: What we write ourselves: the id comes first, and no text inside a JSON string can look like the second.
_ID = re.compile(rb'\{"id": ("(?:[^"\\]|\\.)*")')
_FAILED = b'"outcome": "failed"'


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


@dataclass(frozen=True, slots=True)
class Tally:
    """What the answers and requests of a job add up to.

    Attributes:
        ok: Items whose last answer is ok.
        failed: Items whose last answer failed.
        requests: Requests sent to a paid provider.
        cached: Items answered out of the reply cache.
        possibly_paid_twice: Paid requests beyond the recorded answers of an item: in flight at a kill, sent again.
        tokens: Tokens of every reply ever written that was not cached, unreadable ones included; a reply that a kill
            kept out of the shard comes from the cache afterwards, and is not counted.
        prompt_tokens: Of the tokens, those of the prompts.
        unmeasured: Paid replies of which the server did not say the tokens.
        lines: Answers written, repeats included; 0 in a note that an earlier version made.
    """

    ok: int = 0
    failed: int = 0
    requests: int = 0
    cached: int = 0
    possibly_paid_twice: int = 0
    tokens: int = 0
    prompt_tokens: int = 0
    unmeasured: int = 0
    lines: int = 0


class Counting:
    """Adds answers and requests up, one at a time, from the first line on."""

    def __init__(self, answers: Iterable[Answered] = (), asked: Iterable[str] = ()) -> None:
        self._last: dict[str, tuple[str, bool]] = {}
        self._outcomes: Counter[str] = Counter()
        self._sent: Counter[str] = Counter()
        self._recorded: Counter[str] = Counter()
        self._cached = self._twice = self._requests = self._lines = 0
        self._tokens = self._prompt_tokens = self._unmeasured = 0
        for answered in answers:
            self.answered(answered)
        for item in asked:
            self.sent(item)

    def sent(self, item: str) -> None:
        """A paid request is about to be sent."""
        before = self._paid_twice(item)
        self._sent[item] += 1
        self._requests += 1
        self._twice += self._paid_twice(item) - before

    def answered(self, answered: Answered) -> None:
        """An answer was written."""
        self._lines += 1
        reply = answered.reply
        cached = reply is not None and reply.cached
        if answered.id in self._last:
            outcome, was_cached = self._last[answered.id]
            self._outcomes[outcome] -= 1
            self._cached -= was_cached
        self._last[answered.id] = (answered.outcome, cached)
        self._outcomes[answered.outcome] += 1
        self._cached += cached
        if answered.outcome != "pending" and not cached:
            before = self._paid_twice(answered.id)
            self._recorded[answered.id] += 1
            self._twice += self._paid_twice(answered.id) - before
        if reply is not None and not cached:
            self._tokens += reply.tokens
            self._prompt_tokens += reply.prompt_tokens
            self._unmeasured += reply.tokens == 0

    def is_pending(self, item: str) -> bool:
        """Whether the item is to be asked."""
        return self._last.get(item, ("pending", False))[0] == "pending"

    def tally(self) -> Tally:
        """What came up to now."""
        return Tally(
            self._outcomes["ok"], self._outcomes["failed"], self._requests, self._cached, self._twice, self._tokens,
            self._prompt_tokens, self._unmeasured, self._lines,
        )  # fmt: skip

    def _paid_twice(self, item: str) -> int:
        # One answer may still be on its way; one out of the cache was not paid for a second time.
        return max(0, self._sent[item] - max(self._recorded[item], 1))


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
    """The whole lines of a shard after the first ``skip``; one that held nothing may be gone meanwhile."""
    for number, raw in enumerate(whole_lines(path)):
        if number >= skip:
            yield answer_of(raw)


def whole_lines(path: Path, at: int = 0) -> Iterator[bytes]:
    """The lines of a shard from a place on, in bytes, without one that is torn; none where the shard is gone."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    with file:
        file.seek(at)
        for raw in file:
            if raw.endswith(b"\n"):
                yield raw


def answer_of(line: bytes) -> Answered:
    """The answer in a line; raises ValueError, LookupError or TypeError where it holds none."""
    value: dict[str, Any] = json.loads(line)
    reply = ModelReply(**value["reply"]) if value["reply"] else None
    return Answered(value["id"], value["outcome"], reply, value["reason"])


def id_of(line: bytes) -> str:
    """The id that a line of requests or answers opens with, without reading the rest of it.

    Raises:
        ValueError: It does not open with one.
    """
    found = _ID.match(line)
    if found is None:
        raise ValueError(f"a line without an id: {line[:80]!r}")
    return str(json.loads(found.group(1)))


def failed_answers(shards: Collection[Path]) -> dict[str, Answered]:
    """The items whose last answer failed, in the order of their failures.

    Only failed lines are read as JSON: a job of 200,000 items is looked through in the time of reading its files.
    """
    failed: dict[str, Answered] = {}
    for shard in shards:
        for raw in whole_lines(shard):
            if _FAILED in raw:
                answered = answer_of(raw)
                failed[answered.id] = answered
            elif failed:
                failed.pop(id_of(raw), None)
    return failed
