"""A scripted server of OpenAI's protocol on this machine: real HTTP, and able to fail in the ways that servers do.

A script is a function from the body of a request to what is answered: a text, or one of the answers below. The server
records what it was asked. It listens on 127.0.0.1 only, on a free port, and ends with its block.
"""

import hashlib
import json
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from mathscale_core.records import Endpoint
from mathscale_core.testing.scripted import concept_reply

MODEL = "scripted-model"
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Reply:
    """A chat completion.

    Attributes:
        text: What the model says, None for nothing at all.
        finish: Why it ended: ``stop``, ``length``, ``content_filter``.
        usage: Tokens of (prompt, reply); None where the server does not say.
        seconds: How long the model takes.
        refusal: What it says instead where it refuses.
    """

    text: str | None
    finish: str = "stop"
    usage: tuple[int, int] | None = (11, 7)
    seconds: float = 0.0
    refusal: str | None = None


@dataclass(frozen=True, slots=True)
class Raw:
    """Any answer, byte by byte.

    Attributes:
        body: Its body.
        status: Its status.
        type: Its content type.
        headers: Further headers.
    """

    body: bytes
    status: int = 200
    type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hang:
    """No answer at all, until the server ends."""


@dataclass(frozen=True, slots=True)
class Drip:
    """An answer that never ends: a byte after each pause.

    Attributes:
        pause: Seconds between two bytes.
        headers: Whether even the headers never end.
    """

    pause: float = 0.05
    headers: bool = False


@dataclass(frozen=True, slots=True)
class Huge:
    """An answer of so many bytes.

    Attributes:
        size: Bytes, sent as fast as they are taken.
    """

    size: int = 50_000_000


@dataclass(frozen=True, slots=True)
class BreakOff:
    """The connection is closed in the middle of the body, or before the answer where nothing was said.

    Attributes:
        said: What of the body is sent before.
    """

    said: bytes = b""


Answer = str | Reply | Raw | Hang | Drip | Huge | BreakOff
Body = Mapping[str, Any]
Script = Callable[[Body], Answer]


@dataclass(frozen=True, slots=True)
class Received:
    """One request as it came in.

    Attributes:
        path: Its path.
        headers: Its headers, names in small letters.
        body: Its body, ``{}`` where there was none.
    """

    path: str
    headers: Mapping[str, str]
    body: Body

    @property
    def text(self) -> str:
        """What the last message says."""
        return message_of(self.body)


class ScriptedServer:
    """The server; use it as a context manager.

    >>> with ScriptedServer(lambda body: f"You said {message_of(body)}.") as server:
    ...     server.endpoint().model, len(server.requests)
    ('scripted-model', 0)
    """

    def __init__(self, script: Script, *, key: str = "") -> None:
        """Set the server up.

        Args:
            script: From the body of each request to its answer; called from several threads.
            key: The key that requests must carry; without it every request is served.
        """
        self._script = script
        self._key = key
        self._lock = threading.Lock()
        self._requests: list[Received] = []
        self._ending = threading.Event()
        self._server: _Server | None = None

    def __enter__(self) -> "ScriptedServer":
        self._ending.clear()
        self._server = _Server(self)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), name="scripted-server", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server
        self._ending.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def base_url(self) -> str:
        """Its address up to the version."""
        assert self._server
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    @property
    def requests(self) -> list[Received]:
        """The chat requests so far, in the order in which they came, refused ones included."""
        with self._lock:
            return [r for r in self._requests if r.path.endswith("/chat/completions")]

    def endpoint(self, name: str = "scripted") -> Endpoint:
        """An endpoint for it that is impatient as tests are; ``dataclasses.replace`` makes it another."""
        return Endpoint(name, self.base_url, MODEL, timeout=10.0, retries=0)

    def receive(self, received: Received) -> Answer:
        """Record a request and give its answer."""
        with self._lock:
            self._requests.append(received)
        given = received.headers.get("authorization", "")
        if self._key and given != f"Bearer {self._key}":
            # As some servers do, it repeats what it was given.
            return failure(401, f"Incorrect API key provided: {given.removeprefix('Bearer ') or 'none'}.")
        if received.path.endswith("/models"):
            return Raw(json.dumps({"object": "list", "data": [{"id": MODEL, "object": "model"}]}).encode())
        if not received.path.endswith("/v1/chat/completions"):
            return failure(404, f"There is nothing at {received.path}.")
        return self._script(received.body)

    def wait(self, seconds: float) -> bool:
        """Wait; whether the server ended meanwhile."""
        return self._ending.wait(seconds)


def message_of(body: Body) -> str:
    """What the last message of a request says."""
    messages = body.get("messages") or [{}]
    return str(messages[-1].get("content", ""))


def failure(status: int, message: str, *, param: str = "", headers: Mapping[str, str] | None = None) -> Raw:
    """An error in OpenAI's form."""
    error = {"message": message, "type": "invalid_request_error", "param": param or None, "code": None}
    return Raw(json.dumps({"error": error}).encode(), status, headers=headers or {})


def page(title: str, status: int = 200) -> Raw:
    """A page for people, as a proxy or a wrong address gives."""
    text = f"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>"
    return Raw(text.encode(), status, "text/html; charset=utf-8")


def in_turn(*answers: Answer | Script) -> Script:
    """A script that gives one answer after the other; the last one stays."""
    lock, left = threading.Lock(), list(answers)

    def script(body: Body) -> Answer:
        with lock:
            answer = left.pop(0) if len(left) > 1 else left[0]
        return answer(body) if callable(answer) else answer

    return script


