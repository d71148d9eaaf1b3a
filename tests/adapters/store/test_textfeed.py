"""The text index beside the bank: it catches up, is made anew where it is not of this bank, and is never missed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mathscale_core.adapters.store import WORDS, Store
from mathscale_core.adapters.store.bank import Bank, BankFilter, Steps
from mathscale_core.adapters.store.database import Database
from mathscale_core.adapters.store.questions import QuestionTable
from mathscale_core.adapters.store.textfeed import TextFeed
from mathscale_core.adapters.textindex import TextIndex
from tests.adapters.store.test_questions import AT, question


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "workspace.duckdb", owner_file=tmp_path / "owner.json")
    yield opened
    opened.close()


def table(database: Database) -> tuple[QuestionTable, TextFeed]:
    """Questions of a bank that is indexed from the first one on."""
    feed = TextFeed(database, TextIndex(database.path.with_name(WORDS)), without=0)
    return QuestionTable(database, feed), feed


def found(questions: QuestionTable, text: str) -> list[str]:
    return [row["revision"] for row in questions.find(BankFilter(text=text))]


def write(questions: QuestionTable, feed: TextFeed, *numbers: int) -> None:
    questions.add([replace(question(n), question=f"Pens of box {n}.") for n in numbers], "", "local", AT)
    feed.wait()


def test_it_catches_up_with_what_comes(database: Database) -> None:
    """After each writing it covers the newest question, and finds it."""
    questions, feed = table(database)
    for n in (1, 2, 3):
        write(questions, feed, n)
        assert (feed.covers, found(questions, f"box {n}")) == (n, [f"q_{n}"])
    assert found(questions, "pens") == ["q_3", "q_2", "q_1"]
    feed.close()


def test_a_small_bank_has_no_index(store: Store, tmp_path: Path) -> None:
    """It is searched as quickly without one."""
    store.questions.add([replace(question(1), question="Five pens.")], "", "local", AT)
    assert [row["revision"] for row in store.questions.find(BankFilter(text="pens"))] == ["q_1"]
    store.feed.wait()
    assert (store.feed.covers, (tmp_path / WORDS).exists()) == (0, False)


def test_what_is_kept_serves_again(database: Database) -> None:
    """The next opening goes on where the index ended."""
    questions, feed = table(database)
    write(questions, feed, 1, 2)
    feed.close()
    before = (database.path.with_name(WORDS)).stat().st_ino
    questions, feed = table(database)
    write(questions, feed, 3)
    assert (feed.covers, found(questions, "pens")) == (3, ["q_3", "q_2", "q_1"])
    assert (database.path.with_name(WORDS)).stat().st_ino == before
    feed.close()


@pytest.mark.parametrize("content", [None, b"", b"SQLite format 3\0" + b"\1" * 200])
def test_a_missing_or_broken_index_is_made_anew(database: Database, content: bytes | None) -> None:
    """While it is used, and before; every question is found all the time."""
    questions, feed = table(database)
    write(questions, feed, 1, 2)
    file = database.path.with_name(WORDS)
    feed.close()
    TextIndex(file).clear()
    if content is not None:
        file.write_bytes(content)
    # Without a writing in between: only the words differ, so that nothing is remembered.
    assert found(questions, "box 1") == ["q_1"]
    questions, feed = table(database)
    assert found(questions, "box 2") == ["q_2"]
    feed.wait()
    assert (feed.covers, found(questions, "pens")) == (2, ["q_2", "q_1"])
    feed.close()


def test_the_index_of_another_bank_is_not_believed(database: Database, tmp_path: Path) -> None:
    """A database that was put back from a copy has other questions at the same places."""
    (tmp_path / "other").mkdir()
    other = Database(tmp_path / "other" / "workspace.duckdb", owner_file=tmp_path / "owner.json")
    questions, feed = table(other)
    write(questions, feed, 7, 8)
    feed.close()
    other.close()
    (tmp_path / "other" / WORDS).rename(database.path.with_name(WORDS))
    questions, feed = table(database)
    questions.add([replace(question(n), question=f"Ink of box {n}.") for n in (1, 2)], "", "local", AT)
    assert found(questions, "pens") == []
    assert found(questions, "ink") == ["q_2", "q_1"]
    feed.wait()
    assert found(questions, "ink box") == ["q_2", "q_1"]
    assert found(questions, "pens box") == []
    feed.close()


def test_what_is_being_written_is_found_by_its_writer_and_leaves_no_trace(database: Database) -> None:
    """A write that is rolled back was never in the index."""
    questions, feed = table(database)
    write(questions, feed, 1)

    def write_and_fail() -> None:
        with database.write():
            write(questions, feed, 2)
            assert found(questions, "box 2") == ["q_2"]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert found(questions, "box 2") == []
    write(questions, feed, 3)
    assert (feed.covers, found(questions, "box")) == (2, ["q_3", "q_1"])
    feed.close()


def test_hits_are_taken_in_turns_and_all_of_them(database: Database) -> None:
    """However few at once, with other filters and without."""
    questions, feed = table(database)
    write(questions, feed, *range(1, 41))
    bank = Bank(database, feed, Steps(stretches=(3,), read=0, hits=(2, 5)))
    assert [r["position"] for r in bank.find(BankFilter(text="pens"), 100)] == list(range(40, 0, -1))
    assert [r["position"] for r in bank.find(BankFilter(text="pens of", levels=("middle",)), 7, 3)] == list(
        range(37, 30, -1)
    )
    assert bank.count(BankFilter(text="box 7.", levels=("middle",))) == 1
    assert bank.count(BankFilter(text="box", levels=("high",))) == 0
    feed.close()
