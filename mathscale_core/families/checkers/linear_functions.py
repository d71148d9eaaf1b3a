"""Checkers of the families around linear expressions."""

import math
import re
from fractions import Fraction

from mathscale_core.answers import normalise
from mathscale_core.families.checkers.checker import Checker, match
from mathscale_core.families.checkers.reading import coefficient, integers, signed, tex, whole
from mathscale_core.families.family import Parameter, Parameters

_RATIONAL = r"(?:\d+(?:\.\d+)?(?:/\d+)?|\\frac\{\d+\}\{\d+\})"


def _point(name: str) -> str:
    return rf"\((?P<{name}x>-?\d+), (?P<{name}y>-?\d+)\)"


def _read_perpendicular_line(question: str) -> Parameters:
    slope = r"(?P<sign>-?)(?:\\frac\{(?P<top>\d+)\}\{(?P<bottom>\d+)\}|(?P<whole>\d*))"
    line = rf"\$y = {slope}x(?P<height> [+-] \d+)?\$"
    a, b, p = _point("a"), _point("b"), _point("p")
    asked = r".* Give it in the form \$y = mx \+ b\$\.$"
    found = match(
        question,
        rf"^Find the equation of the line through \${p}\$ that is perpendicular to the line {line}\.{asked}",
        rf"runs along {line}\. A new footpath through the .* at \${p}\$ meets the street at a right angle{asked}",
        rf"travels along {line}\. A second beam crosses it at right angles and passes through the point "
        rf"\${p}\$\.{asked}",
        rf"line through \${p}\$ that is perpendicular to the line through \${a}\$ and \${b}\$\.{asked}",
        rf"vertices \$A{a}\$, \$B{b}\$ and \$C{p}\$, .* altitude from \$C\$\?{asked}",
        rf"straight through the points \${a}\$ and \${b}\$\. A new footpath through the .* at \${p}\$ meets .* right "
        rf"angle{asked}",
        rf"perpendicular bisector of the segment from \${a}\$ to \${b}\$\.{asked}",
        rf"equally far from \$A{a}\$ and \$B{b}\$ lie{asked}",
        rf"so that the point \${a}\$ lands exactly on the point \${b}\$\. Along which line is the crease{asked}",
    )
    groups = found.groupdict()
    parameters = integers(found, *(k for k in groups if re.fullmatch("[abp][xy]", k)))
    if "height" in groups:
        top = int(groups["sign"] + (groups["top"] or groups["whole"] or "1"))
        parameters |= {"slope_top": top, "slope_bottom": int(groups["bottom"] or 1), "height": signed(groups["height"])}
    return parameters


def _solve_perpendicular_line(p: Parameters) -> str:
    # The line as n·X = k, where n is the direction that it is perpendicular to.
    if "slope_top" in p:
        nx, ny = whole(p, "slope_bottom", "slope_top")
        k = Fraction(nx * int(p["px"]) + ny * int(p["py"]))
    else:
        ax, ay, bx, by = whole(p, "ax", "ay", "bx", "by")
        nx, ny = bx - ax, by - ay
        if "px" in p:
            k = Fraction(nx * int(p["px"]) + ny * int(p["py"]))
        else:
            # |X - A|^2 = |X - B|^2 leaves n·X = (|B|^2 - |A|^2) / 2.
            k = Fraction(bx * bx + by * by - ax * ax - ay * ay, 2)
    slope, intercept = Fraction(-nx, ny), k / ny
    return f"$y = {_polynomial_text({1: slope, 0: intercept}, 'x')}$"


def _polynomial_text(coefficients: dict[int, Fraction], letter: str) -> str:
    text = ""
    for power in sorted(coefficients, reverse=True):
        value = coefficients[power]
        if value:
            number = "" if abs(value) == 1 and power else tex(abs(value))
            text += f" {'-' if value < 0 else '+'} {number}{('', letter)[power] if power < 2 else f'{letter}^{power}'}"
    text = text.strip().removeprefix("+ ")
    return f"-{text[2:]}" if text.startswith("- ") else text


