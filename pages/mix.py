"""Mix."""

from pages.parts.shell import clear_errors, head, workspace

head("Mix", "Mix.")
with clear_errors():
    space = workspace()
