"""The map at the paper's size: communities and layout beside networkx, and what a browser makes of it.

networkx' spring layout takes minutes at full size, so that the two layouts are compared on a smaller graph. The
browser's numbers are printed: time to the first paint, bytes sent, and the longest frame while the map is dragged.
"""

import tempfile
from pathlib import Path

import networkx as nx

from benchmarks.bench_graph import KPS, SEEDS, TOPICS
from benchmarks.side_by_side import Side, side_by_side
from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.layout import Links, communities, lay_out, links_of
from mathscale_core.pipeline.layout import lay_out_version
from mathscale_core.pipeline.synth import synthesise
from mathscale_core.views.map import map_of, packet
from mathscale_core.workspace import Workspace, create_workspace
from tests.e2e.browser import chromium, idle, served

SMALL = {"topics": 200, "knowledge points": 900, "seeds": 2000}
FULL = {"topics": TOPICS, "knowledge points": KPS, "seeds": SEEDS}
#: As many rounds as ours has, for either.
_ROUNDS = 100
_DRAGS, _MOVES = 3, 60


def as_networkx(links: Links) -> "nx.Graph[int]":
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(links.concepts)))
    graph.add_weighted_edges_from(
        zip(links.source.tolist(), links.target.tolist(), links.weights.tolist(), strict=True)
    )
    return graph


def compare_communities(links: Links, sizes: dict[str, int]) -> None:
    """Leiden beside Louvain; ours is to find at least as much modularity, give or take a hundredth."""
    plain = as_networkx(links)

    def ours() -> float:
        found = communities(links).tolist()
        return float(
            nx.community.modularity(plain, [{i for i, c in enumerate(found) if c == n} for n in sorted(set(found))])
        )

    theirs = nx.community.modularity(plain, nx.community.louvain_communities(plain, seed=1))
    print(f"Modularity: communities {ours():.3f}, louvain_communities {theirs:.3f}")
    assert ours() > theirs - 0.01
    side_by_side(
        "Communities", sizes, Side("communities", lambda: communities(links)),
        Side("networkx.louvain_communities", lambda: nx.community.louvain_communities(plain, seed=1)), at_least=2,
    )  # fmt: skip


def compare_layouts(links: Links, sizes: dict[str, int]) -> None:
    """Positions from nothing."""
    plain = as_networkx(links)
    side_by_side(
        "Layout", sizes, Side("lay_out", lambda: lay_out(links)),
        Side("networkx.spring_layout", lambda: nx.spring_layout(plain, iterations=_ROUNDS, seed=1)),
        at_least=1, repeats=1,
    )  # fmt: skip


def compare_versions(links: Links) -> None:
    """The next version's positions, where all but a hundred concepts are known, beside all anew."""
    at = lay_out(links)
    known = {c: (x, y) for c, (x, y) in list(zip(links.concepts, at.tolist(), strict=True))[100:]}
    side_by_side(
        "Layout of the next version", FULL, Side("from what is known", lambda: lay_out(links, known)),
        Side("anew", lambda: lay_out(links)), at_least=5, repeats=1,
    )  # fmt: skip


def look(root: Path) -> None:
    """Open the map in Chromium, with WebGL in software, and drag it."""
    with served(root) as address, chromium() as browser:
        page = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
        # The server has been asked once, as it has in any use.
        page.goto(f"{address}/explore?view=Map")
        page.locator(".map[data-painted]").wait_for(timeout=120_000)
        idle(page)
        page.goto(f"{address}/explore?view=Map")
        shown = page.locator(".map[data-painted]")
        shown.wait_for(timeout=120_000)
        idle(page)
        page.wait_for_timeout(3000)
        print(
            f"  first paint {int(shown.get_attribute('data-painted') or 0) / 1000:.2f} s after the address was opened"
        )
        box = shown.locator(".stage").bounding_box()
        assert box
        frames = []
        for drag in range(_DRAGS):
            x, y = box["x"] + 300, box["y"] + 200
            page.mouse.move(x, y)
            page.mouse.down()
            for step in range(_MOVES):
                page.mouse.move(x + 3 * step, y + (drag - 1) * step)
                page.wait_for_timeout(8)
            page.mouse.up()
            page.wait_for_timeout(1500)
            frames.append(float(shown.get_attribute("data-worst") or 0))
        print(f"  longest frame while dragging: {', '.join(f'{f:.0f}' for f in frames)} ms in {_DRAGS} drags")


def _made(folder: Path, sizes: dict[str, int]) -> Workspace:
    workspace = create_workspace(folder, LocalExecutor())
    synthesise(workspace, *sizes.values())
    return workspace


def main() -> None:
    """Compare, then look."""
    with tempfile.TemporaryDirectory() as folder:
        small = _made(Path(folder) / "small", SMALL)
        compare_layouts(links_of(small.graph().graph), SMALL)
        small.close()
        workspace = _made(Path(folder) / "workspace", FULL)
        links = links_of(workspace.graph().graph)
        compare_communities(links, FULL)
        compare_versions(links)
        done = lay_out_version(workspace)
        drawn = map_of(workspace)
        assert drawn is not None
        print(f"The map: {done.nodes:,} concepts, {drawn.edges:,} edges, laid out by its job in {done.seconds:.1f} s")
        print(f"  {len(packet(drawn, None)):,} bytes are sent")
        workspace.close()
        look(workspace.root)


if __name__ == "__main__":
    main()
