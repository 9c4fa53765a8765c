"""Exams put together by hand, for tests of what is made of them."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from exercises.catalogue import load_catalogue
from exercises.questions import load_questions
from exercises.replies import right_reply, shuffled
from trainer.exam.model import Answered, Ending, Item, Paper, Pause, Record
from trainer.exam.report import Report, report

ZONE = ZoneInfo("Europe/Berlin")
CATALOGUE = load_catalogue()
QUESTIONS = load_questions()

HOSTILE = "</script></pre><img src=x onerror=alert(1)>\x00\u202e{{ 7 * 7 }}"

CE = '''\
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    """Cross-entropy

    y_pred: float [N, C] -- logits
    y_true: float [N, C] -- one-hot labels

    Result: a tensor without dimensions, of the dtype of `y_pred`
    """

    def __init__(self):
        super().__init__()

    def forward(self, y_pred, y_true):
        log_probs = y_pred - torch.logsumexp(y_pred, dim=1, keepdim=True)
        return -torch.mean(y_true * log_probs)
'''
FOCAL = '''\
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyFocalLoss(nn.Module):
    """Focal Loss

    alpha: float -- 正类的权重，在 0 与 1 之间
    gamma: float -- 聚焦参数，不小于 0
    """

    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, y_pred, y_true):
        probability_of_positive = torch.sigmoid(y_pred).clamp(min=1e-7, max=1.0 - 1e-7)
        pt = torch.where(y_true == 1, probability_of_positive, 1 - probability_of_positive)
        return -(self.alpha * (1 - pt) ** self.gamma * pt.log()).mean()
'''
MAE = """\
import torch
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return (y_pred - y_true).abs().mean()
"""
BCE = """\
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        positive = y_true * F.logsigmoid(y_pred)
        negative = (1 - y_true) * F.logsigmoid(-y_pred)
        return -(positive + negative).mean()
"""
SOURCES = {
    hashlib.sha256(text.encode()).hexdigest(): text.encode() for text in (CE, FOCAL, MAE, BCE)
}


def kept(text: str) -> str:
    """The digest of a file, which is then among the sources."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    SOURCES[digest] = text.encode()
    return digest


def drill(id_: str, outcome: str = "passed", seconds: float = 200, **more: Any) -> Answered:
    spec = CATALOGUE[id_]
    item = Item(id_, "drill", spec.track, spec.level, spec.par_minutes, seed=7)
    return Answered(item, outcome, seconds, **{"runs": int(outcome != "unreached"), **more})


def question(id_: str, outcome: str = "passed", seconds: float = 50, **more: Any) -> Answered:
    """Answered rightly when it is passed, and with ``reply`` otherwise."""
    asked = QUESTIONS[id_]
    track = CATALOGUE[asked.loss].track if asked.loss in CATALOGUE else "general"
    par = {"single": 1, "multiple": 1.5, "number": 2, "order": 2, "short": 3}[asked.kind]
    item = Item(id_, "question", track, asked.level, par, seed=11)
    if outcome == "passed":
        more.setdefault("reply", right_reply(shuffled(asked, item.seed)))
    return Answered(item, outcome, seconds, **more)


def record(
    *answers: Answered,
    started: datetime = datetime(2026, 11, 23, 10, 5, tzinfo=ZONE),
    minutes: float = 45,
    ending: Ending | None = "submitted",
    pauses: list[Pause] | None = None,
    lang: Any = "en",
) -> Record:
    elapsed = sum(answer.seconds for answer in answers) + 20
    paper = Paper(
        id=f"{started:%Y%m%d}-3fa2", seed=2654435769, minutes=minutes,
        items=[answer.item for answer in answers], lang=lang,
    )  # fmt: skip
    return Record(
        paper, started, list(answers), started + timedelta(seconds=elapsed), ending,
        pauses or [], None, elapsed,
    )  # fmt: skip


def realistic(lang: Any = "en") -> Record:
    """Passes, failures with and without a named mistake, something late, pauses, a short answer
    that nobody has judged, something never reached."""
    start = datetime(2026, 11, 23, 10, 5, tzinfo=ZONE)
    ce, focal, mae, bce = [kept(text) for text in (CE, FOCAL, MAE, BCE)]
    why = {
        "en": "Softmax first can underflow to 0 and then the log is -inf. log_softmax subtracts"
        " the max, so nothing under- or overflows.",
        "zh": "先算 softmax 可能下溢成 0，取对数就是 -inf；log_softmax 先减最大值，不会溢出。",
    }
    said = {
        "en": "Line 21: `alpha` weighs positives and negatives alike.",
        "zh": "第 21 行：`alpha` 对正负样本一视同仁。",
    }
    return record(
        drill("mae", seconds=110, sha256=mae),
        question("mae-gradient-size", seconds=41),
        drill("ce", "failed", 1002, runs=4, failed_core=5, mistake="mean-over-classes", sha256=ce,
              failed=["figures", "agreement", "gradient", "stability", "extreme-gradient"],
              said="The mean runs over all N x C entries."),
        question("ce-derivation", "failed", 150, reply="1 2 3 4 5"),
        question("ce-why-log-softmax", "unjudged", 205, reply=why[lang]),
        drill("focal", "failed", 840, runs=2, failed_core=1, sha256=focal, failed=["agreement"],
              said=said[lang]),
        question("focal-alpha-and-gamma", "failed", 66, reply="a"),
        question("bce-zero-logit", seconds=48),
        drill("bce", seconds=455, runs=3, sha256=bce, late=True, failed=["layout"]),
        drill("kl", "unreached", 0),
        lang=lang,
        pauses=[
            Pause(start + timedelta(minutes=9), start + timedelta(minutes=17, seconds=30)),
            Pause(start + timedelta(minutes=30), start + timedelta(minutes=52), claimed=True),
        ],
    )  # fmt: skip


def earlier(lang: Any = "en") -> list[Record]:
    """Three exams of the weeks before, and one that was broken off."""

    def sat(day: int, *answers: Answered, ending: Ending = "submitted") -> Record:
        return record(*answers, started=datetime(2026, 11, day, 18, 0, tzinfo=ZONE), ending=ending)

    return [
        sat(2, drill("ce", "failed", 900, runs=5), drill("mae", seconds=420),
            drill("bce", "failed", 700), question("ce-use", "failed", 90, reply="a")),
        sat(9, drill("mae", seconds=300), drill("ce", "failed", 600),
            question("ce-use", seconds=80), question("mae-kink", "failed", 100, reply="a")),
        sat(12, drill("mse", seconds=200), ending="aborted"),
        sat(16, drill("mse", seconds=170), drill("bce", seconds=360),
            question("bce-use", seconds=80), drill("focal", "failed", 800, runs=3),
            question("general-accuracy", seconds=50)),
    ]  # fmt: skip


def reported(of: Record, past: list[Record] | None = None, planned: bool = False) -> Report:
    return report(of, past or [], CATALOGUE, QUESTIONS, SOURCES.get, planned)
