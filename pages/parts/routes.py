"""What the server answers beside its screens: ``/healthz`` for who watches it, ``/command`` for commands, a script.

A command is taken from this machine only, and from whoever may read the workspace's owner file.
"""

import re
from functools import partial

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from mathscale_core.bundled import vis_network
from mathscale_core.cli.forward import HEALTH, LOOPBACK, PATH, TOKEN
from mathscale_core.cli.forwarded import answer, read_asked
from mathscale_core.errors import InputError
from pages.parts.serving import OWNER, health

#: Longer than any command line that the system takes.
MOST_BYTES = 4_000_000
_OWN_NAME = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d+)?")


async def healthz(_: Request) -> Response:
    """How the workspace is; 503 where it does not work."""
    found = health()
    return JSONResponse(found, 503 if found["status"] == "error" else 200, {"Cache-Control": "no-store"})


async def command(request: Request) -> Response:
    """Run a command on the open workspace; lines of JSON tell how it goes."""
    refused = _refusal(request)
    if refused:
        return PlainTextResponse(refused, 403)
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return PlainTextResponse("The command is too long.", 413)
    try:
        asked = read_asked(body)
    except InputError as error:
        return PlainTextResponse(error.found, 400)
    # The token is looked at again as the workspace is lent: another one may have been opened meanwhile.
    lend = partial(OWNER.lent, request.headers.get(TOKEN, ""))
    return StreamingResponse(answer(lend, asked, lambda: OWNER.ending), media_type="application/x-ndjson")


def vis(_: Request) -> Response:
    """vis-network for the graph canvas: inside the component it would travel with every visit, and run anew."""
    return FileResponse(vis_network(), media_type="text/javascript", headers={"Cache-Control": "max-age=86400"})


def _refusal(request: Request) -> str:
    """Why a request is none of ours, ``""`` where it is.

    A web page elsewhere can send requests here under a name of its own: their Host says so.
    """
    if request.client is None or request.client.host not in LOOPBACK:
        return "Commands are taken from this machine only."
    if not _OWN_NAME.fullmatch(request.headers.get("host", "").lower()):
        return "The address is not this machine's own."
    if not OWNER.admits(request.headers.get(TOKEN, "")):
        return "The token is not this workspace's."
    return ""


ROUTES = [Route(HEALTH, healthz), Route("/vis-network.js", vis), Route(PATH, command, methods=["POST"])]
