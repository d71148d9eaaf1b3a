"""Endpoints of a workspace: kept in its folder, chosen by name or default, tested with one real request."""

import dataclasses
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from mathscale_core.adapters.models.registry import FILE, Registry
from mathscale_core.errors import InputError, ModelError, NotAllowedError, NotFoundError
from mathscale_core.pipeline import endpoints
from mathscale_core.records import Endpoint
from mathscale_core.testing.server import ScriptedServer, answers_all, failure, page
from mathscale_core.testing.workspaces import fresh_workspace
from mathscale_core.workspace import Workspace, unmake_workspace
from tests.shell import free_port

LOCAL = Endpoint("local", "http://127.0.0.1:8000/v1", "qwen")
KEY = "sk-marker-0123456789abcdef"


def test_a_new_workspace_has_none_and_is_served_offline(tmp_path: Path) -> None:
    """No file is made by looking."""
    workspace = fresh_workspace(tmp_path)
    assert endpoints.list_endpoints(workspace) == []
    assert endpoints.default_endpoint(workspace) is None
    assert endpoints.provider_of(workspace) is None
    assert endpoints.provider_of(workspace, offline=True) is None
    assert not (workspace.root / FILE).exists()


def test_what_was_saved_stays(tmp_path: Path) -> None:
    """It is listed in order, replaced under its name, and the default serves where nobody is named."""
    workspace = fresh_workspace(tmp_path)
    other = dataclasses.replace(LOCAL, name="other")
    endpoints.save_endpoint(workspace, LOCAL)
    assert endpoints.provider_of(workspace) is None
    endpoints.save_endpoint(workspace, other, default=True)
    assert endpoints.provider_of(workspace) == other
    assert endpoints.provider_of(workspace, "local") == LOCAL
    assert endpoints.provider_of(workspace, "offline") is None
    assert endpoints.provider_of(workspace, offline=True) is None
    changed = dataclasses.replace(LOCAL, model="llama")
    assert endpoints.save_endpoint(workspace, changed) == Registry((changed, other), "other")
    assert endpoints.list_endpoints(workspace) == [changed, other]
    assert endpoints.default_endpoint(workspace) == "other"


def test_the_default_is_chosen_and_given_up(tmp_path: Path) -> None:
    """By name, by ``offline``, by nothing, and with its endpoint."""
    workspace = fresh_workspace(tmp_path)
    endpoints.save_endpoint(workspace, LOCAL)
    for name, default in (("local", "local"), ("offline", None), ("local", "local"), (None, None)):
        assert endpoints.set_default(workspace, name).default == default
        assert endpoints.default_endpoint(workspace) == default
    endpoints.set_default(workspace, "local")
    assert endpoints.remove_endpoint(workspace, "local") == Registry((), None)


@pytest.mark.parametrize(
    "ask",
    [
        lambda w: endpoints.provider_of(w, "none"),
        lambda w: endpoints.set_default(w, "none"),
        lambda w: endpoints.remove_endpoint(w, "none"),
        lambda w: endpoints.test_endpoint(w, "none"),
    ],
)
def test_an_unknown_name_is_answered_with_those_there_are(tmp_path: Path, ask: Callable[[Workspace], object]) -> None:
    """Nothing changes."""
    workspace = fresh_workspace(tmp_path)
    endpoints.save_endpoint(workspace, LOCAL, default=True)
    with pytest.raises(NotFoundError, match="one of local"):
        ask(workspace)
    assert (endpoints.list_endpoints(workspace), endpoints.default_endpoint(workspace)) == ([LOCAL], "local")


def test_two_providers_at_once_are_refused(tmp_path: Path) -> None:
    """An endpoint and the offline provider."""
    with pytest.raises(InputError, match="one of them"):
        endpoints.provider_of(fresh_workspace(tmp_path), "local", offline=True)


@pytest.mark.parametrize(
    "write",
    [
        lambda w: endpoints.save_endpoint(w, LOCAL),
        lambda w: endpoints.remove_endpoint(w, "local"),
        lambda w: endpoints.set_default(w, None),
    ],
)
def test_a_broken_file_is_never_written_over(tmp_path: Path, write: Callable[[Workspace], object]) -> None:
    """It is named, and the offline provider serves all the same where it is asked for."""
    workspace = fresh_workspace(tmp_path)
    (workspace.root / FILE).write_text('{"endpoints": [{}]}', "utf-8")
    with pytest.raises(InputError, match=r"endpoints\.0\.name"):
        write(workspace)
    with pytest.raises(InputError):
        endpoints.provider_of(workspace)
    assert endpoints.provider_of(workspace, offline=True) is None
    assert endpoints.provider_of(workspace, "offline") is None
    assert (workspace.root / FILE).read_text("utf-8") == '{"endpoints": [{}]}'


def test_what_does_not_fit_is_not_saved(tmp_path: Path) -> None:
    """A key in the place of its variable's name is refused and not repeated."""
    workspace = fresh_workspace(tmp_path)
    with pytest.raises(InputError) as caught:
        endpoints.save_endpoint(workspace, dataclasses.replace(LOCAL, key_env=KEY))
    assert KEY not in f"{caught.value.message} {caught.value.remedy}"
    assert not (workspace.root / FILE).exists()