def refusing(parameter: str, script: Script, message: str = "") -> Script:
    """A script that refuses every request that carries a parameter, and follows another for those that do not."""
    said = message or f"Unsupported parameter: '{parameter}' is not supported with this model."

    def checked(body: Body) -> Answer:
        return failure(400, said, param=parameter) if parameter in body else script(body)

    return checked


#: Of a few concepts, so that each is named by several questions and stays in the graph.
_CONCEPTS = (
    ("Fractions", ("Adding and subtracting fractions", "Fraction of a quantity")),
    ("Percentages", ("Percent of a quantity", "Fraction of a quantity")),
    ("Money", ("Unit price", "Percent of a quantity")),
    ("Linear equations", ("Solving linear equations", "Unit price")),
)


def answers_concepts(body: Body) -> str:
    """A script for extraction: one or two topics and their knowledge points, told by the prompt's text alone."""
    number = _number(message_of(body))
    count = 1 + number // 16 % 2
    chosen = [_CONCEPTS[(number + step) % len(_CONCEPTS)] for step in range(count)]
    kps = dict.fromkeys(kp for _, kps in chosen for kp in kps)
    return concept_reply([topic for topic, _ in chosen], list(kps))


def picks_concepts(body: Body) -> str:
    """A script for guided extraction: a topic and up to two knowledge points of the offer, and a name beyond it."""
    text = message_of(body)
    number = _number(text)
    topics, _, kps = text[text.find("\nTopics (") : text.find("\nChoose by number")].partition("\nKnowledge points (")
    new = [{"kind": "kp", "name": f"Technique {number % 3 + 1}"}]
    return json.dumps({"topics": _some(topics, 1, number), "knowledge_points": _some(kps, 2, number), "new": new})


def writes_questions(body: Body) -> str:
    """A script for generation: a well-formed sum, its numbers told by the prompt's text, so that each is another."""
    number = _number(f"{message_of(body)} {body.get('seed')}")
    first, second = 100 + number % 89_989, 100 + number // 89_989 % 89_983
    asks = re.findall(r"^- (.+)$", message_of(body), re.MULTILINE)[:6]
    about = f" (about {', '.join(asks)})" if asks else ""
    question = f"A library had ${first}$ books and was given ${second}$ more. How many books does it have{about}?"
    solution = f"We add: ${first} + {second} = {first + second}$. The answer is {first + second}."
    return json.dumps({"question": question, "solution": solution, "answer": str(first + second)}, ensure_ascii=False)


def answers_all(body: Body) -> str:
    """A script for every task, told apart by the form that the prompt asks for."""
    text = message_of(body)
    if '"solution"' in text:
        return writes_questions(body)
    return picks_concepts(body) if '"new"' in text else answers_concepts(body)


def _some(offer: str, most: int, number: int) -> list[int]:
    """Numbers of so many lines of an offer, from a place on that a number tells."""
    offered = re.findall(r"^\[(\d+)\] ", offer, re.MULTILINE)
    return [int(offered[(number + step) % len(offered)]) for step in range(min(most, len(offered)))]


def _number(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest()[:12], 16)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Threads that hang or drip see the server's end and stop by themselves.
    block_on_close = False
    request_queue_size = 512

    def __init__(self, owner: ScriptedServer) -> None:
        self.owner = owner
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is no error of the server."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._serve({})

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers.get("content-length", "0")))
        try:
            body = json.loads(sent)
        except ValueError:
            self._whole(failure(400, "The body is no JSON."))
            return
        self._serve(body if isinstance(body, dict) else {})

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the base class's)
        """Tests speak for themselves."""

    def _serve(self, body: Body) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.server.owner.receive(Received(self.path, headers, body))
        if isinstance(answer, str):
            answer = Reply(answer)
        if isinstance(answer, Reply):
            time.sleep(answer.seconds)
            self._whole(Raw(_completion(answer, body)))
        elif isinstance(answer, Raw):
            self._whole(answer)
        else:
            self.close_connection = True
            self._never_whole(answer)

    def _whole(self, answer: Raw) -> None:
        self._head(answer.status, len(answer.body), answer.type, answer.headers)
        self.wfile.write(answer.body)
        self.wfile.flush()

    def _never_whole(self, answer: Hang | Drip | Huge | BreakOff) -> None:
        owner = self.server.owner
        if isinstance(answer, Hang):
            owner.wait(3600)
        elif isinstance(answer, Drip):
            if answer.headers:
                self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Drip: ")
            else:
                self._head(200, 10**9)
            while not owner.wait(answer.pause):
                self.wfile.write(b" ")
                self.wfile.flush()
        elif isinstance(answer, Huge):
            self._head(200, answer.size)
            for start in range(0, answer.size, _CHUNK):
                if owner.wait(0):
                    return
                self.wfile.write(b" " * min(_CHUNK, answer.size - start))
        elif answer.said:
            self._head(200, len(answer.said) + 1000)
            self.wfile.write(answer.said)

    def _head(
        self, status: int, size: int, kind: str = "application/json", more: Mapping[str, str] | None = None
    ) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(size), **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()


def _completion(reply: Reply, body: Body) -> bytes:
    message = {"role": "assistant", "content": reply.text, "refusal": reply.refusal}
    value: dict[str, Any] = {
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": body.get("model", MODEL),
        "choices": [{"index": 0, "message": message, "finish_reason": reply.finish}],
    }  # fmt: skip
    if reply.usage:
        prompt, written = reply.usage
        value["usage"] = {"prompt_tokens": prompt, "completion_tokens": written, "total_tokens": prompt + written}
    return json.dumps(value, ensure_ascii=False).encode()
