"""What the tests of facts in questions share."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from exercises.questions import load_questions

QUESTIONS = load_questions()


def about(*ids: str) -> Callable[[Callable], Callable]:
    """Which questions a test is about; they have to exist."""
    assert set(ids) <= set(QUESTIONS), set(ids) - set(QUESTIONS)
    return lambda test: test


def says(id_: str, *figures: str) -> None:
    """Each figure, computed by the test, stands in the question in both languages."""
    question = QUESTIONS[id_]
    texts = [question.prompt, question.explanation, *getattr(question, "options", [])]
    texts += [o.why for o in getattr(question, "options", []) if o.why]
    texts += getattr(question, "points", [])
    if hasattr(question, "model"):
        texts.append(question.model)
    for said in (
        " ".join(text.en for text in texts),
        " ".join(text.zh or text.en for text in texts),
    ):
        assert [figure for figure in figures if figure not in said] == [], said


def gradient(function, at) -> Tensor:
    """Of the sum of what `function` gives, with respect to its argument."""
    x = torch.as_tensor(at).clone().requires_grad_()
    (found,) = torch.autograd.grad(function(x).sum(), x)
    return found
