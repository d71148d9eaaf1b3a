"""The store: one DuckDB file, the truth of a workspace. All SQL of the program is in this package."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mathscale_core.adapters.store.activity import ActivityTable
from mathscale_core.adapters.store.audits import AuditTable
from mathscale_core.adapters.store.benchmarks import BenchmarkTable
from mathscale_core.adapters.store.checks import renew_states
from mathscale_core.adapters.store.compositions import CompositionTable
from mathscale_core.adapters.store.concepts import ConceptTable
from mathscale_core.adapters.store.curation import CurationTable
from mathscale_core.adapters.store.database import Database
from mathscale_core.adapters.store.edits import EditTable
from mathscale_core.adapters.store.explore import ExploreTable
from mathscale_core.adapters.store.imports import ImportTable
from mathscale_core.adapters.store.jobs import JobTable
from mathscale_core.adapters.store.maps import MapTable
from mathscale_core.adapters.store.mixes import MixTable
from mathscale_core.adapters.store.notes import NoteTable
from mathscale_core.adapters.store.questions import QuestionTable
from mathscale_core.adapters.store.releases import ReleaseTable
from mathscale_core.adapters.store.seedfinder import SeedFinder
from mathscale_core.adapters.store.seeds import SeedTable
from mathscale_core.adapters.store.shelf import ShelfTable
from mathscale_core.adapters.store.suggestions import SuggestionTable
from mathscale_core.adapters.store.textfeed import TextFeed
from mathscale_core.adapters.store.views import ViewTable
from mathscale_core.adapters.textindex import TextIndex

#: The text index, beside the database.
WORDS = "words.sqlite"


class Store:
    """The tables of an open workspace, one attribute a station."""

    def __init__(self, path: Path, *, owner_file: Path) -> None:
        """Open the file, making it where there is none; raises what ``Database`` raises."""
        self._database = Database(path, owner_file=owner_file, after_migration=renew_states)
        self.imports = ImportTable(self._database)
        self.seeds = SeedTable(self._database)
        self.seedfinder = SeedFinder(self._database)
        self.concepts = ConceptTable(self._database)
        self.curation = CurationTable(self._database)
        self.edits = EditTable(self._database)
        self.explore = ExploreTable(self._database)
        self.shelf = ShelfTable(self._database)
        self.audits = AuditTable(self._database)
        self.suggestions = SuggestionTable(self._database)
        self.notes = NoteTable(self._database)
        self.compositions = CompositionTable(self._database)
        self.mixes = MixTable(self._database)
        self.maps = MapTable(self._database)
        self.feed = TextFeed(self._database, TextIndex(path.with_name(WORDS)))
        self.questions = QuestionTable(self._database, self.feed)
        self.releases = ReleaseTable(self._database, self.questions.bank)
        self.benchmarks = BenchmarkTable(self._database)
        self.jobs = JobTable(self._database)
        self.activity = ActivityTable(self._database)
        self.views = ViewTable(self._database)

    @property
    def writes(self) -> int:
        """Number of writes since it was opened: unchanged means that nothing changed; see ``Database.writes``."""
        return self._database.writes

    @property
    def graph_writes(self) -> int:
        """Number of these that may have changed the concept graph."""
        return self._database.graph_writes

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What the tables write inside the block is stored whole or, on any error, not at all; reads in it see it."""
        with self._database.write():
            yield

    def close(self) -> None:
        """Close the file so that another process may open it."""
        self.feed.close()
        self._database.close()
