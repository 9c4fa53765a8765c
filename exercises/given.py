"""What follows from the signature and the checks, in words: arguments, dtypes, results, promises.

Kinds, shapes, dtypes and results are said once, in `kinds.py` and in the spec's `write` and
`given`; nobody writes them down a second time.
"""

from __future__ import annotations

from collections.abc import Callable

from exercises.kinds import KINDS
from exercises.signature import Argument, Library, Network, Parameter, Result, Shape
from exercises.spec import Spec

#: The share of large inputs below which float32 does not tell two of them apart.
_RESOLVED = 2.0**-21


def given(spec: Spec, lang: str) -> list[str]:
    """The points that follow from the signature and the checks: arguments, dtype, result."""
    signature = spec.signature
    say = _speaker(lang)
    points = [_parameter(p, say, signature.kind == "class") for p in signature.init]
    points += [
        _network(one, say, lang) if isinstance(one, Network) else _argument(one, say, lang)
        for one in signature.described
    ]
    points += _form(spec, say)
    points += _precision(spec, say)
    points += [
        say(f"`{dim}` is at least {n}.", f"`{dim}` 至少为 {n}。") for dim, n in spec.least.items()
    ]
    points += _results(spec, say)
    if signature.elementwise and spec.check("any-shape").level in (None, "core"):
        points.append(
            say(
                "More dimensions than one need not work, but a number returned for them must be "
                "that of all elements.",
                "不要求支持多于一维的输入；但若返回了一个数，它必须是对全部元素算出的结果。",
            )
        )
    looped = [f"`{axis}`" for axis in spec.check("loops").axes]
    if looped:
        points.append(
            say(
                f"No loop over {_list(looped, 'or')} in Python: torch may not be called more often "
                "the larger it is.",
                f"不能用 Python 循环遍历 {'、'.join(looped)}：调用 torch 的次数不应随它增长。",
            )
        )
    heavy = spec.check("memory").axes
    if heavy:
        share = f"{spec.check('memory').scale or 0.25:g}"
        tensor = f"`{dims([*heavy])}`"
        points.append(
            say(
                f"No tensor of {tensor} may be in memory, forwards or backwards: for large ones "
                f"your code may hold at most {share} of its size at a time, all told.",
                f"前向和反向都不能在内存里放下 {tensor} 的张量："
                f"很大时，代码同时占用的总量最多是它的 {share} 倍。",
            )
        )
    frozen = [f"`{a.name}`" for a in signature.arguments if a.gradient == "none"]
    if frozen:
        points.append(
            say(
                f"No gradient may reach {_list(frozen, 'or')}.",
                f"梯度不能传到 {'、'.join(frozen)}。",
            )
        )
    return points


Say = Callable[[str, str], str]


def _speaker(lang: str) -> Say:
    return lambda en, zh: zh if lang == "zh" else en


def _form(spec: Spec, say: Say) -> list[str]:
    """What a hand-written gradient has to look like, where one is asked for."""
    if spec.signature.numpy:
        return [
            say(
                "Written in NumPy: `import numpy as np`. What comes in are NumPy arrays, and so is "
                "what goes out; PyTorch is not there.",
                "用 NumPy 写：`import numpy as np`。传入的是 NumPy 数组，返回的也是；"
                "这里没有 PyTorch。",
            ),
            say(
                "Of NumPy there are the functions of arrays, `np.linalg` and "
                "`sliding_window_view`. What lays arrays over raw memory (`as_strided`, "
                "`frombuffer`, `ctypes`) or reads and writes files is barred; `np.random`, "
                "`np.fft` and `np.ma` are not there either.",
                "NumPy 里可以用数组函数、`np.linalg` 和 `sliding_window_view`。把数组架到裸内存上的"
                "（`as_strided`、`frombuffer`、`ctypes`）和读写文件的不能用，也没有 `np.random`、"
                "`np.fft` 和 `np.ma`。",
            ),
        ]
    if spec.signature.kind != "autograd":
        return []
    return [
        say(
            "A `torch.autograd.Function`: `forward` and `backward` are static methods, and "
            "`backward` returns one thing for each argument of `forward`, None where no gradient "
            "is asked for. What flows in may be any number.",
            "写成 `torch.autograd.Function`：`forward` 和 `backward` 是静态方法；"
            "`forward` 有几个参数，`backward` 就返回几个值，不求梯度的返回 None。"
            "传入的梯度可以是任意数。",
        ),
        say(
            "Inside both autograd is refused: the gradient is yours to write.",
            "两者之内都不能用自动求导：梯度要自己写出来。",
        ),
    ]


