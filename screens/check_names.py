"""What the hidden checks look at, as somebody reads it who is not looking at a verdict."""

from __future__ import annotations

from screens.words import Say

#: The same words as on the checks themselves, which live where the command imports nothing from.
CHECKS = {
    "loads": ("the file loads and defines what is asked", "文件可以加载，并定义了要求的内容"),
    "signature": ("it can be built and called as asked", "可以按要求构造和调用"),
    "builtin": ("it does not call PyTorch's own loss", "没有调用 PyTorch 自带的损失函数"),
    "result": (
        "it returns tensors of the promised shape and dtype",
        "返回的张量形状和 dtype 符合约定",
    ),
    "figures": ("it reproduces the published figure", "能复现文档中的数值"),
    "agreement": (
        "it agrees with PyTorch and the reference on fresh inputs",
        "在新的随机输入上与 PyTorch 和参考实现一致",
    ),
    "parameters": ("it honours its plain arguments", "普通参数真正起作用"),
    "any-shape": (
        "on inputs with more dimensions it is never silently wrong",
        "对更高维的输入不会悄悄给出错误的数",
    ),
    "more-shapes": (
        "it also takes inputs with more dimensions, as PyTorch's does",
        "也支持更高维的输入（与 PyTorch 相同）",
    ),
    "gradient": ("its gradient is right in every entry", "每个分量的梯度都正确"),
    "frozen": (
        "no gradient reaches what is promised to have none",
        "梯度没有传到约定不求梯度的输入",
    ),
    "precision": ("float64 inputs are computed in float64", "float64 输入全程以 float64 计算"),
    "reach": ("it is right in float64 in steps out to ±20", "float64 下逐级到 ±20 都正确"),
    "corners": (
        "it has a right, finite gradient where entries are equal or zero",
        "元素相等或为零处，梯度有限且正确",
    ),
    "sizes": ("it is right for large batches", "大批量时也正确"),
    "stability": (
        "it is right, not inf or nan, for large inputs",
        "输入很大时仍然正确，不是 inf 或 nan",
    ),
    "extreme-gradient": (
        "its gradient is right for large inputs",
        "输入很大时梯度仍然正确",
    ),
    "purity": ("it leaves its inputs unchanged", "不会修改输入"),
    "repeatable": (
        "the same inputs give the same answer every time",
        "相同的输入每次得到相同的结果",
    ),
    "state": ("it leaves no global setting behind", "不会留下被修改的全局设置"),
    "padding": (
        "what stands in the padding changes nothing, nan included",
        "填充处是什么都不影响结果，nan 也一样",
    ),
    "permutation": (
        "with its rows in another order it gives the same",
        "各行换个顺序，结果不变或随之换序",
    ),
    "loops": (
        "it takes a dimension at once, without a loop in Python",
        "整个维度一次算完，不用 Python 循环",
    ),
    "memory": (
        "it does without the one large tensor, forwards and backwards",
        "前向和反向都没有造出那个大张量",
    ),
    "layout": ("it takes inputs that are not contiguous in memory", "支持内存不连续的输入"),
}


def check_name(id_: str, say: Say) -> str:
    return say(*CHECKS.get(id_, (id_, id_)))
