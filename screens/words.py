"""A sentence in the reader's language, both written side by side where it is used."""

from __future__ import annotations

from collections.abc import Callable

#: The four ratings of FSRS.
GRADES = {
    "again": ("Again", "重来"),
    "hard": ("Hard", "困难"),
    "good": ("Good", "良好"),
    "easy": ("Easy", "轻松"),
}

Say = Callable[[str, str], str]


def speaker(lang: str) -> Say:
    """``say(english, chinese)`` for one language."""
    return lambda english, chinese: chinese if lang == "zh" else english


_TRACKS = {
    "regression": ("regression", "回归"),
    "classification": ("classification", "分类"),
    "divergence": ("divergence", "散度"),
    "ladder": ("ladder", "阶梯"),
    "language-models": ("language models", "语言模型"),
    "preference": ("preference", "偏好学习"),
    "rl": ("reinforcement learning", "强化学习"),
    "margins": ("margins and weights", "间隔与权重"),
    "metric-learning": ("metric learning", "度量学习"),
    "segmentation": ("segmentation", "分割"),
    "generative": ("generative models", "生成模型"),
    "detection": ("detection", "检测"),
    "by-hand": ("gradients by hand", "手写梯度"),
    "attention": ("attention", "注意力"),
    "norms": ("normalisation", "归一化"),
    "optimizers": ("optimisers", "优化器"),
    "sampling": ("sampling", "采样"),
    "numpy": ("NumPy by hand", "用 NumPy 手写"),
    "general": ("general", "通用"),
}


def track(name: str, say: Say) -> str:
    """What a track is called."""
    return say(*_TRACKS.get(name, (name, name)))
