"""Guided extraction: concepts of the graph, or of a vocabulary of one's own, are offered and picked by number."""

from pathlib import Path

import pytest

from mathscale_core.errors import EmptyError
from mathscale_core.pipeline.edits import apply_edit, apply_edits
from mathscale_core.pipeline.extract import (
    Vocabulary,
    extract,
    origin_of,
    start_extraction,
)
from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.prompts import load
from mathscale_core.records import ModelRequest
from mathscale_core.seeds.rows import Row
from mathscale_core.testing.scripted import ScriptedModel, concept_reply, names_concepts
from mathscale_core.testing.workspaces import fresh_workspace, labelled_seed, small_workspace
from mathscale_core.workspace import Workspace
from tests.pipeline.extracting import ENDPOINT, OTHER, guided, names, of, picks, tags, unlabelled


def test_guided_extraction_needs_something_to_offer(tmp_path: Path) -> None:
    """Without a concept to offer nobody is asked, not even the tagger; with all seeds done there is no job."""
    model = ScriptedModel(names_concepts({}))
    bare = unlabelled(tmp_path, 2, model)
    for call in (extract, start_extraction):
        with pytest.raises(EmptyError, match="no concept") as caught:
            call(bare, endpoint=ENDPOINT, vocabulary="guided")
        assert "Extract free first" in caught.value.remedy
        with pytest.raises(EmptyError, match="no concept"):
            call(bare, vocabulary="guided")
    done = small_workspace(tmp_path, model, name="done")
    assert start_extraction(done, ENDPOINT, "guided") is None
    assert (model.requests, bare.store.jobs.list()) == ([], [])


def test_the_concepts_of_the_graph_are_offered_with_numbers(tmp_path: Path) -> None:
    """Topics and KPs with their other names and definitions; ids and names travel with the request."""
    model = ScriptedModel(lambda request: picks(request))
    workspace = guided(tmp_path, model, 1)
    money = next(c for c in workspace.store.concepts.concepts() if c.name == "Money")
    workspace.store.concepts.add_tagged([], [("topic", "cash", money.id, "Cash")], [], [], "", "")
    extract(workspace, endpoint=ENDPOINT, vocabulary="guided")
    (request,) = model.requests
    offered = request.inputs["offered"]
    assert {name for _, _, name in offered} == names(workspace)
    assert [kind for _, kind, _ in offered] == ["topic"] * 4 + ["kp"] * 5
    number = offered.index([money.id, "topic", "Money"]) + 1
    line = next(row for row in request.text.splitlines() if row.startswith(f"[{number}] "))
    assert line.startswith(f"[{number}] Money – also: ")
    assert "Cash" in line
    assert of(101) in request.text
    assert request.prompt == load("extract-guided").version


def test_picked_concepts_tag_and_missed_names_wait(tmp_path: Path) -> None:
    """No new concept is made; a missed name that a concept has tags with it, and is enough; nothing is uncertain."""

    def script(request: ModelRequest) -> str:
        if request.inputs["question"] == of(101):
            return picks(request, "Money", "Unit price", new=(("kp", "Haggling"), ("topic", "Checking a solution")))
        if request.inputs["question"] == of(102):
            return picks(request, new=(("kp", "haggling"), ("kp", "Checking solutions")))
        return picks(request)

    workspace = guided(tmp_path, ScriptedModel(script))
    before = workspace.store.concepts.concepts()
    done = extract(workspace, endpoint=ENDPOINT, vocabulary="guided")
    assert (done.ok, done.uncertain, done.failed, done.provider) == (2, 1, 0, origin_of(ENDPOINT, "guided"))
    assert workspace.store.concepts.concepts() == before
    assert (tags(workspace, 101), tags(workspace, 102)) == ({"Money", "Unit price"}, {"Checking a solution"})
    waiting = [(s.kind, s.name, s.seeds) for s in workspace.store.shelf.waiting(10)]
    assert waiting == [("kp", "Haggling", 2), ("topic", "Checking a solution", 1)]


