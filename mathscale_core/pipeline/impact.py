"""Edits that are not made yet → what they would change: the graph exactly, novelty as an estimate.

The edits are done, looked at, and taken back in one transaction; see ``publish.tried``.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mathscale_core.curation.preview import Change
from mathscale_core.curation.versions import Cleaned
from mathscale_core.pipeline.edits import apply_edits
from mathscale_core.pipeline.publish import compared, tried
from mathscale_core.sampling.exact import known_inclusion
from mathscale_core.sampling.paired import Flags, Shift, novel_draws, shift
from mathscale_core.seeds.rows import Row
from mathscale_core.workspace import Workspace

#: A share of the draws that moves further than this is shown before the edit is made.
FAR = 0.01
#: Edits that are always looked at first.
_HEAVY = frozenset({"split", "delete"})
#: Edits that leave every edge as it is: there is nothing to look at.
_QUIET = frozenset({"rename", "alias", "define", "lock", "code", "relate", "mark"})
#: Common draws that novelty is estimated from, and their random number.
DRAWS, _RNG = 4_000, 0
Edits = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Impact:
    """What edits would change.

    Attributes:
        change: What lies between the draft of now and the one with them.
        questions: Questions in the bank that carry a name which leads elsewhere, or nowhere, afterwards.
        opens: Whether it is to be looked at before they are made.
    """

    change: Change
    questions: int
    opens: bool


def impact(workspace: Workspace, edits: Edits) -> Impact:
    """What edits in their file form would change; raises what ``apply_edits`` raises."""
    change = tried(workspace, lambda: _apply(workspace, edits), compared)
    gone = {(c.kind, c.name) for c in change.removed}
    gone |= {(kind, before) for before, _ in change.renamed for kind in ("topic", "kp")}
    questions = workspace.store.curation.count_questions(gone) if gone else 0
    heavy = any(edit.get("kind") in _HEAVY for edit in edits)
    return Impact(change, questions, heavy or change.most > FAR)


def is_quiet(edits: Edits) -> bool:
    """Whether edits can change no edge and no label, only what is said of concepts and seeds."""
    return all(edit.get("kind") in _QUIET for edit in edits)


def may_move_far(workspace: Workspace, concepts: Collection[str]) -> bool:
    """Whether merging these concepts could move any share of the draws by more than :data:`FAR`; quick, and cautious.

    A draw that visits none of them goes on as it did, so that no share moves further than they are visited together.
    """
    graph = workspace.draft().graph
    found = known_inclusion(graph)
    shares = {"topic": found.topics, "kp": found.kps}
    places = [graph.position[c] for c in concepts if c in graph.position]
    return sum(float(shares[kind][place]) for kind, place in places) > FAR


def novelty_shift(workspace: Workspace, edits: Edits, draws: int = DRAWS) -> Shift:
    """How novelty would move, estimated from fixed common draws; raises what ``apply_edits`` raises."""
    # Both are whole by themselves: the draws need no transaction.
    before, after = tried(workspace, lambda: _apply(workspace, edits), lambda was, now: (was, now))
    return shift(_draws(before, draws), _draws(after, draws))


def _draws(cleaned: Cleaned, draws: int) -> tuple[Flags, Flags]:
    return novel_draws(cleaned.graph, cleaned.concepts_of_seed, draws, _RNG)


def _apply(workspace: Workspace, edits: Edits) -> None:
    apply_edits(workspace, [Row(line, dict(edit)) for line, edit in enumerate(edits, 1)])
