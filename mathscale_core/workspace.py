"""All that varies, in one place: store, models, executor, settings, clock, random number and actor.

``open_workspace`` opens a workspace folder and ``create_workspace`` lays one out; everything above takes a
:class:`Workspace`.

::

    workspace/
      workspace.duckdb   the truth
      settings.json      cleaning threshold, name of the person
      endpoints.json     the model endpoints, without their keys
      replies.sqlite     the reply cache
      jobs/              a folder a job
      owner.json         which process holds it, and how its app is reached
"""

import json
import os
import shutil
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mathscale_core.adapters.files import whole_file, write_text
from mathscale_core.adapters.schema import FORMAT_VERSION
from mathscale_core.adapters.store import Store
from mathscale_core.bundled import bundled_rows
from mathscale_core.curation import fold
from mathscale_core.curation.versions import Cleaned, Labels, Version, clean
from mathscale_core.errors import ConflictError, DiskFullError, InputError, NoWorkspaceError, OutOfMemoryError
from mathscale_core.extraction.names import name_key
from mathscale_core.ports import Executor
from mathscale_core.records import ConceptKind, content_id

DATABASE = "workspace.duckdb"
#: Its files; a database adds logs under longer names, an unfinished copy has a dot before and more behind.
_FILES = (DATABASE, "settings.json", "endpoints.json", "replies.sqlite", "owner.json", "words.sqlite")
Clock = Callable[[], datetime]
Vocabulary = dict[tuple[ConceptKind, str], tuple[str, str, tuple[str, ...]]]


