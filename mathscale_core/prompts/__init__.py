"""Prompts as files; name and content hash together are the version that is stored with every reply."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt template.

    Attributes:
        name: File name without its ending.
        text: Template with ``{{place}}`` holders.
    """

    name: str
    text: str

    @property
    def version(self) -> str:
        """Name and the first 8 digits of the text's SHA-256."""
        return f"{self.name}@{hashlib.sha256(self.text.encode()).hexdigest()[:8]}"

    def render(self, values: Mapping[str, str]) -> str:
        """The text with every holder filled; values are put in as they are and never read as templates.

        Raises:
            KeyError: A holder has no value.
        """
        return re.sub(r"\{\{(\w+)\}\}", lambda m: values[m.group(1)], self.text)


def load(name: str) -> Prompt:
    """A shipped prompt by name."""
    return Prompt(name, (resources.files("mathscale_core.prompts") / f"{name}.md").read_text("utf-8"))


def shipped() -> list[Prompt]:
    """Every shipped prompt, by name."""
    folder = resources.files("mathscale_core.prompts")
    return [load(name.removesuffix(".md")) for name in sorted(f.name for f in folder.iterdir()) if name.endswith(".md")]