def test_many_threads_that_save_lose_nothing(tmp_path: Path) -> None:
    """Two tabs on Settings write one file."""
    workspace = fresh_workspace(tmp_path)
    many = [dataclasses.replace(LOCAL, name=f"n{n}") for n in range(12)]
    threads = [threading.Thread(target=endpoints.save_endpoint, args=(workspace, e)) for e in many]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {e.name for e in endpoints.list_endpoints(workspace)} == {e.name for e in many}


def test_the_file_is_the_workspaces_own(tmp_path: Path) -> None:
    """No export goes over it, and it goes with the workspace."""
    workspace = fresh_workspace(tmp_path)
    endpoints.save_endpoint(workspace, LOCAL)
    with pytest.raises(InputError, match="belongs to the workspace"):
        workspace.refuse_own_file(workspace.root / FILE)
    workspace.close()
    unmake_workspace(workspace.root, keep_folder=False)
    assert not workspace.root.exists()


def test_a_key_is_there_missing_or_not_needed(tmp_path: Path) -> None:
    """Told by the environment that was passed in."""
    workspace = dataclasses.replace(fresh_workspace(tmp_path), secrets={"THERE_KEY": KEY, "EMPTY_KEY": " "})
    names = ("", "THERE_KEY", "EMPTY_KEY", "OTHER_KEY")
    states = [endpoints.key_state(workspace, dataclasses.replace(LOCAL, key_env=name)) for name in names]
    assert states == ["none", "set", "missing", "missing"]


def test_a_test_is_one_real_request(tmp_path: Path) -> None:
    """With the key from the environment; nothing of the key is stored."""
    with ScriptedServer(answers_all, key=KEY) as server:
        workspace = dataclasses.replace(fresh_workspace(tmp_path), secrets={"MARKER_KEY": KEY})
        endpoints.save_endpoint(
            workspace, dataclasses.replace(server.endpoint("paid"), key_env="MARKER_KEY", retries=9)
        )
        seen = endpoints.test_endpoint(workspace, "paid")
        assert len(server.requests) == 1
    assert (seen.endpoint, seen.ok, seen.requests, seen.tokens) == ("paid", True, 1, 18)
    assert seen.seconds > 0
    assert KEY not in (workspace.root / FILE).read_text("utf-8")
    assert KEY not in repr(workspace)


def test_an_endpoint_can_be_tried_before_it_is_saved(tmp_path: Path) -> None:
    """A field that does not fit is refused first."""
    workspace = fresh_workspace(tmp_path)
    with ScriptedServer(answers_all) as server:
        assert endpoints.try_endpoint(workspace, server.endpoint()).ok
        with pytest.raises(InputError, match="timeout"):
            endpoints.try_endpoint(workspace, dataclasses.replace(server.endpoint(), timeout=0))
        assert len(server.requests) == 1
    assert endpoints.list_endpoints(workspace) == []


def test_a_test_fails_at_once_in_the_servers_words(tmp_path: Path) -> None:
    """What a job would try again is told to the person who waits; the key is in none of the errors."""
    workspace = dataclasses.replace(fresh_workspace(tmp_path), secrets={"MARKER_KEY": KEY})
    for script, said in (
        (lambda _: failure(503, f"Loading {KEY}"), "Loading [key]"),
        (lambda _: page("Log in"), "HTML page (title 'Log in')"),
    ):
        with ScriptedServer(script) as server:
            paid = dataclasses.replace(server.endpoint("paid"), key_env="MARKER_KEY", retries=9)
            endpoints.save_endpoint(workspace, paid)
            with pytest.raises(ModelError) as caught:
                endpoints.test_endpoint(workspace, "paid")
            assert len(server.requests) == 1
        assert said in caught.value.message
        assert KEY not in f"{caught.value.message} {caught.value.remedy}"


def test_a_dead_server_and_a_missing_key_are_told_apart(tmp_path: Path) -> None:
    """One asks whether it runs, the other names the variable."""
    workspace = fresh_workspace(tmp_path)
    dead = dataclasses.replace(LOCAL, base_url=f"http://127.0.0.1:{free_port()}/v1")
    with pytest.raises(ModelError, match="Nothing answers"):
        endpoints.try_endpoint(workspace, dead)
    with pytest.raises(ModelError, match="MARKER_KEY is not set"):
        endpoints.try_endpoint(workspace, dataclasses.replace(dead, key_env="MARKER_KEY"))


@pytest.mark.parametrize(
    ("action", "write"),
    [
        ("save_endpoint", lambda w: endpoints.save_endpoint(w, LOCAL)),
        ("remove_endpoint", lambda w: endpoints.remove_endpoint(w, "local")),
        ("set_default", lambda w: endpoints.set_default(w, None)),
        ("test_endpoint", lambda w: endpoints.test_endpoint(w, "local")),
        ("try_endpoint", lambda w: endpoints.try_endpoint(w, LOCAL)),
    ],
)
def test_nobody_may_do_nothing(tmp_path: Path, action: str, write: Callable[[Workspace], object]) -> None:
    """What writes or spends asks who acts, before anything else."""
    workspace = fresh_workspace(tmp_path)
    with pytest.raises(NotAllowedError, match=f"may not {action}\\."):
        write(workspace.acting_as(""))
    assert not (workspace.root / FILE).exists()
