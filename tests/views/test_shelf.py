"""The shelf for people: the nearest concepts of a name with scores, and how many new names still come."""

from pathlib import Path

from mathscale_core.pipeline.edits import apply_edit, undo
from mathscale_core.pipeline.extract import extract
from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.pipeline.shelf import adopt
from mathscale_core.records import Endpoint
from mathscale_core.testing.scripted import ScriptedModel, names_concepts
from mathscale_core.testing.workspaces import fresh_workspace, labelled_seed, small_workspace
from mathscale_core.views.shelf import Shelved, all_waiting, named, nearest, new_names, still_waits
from mathscale_core.workspace import Workspace


def shelved(workspace: Workspace, name: str, kind: str = "kp") -> Shelved:
    """A name that waits for one seed more."""
    add_seeds(workspace, [labelled_seed(101)])
    workspace.store.shelf.add([(labelled_seed(101).id, "topic" if kind == "topic" else "kp", name)], "m", "")
    found = named(workspace, kind, name)
    assert found is not None
    return found


def test_an_empty_workspace_has_nothing_near_and_nothing_new(tmp_path: Path) -> None:
    """No concept, no answer, no name."""
    workspace = fresh_workspace(tmp_path)
    assert (all_waiting(workspace, 5), new_names(workspace)) == ([], [])
    assert named(workspace, "kp", "Mean") is None
    assert nearest(workspace, shelved(workspace, "Mean")) == []


def test_the_same_words_in_another_order_are_nearest(tmp_path: Path) -> None:
    """Only concepts of the name's kind, each once, best first, with its seeds."""
    workspace = small_workspace(tmp_path)
    found = nearest(workspace, shelved(workspace, "Price of one unit"))
    assert {n.concept.kind for n in found} == {"kp"}
    assert found[0].concept.name == "Unit price"
    assert (round(found[0].words, 4), found[0].seeds) == (round(2 / 3, 4), 4)
    assert [n.score for n in found] == sorted((n.score for n in found), reverse=True)
    assert all(n.score == max(n.spelling, n.words) for n in found)
    assert len({n.concept.id for n in found}) == len(found) == 5
    assert len(nearest(workspace, shelved(workspace, "Price of one unit"), 2)) == 2


def test_any_of_its_names_may_be_the_nearest(tmp_path: Path) -> None:
    """And it is said which one."""
    workspace = small_workspace(tmp_path)
    unit = workspace.store.concepts.names()["kp", "unit price"]
    apply_edit(workspace, {"kind": "alias", "concept": unit, "add": ["Haggling at a stall"]})
    best = nearest(workspace, shelved(workspace, "Haggling at stalls"))[0]
    assert (best.concept.id, best.by) == (unit, "Haggling at a stall")
    assert best.score > 0.9


def test_what_a_person_made_is_near_before_a_seed_carries_it_and_what_was_undone_is_not(tmp_path: Path) -> None:
    """A concept whose adoption was taken back is the name itself."""
    workspace = fresh_workspace(tmp_path)
    apply_edit(workspace, {"kind": "add", "as": "kp", "name": "Median"})
    name = shelved(workspace, "Medians of lists")
    assert [n.concept.name for n in nearest(workspace, name)] == ["Median"]
    events = adopt(workspace, "kp", name.name)
    assert not still_waits(workspace, name)
    for event in reversed(events):
        undo(workspace, event.id)
    assert still_waits(workspace, name)
    assert [n.concept.name for n in nearest(workspace, name)] == ["Median"]


def test_new_names_fall_as_a_vocabulary_gets_whole(tmp_path: Path) -> None:
    """Forty answers: the first two bring two names each, later ones none; the runs are all answers in order."""
    said = {labelled_seed(n).question: ([f"Topic {'AB'[n % 2]}"], [f"Skill {'AB'[n % 2]}"]) for n in range(1, 41)}
    workspace = fresh_workspace(tmp_path, ScriptedModel(names_concepts(said)))
    add_seeds(workspace, [labelled_seed(n) for n in range(1, 41)])
    extract(workspace, endpoint=Endpoint("one", "http://127.0.0.1:9/v1", "one"))
    runs = new_names(workspace)
    assert [run.upto for run in runs] == list(range(2, 41, 2))
    assert sum(run.answers for run in runs) == 40
    assert [run.new for run in runs] == [4] + [0] * 19
    assert runs[0].rate == 2000
