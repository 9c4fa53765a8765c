"""What is to be written: statement, formula, arguments, where the file is, what to type next."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from rich.text import Text

from exercises import libraries
from exercises.given import dims
from exercises.prose import part
from exercises.signature import Argument, Network, Parameter
from exercises.spec import Spec
from screens.layout import entries, heading, rule, short
from screens.markdown import inline, render
from screens.words import Say, speaker
from screens.wrapping import wrap

Stage = Literal["whole", "served", "watched", "exam"]
"""All that is said; what is served, with the formula on request; the same without a word of it."""


def statement(
    spec: Spec, path: Path | None, lang: str, width: int, why: str = "", stage: Stage = "whole"
) -> list[Text]:
    """The screen of one exercise. ``why`` says what made it the one to do now.

    Recognising is not recalling: what is served says what to write and what is given. The first
    screen holds that, the signature, the file and what to type, whatever comes after.
    """
    say = speaker(lang)
    title = Text.assemble((spec.id, "bold cyan"), "  ", (spec.title.in_(lang), "bold"))
    facts = [
        say(f"level {spec.level}", f"难度 {spec.level}"),
        say(f"about {spec.par_minutes} min", f"约 {spec.par_minutes} 分钟"),
    ]
    remark = Text(" · ".join([why, *facts] if why else facts), "dim")
    head = [*heading(title, remark, width), rule(width)]
    if stage == "whole":
        return [
            *head,
            *render(spec.statement.in_(lang), width),
            Text(),
            *_task(spec, lang, width, say),
            *_next_steps(spec, path, width, say),
        ]
    return [
        *head,
        *render(part(spec, "task", lang), width),
        Text(),
        *_call(spec, width, say),
        *_next_steps(
            spec, path, width, say, formula=stage in ("served", "watched"), saved=stage == "watched"
        ),
        Text(),
        *render(part(spec, "given", lang), width),
        *(_refusals(spec, width, say) if spec.forbidden else []),  # else there is little room
    ]


def formula(spec: Spec, lang: str, width: int) -> list[Text]:
    """The formula alone, as `practice show --formula` gives it."""
    title = Text.assemble((spec.id, "bold cyan"), "  ", (spec.title.in_(lang), "bold"))
    return [title, rule(width), *render(part(spec, "formula", lang), width)]


def _call(spec: Spec, width: int, say: Say) -> list[Text]:
    return wrap(
        Text(spec.signature.call, "cyan"), width, Text(say("Write  ", "请写出  "), "bold"), "  "
    )


def _refusals(spec: Spec, width: int, say: Say) -> list[Text]:
    """All of PyTorch's losses are refused everywhere; what else is has to be named."""
    if spec.signature.numpy:
        return []
    rule_text = say(
        "PyTorch's own loss functions are refused here, however they are spelled.",
        "这里不能调用 PyTorch 自带的损失函数，无论怎么写。",
    )
    others = [name for name in spec.forbidden if _named_so(name)]
    if others:
        listed = ", ".join(others)
        rule_text += say(f" Refused as well: {listed}.", f"以下也不行：{'、'.join(others)}。")
    return wrap(Text(rule_text, "dim"), width, "  ", "  ")


#: Parts of the names of operators that are losses, or that nobody types.
_LOSSES = ("loss", "cross_entropy", "kl_div")
_INNER = ("_", "native_", "special_")


def _named_so(operator: str) -> bool:
    return not operator.startswith(_INNER) and not any(part in operator for part in _LOSSES)


def _task(spec: Spec, lang: str, width: int, say: Say) -> list[Text]:
    signature = spec.signature
    rows = [
        _network(one, lang) if isinstance(one, Network) else _argument(one, lang)
        for one in signature.described
    ]
    rows += [_parameter(parameter, lang) for parameter in signature.init]
    for result in signature.returns:
        name = f" {result.name}" if len(signature.returns) > 1 else ""
        what = (
            f"{result.dtype} {dims(result.shape)}"
            if result.shape
            else say("one number", "一个数")
            if signature.numpy
            else say("a tensor without dimensions", "零维张量")
        )
        rows.append((Text(say("returns", "返回") + name), Text(what)))
    more = say(
        "So are the densities of torch.distributions, such as `Categorical(...).log_prob`.",
        "torch.distributions 里的密度也不行，例如 `Categorical(...).log_prob`。",
    )
    refused = _refusals(spec, width, say)
    refused += wrap(Text(more, "dim"), width, "  ", "  ") if refused else []
    return [*_call(spec, width, say), *entries(rows, width), *refused]


def _network(network: Network, lang: str) -> tuple[Text, Text]:
    shapes = f"[..., {network.takes}] -> {dims(['...', *network.result])}"
    return Text.assemble((network.name, "cyan"), " ", (f"nn.Module {shapes}", "dim")), inline(
        network.meaning.in_(lang)
    )


def _argument(argument: Argument, lang: str) -> tuple[Text, Text]:
    kind = f"{argument.dtype} {dims(argument.shape)}"
    if argument.listed:
        kind = f"list of {kind}"
    if argument.optional:
        kind += " or None"
    return Text.assemble((argument.name, "cyan"), " ", (kind, "dim")), inline(
        argument.meaning.in_(lang)
    )


def _parameter(parameter: Parameter, lang: str) -> tuple[Text, Text]:
    default = "" if parameter.required else f" = {parameter.default}"
    return Text.assemble((parameter.name, "cyan"), " ", (parameter.dtype + default, "dim")), inline(
        parameter.meaning.in_(lang)
    )


def _next_steps(
    spec: Spec, path: Path | None, width: int, say: Say, formula: bool = False, saved: bool = False
) -> list[Text]:
    if path is None:
        return []
    missing = libraries.missing(spec)
    if missing is not None:
        return [Text(), *wrap(inline(say(missing.en, missing.zh)), width)]
    then = (Text(say("Then type", "然后输入"), "bold"), Text(f"practice grade {spec.id}", "cyan"))
    if saved:
        every = say("save it: every save is graded", "保存：每次保存都会评分")
        then = (Text(say("Then", "然后"), "bold"), Text(every))
    rows = [(Text(say("Your file", "你的文件"), "bold"), Text(short(path), "cyan")), then]
    if formula:
        ask = Text(f"practice show {spec.id} --formula", "cyan")
        rows.append((Text(say("Formula", "公式"), "bold"), ask))
    return [Text(), *entries(rows, width, indent="")]
