"""What a screen asks at full size: by the program's views, and as a page over a whole pandas frame would.

2,018 topics, 8,892 knowledge points, 20,857 seeds and 200,000 questions, from the program's own ``synth``. A page that
keeps no table in memory reads it anew at each run: that is the peer of the claim. Pandas with the table in memory is
printed beside it; it is faster, and would hold two million questions in every server.

``python -m benchmarks.bench_screens WORKSPACE`` times every kind of query on a workspace that is there, such as one of
two million questions by ``mathscale synth``, and says which took longer than the 100 ms that a screen may wait.
"""

import re
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd

from benchmarks.bench_graph import KPS, SEEDS, TOPICS
from benchmarks.side_by_side import Side, side_by_side
from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.adapters.store.bank import COUNTED
from mathscale_core.pipeline.synth import synthesise
from mathscale_core.views import bank, explore, overview, rail, releases, review
from mathscale_core.workspace import Workspace, create_workspace, open_workspace

QUESTIONS = 200_000
#: Milliseconds that a query of a screen may take.
MOST = 100
SIZES = {"topics": TOPICS, "knowledge points": KPS, "seeds": SEEDS, "questions": QUESTIONS}


def compare_bank(workspace: Workspace) -> None:
    """A page of 50 and its count, for a level and two words of the text."""
    frame = _table(workspace)
    file = workspace.root / "questions.parquet"
    frame.to_parquet(file)
    words = frame["question"].iloc[7].split()[:2]
    wanted = bank.read_filter(workspace, {"level": "high", "text": " ".join(words)})

    def ours() -> int:
        return bank.page_of(workspace, wanted).total

    def resident(table: pd.DataFrame) -> int:
        found = table[table["level"] == "high"]
        for word in words:
            found = found[found["question"].str.contains(re.escape(word), case=False)]
        found.head(50)
        return len(found)

    def peer() -> int:
        return resident(pd.read_parquet(file))

    assert ours() == min(peer(), COUNTED) > 0
    title = "Bank: filter, full text, page of 50"
    side_by_side(title, SIZES, Side("views.bank", ours), Side("pandas.read_parquet", peer), at_least=1)
    side_by_side(title, SIZES, Side("views.bank", ours), Side("pandas, table in memory", lambda: resident(frame)))


def _table(workspace: Workspace) -> pd.DataFrame:
    return pd.DataFrame(
        [(q.question, q.answer, q.level) for q in workspace.store.questions.by_source("generated")],
        columns=["question", "answer", "level"],
    )


def compare_search(workspace: Workspace) -> None:
    """Concepts by the beginning of a word of a name."""
    graph = workspace.graph().graph
    names = pd.Series([c.name for c in (*graph.topics, *graph.kps)])
    begin = names.iloc[5].split()[0][:3]

    def ours() -> int:
        return len(explore.search(workspace, begin, 20))

    def peer() -> int:
        return len(names[names.str.contains(rf"\b{re.escape(begin)}", case=False)].head(20))

    assert ours() == peer() > 0
    # No claim: ours looks through aliases too, and comes with seeds and neighbours of each.
    side_by_side("Explore: search by name", SIZES, Side("views.explore", ours), Side("pandas", peer))


def compare_rail(workspace: Workspace) -> None:
    """The counts on every page after a write, and while nothing was written; the peer counts anew on every page."""

    def anew() -> object:
        workspace.store.mixes.add(
            {"id": "x", "name": "x", "settings": {}, "graph_version": "", "actor": "", "created": ""}
        )
        return rail.rail(workspace)

    side_by_side(
        "Rail: counts of every station", SIZES, Side("kept", lambda: rail.rail(workspace)), Side("after a write", anew)
    )


def time_all(workspace: Workspace) -> None:
    """Print how long each kind of query takes when it is asked for the first time; nothing is written."""
    store = workspace.store
    store.feed.follow(store.questions.written())
    store.feed.wait()
    workspace.graph()
    for name, ask in _queries(workspace):
        began = time.perf_counter()
        ask()
        took = (time.perf_counter() - began) * 1000
        print(f"{took:8.0f} ms  {name}" + ("  (over)" if took > MOST else ""), flush=True)


def _queries(workspace: Workspace) -> list[tuple[str, Callable[[], object]]]:
    topics, kps = (bank.concept_options(workspace, kind) for kind in ("topic", "kp"))
    newest = workspace.store.questions.find(bank.read_filter(workspace, {}), limit=1)[0]
    words = str(newest["question"]).split()
    addresses: list[dict[str, str]] = [
        {}, {"topic": topics[0][0]}, {"topic": topics[-1][0]}, {"kp": kps[len(kps) // 2][0]},
        {"topic": topics[1][0], "kp": kps[1][0]}, {"level": "high"}, {"checks": "failed"}, {"verdict": "accept"},
        {"check": "recompute=fail"}, {"check": "form=pass"}, {"provider": "nobody"}, {"seed": "s_none"},
        {"release": "-"}, {"text": words[0]}, {"text": " ".join(words[:3])}, {"text": "nothingatall"},
        {"text": words[0], "level": "high", "checks": "unsure"}, {"text": newest["revision"]},
    ]  # fmt: skip
    asked: list[tuple[str, Callable[[], object]]] = [
        ("rail", lambda: rail.rail(workspace)),
        ("overview", lambda: overview.summary(workspace)),
        ("facets", lambda: bank.facet_counts(workspace, bank.read_filter(workspace, {}))),
        ("release preview", lambda: releases.preview(workspace, "checked")),
    ]
    asked += [(f"bank {a}", partial(bank.page_of, workspace, bank.read_filter(workspace, a))) for a in addresses]
    asked.append(("bank, page 200", lambda: bank.page_of(workspace, bank.read_filter(workspace, {}), 200)))
    for address in addresses[:3]:
        queue = review.queue(workspace, address)
        asked.append((f"review left {address}", partial(review.left, workspace, queue)))
        asked.append((f"review next {address}", partial(review.next_item, workspace, queue, "q_8")))
    return asked


def main() -> None:
    """Make the workspace, then compare."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = create_workspace(Path(folder) / "workspace", LocalExecutor())
        try:
            synthesise(workspace, TOPICS, KPS, SEEDS, questions=QUESTIONS)
            compare_bank(workspace)
            compare_search(workspace)
            compare_rail(workspace)
        finally:
            workspace.close()


def time_workspace(root: Path) -> None:
    """Open a workspace and time what its screens ask."""
    workspace = open_workspace(root, LocalExecutor())
    try:
        time_all(workspace)
    finally:
        workspace.close()


if __name__ == "__main__":
    time_workspace(Path(sys.argv[1])) if sys.argv[1:] else main()
