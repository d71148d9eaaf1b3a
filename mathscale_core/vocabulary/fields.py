"""What a row says of its concept itself: kind, name, other names, definition, codes, lock.

A row that names its concept by id says all of it, and what it leaves empty is taken away; any other only adds.
"""

from collections.abc import Sequence

from mathscale_core.extraction.names import clean_name, name_key
from mathscale_core.records import Code, ConceptEntry
from mathscale_core.vocabulary.changes import Ledger, quoted
from mathscale_core.vocabulary.matching import WORD, Likeness, Matched, name_problem
from mathscale_core.vocabulary.rows import VocabularyRow

#: Bounds of the edits' own forms.
MAX_DEFINITION, MAX_CODE, MAX_ALIASES, MAX_CODES = 2000, 80, 100, 200


def add_concept(ledger: Ledger, one: Matched, like: Likeness | None) -> None:
    """A new concept, with the existing one that is most like it."""
    row, name = one.row, clean_name(one.row.name)
    if not ledger.may_have(one, name):
        ledger.refused.add(one.concept)
        return
    edit = {
        "kind": "add", "as": one.kind, "name": name, "definition": _definition(ledger, row) or "",
        "aliases": _new_aliases(ledger, one, {name_key(name)}), "seeds": [], "id": one.concept,
    }  # fmt: skip
    ledger.change(one, f"Add the {WORD[one.kind]} {quoted(name)}", edit, like)
    _change_codes(ledger, one, name, ())
    if row.locked:
        ledger.change(one, f"Lock {quoted(name)}", _lock(one, locked=True))


def change_concept(ledger: Ledger, one: Matched, now: ConceptEntry) -> None:
    """A concept that is there, in all but its place in the tree."""
    row, called = one.row, quoted(now.name)
    if now.locked and row.locked is False and one.whole:
        ledger.change(one, f"Unlock {called}", _lock(one, locked=False))
    if one.kind != now.kind:
        _change_kind(ledger, one, now)
    if one.whole:
        _rename(ledger, one, now)
    _change_aliases(ledger, one, now)
    definition = _definition(ledger, row)
    if definition is not None and definition != now.definition.strip() and (definition or one.whole):
        text = f"Define {called}: {quoted(definition)}" if definition else f"{called} loses its definition"
        ledger.change(one, text, {"kind": "define", "concept": one.concept, "definition": definition})
    _change_codes(ledger, one, now.name, now.codes)
    if row.locked and not now.locked:
        ledger.change(one, f"Lock {called}", _lock(one, locked=True))


def require_untouched(ledger: Ledger, one: Matched, now: ConceptEntry) -> None:
    """Say what a locked concept would have been changed to, and leave it as it is."""
    trial = Ledger(ledger.names)
    change_concept(trial, one, now)
    if trial.changes:
        ledger.refuse_locked(one, trial.changes[0].text)


def _change_kind(ledger: Ledger, one: Matched, now: ConceptEntry) -> None:
    above = ledger.names.by_id.get(now.parent)
    below = [ledger.names.by_id[c] for c in ledger.children.get(one.concept, ()) if c in ledger.names.by_id]
    if (one.kind == "topic" and above and above.kind == "kp") or (
        one.kind == "kp" and any(c.kind == "topic" for c in below)
    ):
        ledger.problem(
            one.row, f"{now.name!r} as a {WORD[one.kind]}, with a topic below a knowledge point",
            "no topic below a knowledge point", "move it in the tree first",
        )  # fmt: skip
    elif all(ledger.may_have(one, name) for name in (now.name, *now.aliases)):
        edit = {"kind": "change-kind", "concept": one.concept, "to": one.kind}
        ledger.change(one, f"{quoted(now.name)} becomes a {WORD[one.kind]}", edit)


def _rename(ledger: Ledger, one: Matched, now: ConceptEntry) -> None:
    # A name of before may be one that today's rules would write otherwise: equal text is no rename.
    if one.row.name.strip() == now.name.strip():
        return
    wrong = name_problem(one.row.where, one.row.name)
    if wrong:
        ledger.problems.append(wrong)
        return
    name = clean_name(one.row.name)
    if name != now.name and ledger.may_have(one, name):
        edit = {"kind": "rename", "concept": one.concept, "name": name}
        ledger.change(one, f"Rename {quoted(now.name)} to {quoted(name)}", edit)


