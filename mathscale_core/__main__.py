"""The door of the command line: environment, standard streams and exit code are touched here only."""

import io
import os
import sys
from pathlib import Path

from mathscale_core.cli.main import run


def main() -> int:
    """Run the command line with this process's arguments and environment."""
    default = Path(os.environ.get("MATHSCALE_WORKSPACE") or "workspace")
    # The same bytes on every machine; a path that is no UTF-8 is shown with escapes, which JSON reads as well.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = run(sys.argv[1:], default_workspace=default, secrets=os.environ)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output has gone (a pipe into head): not our failure.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    return code


if __name__ == "__main__":
    sys.exit(main())
