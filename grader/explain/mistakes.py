"""Names the wrong idea that reproduces the learner's numbers, and only one that does.

A candidate explanation is a function; it is accepted when its values (and gradients) agree with
the learner's on every probe and differ from the reference's on at least one. First the
exercise's own mistakes are tried, then general transforms of the reference, then transforms of
mistakes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import torch

from exercises.spec import Text
from grader.case import Case, CheckFailed, gradients_of
from grader.explain.probes import Probe
from grader.inputs import Inputs, cast

_TIGHT, _LOOSE = 1e-9, 2e-5
Function = Callable[..., torch.Tensor]


@dataclass(frozen=True)
class Named:
    id: str
    text: Text


@dataclass(frozen=True)
class _Numbers:
    """A value and its gradients for one probe; None where the function cannot take the input."""

    value: torch.Tensor
    gradients: Inputs


# -- constants a right loss is often off by ----------------------------------------------------


@dataclass(frozen=True)
class _Factor:
    id: str
    of: Callable[[dict[str, int], int], float]
    text: Text


def _batch(dims: dict[str, int], _: int) -> float:
    return float(dims.get("N", 1))


def _classes(dims: dict[str, int], _: int) -> float:
    return float(dims.get("C", 1))


def _elements(_: dict[str, int], elements: int) -> float:
    return float(elements)


def _times(function: Callable[[dict[str, int], int], float], power: int) -> Any:
    return lambda dims, elements: function(dims, elements) ** power


def _constant(value: float) -> Any:
    return lambda dims, elements: value


_FACTORS = (
    _Factor("times-batch", _times(_batch, 1), Text(
        en="Your loss is the right one times the batch size: it sums over samples where the mean is asked, so it grows with the batch.",
        zh="你的损失等于正确值乘以批大小：对样本求了和而不是均值，因此会随批大小增长。")),
    _Factor("times-elements", _times(_elements, 1), Text(
        en="Your loss is the right one times the number of elements: it is a sum where the mean is asked, so learning rates depend on the size of the input.",
        zh="你的损失等于正确值乘以元素个数：求了和而不是均值，学习率会依赖输入大小。")),
    _Factor("times-classes", _times(_classes, 1), Text(
        en="Your loss is the right one times the number of columns: it is averaged over the rows alone.",
        zh="你的损失等于正确值乘以列数：只对行（样本）取了平均。")),
    _Factor("over-batch", _times(_batch, -1), Text(
        en="Your loss is the right one divided by the batch size: it is averaged over the samples twice.",
        zh="你的损失等于正确值再除以批大小：对样本多取了一次平均。")),
    _Factor("over-classes", _times(_classes, -1), Text(
        en="Your loss is the right one divided by the number of classes: the average is also taken over the class axis, which should be summed.",
        zh="你的损失等于正确值除以类别数：类别维应当求和，你却也取了平均。")),
    _Factor("over-elements", _times(_elements, -1), Text(
        en="Your loss is the right one divided by the number of elements: the mean is taken twice.",
        zh="你的损失等于正确值除以元素个数：均值取了两次。")),
    _Factor("times-two", _constant(2.0), Text(
        en="Your loss is twice the right one: a factor 2 too many.",
        zh="你的损失是正确值的两倍：多了一个因子 2。")),
    _Factor("half", _constant(0.5), Text(
        en="Your loss is half the right one: a factor 1/2 that belongs to another convention.",
        zh="你的损失是正确值的一半：多了属于另一种约定的 1/2。")),
    _Factor("log-base-2", _constant(1 / math.log(2)), Text(
        en="Your loss is the right one divided by ln 2: the logarithm is to base 2, so the unit is bits instead of nats.",
        zh="你的损失等于正确值除以 ln 2：用了以 2 为底的对数，单位成了比特而不是奈特。")),
    _Factor("log-base-10", _constant(1 / math.log(10)), Text(
        en="Your loss is the right one divided by ln 10: the logarithm is to base 10, not natural.",
        zh="你的损失等于正确值除以 ln 10：用了以 10 为底的对数，而不是自然对数。")),
    _Factor("times-ln-2", _constant(math.log(2)), Text(
        en="Your loss is the right one times ln 2: a change of the logarithm's base that is not asked.",
        zh="你的损失等于正确值乘以 ln 2：做了一次不需要的换底。")),
    _Factor("times-ln-10", _constant(math.log(10)), Text(
        en="Your loss is the right one times ln 10: a change of the logarithm's base that is not asked.",
        zh="你的损失等于正确值乘以 ln 10：做了一次不需要的换底。")),
)  # fmt: skip
_NEGATED = Named("negated", Text(
    en="Your loss has the wrong sign: minimising it makes the predictions worse.",
    zh="你的损失符号反了：最小化它只会让预测更差。"))  # fmt: skip
_SWAPPED = Named("arguments-swapped", Text(
    en="Your loss uses prediction and target in each other's place.",
    zh="你把预测和目标用反了。"))  # fmt: skip
_TRANSPOSED = Named("axis-transposed", Text(
    en="Your loss works along the other axis: samples are treated as classes and classes as samples.",
    zh="你沿另一个维度计算：把样本当成了类别，把类别当成了样本。"))  # fmt: skip
_NOT_REDUCED = Named("not-reduced", Text(
    en="You return the loss of every sample or element; the last reduction to one number is missing.",
    zh="返回的是每个样本（或元素）的损失，缺少最后归约成一个数的步骤。"))  # fmt: skip
_GRADIENT_SCALED = Text(
    en="The value is right, but the gradient is {factor} times the right one: some part of the "
    "computation is hidden from autograd, or a hand-written backward is off.",
    zh="数值正确，但梯度是正确值的 {factor} 倍：计算的某部分没有经过 autograd，或手写的 backward 有误。",
)


# -- behaviour that was observed, not inferred -------------------------------------------------

_BEHAVIOUR = {
    "purity": Named("input-modified", Text(
        en="You write into an input tensor: the caller's data is changed, and the next loss on it is wrong.",
        zh="你原地修改了输入张量：调用者的数据被改动，下一次计算就会出错。")),
    "state": Named("global-state", Text(
        en="Computing the loss changes a setting of the whole process; everything that runs after it behaves differently.",
        zh="计算损失时改动了进程的全局设置，之后运行的代码都会受影响。")),
    "repeatable": Named("not-repeatable", Text(
        en="The answer depends on more than the inputs: on randomness, or on something kept from earlier calls.",
        zh="结果不只取决于输入：还依赖随机数，或之前调用留下的状态。")),
    "precision": Named("narrower-dtype", Text(
        en="Part of the computation runs in a narrower dtype than the inputs, so precision is thrown away without notice.",
        zh="计算的一部分用了比输入更低的精度，悄悄丢掉了有效数字。")),
}  # fmt: skip
_GRAPH_CUT = Named("graph-cut", Text(
    en="The value is right but nothing can be learned from it: the result is cut off from the graph, so backward has nowhere to go.",
    zh="数值正确，但无法用来学习：结果与计算图断开，反向传播无处可去。"))  # fmt: skip
_NO_TENSOR = Named("not-a-tensor", Text(
    en="What comes back is not a tensor, so `loss.backward()` would fail in the training loop.",
    zh="返回的不是张量，训练循环里的 `loss.backward()` 会失败。"))  # fmt: skip
_DTYPE = Named("dtype-changed", Text(
    en="The result's dtype does not follow the inputs': a cast somewhere fixes it.",
    zh="结果的 dtype 没有跟随输入：某处的类型转换把它固定住了。"))  # fmt: skip
_RAISED = Named("raises", Text(
    en="The code stops with an exception on an input the exercise promises; the line is shown above.",
    zh="对题目允许的输入，代码抛出了异常；出错的行见上。"))  # fmt: skip


def behaviour(failed_check: str, failure: CheckFailed) -> Named | None:
    """The name of what the failed check saw happen; facts, so never a guess."""
    kind = failure.facts.get("kind")
    if kind == "graph-cut":
        return _GRAPH_CUT
    if kind == "not-a-tensor":
        return _NO_TENSOR
    if kind == "dtype":
        return _DTYPE
    return _BEHAVIOUR.get(failed_check)


# -- ideas that reproduce the numbers ----------------------------------------------------------


def named(case: Case, probes: list[Probe]) -> Named | None:
    """The idea, or the pair of ideas, that gives the learner's numbers on every probe."""
    right = [_numbers(case.solution.reference, p, case.wanted) for p in probes]
    bases = [(None, right), *_known(case, probes)]
    usual = [b for b in bases if b[0] is not None]
    for tolerance in (_TIGHT, _LOOSE):
        for name, numbers in usual:
            if _agree(probes, numbers, tolerance) and not _same(probes, numbers, right, tolerance):
                return name
        for name, numbers in (*bases, *_rearranged(case, probes)):
            found = _transformed(probes, numbers, tolerance, right if name is None else None)
            if found is not None:
                return _together(name, found)
    return _scaled_gradient(probes, right)


