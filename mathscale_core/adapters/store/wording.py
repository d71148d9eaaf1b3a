r"""What a typed text asks of a question's words, said once: for the text index, and as SQL where it does not reach.

A question is *spoken* as its words with single spaces, in small letters: signs part words, and a sign of mathematics
beyond ASCII or a character of a script without spaces is a word by itself. A typed word must stand in the question;
of three letters and more its beginning is enough, while numbers and shorter words must stand there whole. Signs that
are typed (``x^2``, ``\frac{1}{2}``) must stand there as they were typed.
"""

from dataclasses import dataclass

from mathscale_core.adapters.store.database import Database

#: Characters that are a word each: scripts without spaces, and arrows and signs of mathematics beyond ASCII.
_ALONE = (
    r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
    r"\x{2190}-\x{23FF}\x{2500}-\x{27FF}\x{2900}-\x{2BFF}"
)
#: The beginning of a word is enough from this many letters on.
_BEGINS = 3


@dataclass(frozen=True, slots=True)
class Typed:
    """One typed word.

    Attributes:
        words: Its words as spoken, ``""`` where it is made of signs alone.
        begins: Whether the last of them is but the beginning of a word.
        literal: What must stand in the question as it was typed, in small letters; ``""`` where the words say it all.
    """

    words: str
    begins: bool
    literal: str


def small(column: str) -> str:
    """A text in small letters, as SQL."""
    return f"lower(nfc_normalize({column}))"


def spoken(column: str) -> str:
    """The words of a text with a space before and behind each, as SQL."""
    parted = rf"regexp_replace({small(column)}, '([{_ALONE}])|[^\p{{L}}\p{{M}}\p{{N}}{_ALONE}]+', ' \1 ', 'g')"
    return f"regexp_replace(' ' || {parted} || ' ', ' +', ' ', 'g')"


def literally(typed: Typed, column: str = "question") -> tuple[str, list[object]]:
    """That the signs of a typed word stand in a column as typed, as SQL with its values."""
    return f"contains({small(column)}, ?)", [typed.literal]


def read_typed(db: Database, text: str) -> list[Typed]:
    """What a typed text asks for, word by word."""
    chunks = list(dict.fromkeys(text.split()))
    if not chunks:
        return []
    asked = f"trim({spoken('t.w')}) AS words, {small('t.w')} AS literal"
    found = db.rows(f"SELECT {asked} FROM (SELECT unnest(?) AS w) t", [chunks])
    return [_typed(row["words"], row["literal"]) for row in found]


def stands(typed: Typed, column: str = "question") -> tuple[str, list[object]]:
    """That a typed word stands in a column, as SQL with its values."""
    parts: list[str] = []
    values: list[object] = []
    # The cheap conditions first: each of them must hold for the dear one to do so.
    for text in (typed.literal,) if typed.literal else typed.words.split(" "):
        parts.append(f"contains({small(column)}, ?)")
        values.append(text)
    if typed.words:
        parts.append(f"contains({spoken(column)}, ?)")
        values.append(f" {typed.words}" + ("" if typed.begins else " "))
    return " AND ".join(parts), values


def _typed(words: str, literal: str) -> Typed:
    last = words.rsplit(" ", 1)[-1]
    begins = len(last) >= _BEGINS and not any(c.isdigit() for c in last)
    return Typed(words, begins, "" if words == literal else literal)
