"""Review."""

from pages.parts.shell import clear_errors, head, workspace

head("Review", "Review.")
with clear_errors():
    space = workspace()
