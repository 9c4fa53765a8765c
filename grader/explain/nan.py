"""Where an answer that is nan on ordinary inputs becomes so."""

from __future__ import annotations

import torch

from exercises.texts import Text
from grader.calls import Call, Event
from grader.case import Case
from grader.explain.ideas import ALWAYS_NAN, Named
from grader.explain.probes import Probe
from grader.inputs import cast
from grader.wire import GIVEN

_LOGARITHMS = {"log", "log2", "log10", "log1p", "log_", "xlogy"}
_ROOTS = {"sqrt", "rsqrt", "pow", "__pow__", "float_power"}


def located(case: Case, probe: Probe) -> Named:
    """The general sentence, with the line and the operation that give the first nan."""
    call = Call(cast(probe.values, probe.dtype), probe.init, trace=True)
    (answer,) = case.candidate.ask(call)
    event = next((e for e in answer.trace if bool(torch.isnan(e.value).any())), None)
    if event is None:
        return ALWAYS_NAN
    said = _said(case, event, answer.trace)
    return Named(
        ALWAYS_NAN.id,
        Text(
            en=f"The answer is nan on ordinary inputs. It begins on line {event.line}: {said.en}",
            zh=f"普通输入也得到 nan，从第 {event.line} 行开始：{said.zh}",
        ),
    )


def _said(case: Case, event: Event, trace: tuple[Event, ...]) -> Text:
    name = event.operation
    if name in _LOGARITHMS and set(event.of) == {GIVEN}:
        logits = [a.name for a in case.spec.signature.arguments if a.kind.endswith("logits")]
        if logits:
            given = " or ".join(f"`{n}`" for n in logits)
            zh = "或".join(f" `{n}` " for n in logits)
            return Text(
                f"the logarithm is taken of {given} as given. Those are logits, of either sign; "
                "they have to become probabilities first.",
                f"直接对{zh}取了对数。它们是 logits，可正可负，得先变成概率。",
            )
    made = [trace[i].value for i in event.of if 0 <= i < len(trace)]
    if name in _LOGARITHMS and any(bool((v < 0).any()) for v in made):
        return Text(f"`{name}` of a negative number.", f"`{name}` 的参数里有负数。")
    if name in _ROOTS:
        return Text(
            f"`{name}` of a negative number, or a power of one.",
            f"`{name}` 作用在了负数上。",
        )
    if any(bool(torch.isinf(v).any()) or bool((v == 0).any()) for v in made):
        return Text(
            f"`{name}` of inf or 0, as in inf - inf, 0 * inf or 0 / 0.",
            f"`{name}` 遇到了 inf 或 0，例如 inf - inf、0 * inf、0 / 0。",
        )
    return Text(f"`{name}` gives nan there.", f"`{name}` 在这里得到 nan。")
