"""What is behind an exception, in words: from its type and message to the idea that was wrong.

A row names what is always so when Python or torch says this, never what is only likely; the
message itself is still shown.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from exercises.texts import Text


class Cause(NamedTuple):
    type: str
    """The exceptions it may be, as a pattern."""
    message: str
    """What it says, as a pattern."""
    text: Text


_ANY = r"\w+"
CAUSES = (
    Cause("AttributeError", r"_(backward_hooks|forward_hooks|forward_pre_hooks|parameters|buffers|modules|non_persistent_buffers_set)'|Module\.__init__\(\) call", Text(
        "`super().__init__()` is missing at the beginning of your `__init__`.",
        "`__init__` 开头缺少 `super().__init__()`。")),
    Cause(_ANY, r"bitwise_xor_cpu|for \^:", Text(
        "`^` is the bitwise exclusive or; a power is written `**`.",
        "`^` 是按位异或；乘方写作 `**`。")),
    Cause(_ANY, r"torch\.return_types\.(\w+)|'(max|min|sort|topk|median|mode|kthvalue|cummax|cummin)' object", Text(
        "With `dim`, max, min, sort and the like return two tensors; take `.values` (or `.indices`).",
        "带 `dim` 的 max、min、sort 等返回两个张量；请取 `.values`（或 `.indices`）。")),
    Cause("ModuleNotFoundError", r"No module named 'numpy", Text(
        "This exercise is to be written in PyTorch, and NumPy is not there: torch has functions "
        "like it.",
        "这道题要用 PyTorch 写，这里没有 NumPy：torch 有类似的函数。")),
    Cause(_ANY, r"one_hot is only applicable to index tensor", Text(
        "`F.one_hot` turns class ids (whole numbers) into one-hot rows; this is a float tensor, and "
        "one-hot labels are one-hot already.",
        "`F.one_hot` 把类别编号（整数）变成 one-hot；这里是浮点张量，而 one-hot 标签本来就是 one-hot。")),
    Cause("IndexError", r"tensors used as indices must be long", Text(
        "Indexing needs whole numbers or booleans, and this is a float tensor: one-hot labels weigh "
        "entries by multiplication, or `argmax` makes class ids of them.",
        "索引要用整数或布尔张量，这里是浮点张量：one-hot 标签用乘法来选取，或先用 `argmax` 变成类别编号。")),
    Cause(_ANY, r"expected.*int64|Expected dtype int\d+\S* for index|expected scalar type Long", Text(
        "Whole numbers (int64) are wanted there, as class ids are; this tensor holds another dtype.",
        "这里需要整数（int64），例如类别编号；这个张量是别的 dtype。")),
    Cause("RuntimeError|ValueError|TypeError", r"only one element tensors can be converted|Tensor with \d+ elements cannot be converted to Scalar|only (0-dimensional|length-1) arrays|must be real number, not Tensor", Text(
        "A function of `math`, float() or .item() takes one number; for a whole tensor there is the "
        "function of torch, as `torch.log` for `math.log`.",
        "`math` 的函数、float() 和 .item() 只接受一个数；对整个张量要用 torch 的函数，例如用 "
        "`torch.log` 代替 `math.log`。")),
    Cause("RuntimeError", r"Boolean value of Tensor with more than one value is ambiguous", Text(
        "`if`, `and`, `or`, `max(...)` of Python want one truth value, a tensor holds many: "
        "`torch.where` or a mask decides entry by entry.",
        "Python 的 `if`、`and`、`or`、`max(...)` 要一个真假值，而张量里有许多：用 `torch.where` "
        "或掩码逐元素判断。")),
    Cause("RuntimeError", r"must match the size of tensor b", Text(
        "Two tensors whose shapes do not fit are combined entry by entry: a reduction may lack "
        "`keepdim=True`, or run over the wrong axis.",
        "形状对不上的两个张量在逐元素运算：可能是某次归约少了 `keepdim=True`，或者沿错了轴。")),
    Cause("RuntimeError", r"mat1 and mat2 shapes|size mismatch|inconsistent tensor size|1D tensors expected", Text(
        "`@`, matmul and dot are matrix products, whose inner sizes have to fit; entry by entry is "
        "`*`.",
        "`@`、matmul 和 dot 是矩阵乘法，内侧尺寸必须一致；逐元素相乘是 `*`。")),
    Cause("RuntimeError|NotImplementedError", r"not implemented for '(Long|Int|Bool|Byte|Short|Char)'|Input dtype must be either a floating point|can only .* floating|only Tensors of floating point", Text(
        "This function wants floating-point numbers, and the tensor holds whole numbers or "
        "booleans.",
        "这个函数要浮点数，而这个张量装的是整数或布尔值。")),
    Cause("RuntimeError", r"expected (scalar type|m1 and m2 to have the same dtype)|Found dtype|same dtype", Text(
        "Two tensors of different dtypes meet: a constant tensor of your own may have a fixed one.",
        "两个 dtype 不同的张量碰到了一起：你自己建的常量张量可能固定了 dtype。")),
    Cause("RuntimeError", r"leaf Variable that requires grad|a view of a leaf Variable", Text(
        "An input is changed in place (by `+=`, `x[...] =` or a method with `_` at its end): make a "
        "new tensor.",
        "原地修改了输入（`+=`、`x[...] =` 或以 `_` 结尾的方法）：请建新张量。")),
    Cause("RuntimeError", r"incorrect number of gradients|invalid gradient at index", Text(
        "`backward` returns one gradient for each argument of `forward`, in their order and of "
        "their shapes, and None for one that gets none.",
        "`forward` 有几个参数，`backward` 就要按同样的顺序和形状返回几个梯度，不求梯度的返回 None。")),
    Cause("RuntimeError", r"modified by an inplace operation", Text(
        "A value that the gradient needs was overwritten in place: make a new tensor.",
        "梯度要用到的值被原地覆盖了：请建新张量。")),
    Cause("IndexError", r"Dimension out of range|too many indices", Text(
        "There is no such axis: the tensor has fewer dimensions than the code says.",
        "没有这个轴：张量的维数比代码里写的少。")),
    Cause("NameError", r"name '(F|nn|torch|math)' is not defined", Text(
        "An import is missing at the top of the file.",
        "文件开头缺少 import。")),
    Cause("NameError|UnboundLocalError", r"", Text(
        "A name is used that has no value there: a slip in spelling, or it is set on another branch.",
        "用了一个此处没有值的名字：可能拼错了，或只在另一个分支里赋值。")),
    Cause("AttributeError", r"'(float|int|bool)' object has no attribute", Text(
        "This is a plain Python number, and only tensors have the methods of tensors.",
        "这是一个普通的 Python 数，只有张量才有张量的方法。")),
    Cause("AttributeError", r"'(\w+)' object has no attribute '(alpha|gamma|\w+)'$", Text(
        "Nothing of that name was stored on it: what the constructor gets has to be kept as "
        "`self.name`, and names have to be spelled alike.",
        "它上面没有这个名字：构造函数收到的值要存成 `self.名字`，而且拼写要一致。")),
    Cause("TypeError", r"unsupported operand type\(s\).*'(builtin_function_or_method|method)'|'(builtin_function_or_method|method)' object", Text(
        "A method is used without calling it: the parentheses are missing.",
        "用了方法却没有调用：少了括号。")),
    Cause("TypeError", r"takes \d+ positional arguments? but \d+ (was|were) given", Text(
        "A function is called with more arguments than it takes; a method of a class needs `self` "
        "first.",
        "调用时的参数比函数接受的多；类的方法第一个参数应是 `self`。")),
    Cause("TypeError", r"unsupported operand type\(s\).*NoneType|'NoneType' object", Text(
        "A value is None: a function of yours has no `return`, or a method that changes in place "
        "was taken for its result.",
        "有个值是 None：你的某个函数没有 `return`，或把原地修改的方法当成了结果。")),
    Cause("ZeroDivisionError", r"", Text(
        "A Python number is divided by zero.", "有个 Python 数除以了零。")),
)  # fmt: skip


def cause(type_: str, message: str) -> Text | None:
    """What is behind an exception of this type that says this; None where nothing is certain."""
    for row in CAUSES:
        if re.fullmatch(row.type, type_) and re.search(row.message, message):
            return row.text
    return None


def _refusal(english: str, chinese: str) -> tuple[re.Pattern[str], str]:
    return re.compile(f"practice {english}"), chinese


#: What the confinement says, and the same in Chinese; the first that fits.
_REFUSALS = (
    _refusal(r"lets an exercise in NumPy use .*; (.+) is not among them: it lays .*",
             r"practice 允许 NumPy 题使用普通的数组函数和普通标准库；\1 不在其中："
             r"它能把数组架到任意内存上，而 `sliding_window_view` 不会"),
    _refusal(r"lets an exercise in NumPy use .*; (.+) (?:is|are) not among them",
             r"practice 允许 NumPy 题使用普通的数组函数和普通标准库；\1 不在其中"),
    _refusal(r"lets a loss use torch's public .*; (.+) (?:is|are) not among them",
             r"practice 允许损失函数使用 torch 公开的张量函数、torch.nn、autograd 和普通标准库；"
             r"\1 不在其中"),
    _refusal(r"does not allow importing (.+): there are (torch|NumPy) and the standard library",
             r"practice 评分时不允许导入 \1：这里只有 \2 和标准库"),
    _refusal(r"does not allow importing (.+)", r"practice 评分时不允许导入 \1"),
    _refusal(r"does not allow opening this.*", r"practice 评分时不允许打开这个文件"),
    _refusal(r"does not allow opening (.+) while it grades", r"practice 评分时不允许打开 \1"),
    _refusal(r"does not allow writing files.*", r"practice 评分时不允许写文件"),
    _refusal(r"does not allow made-up bytecode.*", r"practice 评分时不允许执行拼造的字节码"),
    _refusal(r"does not allow replacing code.*", r"practice 评分时不允许替换代码"),
    _refusal(r"does not allow (.+) while it grades", r"practice 评分时不允许 \1"),
)  # fmt: skip


def refusal(message: str) -> Text | None:
    """What the confinement said no to, in both languages; None where it is no refusal."""
    for pattern, chinese in _REFUSALS:
        found = pattern.fullmatch(message)
        if found:
            return Text(message, found.expand(chinese))
    return None
