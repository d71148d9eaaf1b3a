"""Mixes: what is kept is rebuilt from the random number and the draws, under a name, on one graph version."""

from pathlib import Path
from threading import Thread

import pytest

from mathscale_core.errors import ConflictError, EmptyError, InputError, NotFoundError
from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.pipeline.mixes import Kept, keep_many, keep_mix, move_mix
from mathscale_core.pipeline.publish import publish
from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.testing.workspaces import fresh_workspace, labelled_seed, small_workspace
from mathscale_core.views.mix import draw_walks, list_mixes
from mathscale_core.workspace import Workspace
from tests.pipeline.test_sample import edited_meanwhile


def held(workspace: Workspace, name: str) -> list[str]:
    row = workspace.store.mixes.named(name)
    return [c.id for c, _ in workspace.store.compositions.of_mix(row["id"], 1000)] if row else []


def named(workspace: Workspace, name: str) -> str:
    graph = workspace.graph().graph
    return next(c.id for c in (*graph.topics, *graph.kps) if c.name == name)


def test_two_who_keep_the_same_at_once_keep_it_once(tmp_path: Path) -> None:
    """The second one looks at what the mix holds when the first is done: nothing is new to it."""
    workspace = small_workspace(tmp_path)
    results: list[Kept] = []
    draws = [c.draw for c in draw_walks(workspace, 4, rng=0).compositions]
    other = Thread(target=lambda: results.append(keep_mix(workspace, "one", draws, 0)))
    with workspace.store.transaction():
        other.start()
        # Long enough to come as far as it can.
        other.join(0.5)
        results.append(keep_mix(workspace, "one", draws, 0))
    other.join()
    assert [(kept.new, kept.compositions) for kept in results] == [(4, 4), (0, 4)]
    assert len(workspace.store.compositions.runs()) == 1


def test_of_an_empty_graph_nothing_can_be_kept(tmp_path: Path) -> None:
    """Neither a draw nor many; no mix is left behind."""
    workspace = fresh_workspace(tmp_path)
    with pytest.raises(InputError, match="no composition"):
        keep_mix(workspace, "one", [0], 0)
    with pytest.raises(EmptyError):
        keep_many(workspace, "one", 5, 0)
    assert list_mixes(workspace) == []


def test_what_was_drawn_is_what_is_kept(tmp_path: Path) -> None:
    """The chosen draws and no others, with their traces, under the name, and the graph version is noted."""
    workspace = small_workspace(tmp_path)
    drawn = draw_walks(workspace, 6, rng=3).compositions
    chosen = [drawn[i] for i in (0, 2, 5)]
    kept = keep_mix(workspace, " Week 3 ", [c.draw for c in chosen], 3)
    assert (kept.mix, kept.kept, kept.new, kept.compositions) == ("Week 3", 3, 3, 3)
    assert held(workspace, "Week 3") == [c.id for c in chosen]
    found = workspace.store.compositions.get([c.id for c in chosen])
    for composition in chosen:
        stored = found[composition.id]
        assert (*stored.topic_walk, *stored.kp_walk) == tuple(s.concept for s in composition.steps)
        assert stored.draw == composition.draw
    (run,) = workspace.store.compositions.runs()
    assert (run["rng"], run["graph_version"]) == (3, workspace.graph().graph.version)


def test_keeping_more_extends_the_mix(tmp_path: Path) -> None:
    """What it holds already is not stored again; equal sets of other draws are one composition."""
    workspace = small_workspace(tmp_path)
    draws = [c.draw for c in draw_walks(workspace, 6, rng=3).compositions]
    keep_mix(workspace, "one", draws[:4], 3)
    again = keep_mix(workspace, "one", draws[:4], 3)
    more = keep_mix(workspace, "one", draws, 3)
    assert (again.kept, again.new, again.compositions) == (4, 0, 4)
    assert (more.kept, more.new, more.compositions) == (6, 2, 6)
    assert len(workspace.store.compositions.runs()) == 2
    assert [(m.name, m.compositions, m.with_questions, m.current) for m in list_mixes(workspace)] == [
        ("one", 6, 0, True)
    ]


