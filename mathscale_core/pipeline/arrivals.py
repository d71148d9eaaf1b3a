"""Questions that are just arriving → their check results, at once: a job's answers are small batches into a large bank.

Looks only at what these questions can meet, so that a batch costs the same in a bank of any size. The one dear thing,
the runs of words of every test item, is kept as numbers between batches.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from mathscale_core.adapters.store import Store
from mathscale_core.records import CheckResult, Question
from mathscale_core.seeds.text import question_key
from mathscale_core.validation.checks import Surroundings, run_checks
from mathscale_core.validation.overlap import TestIndex, build_test_index
from mathscale_core.workspace import Workspace


@dataclass(frozen=True, eq=False)
class _TestItems:
    """Every test item, and what a question may share with one.

    Attributes:
        items: (item id, question) of each.
        keys: Normalised text to the item's place in ``items``.
        runs: Ascending hashes of all runs of words, int64.
        places: Place in ``items`` of each run's item, int32.
    """

    items: list[tuple[str, str]]
    keys: dict[str, int]
    runs: npt.NDArray[np.int64]
    places: npt.NDArray[np.int32]


#: The test items of each open store, with their number: they are added, never taken away.
_known: WeakKeyDictionary[Store, tuple[int, _TestItems]] = WeakKeyDictionary()


def check_arrivals(workspace: Workspace, questions: Sequence[Question]) -> list[CheckResult]:
    """Run every check on questions that need not be stored yet; nothing is stored here.

    A question that stands in the bank already, or earlier in the batch, makes a later one a duplicate.
    """
    if not questions:
        return []
    store = workspace.store
    keys = [question_key(q.question) for q in questions]
    seeds, _ = store.seeds.known_keys(keys)
    seed_of = {k: s for k, s in store.seeds.question_keys().items() if k in seeds} if seeds else {}
    first = store.questions.holders(keys)
    for key, question in zip(keys, questions, strict=True):
        first.setdefault(key, question.revision)
    return run_checks(questions, Surroundings(seed_of, first, _tests_near(store, questions)))


def _tests_near(store: Store, questions: Sequence[Question]) -> TestIndex | None:
    """The index of the test items that share something with these questions; None where there are no test items."""
    count = store.benchmarks.count()
    if not count:
        return None
    cached = _known.get(store)
    if cached is None or cached[0] != count:
        cached = _known[store] = (count, _test_items(store))
    tests = cached[1]
    texts = [q.question for q in questions]
    own = np.unique(_hashes([(str(n), text) for n, text in enumerate(texts)])[0])
    begin, end = np.searchsorted(tests.runs, own, "left"), np.searchsorted(tests.runs, own, "right")
    near = {int(tests.places[i]) for b, e in zip(begin, end, strict=True) for i in range(b, e)}
    near |= {tests.keys[key] for key in map(question_key, texts) if key in tests.keys}
    return build_test_index([tests.items[place] for place in sorted(near)], texts)


def _test_items(store: Store) -> _TestItems:
    items = [(str(row["id"]), str(row["question"])) for row in store.benchmarks.texts()]
    keys: dict[str, int] = {}
    for place, (_, question) in enumerate(items):
        keys.setdefault(question_key(question), place)
    hashes, places = _hashes(items)
    order = np.argsort(hashes, kind="stable")
    return _TestItems(items, keys, hashes[order], places[order])


def _hashes(items: Sequence[tuple[str, str]]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """A hash of every run of words of every text, and the text's place. It holds for this process only."""
    hashes: list[int] = []
    lengths = []
    for item in items:
        runs = build_test_index([item]).runs
        hashes.extend(map(hash, runs))
        lengths.append(len(runs))
    places = np.repeat(np.arange(len(items), dtype=np.int32), lengths)
    return np.array(hashes, dtype=np.int64), places
