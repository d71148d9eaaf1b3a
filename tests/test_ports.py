"""The seams: what serves them, and a report that nobody reads."""

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.adapters.offline import OfflineModel
from mathscale_core.extraction.tagger import Tagger
from mathscale_core.ports import Executor, Model, silent
from mathscale_core.records import Progress
from mathscale_core.testing.scripted import ScriptedModel


def _no_tagger() -> Tagger:
    raise AssertionError("nobody asked for an extraction")


def test_the_programs_own_doors_fit_the_seams() -> None:
    """The types are checked by mypy; here each has a name and is free to build."""
    models: list[Model] = [OfflineModel(_no_tagger), ScriptedModel(lambda _: "{}")]
    executors: list[Executor] = [LocalExecutor()]
    assert [m.name for m in models] == ["offline", "scripted"]
    assert len(executors) == 1


def test_a_silent_report_returns_nothing() -> None:
    """It takes any progress."""
    silent(Progress("seeds", 1, 2))
