"""A job's folder with answers of one's own, for the tests of what it holds and counts."""

from collections.abc import Sequence
from pathlib import Path

from mathscale_core.adapters.jobfolder import Answered, JobFolder
from mathscale_core.records import Endpoint, ModelReply, ModelRequest

REPLY = ModelReply('{"topics": ["Grüße\u2028"]}', "endpoint:model", 12)
#: The endpoint of these jobs.
SERVER = Endpoint("endpoint", "http://127.0.0.1:9/v1", "model", "SOME_KEY", input_price=1.0, output_price=2.0)
CACHED = ModelReply(REPLY.text, REPLY.provider, 12, cached=True)


def requests(number: int) -> list[ModelRequest]:
    """Requests for the concepts of questions 0, 1 ..."""
    return [
        ModelRequest(f"i_{n}", "extract", "extract@1", f"{n}?\n", {"question": f"{n}"}, {"t": 0.5})
        for n in range(number)
    ]


def job(folder: Path, number: int = 3) -> JobFolder:
    """A job that asks so much."""
    return JobFolder.create(
        folder / "job", kind="extract", endpoint=SERVER, settings={"ä": 1}, requests=requests(number)
    )


def answered(item: str, outcome: str = "ok", reply: ModelReply | None = REPLY) -> Answered:
    """An answer to an item, or the note that there is none."""
    if outcome == "ok":
        return Answered(item, "ok", reply)
    return Answered(item, "failed" if outcome == "failed" else "pending", None, "no")


def write(folder: JobFolder, answers: Sequence[Answered]) -> None:
    """One worker start: a shard of its own."""
    shard = folder.open_shard()
    for answer in answers:
        shard.write(answer)
    shard.close()
