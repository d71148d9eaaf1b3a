"""Checker for the equations with logarithms."""

from mathscale_core.families.checkers.algebra_reading import dense, read, whole
from mathscale_core.families.checkers.checker import Checker, UnreadableQuestionError
from mathscale_core.families.family import Parameters

_SINGLE = (("Solve the equation $", " = @n$."), ("For which $x$ does the function $f(x) = ", "$ have the value @n?"))
_FED = r"An instrument that is fed $P$ watts shows $\log_{@base}(P)$. "
_F, _G = r"\log_{@base}(@@first)", r"\log_{@again}(@@second)"
_LET = f"Let $f(x) = {_F}$ and $g(x) = {_G}$. For which real $x$ is "


def _shift(text: str) -> int:
    """The p of x + p."""
    one, p = dense(text, 2)
    if one != 1:
        raise UnreadableQuestionError(f"unexpected argument: {text!r}")
    return p


def _read_log_equation(question: str) -> Parameters:
    label, texts = read(
        question,
        (
            "one",
            _FED + r"The number that it shows for $@@first$ watts and the number $\log_{@again} @c$ add up to @n. "
            "Find $x$.",
        ),
        (
            "one",
            _FED + r"The number that it shows for $@@first$ watts exceeds the number $\log_{@again} @c$ by @n. "
            "Find $x$.",
        ),
        (
            "sum",
            _FED + "It is fed $@@first$ watts and later $@@second$ watts, and the two numbers it shows add up to "
            "@n. Find $x$.",
        ),
        (
            "double",
            _FED + "Twice the number shown for $@@first$ watts exceeds the number shown for $@@second$ watts by "
            "@n. Find all possible values of $x$.",
        ),
        ("double", rf"Find all real solutions of $2 {_F} - {_G} = @n$."),
        ("sum", f"Find all real solutions of ${_F} + {_G} = @n$."),
        ("sum", _LET + "$f(x) + g(x) = @n$?"),
        ("double", _LET + "$2f(x) - g(x) = @n$?"),
        *(("one", f"{begin}{_F} {sign} \\log_{{@again}} @c{end}") for sign in "+-" for begin, end in _SINGLE),
    )
    if texts.pop("again", texts["base"]) != texts["base"]:
        raise UnreadableQuestionError("there are two bases")
    parameters: dict[str, int | str] = {
        "base": whole(texts["base"]),
        "p": _shift(texts["first"]),
        "n": whole(texts["n"]),
    }
    if "c" in texts:
        plus = " + \\log" in question or "add up to" in question
        return parameters | {"sign": "+" if plus else "-", "c": whole(texts["c"])}
    parameters["q"] = _shift(texts["second"])
    return parameters | ({"ask": "double"} if label == "double" else {})


def _solve_log_equation(parameters: Parameters) -> str:
    """Whole numbers x with positive arguments are tried in the equation between powers."""
    base, p, n = (int(parameters[name]) for name in ("base", "p", "n"))
    found = []
    for x in range(-p + 1, -p + 12 * base**n + 200):
        u = x + p
        if "sign" in parameters:
            c = int(parameters["c"])
            fits = u * c == base**n if parameters["sign"] == "+" else u == c * base**n
        else:
            v = x + int(parameters["q"])
            fits = v > 0 and (u * u == base**n * v if "ask" in parameters else u * v == base**n)
        if fits:
            found.append(x)
    return " or ".join(f"$x = {x}$" for x in found) if len(found) > 1 else str(found[0]) if found else "no solution"


CHECKERS: dict[str, Checker] = {"log-equation": Checker(_read_log_equation, _solve_log_equation)}
