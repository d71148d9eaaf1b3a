"""Checker for the rational equations."""

from fractions import Fraction

from mathscale_core.families.checkers.algebra_reading import dense, integers, read, wholes
from mathscale_core.families.checkers.checker import Checker, UnreadableQuestionError
from mathscale_core.families.family import Parameters


def _shift(text: str) -> int:
    """The number added to x in a denominator."""
    one, number = dense(text, 2)
    if one != 1:
        raise UnreadableQuestionError(f"unexpected denominator: {text!r}")
    return number


_HOURS = ("hours", "hour")
_MINUTES = ("minutes", "minute")


def _read_rational_equation(question: str) -> Parameters:
    ask, texts = read(
        question,
        ("equal", r"Solve the equation $\frac{@a}{@@b} = \frac{@c}{@@d}$."),
        (
            "fraction",
            r"The same number is added to the numerator and the denominator of $\frac{@n}{@d}$. The new fraction "
            r"equals $\frac{@p}{@q}$. Which number is added?",
        ),
        (
            "hits",
            "So far ~ has ~ @hits out of @tries ~. How many successful ~ in a row must follow so that exactly "
            r"$\frac{@p}{@q}$ of all attempts are successful?",
        ),
        ("sum", r"Find the positive solution of $\frac{@a}{x} + \frac{@b}{@@c} = @s$."),
        ("false-root", r"Find all real solutions of $\frac{x}{@@a} - \frac{@k}{@@b} = \frac{@m}{@@product}$."),
        *(
            (
                "boat",
                "A ~ travels @up km upstream and the same way back. The current flows at @current km/h, and the trip "
                f"takes @hours {word} of travel in all. How fast does the boat move in still water?",
            )
            for word in _HOURS
        ),
        *(
            (
                "boat",
                "A ~ travels @up km upstream and then, after turning, @down km downstream. The current flows at "
                f"@current km/h, and the trip takes @hours {word} of travel in all. How fast does the boat move in "
                "still water?",
            )
            for word in _HOURS
        ),
        *(
            (
                "pumps",
                f"Working alone, a small ~ needs @more {word} longer to fill ~ than a large one. Together they fill "
                f"it in @together {other}. How long does the large ~ need alone?",
            )
            for word in _MINUTES
            for other in _MINUTES
        ),
        *(
            (
                "faster",
                f"A ~ covers @distance km at a constant speed. If {it} were @plus km/h faster, the trip would take "
                "@minutes minutes less. What is the speed of the ~?",
            )
            for it in ("it", "the cyclist")
        ),
    )
    product = texts.pop("product", None)
    if product is not None and product != f"({texts['a']})({texts['b']})":
        raise UnreadableQuestionError(f"unexpected denominator: {product!r}")
    letters = {"equal": "bd", "sum": "c", "false-root": "ab"}.get(ask, "")
    shifts = {letter: _shift(texts.pop(letter)) for letter in letters}
    return {"ask": ask, **shifts, **wholes(texts)}


def _holds(ask: str, n: dict[str, int], x: int) -> bool:
    """Whether x fits the equation or the story, checked with exact fractions."""
    f = Fraction
    if ask == "equal":
        return f(n["a"], x + n["b"]) == f(n["c"], x + n["d"])
    if ask in ("fraction", "hits"):
        top, bottom = ("n", "d") if ask == "fraction" else ("hits", "tries")
        return f(n[top] + x, n[bottom] + x) == f(n["p"], n["q"])
    if ask == "sum":
        return x > 0 and f(n["a"], x) + f(n["b"], x + n["c"]) == n["s"]
    if ask == "false-root":
        return f(x, x + n["a"]) - f(n["k"], x + n["b"]) == f(n["m"], (x + n["a"]) * (x + n["b"]))
    if ask == "boat":
        slow, fast = x - n["current"], x + n["current"]
        return slow > 0 and f(n["up"], slow) + f(n.get("down", n["up"]), fast) == n["hours"]
    if ask == "pumps":
        return x > 0 and f(1, x) + f(1, x + n["more"]) == f(1, n["together"])
    return x > 0 and f(n["distance"], x) - f(n["distance"], x + n["plus"]) == f(n["minutes"], 60)


def _solve_rational_equation(parameters: Parameters) -> str:
    """Whole numbers are tried in turn."""
    ask = str(parameters["ask"])
    n = {name: int(v) for name, v in parameters.items() if name != "ask"}
    found = []
    for x in integers():
        if abs(x) > 400:
            break
        try:
            if _holds(ask, n, x):
                found.append(str(x))
        except ZeroDivisionError:
            continue
    unit = {"boat": " km/h", "faster": " km/h", "pumps": " minutes"}.get(ask, "")
    return " or ".join(found) + unit if found else "no solution"


CHECKERS: dict[str, Checker] = {"rational-equation": Checker(_read_rational_equation, _solve_rational_equation)}
