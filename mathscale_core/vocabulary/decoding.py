"""The door for a vocabulary's bytes: text in UTF-8, and XML that holds nothing but itself.

Comes in: the bytes of a file from outside. Goes out: its text, or the name of its outermost element; or a refusal.
"""

import re
from xml.parsers import expat

from mathscale_core.errors import InputError

#: Ten times the largest graph of the paper, as its most wordy format.
MAX_BYTES = 200_000_000
_NOTHING = "Nothing was applied"
_PACKED = (b"\x1f\x8b", b"PK\x03\x04", b"PAR1", b"%PDF")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
#: Characters that XML cannot hold, and what it would read as another one.
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def require_filled(data: bytes, name: str, wanted: str) -> None:
    """Refuse what is empty or beyond all bounds.

    Raises:
        InputError: It is.
    """
    if not data.strip():
        raise InputError(f"{name} is empty ({len(data)} bytes).", wanted, "Check that the export finished.")
    if len(data) > MAX_BYTES:
        raise InputError(
            f"{name} has {len(data):,} bytes.", f"at most {MAX_BYTES:,}.", f"{_NOTHING}; import it in parts."
        )


def decode(data: bytes, name: str, wanted: str) -> str:
    """The text of a file, with or without a byte-order mark.

    Raises:
        InputError: It is empty, too large, packed, or not UTF-8.
    """
    require_filled(data, name, wanted)
    if data.startswith(_UTF16):
        raise _encoding(name, "UTF-16")
    if data.startswith(_PACKED) or b"\x00" in data[:4]:
        raise InputError(
            f"{name} is a binary or packed file.", "plain text in UTF-8.",
            f"{_NOTHING}; unpack it or export it as text (a spreadsheet: 'CSV UTF-8').",
        )  # fmt: skip
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _encoding(name, f"byte 0x{data[error.start]:02x} in line {line}") from error


def outermost_element(data: bytes, name: str) -> str:
    """The outermost element of an XML file as ``namespace name``; a document type and entities are refused.

    A document type may define entities that grow without bound or that name files of this machine; no vocabulary needs
    one.

    Raises:
        InputError: It is empty, no XML, or has a document type.
    """
    require_filled(data, name, "an XML file.")
    parser = expat.ParserCreate(namespace_separator=" ")
    found: list[str] = []

    def refuse(*_: object) -> None:
        raise InputError(
            f"{name} has a document type (<!DOCTYPE …>).",
            "XML without document type and entities.",
            f"{_NOTHING}; delete the <!DOCTYPE …> part and write entities out, or export it as Turtle.",
        )

    def opened(element: str, _: object) -> None:
        found.append(element)
        parser.StartElementHandler = None

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = opened
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise InputError(
            f"{name} is no well-formed XML (line {error.lineno}: {expat.ErrorString(error.code)}).",
            "a whole XML file.",
            f"{_NOTHING}; export it anew.",
        ) from error
    return found[0]


def holdable(text: str) -> str:
    r"""The text without what XML cannot hold; a carriage return, which XML reads as a line feed, becomes one.

    >>> holdable("a\x00b\r\nc")
    'ab\nc'
    """
    return _NO_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _encoding(name: str, found: str) -> InputError:
    return InputError(
        f"{name} is not UTF-8: {found}.", "text in UTF-8.",
        f"{_NOTHING}; save it as UTF-8 (for a spreadsheet: 'CSV UTF-8') and import it again.",
    )  # fmt: skip
