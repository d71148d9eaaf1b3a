"""What typed words ask: by SQL here, by characters and their categories in the oracle."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathscale_core.adapters.store.database import Database
from mathscale_core.adapters.store.wording import read_typed, stands

ALPHABET = "ab cdeX 12-._$^{}\\%é五支ж≤π\n"


def answers(text: str, question: str) -> bool:
    """Whether every typed word stands in a question, said without SQL and without an expression."""
    small = unicodedata.normalize("NFC", question).lower()
    for chunk in unicodedata.normalize("NFC", text).lower().split():
        words, asked = split(small), split(chunk)
        if (asked == [] or asked != [chunk]) and chunk not in small:
            return False
        if asked and not any(run(words[n : n + len(asked)], asked) for n in range(len(words))):
            return False
    return True


def run(found: list[str], asked: list[str]) -> bool:
    last = asked[-1]
    begun = len(last) >= 3 and not any(c.isdigit() for c in last)
    ends = found[-1].startswith(last) if begun else found[-1] == last
    return len(found) == len(asked) and found[:-1] == asked[:-1] and ends


def split(text: str) -> list[str]:
    words, word = list[str](), ""
    for c in f"{text} ":
        alone = c in "五支≤"
        if unicodedata.category(c)[0] in "LMN" and not alone:
            word += c
            continue
        words += [w for w in (word, c if alone else "") if w]
        word = ""
    return words


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    folder: Path = tmp_path_factory.mktemp("wording")
    return Database(folder / "workspace.duckdb", owner_file=folder / "owner.json")


def found(database: Database, text: str, question: str) -> bool:
    parts = [stands(typed, "t.question") for typed in read_typed(database, text)]
    condition = " AND ".join(sql for sql, _ in parts) or "true"
    values = [value for _, values in parts for value in values]
    return bool(database.scalar(f"SELECT {condition} FROM (SELECT ? AS question) t", [*values, question]))


@pytest.mark.parametrize(
    ("text", "question", "is_found"),
    [
        ("", "Anything.", True),
        ("pens FIVE", "Ada has five pens.", True),
        ("frac", "All fractions", True),
        ("ract", "All fractions", False),
        ("12", "There are 123.", False),
        ("12", "There are 12.", True),
        ("x", "The sextant x", True),
        ("x", "The sextant", False),
        ("x^2", "Let $x^2+1$ be", True),
        ("x^2", "Let $x_2$ be", False),
        (r"\frac{1}{2}", r"Half is $\frac{1}{2}$.", True),
        (r"\frac{1}{2}", r"Half is $\frac{1}{3}$.", False),
        ("100%", "All of it, 100%", True),
        ("100%", "All of it, 100", False),
        ("%", "100%", True),
        ("MÖBIUS", "das Mo\u0308biusband", True),
        ("支", "五支笔", True),
        ("≤", "x≤2", True),
        ("'; DROP", "x'; drop y", True),
    ],
)
def test_a_typed_word_stands_where_a_reader_sees_it(
    database: Database, text: str, question: str, is_found: bool
) -> None:
    """Begun words, whole numbers, signs as typed, any case, any script; the oracle agrees."""
    assert found(database, text, question) is is_found
    assert answers(text, question) is is_found


@settings(max_examples=150, deadline=None)
@given(st.text(ALPHABET, max_size=6), st.text(ALPHABET, max_size=14))
def test_typed_words_are_found_as_the_oracle_finds_them(database: Database, text: str, question: str) -> None:
    """Whatever is typed and whatever is asked."""
    assert found(database, text, question) == answers(text, question)
