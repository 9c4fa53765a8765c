"""Formulas are readable on one line and in two dimensions."""

from __future__ import annotations

import textwrap

import pytest
from rich.cells import cell_len

from screens.formula import display, inline


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
