"""The nouns of the loop: one item as it crosses from module to module, with the ids of its parents.

Content hashes name what never changes (seed, composition, question revision, prompt, release); stable
opaque ids name what may be edited (concept, edit, job). Millions of items cross as Arrow or NumPy columns
instead.
"""

from mathscale_core.records.asking import Endpoint, JobCounts, ModelReply, ModelRequest, Progress
from mathscale_core.records.bank import CheckResult, Question, Release
from mathscale_core.records.concepts import Composition, Concept, EditEvent, Tagging
from mathscale_core.records.curation import Code, ConceptEntry, GraphDocument, Match, Relation, RelationKind
from mathscale_core.records.ids import (
    FORMATS,
    LEVELS,
    Accept,
    CheckState,
    ConceptKind,
    Outcome,
    QuestionSource,
    content_id,
    digest,
)
from mathscale_core.records.material import BenchmarkItem, Rejected, Seed

__all__ = [
    "FORMATS",
    "LEVELS",
    "Accept",
    "BenchmarkItem",
    "CheckResult",
    "CheckState",
    "Code",
    "Composition",
    "Concept",
    "ConceptEntry",
    "ConceptKind",
    "EditEvent",
    "Endpoint",
    "GraphDocument",
    "JobCounts",
    "Match",
    "ModelReply",
    "ModelRequest",
    "Outcome",
    "Progress",
    "Question",
    "QuestionSource",
    "Rejected",
    "Relation",
    "RelationKind",
    "Release",
    "Seed",
    "Tagging",
    "content_id",
    "digest",
]
