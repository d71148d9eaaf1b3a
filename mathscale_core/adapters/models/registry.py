"""The endpoints of a workspace: ``endpoints.json``, read and checked at this door, written whole.

The file holds no key, only the name of the environment variable that has it.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from mathscale_core.adapters.files import write_text
from mathscale_core.errors import InputError, NotFoundError
from mathscale_core.records import Endpoint

FILE = "endpoints.json"
#: The name under which the offline provider is asked for; no endpoint may take it.
OFFLINE = "offline"
STRUCTURED = ("auto", "json_schema", "json_object", "none")
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
#: A word of so many capitals and digits without an underscore is a key rather than the name of a variable.
_KEY_LENGTH, _KEY_DIGITS = 16, 3


def _address(text: str) -> str:
    text = text.strip().rstrip("/")
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or re.search(r"[\s\x00-\x1f\\]", text):
        raise ValueError("it is no http or https address")
    if parts.username is not None or parts.password is not None:
        raise ValueError("it holds a user name or password, which would be stored; keys come from the environment")
    if parts.query or parts.fragment or "?" in text or "#" in text:
        raise ValueError("it has a query or fragment; wanted is the address up to the version, such as .../v1")
    try:
        parts.hostname.encode("idna")
    except UnicodeError:
        raise ValueError("its host can be no host's name") from None
    if parts.port == 0 or parts.path.endswith("/completions"):
        raise ValueError("wanted is the address up to the version, such as http://127.0.0.1:8000/v1")
    return text


def _variable(text: str) -> str:
    if text and (not re.fullmatch(r"[A-Z_][A-Z0-9_]*", text) or _looks_like_key(text)):
        # What stands there may be the key itself: it is not repeated.
        raise ValueError(
            "it is no name of an environment variable, such as OPENAI_API_KEY (the key itself is not kept)"
        )
    return text


def _looks_like_key(text: str) -> bool:
    return "_" not in text and len(text) >= _KEY_LENGTH and sum(c.isdigit() for c in text) >= _KEY_DIGITS


def _label(text: str) -> str:
    if text.lower() == OFFLINE:
        raise ValueError("this name belongs to the offline provider")
    return text


def _model(text: str) -> str:
    if not text.isprintable() or text != text.strip():
        raise ValueError("it holds blanks at its ends or characters that cannot be printed")
    if text.lower().startswith(OFFLINE):
        # Stored with each reply, it would pass for the offline provider.
        raise ValueError("a model's name may not begin with 'offline'")
    return text


Price = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]


class _Entry(BaseModel):
    """One endpoint as it stands in the file."""

    # A key that was put into the wrong field must not come back in the message.
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,40}$"), AfterValidator(_label)]
    base_url: Annotated[str, Field(max_length=500), AfterValidator(_address)]
    model: Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_model)]
    key_env: Annotated[str, Field(max_length=100), AfterValidator(_variable)] = ""
    concurrency: int = Field(default=8, ge=1, le=512)
    requests_per_minute: int = Field(default=0, ge=0, le=10_000_000)
    tokens_per_minute: int = Field(default=0, ge=0, le=1_000_000_000)
    timeout: float = Field(default=120.0, ge=1, le=3600, allow_inf_nan=False)
    retries: int = Field(default=4, ge=0, le=20)
    max_tokens: int = Field(default=2048, ge=1, le=200_000)
    structured: Literal["auto", "json_schema", "json_object", "none"] = "auto"
    input_price: Price | None = None
    output_price: Price | None = None
    currency: str = Field(default="USD", pattern=r"^[A-Za-z]{1,8}$")


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    default: str | None = None
    endpoints: list[_Entry] = Field(default_factory=list, max_length=200)


_Checked = TypeVar("_Checked", _Entry, _File)


@dataclass(frozen=True, slots=True)
class Registry:
    """The endpoints of a workspace.

    Attributes:
        endpoints: In the order in which they were added.
        default: Name of the one that serves where none is named, None for the offline provider.
    """

    endpoints: tuple[Endpoint, ...] = ()
    default: str | None = None

    def get(self, name: str) -> Endpoint:
        """The endpoint of that name.

        Raises:
            NotFoundError: There is none; the message names those there are.
        """
        for endpoint in self.endpoints:
            if endpoint.name == name:
                return endpoint
        there = ", ".join(e.name for e in self.endpoints)
        raise NotFoundError(
            f"There is no endpoint {name[:80]!r}.",
            f"one of {there}." if there else "an endpoint; none is set up yet.",
            "See 'mathscale endpoints list', or add it with 'mathscale endpoints add'.",
        )

    def with_endpoint(self, endpoint: Endpoint, *, default: bool) -> "Registry":
        """The registry with one more endpoint, or with another under a name that was there.

        Raises:
            InputError: A field does not fit.
        """
        endpoint = checked(endpoint)
        rest = {e.name: e for e in self.endpoints} | {endpoint.name: endpoint}
        return replace(self, endpoints=tuple(rest.values()), default=endpoint.name if default else self.default)

    def without(self, name: str) -> "Registry":
        """The registry without that endpoint; a default that goes leaves the offline provider as default.

        Raises:
            NotFoundError: There is none of that name.
        """
        gone = self.get(name)
        left = tuple(e for e in self.endpoints if e is not gone)
        return Registry(left, None if self.default == name else self.default)


def is_loopback(base_url: str) -> bool:
    """Whether an address is on this machine."""
    return urlsplit(base_url).hostname in _LOOPBACK


def is_open(base_url: str) -> bool:
    """Whether what is sent there can be read on the way."""
    return base_url.startswith("http:") and not is_loopback(base_url)


def checked(endpoint: Endpoint) -> Endpoint:
    """The endpoint with its address in one form.

    Raises:
        InputError: A field does not fit; the message names it and does not repeat what may be a key.
    """
    return Endpoint(**_validated(_Entry, asdict(endpoint), "The endpoint", "Mend the field.").model_dump())


def read_registry(folder: Path) -> Registry:
    """The endpoints of a workspace's folder; none where there is no file.

    Raises:
        InputError: The file cannot be read; it is left as it is.
    """
    path = folder / FILE
    remedy = f"Mend {path}, or move it away and add the endpoints again."
    try:
        value = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Registry()
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f"{path} cannot be read ({type(error).__name__}).", "a JSON object.", remedy) from None
    file = _validated(_File, value, str(path), remedy)
    endpoints = tuple(Endpoint(**entry.model_dump()) for entry in file.endpoints)
    names = [e.name for e in endpoints]
    if len(set(names)) < len(names):
        raise InputError(f"{path}: endpoints: a name stands there twice.", "each name once.", remedy)
    if file.default is not None and file.default not in names:
        raise InputError(f"{path}: default: there is no such endpoint.", f"null or one of {names}.", remedy)
    return Registry(endpoints, file.default)


def write_registry(folder: Path, registry: Registry) -> None:
    """Write the file whole; raises what ``write_text`` raises."""
    value = {"default": registry.default, "endpoints": [asdict(e) for e in registry.endpoints]}
    write_text(folder / FILE, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def _validated(model: type[_Checked], value: object, where: str, remedy: str) -> _Checked:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        field = _place(first["loc"])
        said = str(first["msg"]).removeprefix("Value error, ")
        raise InputError(f"{where}: {field}: {said}.", _WANTED.get(field.split(".")[-1], _FIELDS), remedy) from None


_FIELDS = f"the fields {', '.join(_Entry.model_fields)} with fitting values."
_WANTED = {
    "name": "1 to 40 letters, digits, dots, dashes or underscores.",
    "base_url": "an address such as http://127.0.0.1:8000/v1.",
    "model": "the name by which the server knows the model.",
    "key_env": "the name of an environment variable, such as OPENAI_API_KEY, or nothing.",
    "structured": f"one of {', '.join(STRUCTURED)}.",
    "currency": "letters, such as USD.",
}


def _place(loc: Sequence[Any]) -> str:
    """Where in the file the error is; a name that stands there and should not may be anything."""
    known = {"default", "endpoints", *_Entry.model_fields}
    return ".".join(str(p) if isinstance(p, int) or p in known else "a field that there is not" for p in loc) or "it"