def _known(case: Case, probes: list[Probe]) -> Iterator[tuple[Named, list[_Numbers | None]]]:
    for mistake, function in case.solution.MISTAKES.items():
        text = case.spec.mistakes.get(mistake)
        if text is not None:
            numbers = [_numbers(function, p, case.wanted) for p in probes]
            yield Named(mistake, text), numbers


def _rearranged(case: Case, probes: list[Probe]) -> Iterator[tuple[Named, list[_Numbers | None]]]:
    """The reference with its arguments swapped, or along the other axis."""
    reference: Function = case.solution.reference

    def swapped(first: torch.Tensor, second: torch.Tensor, **init: Any) -> torch.Tensor:
        return reference(second, first, **init)

    def transposed(first: torch.Tensor, second: torch.Tensor, **init: Any) -> torch.Tensor:
        return reference(first.transpose(0, 1), second.transpose(0, 1), **init)

    if len(case.spec.signature.arguments) == 2:
        yield _SWAPPED, [_numbers(swapped, p, case.wanted) for p in probes]
        if all(v.dim() == 2 for p in probes for v in p.values.values()):
            yield _TRANSPOSED, [_numbers(transposed, p, case.wanted) for p in probes]


def _together(first: Named | None, second: Named) -> Named:
    if first is None:
        return second
    return Named(
        f"{first.id}+{second.id}",
        Text(en=f"{first.text.en} {second.text.en}", zh=f"{first.text.zh}{second.text.zh}"),
    )


