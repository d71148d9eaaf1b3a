"""What a command is, and its result as text."""

import argparse

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.cli.command import MOST, count, plain, provider_arguments, random_number


def test_an_empty_result_has_no_lines() -> None:
    """Nothing to say is nothing said."""
    assert plain({}) == []


def test_keys_stand_in_a_column_and_values_in_another() -> None:
    """Keys are padded to the longest; numbers have separators, shares three places."""
    assert plain({"seeds": 12345, "novelty": 0.98765, "exhausted": False, "digest": "ab", "mix": None}) == [
        "seeds      12,345",
        "novelty    0.988",
        "exhausted  False",
        "digest     ab",
        "mix        –",
    ]


def test_a_mapping_is_one_line() -> None:
    """Names with their values; an empty one says so."""
    assert plain({"edges": {"topic_kp": 1234, "kp_kp": 5}, "excluded": {}}) == [
        "edges     topic_kp 1,234, kp_kp 5",
        "excluded  none",
    ]


def test_rows_stand_below_their_number() -> None:
    """A list shows how many it holds, then its first twenty rows, then that there are more."""
    few = plain({"jobs": [{"id": "j_1", "topics": ["A", "B"], "kps": []}]})
    assert few == ["jobs  1\n      id j_1, topics A, B, kps none"]
    many = plain({"ids": [f"s_{i}" for i in range(1300)]})[0].split("\n")
    assert [many[0], many[1], many[20], many[21]] == ["ids  1,300", "     s_0", "     s_19", "     …"]
    assert len(many) == 22


def test_a_long_list_inside_a_row_is_cut_short() -> None:
    """The first eight, and how many more."""
    assert plain({"parents": {"seeds": list("abcdefghij")}}) == ["parents  seeds a, b, c, d, e, f, g, h and 2 more"]


@given(st.integers())
def test_a_random_number_fits_the_store(number: int) -> None:
    """Whole numbers from 0 to 2^63 - 1 are taken as they are, and no others."""
    if 0 <= number < 1 << 63:
        assert random_number(str(number)) == number
    else:
        with pytest.raises(argparse.ArgumentTypeError):
            random_number(str(number))


@given(st.integers())
def test_a_count_fits_the_memory(number: int) -> None:
    """Whole numbers up to the most are taken as they are, and no greater ones."""
    assert count(str(MOST)) == MOST
    if number <= MOST:
        assert count(str(number)) == number
    else:
        with pytest.raises(argparse.ArgumentTypeError, match="wanted a number up to"):
            count(str(number))


def test_who_serves_may_be_named() -> None:
    """An endpoint by name, or the offline provider; nobody names both."""
    parser = argparse.ArgumentParser()
    provider_arguments(parser)
    read = [vars(parser.parse_args(words)) for words in ([], ["--offline"], ["--endpoint", "local"])]
    assert read == [
        {"endpoint": None, "offline": False}, {"endpoint": None, "offline": True},
        {"endpoint": "local", "offline": False},
    ]  # fmt: skip
    with pytest.raises(SystemExit):
        parser.parse_args(["--offline", "--endpoint", "local"])
