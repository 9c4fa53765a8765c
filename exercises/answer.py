"""The solution module of an exercise, read as text: showing it must not cost an import of torch.

The model answer is what the spec's ``write`` names, with the imports and the helpers it uses; the
sentence of a wrong idea stands beside its code, in ``WRONG``.
"""

from __future__ import annotations

import ast
from pathlib import Path

from exercises.errors import PracticeError
from exercises.spec import Spec
from exercises.texts import Text

SOLUTIONS = Path(__file__).parent.parent / "solutions"


def model_answer(spec: Spec, folder: Path = SOLUTIONS) -> str:
    """The answer as a full file: imports, the helpers it calls, the class or function."""
    source, tree = _read(spec, folder)
    defined = {
        node.name: node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }
    answer = defined.get(spec.signature.name)
    if answer is None:
        raise _missing(_file(spec, folder), f"does not define `{spec.signature.name}`")
    needed, pending = {spec.signature.name}, [answer]
    used: set[str] = set()
    while pending:
        names = {n.id for n in ast.walk(pending.pop()) if isinstance(n, ast.Name)}
        used |= names
        for name in names & defined.keys() - needed:
            needed.add(name)
            pending.append(defined[name])
    imports = [line for node in tree.body if (line := _import(node, used))]
    constants = [
        _segment(source, node)
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and _assigned(node) & used
    ]
    parts = [_segment(source, node) for name, node in defined.items() if name in needed]
    head = "\n".join(imports) + ("\n\n" + "\n".join(constants) if constants else "")
    return "\n\n\n".join([*([head] if head else []), *parts]) + "\n"


def mistakes(spec: Spec, folder: Path = SOLUTIONS) -> dict[str, Text]:
    """The wrong ideas of an exercise, by id, each with the sentence that names it."""
    _, tree = _read(spec, folder)
    for node in tree.body:
        if not isinstance(node, ast.Assign | ast.AnnAssign) or "WRONG" not in _assigned(node):
            continue
        found = node.value if isinstance(node.value, ast.Dict) else ast.Dict([], [])
        return {
            key.value: _sentence(value)
            for key, value in zip(found.keys, found.values, strict=True)
            if isinstance(key, ast.Constant)
            and isinstance(key.value, str)
            and isinstance(value, ast.Call)
        }
    return {}


def line_of_step(spec: Spec, step: str, folder: Path = SOLUTIONS) -> str:
    """The answer's own statement that makes the step: what a revealing hint shows."""
    source, tree = _read(spec, folder)
    for node in tree.body:
        if getattr(node, "name", "") != spec.signature.name:
            continue
        for inner in ast.walk(node):
            if isinstance(inner, ast.Assign | ast.AnnAssign) and step in _assigned(inner):
                return _segment(source, inner)
    raise _missing(_file(spec, folder), f"has no local variable `{step}` in its answer")


def _sentence(call: ast.Call) -> Text:
    said = [
        argument.value
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
    return Text(*said[-2:])


def _import(node: ast.stmt, used: set[str]) -> str:
    """An import statement with the names that are used; empty when there are none."""
    if not isinstance(node, ast.Import | ast.ImportFrom):
        return ""
    if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in (
        "solutions",
        "__future__",
    ):
        return ""
    kept = [a for a in node.names if (a.asname or a.name.split(".")[0]) in used]
    return ast.unparse(type(node)(**{**dict(ast.iter_fields(node)), "names": kept})) if kept else ""


def _assigned(node: ast.Assign | ast.AnnAssign) -> set[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return {n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)}


def _segment(source: str, node: ast.stmt) -> str:
    lines = source.splitlines()
    decorated: list[ast.expr] = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(d.lineno for d in decorated)])
    kept = lines[first - 1 : node.end_lineno]
    indent = len(kept[0]) - len(kept[0].lstrip())
    return "\n".join(line[indent:] for line in kept)


def _file(spec: Spec, folder: Path) -> Path:
    if spec.pack and folder == SOLUTIONS:
        folder = Path(spec.pack) / "solutions"
    return folder / f"{spec.module}.py"


def _read(spec: Spec, folder: Path) -> tuple[str, ast.Module]:
    file = _file(spec, folder)
    try:
        source = file.read_text(encoding="utf-8")
        return source, ast.parse(source)
    except (OSError, ValueError, SyntaxError) as error:
        raise _missing(file, f"cannot be read ({error})") from None


def _missing(file: Path, what: str) -> PracticeError:
    return PracticeError(f"The solution module {file} {what}.", "Install `practice` again.", 3)
