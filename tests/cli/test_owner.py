"""The owner: one open workspace, answers taken in without a page, handed over and given back."""

import json
import stat
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mathscale_core.cli.owner import Owner
from mathscale_core.errors import ConflictError, InputError, NoWorkspaceError, WorkspaceError
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from mathscale_core.workspace import Workspace


class Looks:
    """Counts the looks for answers, and fails where it is told to."""

    def __init__(self) -> None:
        self.at: list[Path] = []
        self.error: Exception | None = None

    def __call__(self, workspace: Workspace) -> int:
        """One look."""
        self.at.append(workspace.root)
        if self.error:
            raise self.error
        return 0


@pytest.fixture
def looks() -> Looks:
    return Looks()


@pytest.fixture
def owner(looks: Looks) -> Iterator[Owner]:
    """An owner that looks for answers all the time."""
    made = Owner(looks, period=0.005)
    yield made
    made.close()


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """Two closed workspaces."""
    small_workspace(tmp_path, name="first").close()
    fresh_workspace(tmp_path, name="second").close()
    return tmp_path / "first", tmp_path / "second"


def until(true: Callable[[], object]) -> None:
    """Wait for what another thread does."""
    for _ in range(2000):
        if true():
            return
        time.sleep(0.005)
    raise AssertionError("it did not come to be")


def test_where_there_is_no_workspace_that_is_said_until_there_is_one(owner: Owner, tmp_path: Path) -> None:
    """Each call tries again; health tells the reason meanwhile."""
    owner.use(tmp_path / "workspace")
    with pytest.raises(NoWorkspaceError):
        owner.current()
    assert owner.health().status == "error"
    assert "There is no workspace at" in owner.health().last_error
    fresh_workspace(tmp_path).close()
    assert owner.current().root == tmp_path / "workspace"
    assert owner.health().status == "ok"


def test_the_workspace_is_opened_once_and_given_back(owner: Owner, places: tuple[Path, Path]) -> None:
    """All get the same one; afterwards the folder says that nobody holds it."""
    owner.use(places[0])
    assert owner.current() is owner.current()
    assert (places[0] / "owner.json").exists()
    owner.close()
    with pytest.raises(WorkspaceError, match="ending"):
        owner.current()
    assert not (places[0] / "owner.json").exists()


def test_the_owner_file_says_where_commands_go_and_is_for_the_user_alone(
    owner: Owner, places: tuple[Path, Path]
) -> None:
    """A token of each opening's own, which the owner knows again."""
    owner.use(places[0], url="http://127.0.0.1:8501")
    owner.current()
    file = places[0] / "owner.json"
    said = json.loads(file.read_text("utf-8"))
    assert set(said) == {"pid", "since", "what", "url", "token"}
    assert (said["what"], said["url"]) == ("the app", "http://127.0.0.1:8501")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert owner.admits(said["token"])
    assert not owner.admits("")
    assert not owner.admits(said["token"] + "x")
    assert not owner.admits("ü")
    owner.close()
    assert not owner.admits(said["token"])


def test_an_owner_that_nobody_can_reach_says_no_address(owner: Owner, places: tuple[Path, Path]) -> None:
    """Nor a token."""
    owner.use(places[0])
    owner.current()
    assert set(json.loads((places[0] / "owner.json").read_text("utf-8"))) == {"pid", "since", "what"}


def test_answers_are_looked_for_without_a_page(owner: Owner, looks: Looks, places: tuple[Path, Path]) -> None:
    """Over and over, and no more once the workspace is given back."""
    owner.use(places[0])
    owner.current()
    until(lambda: len(looks.at) > 3 and owner.health().last_ingest)
    owner.close()
    seen = len(looks.at)
    time.sleep(0.05)
    assert len(looks.at) == seen


@pytest.mark.parametrize("error", [WorkspaceError("No space.", "some.", "Free some."), ZeroDivisionError("key=abc")])
def test_an_error_ends_no_ingest(
    error: Exception, owner: Owner, looks: Looks, places: tuple[Path, Path], caplog: pytest.LogCaptureFixture
) -> None:
    """It is in health and once in the log until it is over; words of others than ours are in the log only."""
    looks.error = error
    owner.use(places[0])
    owner.current()
    until(lambda: len(looks.at) > 5 and owner.health().status == "degraded")
    said = owner.health().last_error
    assert said == (error.message if isinstance(error, WorkspaceError) else "ZeroDivisionError")
    assert len([r for r in caplog.records if r.exc_info]) == 1
    looks.error = None
    until(lambda: owner.health().status == "ok")
    assert owner.health().last_error == said


def test_an_ingest_that_has_died_is_an_error(owner: Owner, places: tuple[Path, Path]) -> None:
    """Nothing but the end of the thread itself does that."""
    owner.use(places[0])
    owner.current()
    held = owner._held
    assert held
    assert held.ingest
    held.ingest.stop()
    assert owner.health().status == "error"


