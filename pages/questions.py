"""Questions."""

from pages.parts.shell import clear_errors, head, workspace

head("Questions", "Questions.")
with clear_errors():
    space = workspace()
