"""A small workspace with twins in it: three names of one thing, a slip, and two that only look alike."""

from pathlib import Path

from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.pipeline.suggest import suggest
from mathscale_core.ports import silent
from mathscale_core.testing.workspaces import fresh_workspace, labelled_seed
from mathscale_core.workspace import Workspace

SEEDS = [
    *2 * [(["Fractions"], ["Adding fractions", "Unit price"])],
    *2 * [(["Fractions"], ["Addition of fractions", "Unit price"])],
    *3 * [(["Fractions"], ["Fractions, adding", "Unit price"])],
    *2 * [(["Equations"], ["Factoring trinomials"])],
    *2 * [(["Equations"], ["Factoring trinoials"])],
    *2 * [(["Shapes"], ["Area of 2D shapes"])],
    *2 * [(["Shapes"], ["Volume of 3D shapes"])],
]


def twinned(folder: Path) -> Workspace:
    """The workspace, its suggestions computed."""
    workspace = fresh_workspace(folder)
    add_seeds(workspace, [labelled_seed(n, topics, kps) for n, (topics, kps) in enumerate(SEEDS, 1)])
    suggest(workspace, silent)
    return workspace


def many_twins(folder: Path, count: int) -> Workspace:
    """As many pairs of a slip, each of two seeds; suggestions computed."""
    workspace = fresh_workspace(folder)
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = [f"{letters[n % 26]}{letters[n // 26]}{letters[(7 * n) % 26]}" for n in range(count)]
    # Words of one's own: the pairs have no letter run in common but their twin's.
    names = [(f"{w[::-1]}{w} {w}{w}{w}", f"{w[::-1]}{w} {w}{w}") for w in words]
    add_seeds(
        workspace,
        [
            labelled_seed(10 * n + 2 * side + turn, [f"Field {n}"], [name])
            for n, pair in enumerate(names)
            for side, name in enumerate(pair)
            for turn in (0, 1)
        ],
    )
    suggest(workspace, silent)
    return workspace


def ids(workspace: Workspace, *names: str) -> tuple[str, ...]:
    """Ids of concepts by name."""
    by_name = {c.name: c.id for c in workspace.store.concepts.concepts()}
    return tuple(by_name[name] for name in names)