class WorkspaceSettings(BaseModel):
    """``settings.json``: what a person sets once for a workspace."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    person: str = Field(default="local", min_length=1, max_length=80)
    working_as: Literal["everything", "curator", "educator", "reviewer", "data scientist"] = "everything"
    minimum_seeds: int = Field(default=2, ge=1, le=1000)
    #: Names, parted by commas, of those whose edits wait for somebody else to publish them.
    proposers: str = Field(default="", max_length=2000)


_NEW_SETTINGS = WorkspaceSettings().model_dump_json(indent=1)


@dataclass(frozen=True)
class Workspace:
    """An open workspace.

    Attributes:
        root: Its folder.
        store: The tables.
        executor: Runs job folders.
        clock: Gives the time.
        secrets: The environment, in which the endpoints' keys are; never stored or shown.
        acts_as: Who acts, None for the person named in the settings.
    """

    root: Path
    store: Store
    executor: Executor
    clock: Clock
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    acts_as: str | None = None
    _memory: "_Memory" = field(default_factory=lambda: _Memory(), repr=False)  # noqa: PLW0108 (the class is defined below)

    @property
    def settings(self) -> "WorkspaceSettings":
        """What a person set, as it stands now."""
        return self._memory.settings

    @property
    def actor(self) -> str:
        """Who acts."""
        return self.settings.person if self.acts_as is None else self.acts_as

    @property
    def ingesting(self) -> "threading.RLock":
        """Held while answers of jobs are taken in: one thread at a time."""
        return self._memory.ingesting

    def now(self) -> str:
        """The time, ISO 8601 in UTC to the microsecond."""
        return self.clock().astimezone(UTC).isoformat(timespec="microseconds")

    def new_id(self, prefix: str, *parts: object) -> str:
        """A fresh opaque id."""
        with self._memory.lock:
            self._memory.counter += 1
            return content_id(prefix, *parts, self.now(), os.getpid(), self._memory.counter)

    @property
    def jobs(self) -> Path:
        """The folder of job folders."""
        return self.root / "jobs"

    def acting_as(self, actor: str) -> "Workspace":
        """The same workspace with another actor."""
        return replace(self, acts_as=actor)

    def graph(self) -> Cleaned:
        """The graph that mixes, generation and evaluation use: the one published last, or the draft before that."""
        with self._memory.lock:
            return self._made("graph", self._published)

    def draft(self) -> Cleaned:
        """The graph that curators work on: of all labels and edits of now."""
        with self._memory.lock:
            return self._made("draft", lambda: clean(self.draft_version()))

    def graph_of(self, version: str) -> Cleaned | None:
        """The graph of a digest: the one that is used or a published one; None where it cannot be made any more."""
        current = self.graph()
        if current.graph.version == version:
            return current
        known = next((p for p in self.store.curation.all_published() if p.version == version), None)
        if known is None:
            return None
        snapshot = self.store.curation.snapshot
        with self._memory.lock:
            return self._made(version, lambda: clean(snapshot(known.number), name=version))

    def graph_of_mix(self, name: str) -> Cleaned:
        """The graph that a mix is drawn from: of its own version as long as that can be made again, else of now."""
        known = self.store.mixes.named(name.strip()) if name.strip() else None
        return (self.graph_of(known["graph_version"]) if known else None) or self.graph()

    def proposed(self) -> Cleaned:
        """The draft as this thread's open transaction would make it, without a digest; it is not remembered."""
        return clean(self.draft_version(), name="")

    def draft_version(self) -> Version:
        """All that makes the draft: what the labels and the whole log come to."""
        store = self.store
        return Version(
            store.concepts.labels(), store.concepts.concepts(), fold(store.curation.events()).restored,
            store.edits.edges(), self.settings.minimum_seeds,
        )  # fmt: skip

    def empty(self) -> Cleaned:
        """The graph of nothing, to compare with."""
        none = np.zeros(0, dtype=np.int32)
        return clean(Version(Labels([], [], none, none), [], (), {}, self.settings.minimum_seeds))

    def _published(self) -> Cleaned:
        published = self.store.curation.published()
        if published is None:
            return self.draft()
        version, snapshot = published.version, self.store.curation.snapshot(published.number)
        return clean(snapshot, name=version, resting=frozenset(self.store.seeds.not_active(snapshot.labels.seeds)))

    def _made(self, which: str, make: Callable[[], Cleaned]) -> Cleaned:
        """A graph, made anew only when something was written since."""
        key = (self.store.graph_writes, self.settings.minimum_seeds)
        known = self._memory.graphs.get(which)
        if known is None or known[0] != key:
            known = self._memory.graphs[which] = (key, make())
        return known[1]

    def set(self, name: str, value: str) -> "Workspace":
        """Change a setting and keep it.

        Raises:
            InputError: There is no such setting or the value does not fit.
        """
        return self.set_all({name: value})

    def set_all(self, values: Mapping[str, str]) -> "Workspace":
        """Change several settings, all or none; raises what :meth:`set` raises."""
        settings = _checked_settings({**self.settings.model_dump(), **values}, "the new value")
        write_text(self.root / "settings.json", settings.model_dump_json(indent=1))
        self._memory.settings = settings
        return self

    def refuse_own_file(self, path: Path) -> None:
        """Refuse to write what others read over the workspace's own files.

        Raises:
            InputError: The path is one of them, or lies in the folder of jobs.
        """
        root, target = self.root.resolve(), path.resolve()
        if target.is_relative_to(root) and target != root and _is_own(target.relative_to(root).parts[0]):
            raise InputError(
                f"Cannot write {path}: it belongs to the workspace itself.",
                "a path that is none of its own files.",
                "Choose another path.",
            )

    def close(self) -> None:
        """Give the workspace back."""
        # In this order: once the store is closed the file may be the next owner's.
        (self.root / "owner.json").unlink(missing_ok=True)
        self.store.close()


class _Memory:
    """What one open workspace remembers between calls."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.ingesting = threading.RLock()
        self.settings = WorkspaceSettings()
        self.counter = 0
        #: Which graph to what it was made of, and itself.
        self.graphs: dict[str, tuple[tuple[int, int], Cleaned]] = {}


def create_workspace(
    root: Path,
    executor: Executor,
    clock: Clock = lambda: datetime.now(UTC),
    *,
    what: str = "",
    secrets: Mapping[str, str] | None = None,
    door: Mapping[str, str] | None = None,
) -> Workspace:
    """Lay out an empty workspace where nothing is, or what a killed try left behind.

    Raises:
        ConflictError: There is one, or the folder holds other things.
        DiskFullError: It cannot be written for want of space.
        InputError: The place cannot be written.
    """
    if (root / DATABASE).exists():
        raise ConflictError(
            f"{root} is a workspace already.", "a new place.", "Use it as it is, or name another folder."
        )
    there = root.exists()
    if there and not (root.is_dir() and all(map(_is_begun, root.iterdir()))):
        raise ConflictError(f"{root} holds other things.", "a new or empty folder.", "Name another folder.")
    try:
        # The database comes last: it is what makes the folder a workspace.
        write_text(root / "settings.json", _NEW_SETTINGS)
        (root / "jobs").mkdir(exist_ok=True)
        return _open(root, executor, clock, what, secrets or {}, door or {})
    except (DiskFullError, InputError, OutOfMemoryError):
        # Half a workspace would be in the way of the next try.
        unmake_workspace(root, keep_folder=there)
        raise


def unmake_workspace(root: Path, *, keep_folder: bool) -> None:
    """Remove a closed workspace's own files, and its folder unless it is to stay or holds other things."""
    for path in root.iterdir() if root.is_dir() else ():
        if _is_own(path.name):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    if not keep_folder and root.is_dir() and not any(root.iterdir()):
        root.rmdir()