def _polynomial(text: str) -> dict[int, Fraction] | None:
    """The coefficients by power, read from a sum of terms in one letter; None where it is no such sum."""
    plain = text.replace(" ", "").replace("*", "").replace("\\cdot", "")
    letters = set(re.findall(r"[a-z]", re.sub(r"\\frac", "", plain)))
    if len(letters) > 1 or not plain:
        return None
    letter = next(iter(letters), "x")
    one = rf"([+-]?)({_RATIONAL})?({letter}(?:\^\{{?(\d)\}}?)?)?"
    total: dict[int, Fraction] = {}
    position = 0
    while position < len(plain):
        found = re.compile(one).match(plain, position)
        if not found or not (found[2] or found[3]) or (position and not found[1]):
            return None
        power = int(found[4] or 1) if found[3] else 0
        total[power] = total.get(power, Fraction(0)) + _rational(found[2] or "1") * (-1 if found[1] == "-" else 1)
        position = found.end()
    return {power: value for power, value in total.items() if value}


def _rational(text: str) -> Fraction:
    fraction = re.fullmatch(r"\\frac\{(\d+)\}\{(\d+)\}", text)
    return Fraction(int(fraction[1]), int(fraction[2])) if fraction else Fraction(text)


def _same_polynomial(first: str, second: str) -> bool | None:
    """Compares the letter and the coefficients; a left side ``y =`` is dropped."""
    one, other = (re.sub(r"^y\s*=\s*", "", normalise(t)) for t in (first, second))
    read = _polynomial(one), _polynomial(other)
    if read[0] is None or read[1] is None:
        return None
    letters = [set(re.findall(r"[a-z]", t.replace("\\frac", "").replace("\\cdot", ""))) for t in (one, other)]
    return read[0] == read[1] and letters[0] == letters[1]


def _read_expand(question: str) -> Parameters:
    part, product = r"(?P<{0}>[^$()]+)", r"(?P<{1}>\d+[a-z]?)\((?P<{0}>[^()]+)\)"
    first, second = product.format("first", "a"), product.format("second", "d")
    found = match(
        question,
        rf"^(?:Simplify|Write) \${first} (?P<sign>[+-]) {second}\$(?:\.$| without parentheses and with as few terms)",
        rf"^Let \$P = {first}\$ and \$Q = {second}\$\. Expand and simplify \$P (?P<sign>[+-]) Q\$",
        rf"wants to (?P<sign>add|subtract) \${second}\$ (?:to|from) \${first}\$\. Write the result as a polynomial",
        rf"has (?P<a>\d+) [a-z]+ with \${part.format('first')}\$ [a-z]+ in each and (?P<d>\d+) [a-z]+ with "
        rf"\${part.format('second')}\$ [a-z]+ in each\. Write the (?P<sign>total) number",
    )
    v = re.sub(r"[^a-z]", "", found["second"])[0]
    head = match(found["first"], rf"^(?P<b>\d*){v}(?P<c> [+-] \d+)$")
    tail = match(
        found["second"],
        rf"^(?P<e>\d*){v}\^2(?P<f> [+-] \d*){v}(?P<g> [+-] \d+)$",
        rf"^(?P<e>\d*){v}(?P<f> [+-] \d+)$",
    )
    parameters: dict[str, Parameter] = {
        "a": int(found["a"].rstrip(v)),
        "b": coefficient(head["b"]),
        "c": signed(head["c"]),
        "d": int(found["d"]),
        "e": coefficient(tail["e"]),
        "f": signed(re.sub(r"([+-] )$", r"\g<1>1", tail["f"])),
        "operation": "sum" if found["sign"] in {"+", "add", "total"} else "difference",
        "letter": v,
    }
    return {**parameters, "g": signed(tail["g"])} if "g" in tail.groupdict() else parameters


