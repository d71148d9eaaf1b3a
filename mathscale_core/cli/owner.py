"""The process that owns a workspace while the app is up: opens it, takes answers of jobs in, lends it, gives it back.

One :class:`Owner` a process. Pages and forwarded commands get the open workspace from it; a thread looks for answers
about once a second, whether or not a page is open.
"""

import hmac
import logging
import secrets as randomness
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.errors import MathScaleError, WorkspaceError
from mathscale_core.pipeline.work import take_in_open
from mathscale_core.views.health import Care, Health, health_of
from mathscale_core.workspace import DATABASE, Workspace, create_workspace, open_workspace

_WHAT = "the app"
#: Seconds between two looks for answers.
_PERIOD = 1.0
#: Seconds that a command which was told to end may take for it; its job's worker has 20.
_PATIENCE = 30.0
_LOG = logging.getLogger(__name__)


class Ingest:
    """Looks for answers of open jobs until it is stopped; no error ends it."""

    def __init__(self, workspace: Workspace, take_in: Callable[[Workspace], object], period: float) -> None:
        """Begin; ``take_in`` is one look, ``period`` the seconds between two."""
        self._workspace, self._take_in, self._period = workspace, take_in, period
        self._resting = threading.Event()
        self.last = ""
        self.error = ""
        self.failing = False
        self._thread = threading.Thread(target=self._look, name="ingest", daemon=True)
        self._thread.start()

    @property
    def alive(self) -> bool:
        """Whether it still looks."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """End after the present look."""
        self._resting.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._resting.wait(self._period):
            try:
                self._take_in(self._workspace)
            except Exception as error:
                self._fail(error)
            else:
                self.last, self.failing = self._workspace.now(), False

    def _fail(self, error: Exception) -> None:
        # Words of others stay out of what everybody may ask for.
        text = error.message if isinstance(error, MathScaleError) else type(error).__name__
        if not self.failing or text != self.error:
            _LOG.error("answers of jobs could not be taken in", exc_info=error)
        self.error, self.failing = text, True


class _Held:
    """A workspace that this process holds, with what goes on in it."""

    def __init__(self, workspace: Workspace, token: str) -> None:
        self.workspace = workspace
        self.token = token
        self.since = workspace.now()
        self.ingest: Ingest | None = None
        self.commands = 0


class Owner:
    """Holds the workspace for all who ask; safe to use from any thread."""

    def __init__(self, take_in: Callable[[Workspace], object] = take_in_open, period: float = _PERIOD) -> None:
        """``take_in`` is one look for answers of open jobs, ``period`` the seconds between two."""
        self._take_in, self._period = take_in, period
        self._root = Path("workspace").resolve()
        self._secrets: Mapping[str, str] = {}
        self._url = ""
        self._held: _Held | None = None
        #: Workspaces that were switched away from while commands ran on them.
        self._left: list[_Held] = []
        self._refused = ""
        #: Guards all that changes here, and is told when a command is done.
        self._changed = threading.Condition(threading.RLock())
        self._ending = False

    @property
    def ending(self) -> bool:
        """Whether commands are to come to an end."""
        return self._ending

    def use(self, root: Path, secrets: Mapping[str, str] | None = None, url: str = "") -> None:
        """Say which workspace is to be opened; called before the first visit.

        ``secrets`` is the environment with the endpoints' keys, ``url`` where commands may be sent, ``""`` where
        nowhere.
        """
        with self._changed:
            self._root, self._secrets, self._url, self._ending = root.resolve(), secrets or {}, url, False

    def current(self) -> Workspace:
        """The workspace, opened where it is not; raises what ``open_workspace`` raises."""
        return self._current().workspace

    @contextmanager
    def lent(self, token: str) -> Iterator[Workspace]:
        """The workspace of this token for a command: it is not closed until the command is done.

        Raises:
            WorkspaceError: The app is ending, or has another workspace open, also where it had this one a moment ago.
        """
        with self._changed:
            self._require_life()
            held = self._held
            if held is None or not _is_of(held, token):
                raise WorkspaceError(
                    "The app has another workspace open by now.",
                    "the workspace that the command was meant for.",
                    "Run the command again.",
                )
            held.commands += 1
        try:
            yield held.workspace
        finally:
            with self._changed:
                held.commands -= 1
                if held in self._left and held.commands == 0:
                    self._left.remove(held)
                    _give_back(held)
                self._changed.notify_all()

    def admits(self, token: str) -> bool:
        """Whether a token is the one of the workspace that is open."""
        held = self._held
        return held is not None and _is_of(held, token)

    def switch(self, root: Path) -> Workspace:
        """Open another workspace for all, and only then give the present one back.

        Where a command still runs on the present one, it is given back when that is done. Raises what
        ``open_workspace`` raises; the present one stays.
        """
        with self._changed:
            if self._held is None or self._held.workspace.root != root.resolve():
                self._take(self._open(root.resolve()))
            return self._current().workspace

    def make(self, root: Path) -> Workspace:
        """Make a workspace and switch to it; raises what ``create_workspace`` raises."""
        with self._changed:
            self._take(self._opened(create_workspace, root.resolve()))
            return self._current().workspace

    def known(self) -> list[Path]:
        """Folders of the workspaces that lie beside the present one, itself among them."""
        try:
            beside = {path for path in self._root.parent.iterdir() if (path / DATABASE).is_file()}
        except OSError:
            beside = set()
        return sorted(beside | {self._root})

    def end(self) -> None:
        """Tell commands to end at their next progress; no lock is taken, for signals call it."""
        self._ending = True

    def close(self) -> None:
        """Give the workspace back: commands are told to end, and both they and the present look are waited for."""
        self.end()
        with self._changed:
            held = [*self._left, *([self._held] if self._held else [])]
            self._changed.wait_for(lambda: not any(h.commands for h in held), _PATIENCE)
            self._held, self._left = None, []
            for each in held:
                _give_back(each)

    def health(self) -> Health:
        """How the workspace is."""
        held = self._held
        if held is None or held.ingest is None:
            return health_of(self._root, None, Care(last_error=self._refused))
        ingest = held.ingest
        care = Care(held.since, ingest.last, ingest.error, failing=ingest.failing, dead=not ingest.alive)
        return health_of(held.workspace.root, held.workspace, care)

    def _current(self) -> _Held:
        with self._changed:
            if self._held is None:
                # Who asks this late would open what was just given back.
                self._require_life()
                try:
                    self._take(self._open(self._root))
                except MathScaleError as error:
                    self._refused = error.message
                    raise
            assert self._held
            return self._held

    def _require_life(self) -> None:
        if self._ending:
            raise WorkspaceError("The app is ending.", "an app that stays up.", "Start it and try again.")

    def _open(self, root: Path) -> _Held:
        # A workspace that was left and is still busy is open already: a second hand on it would have a lock of its own.
        for held in self._left:
            if held.workspace.root == root:
                self._left.remove(held)
                return held
        return self._opened(open_workspace, root)

    def _opened(self, way: Callable[..., Workspace], root: Path) -> _Held:
        token = randomness.token_urlsafe(32)
        door = {"url": self._url, "token": token} if self._url else None
        return _Held(
            way(root, LocalExecutor(self._secrets or None), what=_WHAT, secrets=self._secrets, door=door), token
        )

    def _take(self, held: _Held) -> None:
        left, self._held, self._root = self._held, held, held.workspace.root
        held.ingest = Ingest(held.workspace, self._take_in, self._period)
        if left and left.commands:
            self._left.append(left)
            _rest(left)
        elif left:
            _give_back(left)


def _is_of(held: _Held, token: str) -> bool:
    return hmac.compare_digest(token.encode("utf-8", "replace"), held.token.encode())


def _rest(held: _Held) -> None:
    if held.ingest:
        held.ingest.stop()


def _give_back(held: _Held) -> None:
    _rest(held)
    held.workspace.close()