def open_workspace(
    root: Path,
    executor: Executor,
    clock: Clock = lambda: datetime.now(UTC),
    *,
    what: str = "",
    secrets: Mapping[str, str] | None = None,
    door: Mapping[str, str] | None = None,
) -> Workspace:
    """Open a workspace.

    ``what`` says for others who holds it, such as ``the app``; ``secrets`` is the environment; ``door`` is where
    commands may be sent meanwhile: ``url`` and ``token``.

    Raises:
        NoWorkspaceError: There is none.
        WorkspaceError: It cannot be opened (held, newer, corrupt).
    """
    if not (root / DATABASE).is_file():
        raise NoWorkspaceError(
            f"There is no workspace at {root}.",
            "a folder made by 'mathscale init' or 'mathscale demo'.",
            f"Run 'mathscale init --workspace {root}' for an empty one, or 'mathscale demo --workspace {root}'.",
        )
    return _open(root, executor, clock, what, secrets or {}, door or {})


def load_vocabulary() -> Vocabulary:
    """The names that ship: (kind, key) of each name and alias to (name, definition, aliases)."""
    vocabulary: Vocabulary = {}
    for row in bundled_rows("vocabulary.jsonl"):
        entry = (row["name"], row["definition"], tuple(row.get("aliases", ())))
        for name in (row["name"], *entry[2]):
            vocabulary[(row["kind"], name_key(name))] = entry
    return vocabulary


def format_version() -> int:
    """The workspace format that this program writes."""
    return FORMAT_VERSION


def _is_own(name: str) -> bool:
    """Whether a name in the workspace's folder is one of its own files, with their logs and unfinished copies."""
    return name == "jobs" or name.removeprefix(".").startswith(_FILES)


def _is_begun(path: Path) -> bool:
    """Whether this was left by a ``create_workspace`` that was killed before the database was there."""
    if path.name == "jobs":
        return path.is_dir() and not any(path.iterdir())
    if path.name == "settings.json":
        return path.is_file() and path.read_bytes() == _NEW_SETTINGS.encode()
    # An unfinished copy may end anywhere.
    return (
        path.name.startswith(".settings.json.")
        and path.is_file()
        and _NEW_SETTINGS.encode().startswith(path.read_bytes())
    )


def _open(
    root: Path, executor: Executor, clock: Clock, what: str, secrets: Mapping[str, str], door: Mapping[str, str]
) -> Workspace:
    owner = root / "owner.json"
    settings = _read_settings(root / "settings.json")
    store = Store(root / DATABASE, owner_file=owner)
    try:
        since = clock().isoformat(timespec="seconds")
        with whole_file(owner) as file:
            # Whoever knows the token commands the app: it is for this user alone, before it is in the file.
            os.fchmod(file.fileno(), 0o600)
            file.write(json.dumps({"pid": os.getpid(), "since": since, "what": what, **door}).encode())
    except BaseException:
        store.close()
        raise
    workspace = Workspace(root, store, executor, clock, secrets)
    workspace._memory.settings = settings  # noqa: SLF001 (the only place that makes one)
    return workspace


def _read_settings(path: Path) -> WorkspaceSettings:
    if not path.exists():
        return WorkspaceSettings()
    try:
        return _checked_settings(json.loads(path.read_text("utf-8")), str(path))
    except (ValueError, OSError) as error:
        raise InputError(f"{path} cannot be read ({error}).", "a JSON object.", "Mend or delete the file.") from error


def _checked_settings(value: object, where: str) -> WorkspaceSettings:
    try:
        return WorkspaceSettings.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(
            f"{where}: {'.'.join(map(str, first['loc']))}: {first['msg']}.",
            f"one of the settings {', '.join(setting_names())} with a fitting value.",
            "Mend the value.",
        ) from error


def setting_names() -> list[str]:
    """Names of the settings."""
    return list(WorkspaceSettings.model_fields)