def _solve_expand(p: Parameters) -> str:
    a, b, c, d, e, f = whole(p, "a", "b", "c", "d", "e", "f")
    sign = 1 if p["operation"] == "sum" else -1

    def value(x: int) -> int:
        if "g" in p:
            return a * x * (b * x + c) + sign * d * (e * x * x + f * x + int(p["g"]))
        return a * (b * x + c) + sign * d * (e * x + f)

    # The coefficients of the parabola (or line) through three values.
    square = Fraction(value(1) + value(-1), 2) - value(0)
    middle = Fraction(value(1) - value(-1), 2)
    return f"${_polynomial_text({2: square, 1: middle, 0: Fraction(value(0))}, str(p['letter']))}$"


def _read_absolute_value(question: str) -> Parameters:
    found = match(
        question,
        r"^Solve the equation \$(?P<left>\|.*) = (?P<right>[^$]*)\$\.$",
        r"^Find all real numbers \$[a-z]\$ for which \$(?P<left>\|.*) = (?P<right>[^$]*)\$ holds",
        r"^Which numbers \$(?P<letter>[a-z])\$ lie exactly (?P<distance>\d+) units? from \$(?P<center>-?\d+)\$ on "
        r"the number line",
        r"^Let \$f\([a-z]\) = (?P<left>[^$]*)\$\. Find all \$[a-z]\$ with \$f\([a-z]\) = (?P<right>[^$]*)\$",
        r"^Let \$f\([a-z]\) = (?P<left>[^$]*)\$ and \$g\([a-z]\) = (?P<right>[^$]*)\$\. For which .* meet",
    )
    groups = found.groupdict()
    if "center" in groups:
        return {"shift": -int(groups["center"]), "distance": int(groups["distance"]), "letter": groups["letter"]}
    equation = match(
        f"{groups['left']} = {groups['right']}",
        r"^\|(?P<factor>\d*)(?P<v>[a-z])(?P<shift> [+-] \d+)?\|(?P<added> [+-] \d+) = (?P<value>-?\d+)$",
        r"^\|(?P<factor>\d*)(?P<v>[a-z])(?P<shift> [+-] \d+)?\| = (?P<slope>\d*)(?P=v)(?P<constant> [+-] \d+)$",
        r"^\|(?P<v>[a-z])(?P<shift> [+-] \d+)?\| = (?P<distance>\d+)$",
    )
    g = equation.groupdict()
    parameters: dict[str, Parameter] = {"shift": signed(g["shift"]), "letter": g["v"]}
    if "distance" in g:
        return {**parameters, "distance": int(g["distance"])}
    parameters["factor"] = coefficient(g["factor"])
    if "slope" in g:
        return {**parameters, "slope": coefficient(g["slope"]), "constant": signed(g["constant"])}
    return {**parameters, "added": signed(g["added"]), "value": int(g["value"])}


def _solve_absolute_value(p: Parameters) -> str:
    a, b = int(p.get("factor", 1)), int(p["shift"])
    if "slope" in p:
        c, d = whole(p, "slope", "constant")
    else:
        c, d = 0, int(p["distance"]) if "distance" in p else int(p["value"]) - int(p["added"])
    # Square both sides, solve the quadratic equation, and keep the roots that fit the first equation.
    square, middle, constant = a * a - c * c, 2 * (a * b - c * d), b * b - d * d
    root = math.isqrt(middle * middle - 4 * square * constant)
    candidates = {Fraction(-middle - root, 2 * square), Fraction(-middle + root, 2 * square)}
    roots = sorted(x for x in candidates if abs(a * x + b) == c * x + d)
    return " or ".join(f"${p['letter']} = {tex(x)}$" for x in roots)


CHECKERS: dict[str, Checker] = {
    "perpendicular-line": Checker(_read_perpendicular_line, _solve_perpendicular_line, _same_polynomial),
    "simplify-expression": Checker(_read_expand, _solve_expand, _same_polynomial),
    "absolute-value-equation": Checker(_read_absolute_value, _solve_absolute_value),
}
