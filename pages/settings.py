"""Settings."""

from pages.parts.shell import clear_errors, head, workspace

head("Settings", "Settings.")
with clear_errors():
    space = workspace()
