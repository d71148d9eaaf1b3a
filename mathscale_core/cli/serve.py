"""Serve the app: hand this process over to Streamlit."""

import os
import sys

from mathscale_core.bundled import bundled
from mathscale_core.cli.command import Arguments, Result
from mathscale_core.ports import Report
from mathscale_core.workspace import Workspace


def serve(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    """Replace this process by the app on 127.0.0.1; the workspace is given back first, the app opens it itself."""
    root = workspace.root.resolve()
    workspace.close()
    app = bundled("app.py")
    environment = {**os.environ, "MATHSCALE_WORKSPACE": str(root)}
    print(f"MathScale Studio: http://127.0.0.1:{arguments.port}  (workspace {root}; Ctrl-C ends it)", flush=True)
    # Streamlit reads .streamlit/config.toml beside the app from its working folder.
    os.chdir(app.parent)
    command = [
        sys.executable, "-m", "streamlit", "run", str(app), "--server.address", "127.0.0.1",
        "--server.port", str(arguments.port), "--server.headless", "true", "--browser.gatherUsageStats", "false",
    ]  # fmt: skip
    os.execve(sys.executable, command, environment)  # noqa: S606 (no shell is involved)
