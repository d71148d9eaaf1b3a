"""A vocabulary as a file, out and back in: one module a format, and what a file would change.

Goes out: a :class:`~mathscale_core.records.GraphDocument`. Comes in: :class:`rows.VocabularyRow`, the same whatever the
file was, which :mod:`diff` turns into edits. A file is never the truth: it is a proposal to the curation log.
"""