@pytest.mark.parametrize("draws", [[], [-1], [2**60]])
def test_draws_that_cannot_be_are_refused(tmp_path: Path, draws: list[int]) -> None:
    """Nothing is stored."""
    workspace = small_workspace(tmp_path)
    before = workspace.store.writes
    with pytest.raises(InputError, match="is to be kept"):
        keep_mix(workspace, "one", draws, 0)
    assert workspace.store.writes == before


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 81])
def test_a_name_that_cannot_be_is_refused(tmp_path: Path, name: str) -> None:
    """Empty, of several lines, or endless."""
    workspace = small_workspace(tmp_path)
    with pytest.raises(InputError, match="name"):
        keep_mix(workspace, name, [0], 0)
    with pytest.raises(InputError, match="name"):
        keep_many(workspace, name or " ", 3, 0, [named(workspace, "Money")])


def test_a_mix_of_another_graph_is_said(tmp_path: Path) -> None:
    """Its name is taken: the message names both versions."""
    workspace = small_workspace(tmp_path)
    old = workspace.graph().graph.version
    keep_many(workspace, "one", 3, 0)
    add_seeds(workspace, [labelled_seed(99, ["Money", "Fractions"], ["Unit price"])])
    new = workspace.graph().graph.version
    assert old != new
    for draws in ([0, 1, 2, 3], None):
        with pytest.raises(ConflictError) as caught:
            keep_mix(workspace, "one", draws, 0) if draws else keep_many(workspace, "one", 3, 0)
        assert old in caught.value.found and new in caught.value.found
    assert not list_mixes(workspace)[0].current


def test_draws_that_do_not_hold_the_concepts_are_refused(tmp_path: Path) -> None:
    """What the screen showed and what the graph gives must agree."""
    workspace = small_workspace(tmp_path)
    money, lines = named(workspace, "Money"), named(workspace, "Linear equations")
    fitting = draw_walks(workspace, 3, rng=0, contains=[money, lines]).compositions
    assert keep_mix(workspace, "one", [c.draw for c in fitting], 0, [money, lines]).new == 3
    other = next(c for c in draw_walks(workspace, 9, rng=0).compositions if money not in {t.id for t in c.topics})
    with pytest.raises(InputError, match=f"Draw {other.draw} "):
        keep_mix(workspace, "one", [other.draw], 0, [money])
    with pytest.raises(NotFoundError, match="c_gone"):
        keep_mix(workspace, "one", [0], 0, ["c_gone"])


def test_many_are_kept_without_looking(tmp_path: Path) -> None:
    """As many as asked, all of them with the chosen concepts; fewer where the graph gives no more."""
    workspace = small_workspace(tmp_path)
    assert keep_many(workspace, "any", 20, 1).compositions == 20
    money = named(workspace, "Money")
    kept = keep_many(workspace, "money", 10, 1, [money])
    assert (kept.new, kept.compositions) == (10, 10)
    assert all(money in c.concepts for c in workspace.store.compositions.get(held(workspace, "money")).values())
    again = keep_many(workspace, "any", 25, 1)
    assert (again.kept, again.new, again.compositions) == (25, 5, 25)
    with pytest.raises(InputError, match="0 compositions"):
        keep_many(workspace, "money", 0, 1, [money])


def test_the_same_run_can_stand_in_two_mixes(tmp_path: Path) -> None:
    """Each holds its own."""
    workspace = small_workspace(tmp_path)
    keep_many(workspace, "one", 5, 1)
    keep_many(workspace, "two", 5, 1)
    assert held(workspace, "one") == held(workspace, "two")
    assert workspace.store.compositions.count() == 5


