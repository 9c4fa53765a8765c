"""What a failed check says, in both languages: the sentence, and what is compared to get there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

import torch

from exercises.given import dims
from exercises.spec import Spec
from exercises.texts import Text
from grader import tolerance
from grader.calls import Answer, Call
from grader.inputs import Inputs
from grader.solution import Results


class CheckFailed(Exception):
    """The learner's code failed a check. Says so in both languages, and points at their lines."""

    def __init__(self, en: str, zh: str, **facts: Any) -> None:
        super().__init__(en)
        self.en, self.zh, self.facts = en, zh, facts
        self.asked: Sequence[tuple[Call, Answer]] = ()
        """What the check asked last, and what came back."""

    def in_(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


def fail(en: str, zh: str, **facts: Any) -> NoReturn:
    raise CheckFailed(en, zh, **facts)


def figure(value: float) -> str:
    """A number as a person would read it in a sentence."""
    return f"{value + 0.0:.6g}"  # -0 is 0


def told_apart(want: float, have: float) -> tuple[str, str]:
    """Both numbers with as many digits as it takes to see that they are not the same."""
    for digits in range(6, 18):
        shown = f"{want + 0.0:.{digits}g}", f"{have + 0.0:.{digits}g}"
        if shown[0] != shown[1]:
            return shown
    return figure(want), figure(have)


def dims_text(values: Inputs) -> str:
    """The shape of the first argument that is no network's weight, as a person would write it."""
    tensors = [v for n, v in values.items() if isinstance(v, torch.Tensor) and "." not in n]
    return dims(list(tensors[0].shape) if tensors else [])


def subject(spec: Spec, place: int = 0) -> Text:
    """What a result is called in a sentence: a loss is a number with a gradient."""
    signature = spec.signature
    if signature.scalar:
        return Text("the loss", "损失") if signature.wanted else Text("the result", "结果")
    if len(signature.returns) > 1:
        name = f"`{signature.returns[place].name}`"
        return Text(name, name)
    return Text("the result", "结果")


def require_shapes(answer: Answer, expected: Results, spec: Spec) -> None:
    """Fail unless there are as many results as asked for, each of its shape."""
    for place, (got, want) in enumerate(zip(answer.values, expected, strict=False)):
        if got.shape == want.shape:
            continue
        have, wanted = dims(list(got.shape)), dims(list(want.shape))
        if spec.signature.scalar:
            fail(
                f"The loss must be a scalar (shape []), yours has shape {have}: "
                "one number for the whole batch.",
                f"损失应当是标量（形状 []），你的形状是 {have}：整个批次只对应一个数。",
            )
        said, named = subject(spec, place), dims(spec.signature.returns[place].shape)
        fail(
            f"{said.en[:1].upper()}{said.en[1:]} must have shape {wanted} ({named}), "
            f"yours has shape {have}.",
            f"{said.zh}的形状应为 {wanted}（{named}），你的是 {have}。",
        )


def compare(
    got: torch.Tensor,
    expected: torch.Tensor,
    values: Inputs,
    called: Text = Text("the loss", "损失"),  # noqa: B008 (frozen)
    scale: float = 1.0,
) -> None:
    """Fail unless a result is within its bound, naming size, entry, expected and got."""
    if tolerance.close(got, expected, scale):
        return
    en, zh = f"With inputs of shape {dims_text(values)}", f"输入形状为 {dims_text(values)} 时"
    if got.numel() == 1 and expected.numel() == 1:
        want, have = told_apart(float(expected), float(got))
        fail(
            f"{en} {called.en} should be {want}, yours is {have}.",
            f"{zh}，{called.zh}应为 {want}，你的结果是 {have}。",
        )
    place = farthest(got, expected)
    at = dims(list(place))
    want, have = told_apart(float(expected[place]), float(got[place]))
    fail(
        f"{en} the entry {at} of {called.en} should be {want}, yours is {have}.",
        f"{zh}，{called.zh}在 {at} 处应为 {want}，你的是 {have}。",
    )


def farthest(got: torch.Tensor, expected: torch.Tensor) -> tuple[int, ...]:
    """The index of the entry that is most wrong."""
    got, expected = got.double(), expected.double()
    apart = torch.where(got == expected, 0.0, (got - expected).abs()).nan_to_num(nan=torch.inf)
    return place_of(int(apart.argmax()), got.shape)


def place_of(index: int, shape: Sequence[int]) -> tuple[int, ...]:
    """Where the entry with this number in row-major order stands. (What torch has for this costs
    half a second when it is first called: it loads its symbolic shapes.)"""
    place: list[int] = []
    for size in reversed(shape):
        index, at = divmod(index, size)
        place.insert(0, at)
    return tuple(place)
