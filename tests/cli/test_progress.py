"""Progress on standard error."""

import pytest

from mathscale_core.cli.progress import every_tenth, show
from mathscale_core.records import Progress


def test_only_a_change_of_station_and_every_tenth_are_worth_a_line() -> None:
    """Of a thousand steps ten and the first are passed on, then the next station at once."""
    seen: list[Progress] = []
    report = every_tenth(seen.append)
    for done in range(1000):
        report(Progress("verify", done, 1000))
    report(Progress("release", 0, 0))
    report(Progress("release", 0, 0, "digest"))
    assert [p.done for p in seen[:-2]] == [n * 100 for n in range(10)]
    assert [(p.station, p.note) for p in seen[-2:]] == [("release", ""), ("release", "digest")]


def test_a_line_says_how_much_of_how_much_where_it_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error."""
    show(Progress("verify", 1000, 20000, "form"))
    show(Progress("graph", 0, 0))
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "verify form 1,000 of 20,000\ngraph\n")