@pytest.mark.parametrize("many", [True, False])
def test_an_edit_of_the_graph_meanwhile_changes_nothing_of_what_is_kept(tmp_path: Path, *, many: bool) -> None:
    """The concepts are those of the graph that was drawn from, and so is the mix's version."""
    through, edited = small_workspace(tmp_path, name="one"), small_workspace(tmp_path, name="two")
    old, money = edited.graph().graph.version, named(edited, "Money")
    draws = [c.draw for c in draw_walks(through, 8, rng=3, contains=[money]).compositions]
    for workspace in (through, edited_meanwhile(edited)):
        kept = keep_many(workspace, "m", 8, 3, [money]) if many else keep_mix(workspace, "m", draws, 3, [money])
        assert (kept.new, kept.compositions) == (8, 8)
    assert edited.graph().graph.version != old
    rows = [workspace.store.mixes.named("m") for workspace in (through, edited)]
    assert rows[0] and rows[1] and rows[1]["graph_version"] == old
    found = [w.store.compositions.of_mix(rows[0]["id"], 100) for w in (through, edited)]
    assert found[0] == found[1]


def published_then_merged(tmp_path: Path) -> tuple[Workspace, str]:
    """A workspace with the mix "old" of version 1, and a version 2 in which Money is merged into Percentages."""
    workspace = small_workspace(tmp_path)
    publish(workspace, "first")
    keep_many(workspace, "old", 20, 0)
    money = named(workspace, "Money")
    apply_edit(workspace, {"kind": "merge", "from": [money], "into": named(workspace, "Percentages")})
    publish(workspace, "second")
    return workspace, money


def test_a_mix_of_an_older_published_version_goes_on_with_it(tmp_path: Path) -> None:
    """The same as if nothing had been published since; what one looked at on the graph of now is not kept in it."""
    workspace, money = published_then_merged(tmp_path / "one")
    through = small_workspace(tmp_path / "two")
    keep_many(through, "old", 20, 0)
    old = workspace.store.mixes.named("old")
    assert old and old["graph_version"] == through.graph().graph.version != workspace.graph().graph.version
    before = set(held(workspace, "old"))
    for one in (workspace, through):
        keep_many(one, "old", 40, 3)
    assert set(held(workspace, "old")) == set(held(through, "old")) > before
    assert workspace.store.mixes.named("old") == old
    assert set(workspace.store.compositions.with_concept(money)) & set(held(workspace, "old")) - before
    with pytest.raises(ConflictError, match="drawn from the graph"):
        keep_mix(workspace, "old", [draw_walks(workspace, 1, rng=9).compositions[0].draw], 9)


def test_a_moved_mix_holds_what_the_graph_of_now_holds(tmp_path: Path) -> None:
    """What names a concept that is no more leaves it and stays in the workspace; then it goes on from the new graph."""
    workspace, money = published_then_merged(tmp_path)
    before, touched = set(held(workspace, "old")), set(workspace.store.compositions.with_concept(money))
    every = workspace.store.compositions.count()
    assert before & touched and before - touched
    moved = move_mix(workspace, " old ")
    assert (moved.mix, moved.stayed, moved.left) == ("old", len(before - touched), len(before & touched))
    assert set(held(workspace, "old")) == before - touched
    assert workspace.store.compositions.count() == every
    assert set(workspace.store.compositions.get(sorted(before))) == before
    (row,) = list_mixes(workspace)
    assert row.current and row.compositions == moved.stayed
    assert (move_mix(workspace, "old").left, set(held(workspace, "old"))) == (0, before - touched)
    more = keep_many(workspace, "old", 30, 5)
    assert money not in {c for i in held(workspace, "old") for c in workspace.store.compositions.get([i])[i].concepts}
    assert more.compositions > moved.stayed


def test_a_mix_is_moved_as_often_as_the_graph_changes(tmp_path: Path) -> None:
    """Each time what no longer fits leaves it, from the same runs."""
    workspace, _ = published_then_merged(tmp_path)
    move_mix(workspace, "old")
    gone = named(workspace, "Unit price")
    apply_edit(workspace, {"kind": "delete", "concept": gone, "reason": "test"})
    publish(workspace, "third")
    with_it = set(workspace.store.compositions.with_concept(gone)) & set(held(workspace, "old"))
    assert move_mix(workspace, "old").left == len(with_it) > 0
    with pytest.raises(NotFoundError, match="no mix 'none'"):
        move_mix(workspace, "none")
