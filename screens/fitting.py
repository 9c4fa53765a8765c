"""How a fit of the memory model compares, and what became of it."""

from __future__ import annotations

from typing import Any

from rich.text import Text

from screens.layout import sentences
from screens.table import table
from screens.words import speaker
from trainer.fit import Fitted


def compared(found: Fitted, lang: str, width: int) -> list[Text]:
    """The log loss of the defaults, the fit and a constant."""
    say = speaker(lang)
    told = say(
        f"Fitted on {found.fitted_on} reviews, judged by the {found.held_out} after them. Log loss "
        "there (smaller is better):",
        f"用前 {found.fitted_on} 次复习拟合，用之后的 {found.held_out} 次检验。"
        "检验部分的对数损失（越小越好）：",
    )
    loss = found.log_loss
    names = (
        (say("defaults", "默认参数"), loss.defaults),
        (say("fit", "拟合参数"), loss.fit),
        (say("constant", "常数"), loss.constant),
    )
    best = min(value for _, value in names)
    rows = [(Text(name), Text(f"{v:.4f}", "bold green" if v == best else "")) for name, v in names]
    return [*sentences([told], width), *table(rows, width)]


def question(lang: str) -> str:
    return speaker(lang)(
        "Take the fit? Every drill's schedule is worked out anew; `practice undo` takes it back.",
        "采用拟合参数？所有题目的复习计划会重新计算；可用 `practice undo` 撤销。",
    )


def outcome(found: Fitted, taken: bool, lang: str, width: int) -> list[Text]:
    """Whether the fit was taken, and why not."""
    say = speaker(lang)
    if taken:
        told = say(
            "The fit is taken; `practice undo` or, later, `practice fit --off` takes it back.",
            "已采用拟合参数；可用 `practice undo` 撤销，以后可用 `practice fit --off` 恢复默认。",
        )
    elif found.better:
        told = say(
            "The fit is better and was not taken; `practice fit --yes` takes it.",
            "拟合参数更好，但没有采用；`practice fit --yes` 会采用。",
        )
    else:
        told = say(
            "The fit tells the later reviews no better than the defaults: nothing was changed.",
            "拟合参数对之后的复习预测得不比默认更好，没有改动。",
        )
    lines = [told]
    if found.log_loss.constant < min(found.log_loss.fit, found.log_loss.defaults):
        lines.append(
            say(
                "A constant does better than both: these reviews do not show when you forget.",
                "常数比两者都好：这些复习还看不出何时会忘。",
            )
        )
    return sentences(lines, width)


def off(had: bool, lang: str, width: int) -> list[Text]:
    say = speaker(lang)
    told = (
        say("The memory model is that of the defaults again.", "记忆模型已恢复为默认参数。")
        if had
        else say("No fit was taken: these are the defaults.", "没有采用过拟合，现在就是默认参数。")
    )
    return sentences([told], width)


def as_json(found: Fitted, taken: bool) -> dict[str, Any]:
    """What `--json` prints."""
    return {
        "fitted_on": found.fitted_on,
        "held_out": found.held_out,
        "log_loss": {name: round(value, 6) for name, value in found.log_loss._asdict().items()},
        "weights": list(found.weights),
        "better": found.better,
        "taken": taken,
    }
