"""Texts as models write answers, for properties that hold of any text."""

from hypothesis import strategies as st

#: What LaTeX answers are made of: Hypothesis finds more trouble with these than with letters at random.
_TOKENS = (
    "\\frac", "\\dfrac", "\\text", "\\boxed", "\\left", "\\right", "\\circ", "\\degree", "\\quad", "\\!", "\\,", "\\ ",
    "\\(", "\\)", "\\[", "\\]", "\\{", "\\}", "\\$", "\\%", "\\\\", "{", "}", "(", ")", "[", "]", "$", "^", "_", "=",
    "<", ",", "{,}", ";", ".", "/", "-", "−", "+", "*", "×", "\\times", "10", "1", "2", "000", " ", "\n", "~", "x",
    "xy", "e", "E3", "km", "meters", "per", "and", "or", "°", "%", "€", "½", "²", "١", "pi", "million", "A",
    "yes", "x = ",
)  # fmt: skip
latex = st.lists(st.sampled_from(_TOKENS), max_size=14).map("".join)
any_text = latex | st.text(max_size=60)
fractions = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**4)
