"""Edits in NumPy's words: they are made in PyTorch's, and most have the same meaning in both."""

from __future__ import annotations

import ast
import re

from grader.explain.edits.kinds import Edit

#: What is written otherwise, the longer first.
_OTHERWISE = (
    (r"torch\.(log|exp|abs|square|sqrt)\b", r"np.\1"),
    (r"\bkeepdim=", "keepdims="),
    (r"\bdim=", "axis="),
    (r"\bcorrection=0\b", "ddof=1"),
    (r"\.unsqueeze\(-1\)", "[..., None]"),
    (r"\.clamp\(min=0\)", ".clip(0)"),
    (r"\.transpose\(-1, -2\)", ".swapaxes(-1, -2)"),
)
#: What NumPy has not, and what its arrays have not: no such edit is worth trying.
_NOT_THERE = re.compile(
    r"torch\.|\.(detach|values|unsqueeze|sigmoid|softmax|log_softmax|logsumexp|logsigmoid|softplus|"
    r"relu|rsqrt|clamp|clamp_min|clamp_max)\b|"
    r"(?<!\bnp)\.(amax|amin|exp|expm1|log|log1p|log2|log10|abs|sqrt|square|sin|cos|maximum|minimum|"
    r"triu|tril|zeros_like|ones_like|floor|ceil|vstack|hstack)\("
)


def is_numpy(tree: ast.Module) -> bool:
    """Whether a file is written in NumPy: it imports that and not PyTorch."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return "numpy" in found and "torch" not in found


def in_numpy(edit: Edit) -> Edit | None:
    """The same edit of a file in NumPy; None where there is none."""
    pieces = tuple((start, end, _said(text)) for start, end, text in edit.pieces)
    if any(_NOT_THERE.search(text) for _, _, text in pieces):
        return None
    return edit._replace(pieces=pieces)


def _said(text: str) -> str:
    for pattern, written in _OTHERWISE:
        text = re.sub(pattern, written, text)
    return text
