"""Jobs."""

from pages.parts.shell import clear_errors, head, workspace

head("Jobs", "Jobs.")
with clear_errors():
    space = workspace()
