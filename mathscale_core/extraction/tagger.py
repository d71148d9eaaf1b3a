"""The offline tagger: concepts of a question learned from labelled ones, for when there is no model.

Comes in: labelled questions (seeds with labels, instances of the problem families, definitions of concepts).
Goes out: a :class:`Tagger` that names concepts or abstains, and a :class:`TaggerReport` that says how well. It
is a multi-label classifier: TF-IDF of three views of the wording and one linear ridge regression for all
concepts at once, solved in its dual form. It is no language model and never says it is one.

Held-out scores need no second fit. With the dual matrix H = (K + R)^-1 and the weights A = H Y, what a fit
without the rows B would say about B is Y_B - H_BB^-1 A_B (block form of the leave-one-out formula of ridge
regression; Rifkin and Lippert, "Notes on regularized least squares", 2007).
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from mathscale_core.extraction.wording import cues, pieces, tokens, words

NAME = "offline-tagger"
VERSION = "2"
MAX_TOPICS, MAX_KPS = 2, 5

#: The views of a question, and the part of each in the likeness of two questions.
_VIEWS = ((words, 0.6), (pieces, 0.25), (cues, 0.15))
#: Below this many examples a word that occurs once is kept too.
_MANY_EXAMPLES = 100
#: A KP's score counts this much where its home topic has none, and all the more the likelier that topic is.
_KP_ALONE = 0.2
#: A threshold above every score (they stay near 1), finite so that a report can be written as JSON.
_NEVER = 2.0

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
ScoreOf = Callable[[Bools, Bools], float]
Curve = tuple[Floats, Floats]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One question to learn from.

    Attributes:
        question: Stored text.
        topics: Topic names.
        kps: Knowledge-point names.
        group: What must stay together in one fold: a family, or a cluster of near-duplicates.
        scored: Whether it counts when the tagger is scored (labelled seeds do; family instances and definitions
            do not, and are held out only with scored examples of their own group).
        weight: How much it counts in the fit.
    """

    question: str
    topics: tuple[str, ...]
    kps: tuple[str, ...]
    group: str
    scored: bool
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class TaggerSettings:
    """How the tagger is fitted and when it speaks.

    A threshold is the lowest score at which what is named for held-out seeds reaches the wanted precision. With
    0.8 for topics and KPs the tagger abstained on 74% of 935 questions of another source (every eighth of GSM8K,
    elementary stories), with 0.7 on 60%, with 0.65 on 49%, with 0.6 on 42%, with 0.5 on 21%. Topics stay at 0.65.
    KPs are asked for less: an exact KP is one of 240, its near relatives count as wrong, and at 0.65 so few are
    named together that all of GSM8K gave 23 pairs of KPs, at 0.6 59, at 0.55 167.

    Attributes:
        ridge: Strength of the ridge penalty.
        precision: Precision wanted of topics.
        kp_precision: Precision wanted of knowledge points.
        fallback_precision: Precision wanted of the one KP that is named where a topic is certain but no KP is.
        folds: Folds of the scoring.
    """

    ridge: float = 0.7
    precision: float = 0.65
    kp_precision: float = 0.55
    fallback_precision: float = 0.45
    folds: int = 10