def _parameter(parameter: Parameter, say: Say, built: bool) -> str:
    meaning = parameter.meaning
    said = say(meaning.en, meaning.in_("zh"))
    default = (
        ""
        if parameter.required
        else say(f", {parameter.default!r} by default", f"，默认 {parameter.default!r}")
    )
    where = say(" (of the constructor)", "（构造函数的参数）") if built else ""
    told = "" if said == parameter.name else say(f": {said}", f"：{said}")
    several = say("; more than one value will come", "；测试时会取不止一个值")
    return f"`{parameter.name}`{where}{told}{default}{several}" + say(".", "。")


def _network(network: Network, say: Say, lang: str) -> str:
    """What the learner's code gets, and what it computes, which is on no other page."""
    name, what = network.name, network.meaning.in_(lang)
    after = f"[..., {network.gives}]" if network.result else "[...]"
    readout = f"{name}.readout" + (".T" if network.result else "")
    formula = f"tanh(x @ {name}.layer.T) @ {readout}"
    return say(
        f"`{name}`: an `nn.Module`, {what}. `{name}(x)` takes `[..., {network.takes}]` and gives "
        f"`{after}`: `{formula}`.",
        f"`{name}`：一个 `nn.Module`，{what}。`{name}(x)` 接收 `[..., {network.takes}]`，"
        f"返回 `{after}`：`{formula}`。",
    )


def _argument(argument: Argument, say: Say, lang: str) -> str:
    kind = KINDS[argument.kind]
    dtype = say(argument.dtype, {"float": "浮点", "int": "整数", "bool": "布尔"}[argument.dtype])
    what = argument.meaning.in_(lang)
    promise = kind.promise.in_(lang).replace("{of}", f"`{argument.of}`") if kind.promise else ""
    if promise and promise not in what:
        what += say(": ", "：") + promise
    shape = dims(argument.shape)
    none = say("; None may come in its place", "；也可能传入 None") if argument.optional else ""
    if argument.listed:
        head = say(
            f"`{argument.name}`: a list of {dtype} `{shape}`, ",
            f"`{argument.name}`：列表，其中每个是{dtype} `{shape}`，",
        )
    else:
        head = say(
            f"`{argument.name}`: {dtype} `{shape}`, ", f"`{argument.name}`：{dtype} `{shape}`，"
        )
    return head + what + none + say(".", "。")


