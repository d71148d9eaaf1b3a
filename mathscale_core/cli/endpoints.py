"""Commands on model endpoints: list, add, remove, choose the default, test."""

import argparse
from dataclasses import asdict, fields
from typing import Any

from mathscale_core.adapters.models.registry import OFFLINE, STRUCTURED, Registry, read_registry
from mathscale_core.cli.command import Arguments, Command, Result
from mathscale_core.pipeline import endpoints
from mathscale_core.ports import Report
from mathscale_core.records import Endpoint
from mathscale_core.workspace import Workspace

#: Fields of an endpoint that are set by a flag of their name where they are not required.
_NUMBERS = {
    "concurrency": (int, "most requests at once"),
    "requests_per_minute": (int, "most requests a minute, 0 for no limit"),
    "tokens_per_minute": (int, "most tokens a minute, 0 for no limit"),
    "timeout": (float, "seconds until a request is given up"),
    "retries": (int, "how often a failed request is sent again"),
    "max_tokens": (int, "most tokens of one reply"),
    "input_price": (float, "price of a million prompt tokens"),
    "output_price": (float, "price of a million reply tokens"),
}


def _all(workspace: Workspace, registry: Registry) -> Result:
    return {"endpoints": [_row(workspace, e) for e in registry.endpoints], "default": registry.default or OFFLINE}


def _row(workspace: Workspace, endpoint: Endpoint) -> dict[str, Any]:
    seconds = endpoint.timeout
    whole = int(seconds) if seconds.is_integer() else seconds
    return asdict(endpoint) | {"timeout": whole, "key": endpoints.key_state(workspace, endpoint)}


def _say(result: Result) -> list[str]:
    lines = [f"default    {result['default']}", f"endpoints  {len(result['endpoints'])}"]
    for row in result["endpoints"]:
        lines.append(f"  {row['name']}: {row['model']} at {row['base_url']}, {row['concurrency']} requests at once")
        if row["key_env"]:
            lines.append(f"    its key, {row['key_env']}, is {row['key']}")
    return lines


def _list(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return _all(workspace, read_registry(workspace.root))


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", required=True, help="its name in this workspace")
    parser.add_argument("--base-url", required=True, help="address up to the version, such as http://127.0.0.1:8000/v1")
    parser.add_argument("--model", required=True, help="model that it is asked for")
    parser.add_argument("--key-env", metavar="NAME", help="environment variable that holds its key (never the key)")
    for name, (kind, text) in _NUMBERS.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=kind, metavar="N", help=text)
    parser.add_argument("--structured", choices=STRUCTURED, help="how JSON is asked for")
    parser.add_argument("--currency", help="currency of the prices")
    parser.add_argument("--default", action="store_true", help="serve where no endpoint is named")


def _add(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    given: dict[str, Any] = {f.name: getattr(arguments, f.name) for f in fields(Endpoint)}
    endpoint = Endpoint(**{name: value for name, value in given.items() if value is not None})
    return _all(workspace, endpoints.save_endpoint(workspace, endpoint, default=arguments.default))


def _name_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="name of the endpoint")


def _remove(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return _all(workspace, endpoints.remove_endpoint(workspace, arguments.name))


def _default_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help=f"name of the endpoint, or {OFFLINE}")


def _default(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return _all(workspace, endpoints.set_default(workspace, arguments.name))


def _test(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    seen = endpoints.test_endpoint(workspace, arguments.name)
    return {
        "endpoint": seen.endpoint, "ok": seen.ok, "seconds": round(seen.seconds, 3), "structured": seen.structured,
        "tokens": seen.tokens, "reply": seen.reply, "model": seen.model, "requests": seen.requests,
        "notes": list(seen.notes),
    }  # fmt: skip


COMMANDS = (
    Command(("endpoints", "list"), "the model endpoints and the default", _list, say=_say),
    Command(
        ("endpoints", "add"), "add a model endpoint, or replace the one of that name", _add, _add_arguments, say=_say
    ),
    Command(("endpoints", "remove"), "remove a model endpoint", _remove, _name_argument, say=_say),
    Command(
        ("endpoints", "default"), "choose who serves where no endpoint is named", _default, _default_arguments, say=_say
    ),
    Command(("endpoints", "test"), "send one small real request to an endpoint", _test, _name_argument),
)
