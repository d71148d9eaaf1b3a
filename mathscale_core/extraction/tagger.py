"""The offline tagger: concepts of a question learned from labelled ones, for when there is no model.

Comes in: labelled questions (seeds with labels, and instances of the problem families). Goes out: a
:class:`Tagger` that names concepts or abstains, and a :class:`TaggerReport` that says how well. It is a
multi-label classifier: TF-IDF of words and word pairs (numbers masked) and one linear ridge regression for
all concepts at once, solved in its dual form. It is no language model and never says it is one.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

NAME = "offline-tagger"
VERSION = "1"
MAX_TOPICS, MAX_KPS = 2, 5

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
ScoreOf = Callable[[Bools, Bools], float]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One question to learn from.

    Attributes:
        question: Stored text.
        topics: Topic names.
        kps: Knowledge-point names.
        group: What must stay together in one fold: a family, or a cluster of near-duplicates.
        scored: Whether it counts when the tagger is scored (labelled seeds do, family instances do not).
    """

    question: str
    topics: tuple[str, ...]
    kps: tuple[str, ...]
    group: str
    scored: bool


@dataclass(frozen=True, slots=True)
class TaggerSettings:
    """How the tagger is fitted and when it speaks.

    Attributes:
        ridge: Strength of the ridge penalty.
        precision: The thresholds are the lowest scores at which held-out precision reaches this.
        folds: Folds of the scoring.
    """

    ridge: float = 0.5
    precision: float = 0.8
    folds: int = 5