def test_free_and_guided_are_two_extractors(tmp_path: Path) -> None:
    """Each is asked once for a seed; another address of the same name is another model."""
    model = ScriptedModel(
        lambda r: picks(r, "Money") if "offered" in r.inputs else concept_reply(["Money"], ["Unit price"])
    )
    workspace = guided(tmp_path, model, 2)
    extract(workspace, endpoint=ENDPOINT)
    extract(workspace, endpoint=ENDPOINT, vocabulary="guided")
    assert len(model.requests) == 4
    assert extract(workspace, endpoint=ENDPOINT).job is None
    assert extract(workspace, endpoint=ENDPOINT, vocabulary="guided").job is None
    both: tuple[Vocabulary, ...] = ("free", "guided")
    assert len({origin_of(who, how) for who in (None, ENDPOINT, OTHER) for how in both}) == 6


def test_a_half_surrogate_in_one_reply_costs_no_other(tmp_path: Path) -> None:
    """The name waits on the shelf without it, and every seed has its outcome."""

    def script(request: ModelRequest) -> str:
        if request.inputs["question"] == of(102):
            return '{"topics": [], "knowledge_points": [], "new": [{"kind": "kp", "name": "Par \\ud83d ty"}]}'
        return picks(request, "Money")

    workspace = guided(tmp_path, ScriptedModel(script))
    done = extract(workspace, endpoint=ENDPOINT, vocabulary="guided")
    assert (done.ok, done.uncertain, done.failed) == (2, 1, 0)
    assert [s.name for s in workspace.store.shelf.waiting(9)] == ["Par ty"]


OWN: tuple[tuple[str, str, list[str]], ...] = (
    ("topic", "Middle values", ["Averages"]),
    ("kp", "Typical value by ordering", ["Median"]),
    ("kp", "Typical value by sharing", ["Mean", "Average"]),
    ("kp", "Powers of two", []),
)


def own_vocabulary(tmp_path: Path, *questions: str, model: ScriptedModel | None = None) -> Workspace:
    """A workspace that begins with concepts made by edits and none of whose seeds has labels."""
    workspace = fresh_workspace(tmp_path, model)
    edits = [{"kind": "add", "as": kind, "name": name, "aliases": aliases} for kind, name, aliases in OWN]
    apply_edits(workspace, [Row(line, edit) for line, edit in enumerate(edits, 1)])
    add_seeds(workspace, [labelled_seed(n, question=q) for n, q in enumerate(questions, 1)])
    return workspace


def carried(workspace: Workspace, number: int, question: str) -> set[str]:
    """Names of the concepts of the n-th seed of :func:`own_vocabulary`."""
    seed = labelled_seed(number, question=question).id
    return {row["name"] for row in workspace.store.concepts.tags_of(seed)}


def test_a_vocabulary_of_ones_own_is_offered_before_any_seed_carries_it(tmp_path: Path) -> None:
    """All concepts that a person made, with their other names; a deleted one is not offered."""
    model = ScriptedModel(lambda request: picks(request, "Typical value by ordering"))
    workspace = own_vocabulary(tmp_path, "What is the median of 3, 4, 5?", model=model)
    gone = workspace.store.concepts.names()["kp", "power two"]
    apply_edit(workspace, {"kind": "delete", "concept": gone, "reason": "not taught"})
    done = extract(workspace, endpoint=ENDPOINT, vocabulary="guided")
    (request,) = model.requests
    assert {name for _, _, name in request.inputs["offered"]} == {name for _, name, _ in OWN} - {"Powers of two"}
    assert "also: Median" in request.text
    assert done.ok == 1
    assert carried(workspace, 1, "What is the median of 3, 4, 5?") == {"Typical value by ordering"}
    # Wanted by a person, so that one seed is enough to be in the graph.
    assert [c.name for c in workspace.draft().graph.kps] == ["Typical value by ordering"]


def test_the_tagger_works_into_a_vocabulary_of_ones_own(tmp_path: Path) -> None:
    """It picks what a question calls by a name; what it would name beyond the vocabulary waits on the shelf."""
    median, percent = "What is the median of 3, 4 and 5?", "What is 20% of 150?"
    workspace = own_vocabulary(tmp_path, median, percent)
    before = workspace.store.concepts.concepts()
    done = extract(workspace, vocabulary="guided")
    assert workspace.store.concepts.concepts() == before
    assert carried(workspace, 1, median) == {"Typical value by ordering"}
    assert carried(workspace, 2, percent) == set()
    waiting = {(s.kind, s.name) for s in workspace.store.shelf.waiting(20)}
    assert ("topic", "Percentages") in waiting
    assert (done.ok, done.uncertain, done.failed) == (1, 1, 0)
    assert done.provider == origin_of(None, "guided") == "offline:offline-tagger@2 guided"
    assert done.tagger["seeds"] > 0