def _numbers(function: Function, probe: Probe, wanted: tuple[str, ...]) -> _Numbers | None:
    try:
        if probe.extreme:
            with torch.no_grad():
                value = function(*cast(probe.values, probe.dtype).values(), **probe.init)
            return _Numbers(value.double(), {})
        value, gradients = gradients_of(function, probe.values, probe.init, wanted)
    except (RuntimeError, ValueError, IndexError):
        return None
    return _Numbers(value.double(), gradients)


def _alike(left: torch.Tensor, right: torch.Tensor, tolerance: float) -> bool:
    """Equal up to a relative tolerance; nan equals nan and inf equals inf of the same sign."""
    if left.shape != right.shape:
        return False
    finite = right[torch.isfinite(right)]
    size = float(finite.abs().max()) if finite.numel() else 1.0
    return torch.allclose(left, right, rtol=tolerance, atol=tolerance * max(size, 1e-6), equal_nan=True)


def _agree(
    probes: list[Probe],
    numbers: list[_Numbers | None],
    tolerance: float,
    factors: list[float] | None = None,
) -> bool:
    """Whether these numbers, times a factor per probe, are the learner's on every probe."""
    if not any(n is not None for n in numbers):
        return False
    for index, (probe, ours) in enumerate(zip(probes, numbers, strict=True)):
        factor = factors[index] if factors else 1.0
        if ours is None:
            return False
        rough = _LOOSE if probe.extreme else tolerance
        if not _alike(probe.value, ours.value * factor, rough):
            return False
        for name, gradient in probe.gradients.items():
            if not _alike(gradient, ours.gradients[name] * factor, tolerance):
                return False
    return True


