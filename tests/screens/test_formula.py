"""Formulas are readable on one line and in two dimensions."""

from __future__ import annotations

import re
import textwrap

import msgspec
import pytest
from rich.cells import cell_len

from exercises.catalogue import load_catalogue
from exercises.questions import load_questions
from screens.formula import display, inline
from screens.macros import faults


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"\hat{y}", "ŷ"),
        (r"\hat y_c", "ŷ_c"),
        (r"x_i^2", "xᵢ²"),
        (r"y_{12}", "y₁₂"),
        (r"L_{\text{MAE}}", "L_MAE"),
        (r"e^{-x}", "e⁻ˣ"),
        (r"e^{-|x|}", "e^(−|x|)"),
        (r"(1-p_t)^\gamma", "(1 − pₜ)^γ"),
        (r"\frac{1}{2}", "1/2"),
        (r"\dfrac{a+b}{2}", "(a + b)/2"),
        (r"\frac{1}{1 + e^{-x}}", "1/(1 + e⁻ˣ)"),
        (r"\frac{\exp(x_i)}{\exp(x_j)}", "exp(xᵢ)/exp(xⱼ)"),
        (r"\frac{a}{bc}", "a/(bc)"),
        (r"\sum_{i=1}^{N} x_i", "∑[i=1..N] xᵢ"),
        (r"-\log(p)", "−log(p)"),
        (r"a - b", "a − b"),
        (r"x \geq 0", "x ≥ 0"),
        (r"y\,\text{log\_softmax}(x)", "y log_softmax(x)"),
        (r"\operatorname{softmax}(x)", "softmax(x)"),
        (r"D_{KL}(P||Q)", "D_KL(P ‖ Q)"),
        (r"D(P\|Q) \neq D(Q\|P)", "D(P ‖ Q) ≠ D(Q ‖ P)"),
        (r"\|x\|_2", "‖x‖₂"),
        (r"\max(x, 0) - xy", "max(x, 0) − xy"),
        (r"\log \left( \frac{1}{2} \right)", "log(1/2)"),
        (r"x \to -\infty", "x → −∞"),
        (r"0.25", "0.25"),
        (r"\begin{cases} a, & \text{if } y=1 \\ b \end{cases}", "{ a, if y = 1; b }"),
        (r"\unheardof{x}", "unheardof x"),
        (r"\frac{1", "1/"),
        (r"y_{\text{true}}", "y_true"),
        (r"y_{true}", "y_true"),
        (r"x_{ij}", "xᵢⱼ"),
        (r"\sqrt{x}", "√x"),
        (r"\sqrt[3]{x}", "³√x"),
        (r"\sqrt[n]{x + 1}", "ⁿ√(x + 1)"),
        (r"\underbrace{a + b}_{\text{sum}}", "(a + b)_sum"),
        (r"\binom{n}{k}", "C(n, k)"),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "(a b; c d)"),
        (r"\overset{!}{=}", "=^!"),
        (r"\underset{x}{\arg\min}", "arg minₓ"),
        (r"\overline{x+y}", "x̅+̅y̅"),
        (r"a \bmod b", "a mod b"),
        (r"\tfrac12 x", "1/2 x"),
        ("", ""),
    ],
)
def test_on_one_line(latex, shown):
    assert inline(latex) == shown


def lines(picture: str) -> list[str]:
    return [line.rstrip() for line in textwrap.dedent(picture).strip("\n").splitlines()]


@pytest.mark.parametrize(
    ("latex", "picture"),
    [
        (
            r"L_{\text{CE}} = -\frac{1}{N}\sum_{i=1}^{N}\sum_{c=1}^{C} y_c \log(\hat{y}_c)",
            """
                     1  N   C
            L_CE = − ─  ∑   ∑  y_c log(ŷ_c)
                     N i=1 c=1
            """,
        ),
        (
            r"\log\left(\frac{\exp(x_i)}{\sum_{j=1}^C \exp(x_j)}\right)",
            """
               ⎛  exp(xᵢ)  ⎞
            log⎜───────────⎟
               ⎜ C         ⎟
               ⎜ ∑  exp(xⱼ)⎟
               ⎝j=1        ⎠
            """,
        ),
        (
            r"p_t = \begin{cases}\hat{p}, & \text{if } y=1 \\ 1-\hat{p}, & "
            r"\text{if } y=0\end{cases}",
            """
            pₜ = ⎧ p̂,      if y = 1
                 ⎩ 1 − p̂,  if y = 0
            """,
        ),
        (
            r"\begin{aligned} a &= b + c \\ &= d \end{aligned}",
            """
            a = b + c
              = d
            """,
        ),
        ("x = y", "x = y"),
    ],
)
def test_in_two_dimensions(latex, picture):
    assert display(latex, 80) == lines(picture)


LONG = r"\begin{aligned}f(x) &= \frac{1}{2} + aaaaaaaaaa \\ &= bbbbbbbbbb + cccccccccc\end{aligned}"


def test_one_that_is_too_wide_is_broken_before_its_relations():
    broken = display(LONG, 28)
    assert broken == [
        "       1",
        "f(x) = ─ + aaaaaaaaaa",
        "       2",
        "  = bbbbbbbbbb + cccccccccc",
    ]
    assert all(cell_len(line) <= 28 for line in broken)


def _texts(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []


def test_every_formula_that_is_shipped_is_understood():
    found = {}
    for each in [*load_catalogue().values(), *load_questions().values()]:
        for text in _texts(msgspec.to_builtins(each)):
            text = re.sub(r"`[^`]*`", "", text)
            for formula in re.findall(r"\$\$(.+?)\$\$|\$(.+?)\$", text, re.DOTALL):
                found[formula[0] or formula[1]] = each.id
    assert len(found) > 100
    assert {f: faults(f) for f in found if faults(f)} == {}


@pytest.mark.parametrize(
    ("latex", "fault"),
    [
        (r"\unheardof{x}", "unheardof"),
        (r"\frac{\unheardof}{2}", "unheardof"),
        (r"\begin{tabular} a \end{tabular}", "tabular"),
        (r"\frac{1", "Unexpected end"),
        (r"\left( x", "right"),
    ],
)
def test_what_is_not_understood_is_named(latex, fault):
    assert fault in "; ".join(faults(latex))
