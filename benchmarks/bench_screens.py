"""What a screen asks at full size: by the program's views, and as a page over a whole pandas frame would.

2,018 topics, 8,892 knowledge points, 20,857 seeds and 200,000 questions, from the program's own ``synth``. A page that
keeps no table in memory reads it anew at each run: that is the peer of the claim. Pandas with the table in memory is
printed beside it; it is faster, and would hold two million questions in every server.
"""

import re
import tempfile
from pathlib import Path

import pandas as pd

from benchmarks.bench_graph import KPS, SEEDS, TOPICS
from benchmarks.side_by_side import Side, side_by_side
from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.adapters.store.bank import COUNTED
from mathscale_core.pipeline.synth import synthesise
from mathscale_core.views import bank, explore, rail
from mathscale_core.workspace import Workspace, create_workspace

QUESTIONS = 200_000
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


if __name__ == "__main__":
    main()