def test_a_switch_gives_all_the_other_workspace(owner: Owner, looks: Looks, places: tuple[Path, Path]) -> None:
    """The first is given back, and answers are looked for in the second."""
    first, second = places
    owner.use(first)
    before = owner.current()
    assert owner.switch(first) is before
    after = owner.switch(second)
    assert owner.current() is after
    assert after.root == second
    assert not (first / "owner.json").exists()
    until(lambda: looks.at and looks.at[-1] == second)
    assert owner.health().workspace == str(second)


def test_a_switch_that_fails_changes_nothing(owner: Owner, places: tuple[Path, Path], tmp_path: Path) -> None:
    """No workspace there, or one that cannot be read: the present one stays open."""
    owner.use(places[0])
    present = owner.current()
    with pytest.raises(NoWorkspaceError):
        owner.switch(tmp_path / "none")
    (places[1] / "settings.json").write_text("{", "utf-8")
    with pytest.raises(InputError):
        owner.switch(places[1])
    assert owner.current() is present
    assert len(present.store.concepts.concepts()) > 0


def token_of(owner: Owner, root: Path) -> str:
    """Have the owner open a workspace, and read its token."""
    owner.use(root, url="http://127.0.0.1:8501")
    owner.current()
    return str(json.loads((root / "owner.json").read_text("utf-8"))["token"])


def test_a_workspace_is_lent_to_its_own_token_alone(owner: Owner, places: tuple[Path, Path]) -> None:
    """A command that was admitted just before another workspace was opened does not run on that one."""
    first, second = places
    token = token_of(owner, first)
    assert owner.admits(token)
    owner.switch(second)
    for wrong in (token, "", "ü"):
        with pytest.raises(WorkspaceError, match="another workspace"), owner.lent(wrong):
            raise AssertionError("it was lent")
    other = json.loads((second / "owner.json").read_text("utf-8"))["token"]
    with owner.lent(other) as lent:
        assert lent.root == second


def test_nothing_is_lent_before_a_workspace_is_open(owner: Owner, places: tuple[Path, Path]) -> None:
    """No token is one yet."""
    owner.use(places[0])
    with pytest.raises(WorkspaceError, match="another workspace"), owner.lent(""):
        raise AssertionError("it was lent")


def test_a_switch_waits_with_giving_back_for_a_running_command(owner: Owner, places: tuple[Path, Path]) -> None:
    """All others have the new workspace at once; the command ends on the one that it began with."""
    first, second = places
    with owner.lent(token_of(owner, first)) as lent:
        assert owner.switch(second).root == second
        assert len(lent.store.concepts.concepts()) > 0
        assert (first / "owner.json").exists()
    assert not (first / "owner.json").exists()
    assert owner.current().root == second


def test_a_switch_back_takes_up_what_is_still_open(owner: Owner, looks: Looks, places: tuple[Path, Path]) -> None:
    """The same workspace goes on, and stays when the command on it is done."""
    first, second = places
    with owner.lent(token_of(owner, first)) as lent:
        owner.switch(second)
        assert owner.switch(first) is lent
        until(lambda: looks.at and looks.at[-1] == first)
    assert owner.current() is lent
    assert len(lent.store.concepts.concepts()) > 0


def test_a_workspace_is_made_and_opened(owner: Owner, places: tuple[Path, Path], tmp_path: Path) -> None:
    """Where there is one already, that is said and nothing changes."""
    owner.use(places[0])
    present = owner.current()
    with pytest.raises(ConflictError):
        owner.make(places[1])
    assert owner.current() is present
    made = owner.make(tmp_path / "third")
    assert owner.current() is made
    assert made.store.concepts.concepts() == []
    assert owner.known() == [*places, tmp_path / "third"]


def test_known_workspaces_are_folders_beside_the_present_one(owner: Owner, places: tuple[Path, Path]) -> None:
    """Others are none; the present one is known even before it is made."""
    (places[0].parent / "letters").mkdir()
    owner.use(places[0].parent / "new")
    assert owner.known() == sorted([*places, places[0].parent / "new"])
    owner.use(places[0].parent / "nowhere" / "new")
    assert owner.known() == [places[0].parent / "nowhere" / "new"]


def test_the_end_waits_for_a_running_command(owner: Owner, places: tuple[Path, Path]) -> None:
    """It is told to end; the workspace is closed after it, and no new one begins."""
    token = token_of(owner, places[0])
    begun = threading.Event()
    done: list[int] = []

    def command() -> None:
        with owner.lent(token) as lent:
            begun.set()
            until(lambda: owner.ending)
            time.sleep(0.05)
            done.append(len(lent.store.concepts.concepts()))

    thread = threading.Thread(target=command)
    thread.start()
    begun.wait()
    owner.close()
    assert len(done) == 1
    thread.join()
    with pytest.raises(WorkspaceError, match="ending"), owner.lent(token):
        raise AssertionError("it was lent")