def _same(
    probes: list[Probe],
    numbers: list[_Numbers | None],
    right: list[_Numbers | None],
    tolerance: float,
) -> bool:
    """Whether the idea cannot be told from the reference on these probes."""
    for probe, ours, theirs in zip(probes, numbers, right, strict=True):
        if ours is None or theirs is None:
            return False
        # far apart, not just by rounding: the two must disagree by more than they may err
        apart = 10 * (_LOOSE if probe.extreme else tolerance)
        if not _alike(ours.value, theirs.value, apart):
            return False
        for name, gradient in theirs.gradients.items():
            if name in ours.gradients and not _alike(ours.gradients[name], gradient, apart):
                return False
    return True


def _transformed(
    probes: list[Probe],
    numbers: list[_Numbers | None],
    tolerance: float,
    right: list[_Numbers | None] | None,
) -> Named | None:
    """The general transform that leads from these numbers to the learner's.

    ``right`` is given for the reference itself, which untransformed is no mistake.
    """
    if right is None and _agree(probes, numbers, tolerance):
        return Named("", Text(en=" "))
    reduced = _reduced(probes, numbers, tolerance)
    if reduced is not None:
        return reduced
    for sign in (1.0, -1.0):
        if sign < 0 and _agree(probes, numbers, tolerance, [-1.0] * len(probes)):
            return _NEGATED
        for factor in _FACTORS:
            by = [sign * factor.of(p.dims, _size(p)) for p in probes]
            if len(set(map(abs, by))) == 1 and abs(by[0]) == 1.0:
                continue
            if _agree(probes, numbers, tolerance, by):
                named = Named(factor.id, factor.text)
                return named if sign > 0 else _together(named, _NEGATED)
    return None


def _size(probe: Probe) -> int:
    return next(iter(probe.values.values())).numel()


def _reduced(
    probes: list[Probe], numbers: list[_Numbers | None], tolerance: float
) -> Named | None:
    """Whether the learner's values, once reduced, are these: the reduction is what is missing."""
    if all(p.value.dim() == 0 for p in probes):
        return None
    for reduce in (torch.mean, torch.sum):
        for sign in (1.0, -1.0):
            if all(
                n is not None
                and n.value.dim() == 0
                and _alike(sign * reduce(p.value), n.value, _LOOSE if p.extreme else tolerance)
                for p, n in zip(probes, numbers, strict=True)
            ):
                return _NOT_REDUCED if sign > 0 else _together(_NOT_REDUCED, _NEGATED)
    return None


def _scaled_gradient(probes: list[Probe], right: list[_Numbers | None]) -> Named | None:
    """The value agrees everywhere and the gradient is off by one constant."""
    ratios = []
    for probe, ours in zip(probes, right, strict=True):
        if ours is None or not _alike(probe.value, ours.value, _LOOSE):
            return None
        for name, gradient in probe.gradients.items():
            size = float(ours.gradients[name].square().sum())
            if size > 0:
                ratio = float((gradient * ours.gradients[name]).sum()) / size
                if not _alike(gradient, ratio * ours.gradients[name], _LOOSE):
                    return None
                ratios.append(ratio)
    if not ratios or max(ratios) - min(ratios) > _LOOSE or abs(ratios[0] - 1) < _LOOSE:
        return None
    if abs(ratios[0]) < _LOOSE:
        return Named("gradient-zero", Text(
            en="The value is right but its gradient is zero everywhere: what carries the numbers is cut off from the graph.",
            zh="数值正确，但梯度处处为零：真正携带数值的部分与计算图断开了。"))  # fmt: skip
    shown = f"{ratios[0]:.4g}"
    return Named(
        "gradient-scaled",
        Text(en=_GRADIENT_SCALED.en.format(factor=shown), zh=_GRADIENT_SCALED.zh.format(factor=shown)),
    )
