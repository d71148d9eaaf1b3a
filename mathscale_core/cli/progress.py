"""Progress of a command on standard error: one line a change of station, and every tenth of a long one."""

import sys

from mathscale_core.ports import Report
from mathscale_core.records import Progress


def every_tenth(report: Report) -> Report:
    """A report that passes on only what is worth a line."""
    last = ("", -1)

    def pass_on(progress: Progress) -> None:
        nonlocal last
        tenth = progress.done * 10 // progress.total if progress.total else 0
        mark = (_label(progress), tenth)
        if mark != last:
            last = mark
            report(progress)

    return pass_on


def show(progress: Progress) -> None:
    """Print one line."""
    amount = f" {progress.done:,} of {progress.total:,}" if progress.total else ""
    print(f"{_label(progress)}{amount}", file=sys.stderr)


def _label(progress: Progress) -> str:
    return f"{progress.station} {progress.note}".strip()
