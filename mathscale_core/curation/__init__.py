"""Curation is a log: the graph is a fold over taggings and edit events.

Comes in: edit events, oldest first, and what the workspace knows without them. Goes out: what the log decides, and
whether one more edit, or the undoing of an old one, fits. ``forms`` reads edits, ``state`` is what they come to,
``fits`` refuses what cannot be, ``log`` folds, checks and undoes.
"""

from mathscale_core.curation.forms import KINDS, SeedRule, made_by, read_edit, touched, undo_event
from mathscale_core.curation.log import (
    Decisions,
    check_edits,
    check_undo,
    depending_on,
    fold,
    misfits_of,
    undone_in,
)
from mathscale_core.curation.state import Known, Seeds, State

__all__ = [
    "KINDS",
    "Decisions",
    "Known",
    "SeedRule",
    "Seeds",
    "State",
    "check_edits",
    "check_undo",
    "depending_on",
    "fold",
    "made_by",
    "misfits_of",
    "read_edit",
    "touched",
    "undo_event",
    "undone_in",
]