def _precision(spec: Spec, say: Say) -> list[str]:
    """What is promised of dtypes and of large inputs, as the checks will ask it."""
    floats = [a for a in spec.signature.arguments if a.dtype == "float"]
    if not floats:
        return []
    one = (
        say("They have one dtype", "浮点张量的 dtype 相同")
        if len(floats) > 1
        else say("It has one of two dtypes", "dtype 有两种")
    )
    computed = say(
        " (float32 or float64); everything is computed in it.",
        "（float32 或 float64），全程按这个 dtype 计算。",
    )
    if spec.signature.numpy:
        one = say("Floats come in float32 or in float64", "浮点数组是 float32 或 float64")
        computed = say("; nothing is computed in a narrower one.", "，不能用更低的精度计算。")
    points = [one + computed]
    unbounded = [
        f"`{a.name}`"
        for a in floats
        if a.kind == "values" or (a.about.unbounded and (a.grad or spec.signature.numpy))
    ]
    if not unbounded:
        return points
    stable = spec.check("stability").level or "core"
    names = say(_list(unbounded, "and"), "、".join(unbounded))
    scale = f"{spec.check('stability').scale or 10000:g}"
    if stable == "core":
        apart = ("", "")
        if len([a for a in floats if a.kind == "values"]) > 1:
            left = f"{_RESOLVED * (spec.check('stability').scale or 10000):.1g}"
            apart = (
                f", far apart or close (then to {left}),",
                f"，不论相距远近（很近时精确到 {left}），",
            )
        sloped = spec.check("extreme-gradient").level == "core" and spec.signature.wanted
        what = ("the result and its gradient", "结果和梯度") if sloped else ("the result", "结果")
        points.append(
            say(
                f"With {names} out to ±{scale}{apart[0]} {what[0]} must be right, not only finite.",
                f"{names} 到 ±{scale} 时{apart[1]}{what[1]}也要对，不能只是“没有溢出”。",
            )
        )
    elif stable == "edge":
        points.append(
            say(
                f"In float64 number and gradient must be right for {names} out to ±20: a clamp or "
                f"an epsilon may not show there (one of 1e-10 does not). At ±{scale} the textbook "
                "form overflows or loses its digits; that is reported here and costs nothing.",
                f"float64 下，{names} 在 ±20 以内数值和梯度都要对：截断或 epsilon 不能影响到这里"
                f"（1e-10 的 epsilon 看不出来）。照课本写，到 ±{scale} 会溢出或失去精度；"
                "这里只提示，不扣分。",
            )
        )
    return points


def _results(spec: Spec, say: Say) -> list[str]:
    signature = spec.signature
    wanted = [f"`{name}`" for name in signature.wanted]
    gradient = (
        say(
            f", with a gradient with respect to {_list(wanted, 'and')}",
            f"，并且能对 {'、'.join(wanted)} 求梯度",
        )
        if wanted
        else ""
    )
    first = next((a.name for a in signature.arguments if a.dtype == "float"), "")
    if len(signature.returns) == 1:
        return [
            say("Return ", "返回")
            + result_text(signature.returns[0], first, say, signature.library)
            + gradient
            + say(".", "。")
        ]
    names = ", ".join(f"`{r.name}`" for r in signature.returns)
    lines = [
        say(f"Return a tuple, in this order: {names}", f"按此顺序返回一个元组：{names}")
        + gradient
        + say(".", "。")
    ]
    lines += [
        f"`{r.name}`"
        + say(": ", "：")
        + result_text(r, first, say, signature.library)
        + say(".", "。")
        for r in signature.returns
    ]
    return lines


def result_text(result: Result, like: str, say: Say, library: Library = "torch") -> str:
    """What one result is, in a few words; ``like`` is the argument whose dtype it has."""
    numpy = library == "numpy"
    if result.dtype == "float" and numpy:
        dtype = say("float", "浮点") if result.shape else ""
    elif result.dtype == "float":
        dtype = say(f"of the dtype of `{like}`", f"dtype 与 `{like}` 一致") if like else ""
    else:
        dtype = say(
            {"int": "of whole numbers", "bool": "of true and false"}[result.dtype],
            {"int": "元素为整数", "bool": "元素为布尔值"}[result.dtype],
        )
    shape = dims(result.shape)
    if not result.shape and numpy:
        what = say("one number", "一个数")
    elif not result.shape:
        what = say("one number: a tensor without dimensions", "一个数：零维张量")
    elif numpy:
        what = say(f"an array `{shape}`", f"形状 `{shape}` 的数组")
    else:
        what = say(f"a tensor `{shape}`", f"形状 `{shape}` 的张量")
    return what + (say(", ", "，") + dtype if dtype else "")


def dims(shape: Shape) -> str:
    return f"[{', '.join(map(str, shape))}]"


def _list(names: list[str], word: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"
