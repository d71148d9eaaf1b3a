"""The words of a page: what the field says, said again in the words of the role that looks.

One place for all pages. A label, caption, button or help goes through :func:`worded`, a number with its noun through
``counted`` before that, and the explanation of a word through :func:`meaning`. Only what is shown changes: values, keys
and addresses keep the field's words, and so do commands (between backticks) and stored names (between quotes, or given
as values).
"""

import re
from functools import cache

import streamlit as st

from pages.parts.look import KIND, WORDS

#: For who did not ask for the field's words; the longest phrase that fits counts, and "a" or "an" before it follows.
_PLAIN: dict[str, str] = {
    "compositions": "sets of topics", "composition": "set of topics",
    "few-shots": "examples", "few-shot": "example",
    "by random walk on the graph": "at random on the topic map", "walk from": "go from",
    "walks": "paths", "walk": "path", "walked": "found",
    "concept graph": "topic map", "graphs": "topic maps", "graph": "topic map",
    "edges": "links", "edge": "link",
    "seed questions": "original questions", "seed question": "original question",
    "labelled seeds": "original questions with topics", "tagged seeds": "original questions with topics",
    "Seeds page": "Originals page", "go to Seeds": "go to Originals",
    "seeds": "original questions", "seed": "original question",
    "the extractor abstained": "the topics were not clear", "the extractor was": "the labeller was",
    "this extractor": "this labeller", "extractor": "labeller", "abstained": "named none", "abstains": "names none",
    "tagger": "labeller", "tagged": "labelled",
    "came from the cache": "were known already", "wait in the cache": "are kept", "cached": "known already",
    "digest": "fingerprint",
    "offline provider": "offline writer", "provider": "writer",
    "endpoints": "model servers", "endpoint": "model server",
    "revisions": "versions", "revision": "version",
    "knowledge points (KPs)": "KPs", "knowledge point (KP)": "KP",
}  # fmt: skip
_SKILL = {
    "knowledge points (KPs)": "skills", "knowledge point (KP)": "skill", "KPs": "skills", "KP": "skill",
    "knowledge points": "skills", "knowledge point": "skill", "one fact, rule or skill": "one fact, rule or step",
}  # fmt: skip
_SET = {
    "can be released": "can go into a question set", "released by": "taken by", "released": "in question sets",
    "releases": "question sets", "release": "question set",
}  # fmt: skip
_WRITTEN_OUT = {
    "knowledge points (KPs)": "knowledge points", "knowledge point (KP)": "knowledge point",
    "KPs": "knowledge points", "KP": "knowledge point",
}  # fmt: skip
#: Role to word of the field to what it is called there; roles that are not here say what the field says.
VOCABULARY: dict[str, dict[str, str]] = {
    "educator": {**_PLAIN, **_SKILL, **_SET},
    "reviewer": {**_PLAIN, **_WRITTEN_OUT},
}
#: Names of pages and stations that are words of the field; they stand where there is little room.
_NAMES = {"Seeds": "Originals", "Graph": "Topic map"}
#: What keeps its words: commands, names in quotes, icons, places of values.
_KEPT = re.compile(r"`[^`]*`|“[^”]*”|(?<!\w)'[^'\n]+'(?!\w)|:material/\w+:|\{\w+\}")
#: Where the role of this run stands in the session.
_ROLE = "words-of"


def speak_as(role: str) -> None:
    """Say from now on in this session what :func:`worded` is given in the words of a role."""
    st.session_state[_ROLE] = role


def worded(text: str, **values: object) -> str:
    """A text of ours in the words of who looks.

    Args:
        text: The text; with ``values`` it is a format, such as ``"{name} holds 2 compositions"``.
        values: Stored text that goes in as it is.
    """
    said = in_words(text, str(st.session_state.get(_ROLE, "everything")))
    return said.format(**values) if values else said


def meaning(word: str) -> str:
    """What a word of the field means, for ``help=``."""
    return worded(WORDS[word])


def kind_word(kind: str) -> str:
    """What a kind of concept is called, in a word."""
    return worded(KIND[kind][2])


def kind_meaning(kind: str) -> str:
    """What a kind of concept is."""
    return worded(KIND[kind][3])


def name_in_words(name: str, role: str) -> str:
    """The name of a page or a station for a role.

    >>> name_in_words("Seeds", "educator"), name_in_words("Seeds", "data scientist")
    ('Originals', 'Seeds')
    """
    return _NAMES.get(name, name) if role in VOCABULARY else name


def in_words(text: str, role: str) -> str:
    """A text of ours in the words of a role.

    >>> in_words("12 compositions with a KP in “A composition”", "educator")
    '12 sets of topics with a skill in “A composition”'
    >>> in_words("A seed of `mathscale seeds list`", "reviewer")
    'An original question of `mathscale seeds list`'
    >>> in_words("12 compositions", "curator")
    '12 compositions'
    """
    if role not in VOCABULARY:
        return text
    pieces, end = [], 0
    for kept in _KEPT.finditer(text):
        pieces += [_plain(text[end : kept.start()], role), kept.group()]
        end = kept.end()
    return "".join([*pieces, _plain(text[end:], role)])


def _plain(text: str, role: str) -> str:
    words = VOCABULARY[role]

    def said(found: re.Match[str]) -> str:
        article, word = found.group(1) or "", found.group(2)
        new = words.get(word) or words[word[0].lower() + word[1:]]
        if article:
            letter = article[0]
            return f"{letter}{'n' if new[0] in 'aeio' else ''} {new}"
        return new[0].upper() + new[1:] if word[0].isupper() and word not in words else new

    return _any_of(role).sub(said, text)


@cache
def _any_of(role: str) -> re.Pattern[str]:
    """Any word of the vocabulary, whole, also at the beginning of a sentence, with the article before it."""
    words = sorted(VOCABULARY[role], key=len, reverse=True)
    every = "|".join(re.escape(form) for word in words for form in dict.fromkeys((word, word[0].upper() + word[1:])))
    return re.compile(rf"(?<![\w-])(?:([Aa]n?) )?({every})(?![\w-])")
