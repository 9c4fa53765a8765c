"""Whether two files say the same: their syntax, without layout, comments and docstrings."""

from __future__ import annotations

import ast
import hashlib


def fingerprint(source: bytes) -> str:
    """A digest of what a file says. A file that is no Python is its own words, without the
    white space between them."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return _digest(b" ".join(source.split()))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = [each for each in node.body if not _is_text(each)] or [ast.Pass()]
    try:
        return _digest(ast.dump(tree).encode("utf-8", "replace"))
    except RecursionError:
        return _digest(b" ".join(source.split()))


def _is_text(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _digest(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:32]
