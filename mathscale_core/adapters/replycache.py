"""The reply cache: one SQLite file in the workspace; no recorded reply is ever asked for again."""

import json
import sqlite3
from pathlib import Path

from mathscale_core.records import ModelReply, ModelRequest, digest


class ReplyCache:
    """Replies by (model, prompt version, input, parameters, sample); safe for several processes (WAL)."""

    def __init__(self, path: Path) -> None:
        # One worker's event loop reads and writes it from one thread.
        self._connection = sqlite3.connect(path, timeout=30.0)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("CREATE TABLE IF NOT EXISTS replies (key TEXT PRIMARY KEY, reply TEXT NOT NULL)")
        self._connection.commit()

    def get(self, model: str, request: ModelRequest) -> ModelReply | None:
        """The recorded reply, marked as cached."""
        row = self._connection.execute("SELECT reply FROM replies WHERE key = ?", [_key(model, request)]).fetchone()
        if row is None:
            return None
        value = json.loads(row[0])
        prompt_tokens = value.get("prompt_tokens", 0)
        return ModelReply(value["text"], value["provider"], value["tokens"], cached=True, prompt_tokens=prompt_tokens)

    def put(self, model: str, request: ModelRequest, reply: ModelReply) -> None:
        """Record a reply; it is on disk when this returns."""
        value = {
            "text": reply.text, "provider": reply.provider,
            "tokens": reply.tokens, "prompt_tokens": reply.prompt_tokens,
        }  # fmt: skip
        row = [_key(model, request), json.dumps(value, ensure_ascii=False)]
        self._connection.execute("INSERT OR REPLACE INTO replies VALUES (?, ?)", row)
        self._connection.commit()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _key(model: str, request: ModelRequest) -> str:
    return digest([model, request.prompt, request.text, dict(request.parameters), request.sample])
