"""Generate."""

from pages.parts.shell import clear_errors, head, workspace

head("Generate", "Generate.")
with clear_errors():
    space = workspace()