def _change_aliases(ledger: Ledger, one: Matched, now: ConceptEntry) -> None:
    row = one.row
    own = {name_key(now.name), *map(name_key, now.aliases), *([name_key(row.name)] if one.whole else [])}
    added = _new_aliases(ledger, one, own, *([] if one.whole else [row.name]))
    gone: list[str] = []
    if one.whole and row.aliases is not None:
        # The name that it had still leads to it.
        kept = {name_key(row.name), name_key(now.name), *map(name_key, row.aliases)}
        gone = [a for a in now.aliases if name_key(a) not in kept]
    if added or gone:
        said = [f"is also called {', '.join(map(quoted, added))}"] if added else []
        said += [f"is no longer called {', '.join(map(quoted, gone))}"] if gone else []
        edit = {"kind": "alias", "concept": one.concept, "add": added, "remove": gone}
        ledger.change(one, f"{quoted(now.name)} {' and '.join(said)}", edit)


def _new_aliases(ledger: Ledger, one: Matched, own: set[str], *more: str) -> list[str]:
    """Names that the file adds to those whose keys are ``own``, of those that may be."""
    found: dict[str, str] = {}
    for alias in (*more, *(one.row.aliases or ())):
        wrong = name_problem(one.row.where, alias)
        if wrong:
            ledger.problems.append(wrong)
        elif name_key(alias) not in own | found.keys() and ledger.may_have(one, alias):
            found[name_key(alias)] = clean_name(alias)
    if len(found) > MAX_ALIASES:
        ledger.problem(one.row, f"{len(found):,} other names", f"at most {MAX_ALIASES}", "keep the usual ones")
        return []
    return list(found.values())


def _definition(ledger: Ledger, row: VocabularyRow) -> str | None:
    text = None if row.definition is None else row.definition.strip()
    if text is not None and len(text) > MAX_DEFINITION:
        found = f"a definition of {len(text):,} characters"
        ledger.problem(row, found, f"at most {MAX_DEFINITION:,}", "shorten it")
        return None
    return text


def _change_codes(ledger: Ledger, one: Matched, name: str, now: Sequence[Code]) -> None:
    if one.row.codes is None:
        return
    wanted = list(dict.fromkeys(one.row.codes))
    places = {(c.scheme, c.code) for c in wanted}
    if len(places) < len(wanted) or len(wanted) > MAX_CODES:
        found = f"{len(wanted):,} codes, {len(places):,} of them different"
        ledger.problem(one.row, found, f"each code once, and at most {MAX_CODES}", "keep one of each")
        return
    long = [c for c in wanted if max(len(c.scheme), len(c.code)) > MAX_CODE]
    for code in long:
        found = f"the code {code.code[:30]!r} of {code.scheme[:30]!r} with {len(code.scheme)} and {len(code.code)}"
        ledger.problem(one.row, f"{found} characters", f"at most {MAX_CODE} each", "shorten it")
    added = [c for c in wanted if c not in now and c not in long]
    gone = [c for c in now if (c.scheme, c.code) not in places] if one.whole else []
    if added or gone:
        said = [f"gets {', '.join(map(_code_said, added))}"] if added else []
        said += [f"loses {', '.join(map(_code_said, gone))}"] if gone else []
        edit = {
            "kind": "code", "concept": one.concept,
            "add": [{"scheme": c.scheme, "code": c.code, "match": c.match} for c in added],
            "remove": [{"scheme": c.scheme, "code": c.code} for c in gone],
        }  # fmt: skip
        ledger.change(one, f"{quoted(name)} {' and '.join(said)}", edit)


def _lock(one: Matched, *, locked: bool) -> dict[str, object]:
    return {"kind": "lock", "concept": one.concept, "locked": locked}


def _code_said(code: Code) -> str:
    return f"{quoted(f'{code.scheme} {code.code}')} ({code.match})"