@dataclass(frozen=True, slots=True)
class Score:
    """An F1 score with its 95% bootstrap interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TaggerReport:
    """How well the tagger does on labelled seeds that neither its fit nor its thresholds have seen.

    Attributes:
        seeds: Number of scored seeds.
        topic_threshold: Score from which a topic is named.
        kp_threshold: Score from which a knowledge point is named.
        fallback_threshold: Score from which the best KP of a named topic is named where no other KP is.
        micro_f1: Over all (seed, concept) pairs.
        macro_f1: Mean over concepts.
        baseline_micro_f1: The same for naming the most frequent topic and KP always.
        baseline_macro_f1: Likewise.
        precision: Micro precision of what is named.
        topic_precision: The same for topics alone.
        kp_precision: The same for knowledge points alone.
        uncertain: Share of scored seeds on which it abstains.
    """

    seeds: int
    topic_threshold: float
    kp_threshold: float
    fallback_threshold: float
    micro_f1: Score
    macro_f1: Score
    baseline_micro_f1: Score
    baseline_macro_f1: Score
    precision: float
    topic_precision: float
    kp_precision: float
    uncertain: float


@dataclass(frozen=True, slots=True)
class Tags:
    """Concepts named for one question, best first; both empty where the tagger abstains.

    Attributes:
        topics: (name, certainty) pairs, at most 2. Certainty is the share of right names among held-out seeds'
            candidates with that score.
        kps: (name, certainty) pairs, at most 5.
    """

    topics: tuple[tuple[str, float], ...]
    kps: tuple[tuple[str, float], ...]


class Tagger:
    """A fitted tagger."""

    def __init__(
        self, model: "_Model", rule: "_Rule", topics: Sequence[str], kps: Sequence[str], report: TaggerReport
    ) -> None:
        self._model = model
        self._rule = rule
        self._topics = list(topics)
        self._kps = list(kps)
        self.report = report

    def tag(self, questions: Sequence[str]) -> list[Tags]:
        """The concepts of each question; it abstains unless it is certain of a topic and of a KP."""
        if not questions:
            return []
        scores = self._model.scores(questions)
        named = self._rule.named(scores)
        return [self._tags(row, names) for row, names in zip(scores, named, strict=True)]

    def _tags(self, scores: Floats, named: Bools) -> Tags:
        n = len(self._topics)
        best_first = [i for i in np.argsort(-scores, kind="stable").tolist() if named[i]]
        topics = [(self._topics[i], self._rule.topic_certainty(scores[i])) for i in best_first if i < n]
        kps = [(self._kps[i - n], self._rule.kp_certainty(scores[i])) for i in best_first if i >= n]
        return Tags(tuple(topics), tuple(kps))


def fit_tagger(examples: Sequence[Labelled], settings: TaggerSettings | None = None) -> Tagger:
    """Fit on all examples; thresholds and report come from folds in which no group is split.

    Raises:
        ValueError: There are no scored examples.
    """
    settings = settings or TaggerSettings()
    scored = np.array([i for i, e in enumerate(examples) if e.scored], dtype=np.int64)
    if not len(scored):
        raise ValueError("the tagger needs labelled seeds to set its thresholds")
    topics = sorted({t for e in examples for t in e.topics})
    kps = sorted({k for e in examples for k in e.kps})
    labels = _label_matrix(examples, topics, kps)
    weights = np.array([e.weight for e in examples])
    together = labels[:, : len(topics)].T @ (weights[:, None] * labels[:, len(topics) :])
    home = together.argmax(axis=0) if topics else np.zeros(0, dtype=np.int64)
    fold_of = _folds([e.group for e in examples], scored, settings.folds)
    model, held_out = _fit([e.question for e in examples], labels, settings.ridge / weights, home, fold_of)
    truth, scores, folds = labels[scored] > 0, held_out[scored], fold_of[scored]
    # What is reported for a fold was decided by the other folds; the tagger itself decides by all of them.
    named = np.zeros_like(truth)
    for fold in set(folds.tolist()):
        others = folds != fold
        if others.any():
            named[~others] = _Rule(scores[others], truth[others], home, settings).named(scores[~others])
    rule = _Rule(scores, truth, home, settings)
    return Tagger(model, rule, topics, kps, _report(named, truth, rule, len(topics)))


def near_duplicate_groups(questions: Sequence[str], similarity: float = 0.7) -> list[str]:
    """A group key for each question; questions whose word sets are alike (Jaccard) share one."""
    sets = [frozenset(tokens(q)) for q in questions]
    group = list(range(len(sets)))
    holders: dict[str, list[int]] = {}
    for i, found in enumerate(sets):
        counts: Counter[int] = Counter()
        for word in found:
            counts.update(holders.setdefault(word, []))
            holders[word].append(i)
        for j, shared in counts.items():
            if shared >= similarity * (len(found) + len(sets[j]) - shared):
                old, new = group[i], group[j]
                group = [new if g == old else g for g in group]
    return [f"near-{g}" for g in group]


class _Model:
    """TF-IDF of each view and the ridge weights of its features."""

    def __init__(self, views: list[tuple[Any, Floats]], home: Ints) -> None:
        self._views = views
        self._home = home

    def scores(self, questions: Sequence[str]) -> Floats:
        """Shape (questions, concepts): about 1 where a concept applies, 0 where not; -inf where no word is known."""
        matrices = [vectorizer.transform(questions) for vectorizer, _ in self._views]
        parts = [np.asarray(m @ weights) for m, (_, weights) in zip(matrices, self._views, strict=True)]
        scores = _with_home(np.sum(parts, axis=0), self._home)
        # Of a question without a known word, the view of words holds only the mark at its start.
        scores[matrices[0].getnnz(axis=1) <= 1] = -np.inf
        return scores


class _Rule:
    """When a concept is named, and how certain that is; learned from scores of held-out seeds."""

    def __init__(self, scores: Floats, truth: Bools, home: Ints, settings: TaggerSettings) -> None:
        self._home = home
        n = truth.shape[1] - len(home)
        topics, kps = _top(scores[:, :n], MAX_TOPICS), _top(scores[:, n:], MAX_KPS)
        topic_pairs = scores[:, :n][topics], truth[:, :n][topics]
        kp_pairs = scores[:, n:][kps], truth[:, n:][kps]
        self.topic = _threshold(*topic_pairs, settings.precision)
        self.kp = _threshold(*kp_pairs, settings.kp_precision)
        sure = _top(scores[:, :n], MAX_TOPICS, self.topic), _top(scores[:, n:], MAX_KPS, self.kp)
        spare = self._spare(scores[:, n:], *sure)
        self.fallback = _threshold(scores[:, n:][spare], truth[:, n:][spare], settings.fallback_precision)
        self._topic_curve, self._kp_curve = _curve(*topic_pairs), _curve(*kp_pairs)

    def named(self, scores: Floats) -> Bools:
        """Shape (questions, concepts): which concepts are named; none unless both a topic and a KP are."""
        n = scores.shape[1] - len(self._home)
        topics = _top(scores[:, :n], MAX_TOPICS, self.topic)
        kps = _top(scores[:, n:], MAX_KPS, self.kp)
        kps |= self._spare(scores[:, n:], topics, kps, self.fallback)
        silent = ~(topics.any(axis=1) & kps.any(axis=1))
        topics[silent] = kps[silent] = False
        return np.concatenate([topics, kps], axis=1)

    def topic_certainty(self, score: float) -> float:
        """Share of right names among held-out topic candidates with such a score."""
        return float(np.interp(score, *self._topic_curve))

    def kp_certainty(self, score: float) -> float:
        """The same for knowledge points."""
        return float(np.interp(score, *self._kp_curve))

    def _spare(self, scores: Floats, topics: Bools, kps: Bools, at_least: float = 0.0) -> Bools:
        """The best KP at home in a named topic, where a topic is named and no KP is."""
        allowed = topics[:, self._home]
        allowed[kps.any(axis=1)] = False
        return _top(np.where(allowed, scores, -np.inf), 1, at_least)


def _fit(questions: Sequence[str], labels: Floats, ridge: Floats, home: Ints, fold_of: Ints) -> tuple[_Model, Floats]:
    """The model of all examples, and for each example the scores of a model that has not seen its fold."""
    # scikit-learn takes a second to load and is needed only here.
    from sklearn.feature_extraction.text import TfidfVectorizer

    rarest = 2 if len(questions) >= _MANY_EXAMPLES else 1
    kernel, fitted = np.diag(ridge), []
    for view, part in _VIEWS:
        vectorizer = TfidfVectorizer(analyzer=view, sublinear_tf=True, min_df=rarest)
        matrix = vectorizer.fit_transform(questions)
        kernel += part * (matrix @ matrix.T).toarray()
        fitted.append((vectorizer, part * matrix.T))
    inverse = np.linalg.inv(kernel)
    dual = inverse @ labels
    held_out = np.zeros_like(labels)
    for fold in range(int(fold_of.max()) + 1):
        rows = np.flatnonzero(fold_of == fold)
        held_out[rows] = labels[rows] - np.linalg.solve(inverse[np.ix_(rows, rows)], dual[rows])
    return _Model([(v, np.asarray(m @ dual)) for v, m in fitted], home), _with_home(held_out, home)


def _folds(groups: Sequence[str], scored: Ints, most: int) -> Ints:
    """The fold of each example, -1 for those that are never held out: their group has no scored example."""
    kinds = list(dict.fromkeys(groups[i] for i in scored.tolist()))
    # Seeds stand in the files by topic: dealt out like cards, each fold gets some of every topic.
    fold_of_group = {group: i % most for i, group in enumerate(kinds)}
    return np.array([fold_of_group.get(group, -1) for group in groups], dtype=np.int64)


def _with_home(scores: Floats, home: Ints) -> Floats:
    """Scores in which a KP counts the more, the likelier its home topic is."""
    n = scores.shape[1] - len(home)
    topics = scores[:, :n]
    kps = np.clip(scores[:, n:], 0, 1) * (_KP_ALONE + np.clip(topics[:, home], 0, 1))
    return np.concatenate([topics, kps], axis=1)


def _top(scores: Floats, most: int, at_least: float = -np.inf) -> Bools:
    """The highest scores of each row, as far as they are high enough."""
    best = np.argsort(-scores, axis=1, kind="stable")[:, :most]
    chosen = np.zeros(scores.shape, dtype=np.bool_)
    np.put_along_axis(chosen, best, values=True, axis=1)
    return chosen & np.asarray(scores >= at_least)


def _threshold(scores: Floats, right: Bools, precision: float) -> float:
    """The lowest score from which what is named is right with the wanted precision."""
    if not len(scores):
        return _NEVER
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    reached = right[order].cumsum() / np.arange(1, len(order) + 1) >= precision
    # A threshold cannot part equal scores.
    reached[:-1] &= ranked[:-1] > ranked[1:]
    good = np.flatnonzero(reached)
    # Never reached: only what scores higher than every held-out guess is named.
    return float(ranked[good[-1]]) if len(good) else float(np.nextafter(ranked[0], np.inf))


def _curve(scores: Floats, right: Bools) -> Curve:
    """Certainty as a rising function of the score: its corners."""
    from sklearn.isotonic import IsotonicRegression

    if not len(scores):
        return np.zeros(1), np.zeros(1)
    fitted = IsotonicRegression(out_of_bounds="clip").fit(scores, right.astype(np.float64))
    return np.asarray(fitted.X_thresholds_), np.asarray(fitted.y_thresholds_)


def _report(named: Bools, truth: Bools, rule: _Rule, n_topics: int) -> TaggerReport:
    common = np.zeros_like(named)
    for part in (slice(0, n_topics), slice(n_topics, None)):
        if truth[:, part].shape[1]:
            common[:, part][:, int(truth[:, part].sum(axis=0).argmax())] = True
    return TaggerReport(
        seeds=len(truth),
        topic_threshold=rule.topic,
        kp_threshold=rule.kp,
        fallback_threshold=rule.fallback,
        micro_f1=_interval(named, truth, _micro_f1),
        macro_f1=_interval(named, truth, _macro_f1),
        baseline_micro_f1=_interval(common, truth, _micro_f1),
        baseline_macro_f1=_interval(common, truth, _macro_f1),
        precision=_precision(named, truth),
        topic_precision=_precision(named[:, :n_topics], truth[:, :n_topics]),
        kp_precision=_precision(named[:, n_topics:], truth[:, n_topics:]),
        uncertain=float(1.0 - named.any(axis=1).mean()),
    )


def _interval(named: Bools, truth: Bools, score: ScoreOf, repeats: int = 200) -> Score:
    """Bootstrap over seeds, fixed stream: the same data give the same interval."""
    stream = np.random.default_rng(0)
    values = [score(named[i], truth[i]) for i in stream.integers(0, len(truth), (repeats, len(truth)))]
    return Score(score(named, truth), float(np.quantile(values, 0.025)), float(np.quantile(values, 0.975)))


def _precision(named: Bools, truth: Bools) -> float:
    return float((named & truth).sum() / max(int(named.sum()), 1))


def _micro_f1(named: Bools, truth: Bools) -> float:
    return float(2 * (named & truth).sum() / max(int(named.sum() + truth.sum()), 1))


def _macro_f1(named: Bools, truth: Bools) -> float:
    """Mean over the concepts that occur or are named."""
    size = named.sum(axis=0) + truth.sum(axis=0)
    occurs = size > 0
    return float((2 * (named & truth).sum(axis=0)[occurs] / size[occurs]).mean()) if occurs.any() else 0.0


def _label_matrix(examples: Sequence[Labelled], topics: list[str], kps: list[str]) -> Floats:
    column = {("topic", t): i for i, t in enumerate(topics)} | {("kp", k): len(topics) + i for i, k in enumerate(kps)}
    labels = np.zeros((len(examples), len(column)))
    for row, example in enumerate(examples):
        labels[row, [column[("topic", t)] for t in example.topics] + [column[("kp", k)] for k in example.kps]] = 1.0
    return labels