@dataclass(frozen=True, slots=True)
class Score:
    """An F1 score with its 95% bootstrap interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TaggerReport:
    """How well the tagger does on labelled seeds that it was not fitted on.

    Attributes:
        seeds: Number of scored seeds.
        topic_threshold: Score from which a topic is named.
        kp_threshold: Score from which a knowledge point is named.
        micro_f1: Over all (seed, concept) pairs.
        macro_f1: Mean over concepts.
        baseline_micro_f1: The same for naming the most frequent topic and KP always.
        baseline_macro_f1: Likewise.
        precision: Micro precision of what is named.
        uncertain: Share of scored seeds on which it abstains.
    """

    seeds: int
    topic_threshold: float
    kp_threshold: float
    micro_f1: Score
    macro_f1: Score
    baseline_micro_f1: Score
    baseline_macro_f1: Score
    precision: float
    uncertain: float


@dataclass(frozen=True, slots=True)
class Tags:
    """Concepts named for one question, best first; both empty where the tagger abstains.

    Attributes:
        topics: (name, score) pairs, at most 2.
        kps: (name, score) pairs, at most 5.
    """

    topics: tuple[tuple[str, float], ...]
    kps: tuple[tuple[str, float], ...]


class Tagger:
    """A fitted tagger."""

    def __init__(self, model: "_Model", topics: Sequence[str], kps: Sequence[str], report: TaggerReport) -> None:
        self._model = model
        self._topics = list(topics)
        self._kps = list(kps)
        self.report = report

    def tag(self, questions: Sequence[str]) -> list[Tags]:
        """The concepts of each question; it abstains unless both a topic and a KP reach their thresholds."""
        scores = self._model.scores(questions)
        n = len(self._topics)
        return [
            _name(row[:n], row[n:], self._topics, self._kps, self.report.topic_threshold, self.report.kp_threshold)
            for row in scores
        ]


def fit_tagger(examples: Sequence[Labelled], settings: TaggerSettings | None = None) -> Tagger:
    """Fit on all examples; thresholds and report come from folds in which no group is split.

    Raises:
        ValueError: There are no scored examples.
    """
    settings = settings or TaggerSettings()
    scored = [i for i, e in enumerate(examples) if e.scored]
    if not scored:
        raise ValueError("the tagger needs labelled seeds to set its thresholds")
    topics = sorted({t for e in examples for t in e.topics})
    kps = sorted({k for e in examples for k in e.kps})
    labels = _label_matrix(examples, topics, kps)
    held_out = _held_out_scores(examples, labels, scored, settings)
    report = _report(held_out, labels[scored], len(topics), settings)
    return Tagger(_fit([e.question for e in examples], labels, settings.ridge), topics, kps, report)


def near_duplicate_groups(questions: Sequence[str], similarity: float = 0.7) -> list[str]:
    """A group key for each question; questions whose word sets are alike (Jaccard) share one."""
    sets = [frozenset(_mask(q).split()) for q in questions]
    group = list(range(len(sets)))
    holders: dict[str, list[int]] = {}
    for i, words in enumerate(sets):
        counts: dict[int, int] = {}
        for word in words:
            for j in holders.setdefault(word, []):
                counts[j] = counts.get(j, 0) + 1
            holders[word].append(i)
        for j, shared in counts.items():
            if shared >= similarity * (len(words) + len(sets[j]) - shared):
                old, new = group[i], group[j]
                group = [new if g == old else g for g in group]
    return [f"near-{g}" for g in group]


class _Model:
    """TF-IDF and dual ridge weights."""

    def __init__(self, vectorizer: object, weights: Floats) -> None:
        self._vectorizer = vectorizer
        self._weights = weights

    def scores(self, questions: Sequence[str]) -> Floats:
        """Shape (questions, concepts): about 1 where a concept applies, 0 where not."""
        matrix = self._vectorizer.transform([_mask(q) for q in questions])  # type: ignore[attr-defined]
        return np.asarray(matrix @ self._weights)


def _fit(questions: Sequence[str], labels: Floats, ridge: float) -> _Model:
    # scikit-learn takes a second to load and is needed only here.
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2, token_pattern=r"\S+", lowercase=False)
    matrix = vectorizer.fit_transform([_mask(q) for q in questions])
    kernel = np.asarray((matrix @ matrix.T).todense())
    kernel[np.diag_indices_from(kernel)] += ridge
    dual = np.linalg.solve(kernel, labels)
    return _Model(vectorizer, np.asarray(matrix.T @ dual))


def _held_out_scores(
    examples: Sequence[Labelled], labels: Floats, scored: list[int], settings: TaggerSettings
) -> Floats:
    from sklearn.model_selection import GroupKFold

    groups = [e.group for e in examples]
    folds = GroupKFold(n_splits=min(settings.folds, len(set(groups))))
    held_out = np.zeros((len(examples), labels.shape[1]))
    for train, test in folds.split(labels, groups=groups):
        asked = [i for i in test if examples[i].scored]
        if asked:
            model = _fit([examples[i].question for i in train], labels[train], settings.ridge)
            held_out[asked] = model.scores([examples[i].question for i in asked])
    return held_out[scored]


def _report(scores: Floats, truth: Floats, n_topics: int, settings: TaggerSettings) -> TaggerReport:
    topic_threshold = _threshold(scores[:, :n_topics], truth[:, :n_topics], settings.precision, MAX_TOPICS)
    kp_threshold = _threshold(scores[:, n_topics:], truth[:, n_topics:], settings.precision, MAX_KPS)
    topics = _named(scores[:, :n_topics], topic_threshold, MAX_TOPICS)
    kps = _named(scores[:, n_topics:], kp_threshold, MAX_KPS)
    speaks = topics.any(axis=1) & kps.any(axis=1)
    named = np.concatenate([topics, kps], axis=1) & speaks[:, None]
    common = np.zeros_like(named)
    common[:, int(truth[:, :n_topics].sum(axis=0).argmax())] = True
    common[:, n_topics + int(truth[:, n_topics:].sum(axis=0).argmax())] = True
    hits = float((named & (truth > 0)).sum())
    return TaggerReport(
        seeds=len(truth),
        topic_threshold=topic_threshold,
        kp_threshold=kp_threshold,
        micro_f1=_interval(named, truth, _micro_f1),
        macro_f1=_interval(named, truth, _macro_f1),
        baseline_micro_f1=_interval(common, truth, _micro_f1),
        baseline_macro_f1=_interval(common, truth, _macro_f1),
        precision=hits / max(float(named.sum()), 1.0),
        uncertain=float(1.0 - speaks.mean()),
    )


def _threshold(scores: Floats, truth: Floats, precision: float, most: int) -> float:
    """The lowest score from which what is named is right with the wanted precision."""
    candidates = _named(scores, -np.inf, most)
    order = np.argsort(-scores[candidates], kind="stable")
    right = (truth[candidates] > 0)[order].cumsum() / np.arange(1, len(order) + 1)
    good = np.flatnonzero(right >= precision)
    ranked = scores[candidates][order]
    return float(ranked[good[-1]]) if len(good) else float(ranked[0]) if len(ranked) else 1.0


def _named(scores: Floats, threshold: float, most: int) -> Bools:
    rank = np.argsort(np.argsort(-scores, axis=1, kind="stable"), axis=1, kind="stable")
    return (rank < most) & (scores >= threshold)


def _name(
    topic_scores: Floats, kp_scores: Floats, topics: list[str], kps: list[str], from_topic: float, from_kp: float
) -> Tags:
    best_topics = np.argsort(-topic_scores, kind="stable")[:MAX_TOPICS]
    best_kps = np.argsort(-kp_scores, kind="stable")[:MAX_KPS]
    chosen_topics = tuple((topics[i], float(topic_scores[i])) for i in best_topics if topic_scores[i] >= from_topic)
    chosen_kps = tuple((kps[i], float(kp_scores[i])) for i in best_kps if kp_scores[i] >= from_kp)
    return Tags(chosen_topics, chosen_kps) if chosen_topics and chosen_kps else Tags((), ())


def _interval(named: Bools, truth: Floats, score: ScoreOf, repeats: int = 200) -> Score:
    """Bootstrap over seeds, fixed stream: the same data give the same interval."""
    stream = np.random.default_rng(0)
    wanted = truth > 0
    values = [score(named[i], wanted[i]) for i in stream.integers(0, len(truth), (repeats, len(truth)))]
    return Score(score(named, wanted), float(np.quantile(values, 0.025)), float(np.quantile(values, 0.975)))


def _micro_f1(named: Bools, wanted: Bools) -> float:
    return float(2 * (named & wanted).sum() / max(int(named.sum() + wanted.sum()), 1))


def _macro_f1(named: Bools, wanted: Bools) -> float:
    """Mean over the concepts that occur or are named."""
    size = named.sum(axis=0) + wanted.sum(axis=0)
    occurs = size > 0
    return float((2 * (named & wanted).sum(axis=0)[occurs] / size[occurs]).mean()) if occurs.any() else 0.0


def _label_matrix(examples: Sequence[Labelled], topics: list[str], kps: list[str]) -> Floats:
    column = {("topic", t): i for i, t in enumerate(topics)} | {("kp", k): len(topics) + i for i, k in enumerate(kps)}
    labels = np.zeros((len(examples), len(column)))
    for row, example in enumerate(examples):
        labels[row, [column[("topic", t)] for t in example.topics] + [column[("kp", k)] for k in example.kps]] = 1.0
    return labels


def _mask(question: str) -> str:
    """Words, LaTeX commands and operators as tokens; numbers by their kind alone."""
    text = question.lower().replace("\\$", " MONEY ")
    text = re.sub(r"\d+\s*/\s*\d+|\\frac\s*\{\d+\}\s*\{\d+\}", " FRACTION ", text)
    text = re.sub(r"\d*\.\d+", " DECIMAL ", text)
    text = re.sub(r"\d+(?:,\d{3})*", " NUMBER ", text)
    return " ".join(re.findall(r"[A-Z]{5,}|\\[a-z]+|[^\W\d_]+|[%=<>+\-*/^°]", text))

