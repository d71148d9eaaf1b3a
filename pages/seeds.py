"""Seeds."""

from pages.parts.shell import clear_errors, head, workspace

head("Seeds", "Seeds.")
with clear_errors():
    space = workspace()
