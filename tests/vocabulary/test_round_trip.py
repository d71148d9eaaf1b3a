"""Out of one workspace, and into the same or an empty one: a vocabulary is the same wherever its file is read.

The workspaces are real ones, edited by whatever Hypothesis thinks of.
"""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mathscale_core.adapters.documents import document_of
from mathscale_core.errors import MathScaleError
from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.pipeline.vocabulary import export_graph, import_vocabulary
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from mathscale_core.vocabulary.forms import ENDING, IN
from mathscale_core.vocabulary.proposal import Choices
from mathscale_core.workspace import Workspace

#: Two of the concepts of a small workspace, by their places; the last one is dropped by cleaning.
PAIRS = st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] != pair[1])
WORDS = st.sampled_from(["related", "same", "different", "parent-of", "none"])
EDITS = st.one_of(
    st.tuples(st.just("relate"), PAIRS, WORDS), st.tuples(st.just("edge"), PAIRS, st.integers(0, 9)),
    st.tuples(st.just("lock"), PAIRS, st.just(True)), st.tuples(st.just("alias"), PAIRS, st.integers(0, 99)),
)  # fmt: skip


def edited(workspace: Workspace, edits: list[tuple[str, tuple[int, int], Any]]) -> None:
    """Apply what fits; the rest is refused, as it would be for a person."""
    ids = [c.id for c in document_of(workspace.store, workspace.draft(), whole=True).concepts]
    for kind, (a, b), what in edits:
        forms = {
            "relate": {"a": ids[a], "b": ids[b], "as": what}, "edge": {"a": ids[a], "b": ids[b], "weight": what},
            "lock": {"concept": ids[a]}, "alias": {"concept": ids[a], "add": [f"Word {what}"]},
        }  # fmt: skip
        try:
            apply_edit(workspace, {"kind": kind, "reason": "drawn", **forms[kind]})
        except MathScaleError:
            continue


def said(workspace: Workspace, form: str) -> tuple[object, ...]:
    """All that a format holds of a vocabulary, by names."""
    whole = document_of(workspace.store, workspace.draft())
    names = {c.id: (c.kind, c.name) for c in whole.concepts}
    concepts = {
        (names[c.id], c.definition, frozenset(c.aliases), frozenset(c.codes), names.get(c.parent), c.locked)
        for c in whole.concepts
    }
    relations = {(frozenset((names[r.a], names[r.b])), r.relation) for r in whole.relations}
    hand = {
        (frozenset((names[whole.concepts[a].id], names[whole.concepts[b].id])), float(w))
        for a, b, w, h in zip(whole.source, whole.target, whole.weight, whole.by_hand, strict=True)
        if h
    }
    return ({c[:-1] for c in concepts}, relations) if form == "skos" else (concepts, relations, hand)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EDITS, max_size=12), st.sampled_from(IN))
def test_a_file_changes_nothing_where_it_came_from_and_rebuilds_all_elsewhere(
    edits: list[tuple[str, tuple[int, int], Any]], form: str
) -> None:
    """Into the same workspace no edit; into an empty one the same vocabulary, relations and weights by hand."""
    with tempfile.TemporaryDirectory() as folder:
        here, there = small_workspace(Path(folder)), fresh_workspace(Path(folder), name="there")
        edited(here, edits)
        path = Path(folder) / f"out.{ENDING[form]}"
        export_graph(here, form, path)
        assert import_vocabulary(here, path).events == ()
        import_vocabulary(there, path, Choices(by_name=True))
        assert said(there, form) == said(here, form)
        assert import_vocabulary(there, path, Choices(by_name=True)).events == ()
        here.close()
        there.close()
