"""Executable proofs that the answers of the shipped problems are right.

A proof is written from the question alone: it computes the answer (by brute force, exact arithmetic,
enumeration or computer algebra) and never reads the solution text. It names fragments of the question
that it relies on, so that an edited question breaks its proof.
"""

from collections.abc import Callable
from dataclasses import dataclass

import sympy
from math_verify import parse as parse_latex
from math_verify import verify

from mathscale_core import answers

Proof = Callable[[], object]


@dataclass(frozen=True)
class Proved:
    """One registered proof: the fragments of the question it relies on, and the computation."""

    quotes: tuple[str, ...]
    compute: Proof


PROOFS: dict[str, Proved] = {}


def proves(item: str, *quotes: str) -> Callable[[Proof], Proof]:
    """Register the decorated function as the proof of ``item``; ``quotes`` must occur in its question."""

    def register(compute: Proof) -> Proof:
        if item in PROOFS:
            raise ValueError(f"two proofs for {item}")
        if not quotes:
            raise ValueError(f"the proof of {item} quotes nothing of its question")
        PROOFS[item] = Proved(quotes, compute)
        return compute

    return register


def agrees(answer: str, value: object) -> bool:
    """Whether the answer's text says what a proof computed.

    A string is compared as a final answer's text; a number, SymPy expression, tuple (ordered), list or set
    (unordered) by value. A unit in the answer's text does not matter here.
    """
    if isinstance(value, bool):
        return answers.parse(answer).value == str(value).lower()
    if isinstance(value, str):
        return bool(answers.same(answer, value))
    exact = sympy.sympify(value) if not isinstance(value, (list, set, frozenset, tuple)) else None
    if exact is not None and exact.is_Rational:
        read = answers.parse(answer)
        if read.kind == "number":
            return bool(sympy.Rational(str(read.value)) == exact)
    expected = _plain(_as_sympy(value))
    read_by_sympy = parse_latex(answer if "$" in answer.replace("\\$", "") else f"${answer}$")
    candidates = [_plain(r) for r in read_by_sympy if isinstance(r, (sympy.Basic, sympy.MatrixBase))]
    return any(_equal(expected, c) for c in candidates) or bool(
        candidates and verify([expected], candidates, strict=True)
    )


def _as_sympy(value: object) -> object:
    if isinstance(value, tuple):
        return sympy.Tuple(*(_as_sympy(v) for v in value))
    if isinstance(value, (list, set, frozenset)):
        return sympy.FiniteSet(*(_as_sympy(v) for v in value))
    return sympy.sympify(value)


def _plain(expression: object) -> object:
    """Symbols without assumptions and in lower case, ``i`` as the imaginary unit and ``e`` as Euler's number."""
    if not isinstance(expression, (sympy.Basic, sympy.MatrixBase)):
        return expression
    constants = {"i": sympy.I, "e": sympy.E}
    return expression.xreplace(
        {s: constants.get(str(s), sympy.Symbol(str(s).lower())) for s in expression.free_symbols}
    )


def _equal(expected: object, read: object) -> bool:
    """Equality by value: expressions up to simplification, equations up to a factor, inequalities as sets."""
    if isinstance(read, sympy.Eq) and not isinstance(expected, sympy.Eq):
        return _equal(expected, read.rhs)
    if isinstance(expected, sympy.Eq) and isinstance(read, sympy.Eq):
        quotient = sympy.simplify((expected.lhs - expected.rhs) / (read.lhs - read.rhs))
        return bool(quotient.is_number and quotient != 0)
    if isinstance(read, (sympy.core.relational.Relational, sympy.And, sympy.Or)) and len(read.free_symbols) == 1:
        wanted = expected if isinstance(expected, sympy.Set) else getattr(expected, "as_set", lambda: None)()
        return bool(wanted is not None and read.as_set() == wanted)
    if isinstance(expected, sympy.Tuple) and isinstance(read, sympy.MatrixBase):
        return _equal(expected, sympy.Tuple(*read))
    if isinstance(expected, sympy.Tuple) and isinstance(read, sympy.Tuple):
        return len(expected) == len(read) and all(_equal(a, b) for a, b in zip(expected, read, strict=True))
    if isinstance(expected, sympy.Expr) and isinstance(read, sympy.Expr):
        return bool(sympy.simplify(expected - read) == 0)
    return bool(expected == read)
