"""The general ideas any loss can be wrong by, each with the sentence that names it.

Factors a right loss is often off by, rearrangements of it, and behaviour a failed check has seen.
An exercise's own ideas stand in its spec and its solution module.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from exercises.texts import Text

Factor = Callable[[dict[str, int], int], float]
"""From the sizes of the named dimensions and the number of elements to a constant."""


@dataclass(frozen=True)
class Named:
    """A wrong idea: its id and what to say of it."""

    id: str
    text: Text


# -- constants a right loss is often off by ----------------------------------------------------


@dataclass(frozen=True)
class ScaledBy:
    id: str
    of: Factor
    text: Text

    @property
    def by_size(self) -> bool:
        """Whether it depends on the sizes of the input, as a sum for a mean does."""
        return self.of({"N": 2, "C": 2}, 4) != self.of({"N": 3, "C": 3}, 9)


def _batch(dims: dict[str, int], _: int) -> float:
    return float(dims.get("N", 1))


def _classes(dims: dict[str, int], _: int) -> float:
    return float(dims.get("C", 1))


def _elements(_: dict[str, int], elements: int) -> float:
    return float(elements)


def _times(function: Factor, power: int) -> Factor:
    return lambda dims, elements: function(dims, elements) ** power


def _constant(value: float) -> Factor:
    return lambda dims, elements: value


FACTORS = (
    ScaledBy("times-batch", _times(_batch, 1), Text(
        en="Your loss is the right one times the batch size: it sums over samples where the mean is asked, so it grows with the batch.",
        zh="你的损失等于正确值乘以批大小：对样本求了和而不是均值，因此会随批大小增长。")),
    ScaledBy("times-elements", _times(_elements, 1), Text(
        en="Your loss is the right one times the number of elements: it is a sum where the mean is asked, so learning rates depend on the size of the input.",
        zh="你的损失等于正确值乘以元素个数：求了和而不是均值，学习率会依赖输入大小。")),
    ScaledBy("times-classes", _times(_classes, 1), Text(
        en="Your loss is the right one times the number of columns: it is averaged over the rows alone.",
        zh="你的损失等于正确值乘以列数：只对行（样本）取了平均。")),
    ScaledBy("over-batch", _times(_batch, -1), Text(
        en="Your loss is the right one divided by the batch size: it is averaged over the samples twice.",
        zh="你的损失等于正确值再除以批大小：对样本多取了一次平均。")),
    ScaledBy("over-classes", _times(_classes, -1), Text(
        en="Your loss is the right one divided by the number of classes: the average is also taken over the class axis, which should be summed.",
        zh="你的损失等于正确值除以类别数：类别维应当求和，你却也取了平均。")),
    ScaledBy("over-elements", _times(_elements, -1), Text(
        en="Your loss is the right one divided by the number of elements: the mean is taken twice.",
        zh="你的损失等于正确值除以元素个数：均值取了两次。")),
    ScaledBy("times-two", _constant(2.0), Text(
        en="Your loss is twice the right one: a factor 2 too many.",
        zh="你的损失是正确值的两倍：多了一个因子 2。")),
    ScaledBy("half", _constant(0.5), Text(
        en="Your loss is half the right one: a factor 1/2 that belongs to another convention.",
        zh="你的损失是正确值的一半：多了属于另一种约定的 1/2。")),
    ScaledBy("log-base-2", _constant(1 / math.log(2)), Text(
        en="Your loss is the right one divided by ln 2: the logarithm is to base 2, so the unit is bits instead of nats.",
        zh="你的损失等于正确值除以 ln 2：用了以 2 为底的对数，单位成了比特而不是奈特。")),
    ScaledBy("log-base-10", _constant(1 / math.log(10)), Text(
        en="Your loss is the right one divided by ln 10: the logarithm is to base 10, not natural.",
        zh="你的损失等于正确值除以 ln 10：用了以 10 为底的对数，而不是自然对数。")),
    ScaledBy("times-ln-2", _constant(math.log(2)), Text(
        en="Your loss is the right one times ln 2: a change of the logarithm's base that is not asked.",
        zh="你的损失等于正确值乘以 ln 2：做了一次不需要的换底。")),
    ScaledBy("times-ln-10", _constant(math.log(10)), Text(
        en="Your loss is the right one times ln 10: a change of the logarithm's base that is not asked.",
        zh="你的损失等于正确值乘以 ln 10：做了一次不需要的换底。")),
)  # fmt: skip
NOTHING = Named("nothing", Text(en="Nothing was done to it."))
NEGATED = Named("negated", Text(
    en="Your loss has the wrong sign: minimising it makes the predictions worse.",
    zh="你的损失符号反了：最小化它只会让预测更差。"))  # fmt: skip
SWAPPED = Named("arguments-swapped", Text(
    en="Your loss uses prediction and target in each other's place.",
    zh="你把预测和目标用反了。"))  # fmt: skip
TRANSPOSED = Named("axis-transposed", Text(
    en="Your loss works along the other axis: samples are treated as classes and classes as samples.",
    zh="你沿另一个维度计算：把样本当成了类别，把类别当成了样本。"))  # fmt: skip
NOT_REDUCED = Named("not-reduced", Text(
    en="You return the loss of every sample or element; the last reduction to one number is missing.",
    zh="返回的是每个样本（或元素）的损失，缺少最后归约成一个数的步骤。"))  # fmt: skip
UPSTREAM_IGNORED = Named("upstream-ignored", Text(
    en="The gradient that flows in is not multiplied in: the backward is right only where that is 1.",
    zh="没有乘上传入的梯度：只有传入的恰好是 1 时，backward 才对。"))  # fmt: skip
BACKWARD_SCALED = Text(
    en="The value is right; the gradient that your backward returns is {factor} times the right one.",
    zh="数值正确；你的 backward 返回的梯度是正确值的 {factor} 倍。",
)
GRADIENT_SCALED = Text(
    en="The value is right, but the gradient is {factor} times the right one: some part of the "
    "computation is hidden from autograd, or a hand-written backward is off.",
    zh="数值正确，但梯度是正确值的 {factor} 倍：计算的某部分没有经过 autograd，或手写的 backward 有误。",
)


# -- behaviour that was observed, not inferred -------------------------------------------------

BEHAVIOUR = {
    "purity": Named("input-modified", Text(
        en="You write into an input tensor: the caller's data is changed, and the next loss on it is wrong.",
        zh="你原地修改了输入张量：调用者的数据被改动，下一次计算就会出错。")),
    "state": Named("global-state", Text(
        en="Computing the loss changes a setting of the whole process; everything that runs after it behaves differently.",
        zh="计算损失时改动了进程的全局设置，之后运行的代码都会受影响。")),
    "repeatable": Named("not-repeatable", Text(
        en="The answer depends on more than the inputs: on randomness, or on something kept from earlier calls.",
        zh="结果不只取决于输入：还依赖随机数，或之前调用留下的状态。")),
    "extreme-gradient": Named("gradient-lost-far-out", Text(
        en="The value is right far out, but its gradient is not: a branch that is not taken, a power of 0 or an inf inside gives nan or nothing on the way back. Make what goes into each branch safe, not only what comes out.",
        zh="输入很大时数值正确，梯度却不对：没有走到的分支、0 的幂或中间的 inf 在反向传播时给出 nan 或丢掉梯度。要让进入每个分支的量都安全，而不只是结果。")),
    "precision": Named("narrower-dtype", Text(
        en="Part of the computation runs in a narrower dtype than the inputs, so precision is thrown away without notice.",
        zh="计算的一部分用了比输入更低的精度，悄悄丢掉了有效数字。")),
}  # fmt: skip
#: What is said where neither an idea nor a change of the file was found: the check that failed came
#: after those of ordinary values, so it is known where the answer is still right.
ONLY_THERE = {
    "frozen": Named("gradient-where-none", Text(
        en="The numbers are right, but a gradient reaches an argument that is a constant of this loss: it has to be cut off wherever that argument enters.",
        zh="数值正确，但梯度传到了对这个损失来说是常数的参数：它每次参与运算之前都要切断梯度。")),
    "corners": Named("wrong-at-corners", Text(
        en="Everywhere else it is right; it goes wrong only where numbers meet: equal entries, zeros, predictions that are exactly right. Look for a root or a quotient of 0, and for a comparison that leaves out equality.",
        zh="别处都对，只在数值相遇之处出错：相等的元素、零、恰好预测正确的样本。检查 0 的平方根、0 作除数，以及漏掉相等情形的比较。")),
    "sizes": Named("wrong-in-large-batches", Text(
        en="Small batches are right and large ones are not: a size is written into the code, or only a part of the batch is looked at.",
        zh="小批次正确，大批次出错：代码里写死了某个大小，或者只看了批次的一部分。")),
    "loops": Named("loop-in-python", Text(
        en="The numbers are right, but a loop in Python takes the rows one by one: each turn costs as much as an operation on all of them. Broadcasting, or an operation along the axis, does the same at once.",
        zh="数值正确，但用 Python 循环逐行计算：循环一次的开销与对所有行做一次运算差不多。用广播或沿该维的运算可以一次算完。")),
    "permutation": Named("counts-on-the-order", Text(
        en="With the rows as they usually come it is right, in another order it is not: something is taken from a row by its place (the first, the last) instead of by what it holds.",
        zh="各行按通常的次序给出时正确，换个次序就错：有东西是按位置（第一行、最后一行）取的，而不是按内容取的。")),
    "reach": Named("bent-far-out", Text(
        en="Near zero it is right; farther out it is bent: an epsilon, a clamp or a difference of nearly equal numbers takes over there.",
        zh="在零附近正确，往远处就偏了：那里由 epsilon、截断或两个相近数之差决定了结果。")),
    "parameters": Named("parameter-not-used", Text(
        en="With the parameters of the example it is right, with others it is not. One may be fixed, left out, or replaced where it is 0; or what only the others ask for is wrong.",
        zh="用示例的参数时正确，换了参数就错。可能某个参数被写死、被漏掉，或在等于 0 时被换成了别的值；也可能是只有换了参数才用到的部分有错。")),
}  # fmt: skip
GRAPH_CUT = Named("graph-cut", Text(
    en="The value is right but nothing can be learned from it: the result is cut off from the graph, so backward has nowhere to go.",
    zh="数值正确，但无法用来学习：结果与计算图断开，反向传播无处可去。"))  # fmt: skip
NO_TENSOR = Named("not-a-tensor", Text(
    en="What comes back is not a tensor, so `loss.backward()` would fail in the training loop.",
    zh="返回的不是张量，训练循环里的 `loss.backward()` 会失败。"))  # fmt: skip
DTYPE = Named("dtype-changed", Text(
    en="The result's dtype does not follow the inputs': a cast somewhere fixes it.",
    zh="结果的 dtype 没有跟随输入：某处的类型转换把它固定住了。"))  # fmt: skip

GRADIENT_ZERO = Named("gradient-zero", Text(
    en="The value is right but its gradient is zero everywhere: what carries the numbers is cut off from the graph.",
    zh="数值正确，但梯度处处为零：真正携带数值的部分与计算图断开了。"))  # fmt: skip
GRADIENT_HIDDEN = Named("gradient-hidden", Text(
    en="The value is right everywhere, but the gradient is not its derivative: part of the computation is hidden from autograd, a gradient flows through what does not move the value (as in `x - x.detach()`), or a hand-written backward is off.",
    zh="数值处处正确，但梯度不是它的导数：计算的一部分没有经过 autograd，或梯度流过了并不影响数值的部分（例如 `x - x.detach()`），或手写的 backward 有误。"))  # fmt: skip
GRADIENT_MOVES = Named("gradient-moves", Text(
    en="The value is right. Where the gradient is most wrong it is the plain slope of the value, and here it should not be: a part of the computation is a constant for the gradient, and in your code a gradient flows through that part.",
    zh="数值正确。梯度错得最多的地方，它就是数值的普通斜率，而这里不该如此：计算中有一部分对梯度来说是常数，而你的代码让梯度流过了那一部分。"))  # fmt: skip
GRADIENT_NAN = Named("gradient-nan", Text(
    en="The value is right on ordinary inputs, but the gradient there is nan or inf: something on the way back is infinite that the value does not show, as the slope of a branch that is not taken, or 0 times inf.",
    zh="普通输入的数值正确，梯度却是 nan 或 inf：反向传播途中出现了数值上看不出来的无穷大，例如没有走到的分支的斜率，或 0 乘无穷。"))  # fmt: skip
BENT = Named("bent", Text(
    en="The value is almost right and the gradient is its derivative, so nothing is hidden from autograd: a small constant or a bound (under a root, in a logarithm, in a clamp) bends the curve, and its slope is off where the bend is.",
    zh="数值几乎正确，梯度也确实是它的导数，所以没有什么绕过了 autograd：某个小常数或上下限（根号下、对数里、clamp 里的）把曲线掰弯了，弯折处的斜率就不对。"))  # fmt: skip
GRADIENT_PARTIAL = Named("gradient-partial", Text(
    en="The value is right, but only some inputs get their gradient; the others get exactly zero, so the model never learns from them.",
    zh="数值正确，但只有部分输入得到梯度，其余恰好为零，模型无法从它们学习。"))  # fmt: skip
GRADIENT_CLIPPED = Named("gradient-clipped", Text(
    en="The value is right and small gradients are too, but larger ones stop at a bound: the gradient is clipped inside the loss.",
    zh="数值正确，小的梯度也对，但大的梯度停在一个上限：梯度在损失内部被截断了。"))  # fmt: skip
CONSTANT = Named("constant-answer", Text(
    en="Your code gives the same answer for every fresh input: it repeats a figure instead of computing the loss.",
    zh="对所有新输入你的代码都给出同一个答案：它在重复一个数字，而不是计算损失。"))  # fmt: skip
MEMORISED = Named("example-only", Text(
    en="The published example comes out right, but none of the fresh inputs does: what you compute agrees with the loss only there, by its special numbers or because the code knows them.",
    zh="文档的例子算对了，但新的输入全都不对：你算的东西只在那个例子上与损失相等，或是因为例子的数字特殊，或是因为代码认得它们。"))  # fmt: skip
ALWAYS_NAN = Named("always-nan", Text(
    en="The answer is nan on ordinary inputs: somewhere there is a logarithm of a negative number, 0/0, or inf - inf.",
    zh="普通输入也得到 nan：某处出现了负数的对数、0/0 或 inf - inf。"))  # fmt: skip
OVERFLOWS = Named("overflows", Text(
    en="Right for moderate inputs, but for large ones an exponential over- or underflows and its logarithm or ratio is inf or nan.",
    zh="输入适中时正确，但输入很大时指数溢出（或下溢为零），取对数或相除后变成 inf 或 nan。"))  # fmt: skip
SATURATES = Named("saturates", Text(
    en="Right for moderate inputs, but for large ones the loss stops growing: an epsilon, a clamp or a lost digit takes its place, and the gradient is lost where it is needed most.",
    zh="输入适中时正确，但输入很大时损失不再增长：epsilon、clamp 或丢失的精度取而代之，最需要梯度的地方梯度却丢失了。"))  # fmt: skip
