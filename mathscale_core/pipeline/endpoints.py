"""Endpoints of a workspace: add, remove, choose the default, test; and which provider serves where one is asked for.

What is written is ``endpoints.json`` in the workspace's folder. Keys are read from ``workspace.secrets`` when a request
is to be sent, and stay there.
"""

import asyncio
import threading
from dataclasses import replace

from mathscale_core.adapters.models.client import open_model
from mathscale_core.adapters.models.probe import ProbeResult, probe
from mathscale_core.adapters.models.registry import OFFLINE, Registry, checked, read_registry, write_registry
from mathscale_core.errors import InputError
from mathscale_core.pipeline.people import require
from mathscale_core.records import Endpoint
from mathscale_core.workspace import Workspace

#: One process holds a workspace; two of its threads may not read, change and write the file at once.
_writing = threading.Lock()


def list_endpoints(workspace: Workspace) -> list[Endpoint]:
    """The endpoints, in the order in which they were added.

    Raises:
        InputError: ``endpoints.json`` cannot be read.
    """
    return list(read_registry(workspace.root).endpoints)


def default_endpoint(workspace: Workspace) -> str | None:
    """Name of the endpoint that serves where none is named, None for the offline provider.

    Raises:
        InputError: ``endpoints.json`` cannot be read.
    """
    return read_registry(workspace.root).default


def key_state(workspace: Workspace, endpoint: Endpoint) -> str:
    """Whether the endpoint's key is there: ``set``, ``missing``, or ``none`` where it needs none."""
    if not endpoint.key_env:
        return "none"
    return "set" if workspace.secrets.get(endpoint.key_env, "").strip() else "missing"


def save_endpoint(workspace: Workspace, endpoint: Endpoint, *, default: bool = False) -> Registry:
    """Add an endpoint, or put another in the place of the one of that name.

    Raises:
        InputError: A field does not fit, or the file cannot be read; nothing was written.
    """
    require(workspace, "save_endpoint")
    with _writing:
        registry = read_registry(workspace.root).with_endpoint(endpoint, default=default)
        write_registry(workspace.root, registry)
    return registry


def remove_endpoint(workspace: Workspace, name: str) -> Registry:
    """Remove an endpoint; where it was the default, the offline provider is the default again.

    Raises:
        NotFoundError: There is none of that name.
        InputError: The file cannot be read.
    """
    require(workspace, "remove_endpoint")
    with _writing:
        registry = read_registry(workspace.root).without(name)
        write_registry(workspace.root, registry)
    return registry


def set_default(workspace: Workspace, name: str | None) -> Registry:
    """Choose what serves where nobody is named; None or ``offline`` for the offline provider.

    Raises:
        NotFoundError: There is no endpoint of that name.
        InputError: The file cannot be read.
    """
    require(workspace, "set_default")
    with _writing:
        registry = read_registry(workspace.root)
        chosen = None if name in {None, OFFLINE} else registry.get(str(name)).name
        registry = replace(registry, default=chosen)
        write_registry(workspace.root, registry)
    return registry


def provider_of(workspace: Workspace, endpoint: str | None = None, offline: bool = False) -> Endpoint | None:
    """Who serves: the named endpoint, else the default one; None is the offline provider.

    Raises:
        NotFoundError: There is no endpoint of that name; the message names those there are.
        InputError: Both are asked for, or ``endpoints.json`` cannot be read.
    """
    if offline and endpoint not in {None, OFFLINE}:
        raise InputError(
            f"Both the endpoint {endpoint} and the offline provider were asked for.", "one of them.", "Leave one out."
        )
    # Offline must work whatever became of the file.
    if offline or endpoint == OFFLINE:
        return None
    registry = read_registry(workspace.root)
    name = endpoint or registry.default
    return registry.get(name) if name else None


def test_endpoint(workspace: Workspace, name: str) -> ProbeResult:
    """Send one small real request to an endpoint, without retries, and say what it showed.

    Raises:
        NotFoundError: There is no endpoint of that name.
        ModelError: The key is missing, the server cannot be reached, or what it says in its own words.
    """
    require(workspace, "test_endpoint")
    return try_endpoint(workspace, read_registry(workspace.root).get(name))


def try_endpoint(workspace: Workspace, endpoint: Endpoint) -> ProbeResult:
    """Like :func:`test_endpoint`, for an endpoint that is not saved.

    Raises:
        InputError: A field does not fit.
        ModelError: As for :func:`test_endpoint`.
    """
    require(workspace, "try_endpoint")
    # A person waits: what a job would try again after a while is an answer here.
    return asyncio.run(probe(open_model(replace(checked(endpoint), retries=0), workspace.secrets)))
