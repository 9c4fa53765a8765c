"""Who may import whom: read from the syntax trees, so nothing has to be imported to check it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOMS = (
    "practice_losses",
    "cli",
    "commands",
    "watching",
    "screens",
    "trainer",
    "packs",
    "cohort",
    "grader",
    "exercises",
    "solutions",
)

#: The grader's modules that run in the command's own process.
DOORS = ("grader.client", "grader.service", "grader.verdict", "grader.limits")

#: room -> the packages and modules of ours it may import besides itself.
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "practice_losses": ("cli",),
    "cli": ("commands", "screens", "exercises.environment"),
    "commands": ("watching", "screens", "trainer", "exercises", "packs", "cohort", *DOORS),
    "watching": ("screens", "trainer", "exercises", *DOORS),
    "screens": (
        "trainer",
        "exercises",
        "grader.verdict",
        "cohort.model",
        "cohort.class_report",
        "cohort.similar",
    ),
    "trainer": ("exercises", "grader.limits"),
    "cohort": ("exercises", *DOORS),
    "packs": ("screens", "grader", "exercises", "solutions"),
    "grader": ("exercises", "solutions"),
    "exercises": (),
    "solutions": (),
}

#: Packages too heavy for a command that only shows something, and the rooms that may name them.
HEAVY = {
    "torch": ("solutions", "grader", "packs"),
    "pytest": ("grader",),
    "_pytest": ("grader",),
    "hypothesis": ("grader",),
    "safetensors": ("grader",),
    "dask": ("cohort",),
    "distributed": ("cohort",),
    "ray": ("cohort",),
}


def imports(tree: ast.AST, module: str, is_package: bool) -> Iterator[tuple[str, int]]:
    """Every dotted name that a module imports, with its line, wherever the import stands.

    ``from a import b`` yields ``a.b``: whether ``b`` is a module or a name in one, the rooms and
    doors are prefixes of it. Literal arguments of ``import_module`` and ``__import__`` count.
    """
    package = module if is_package else module.rpartition(".")[0]
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                for name in names:
                    yield name.name, node.lineno
            case ast.ImportFrom(module=source, names=names, level=level):
                if level:
                    above = package.split(".")[: len(package.split(".")) - level + 1]
                    source = ".".join([*above, *([source] if source else [])])
                for name in names:
                    yield f"{source}.{name.name}", node.lineno
            case ast.Call(
                func=ast.Attribute(attr="import_module")
                | ast.Name(id="import_module" | "__import__"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield name, node.lineno


#: What is asked of the system in one module only, as it stands in the code.
SURROUNDINGS = {
    "os.environ", "os.getenv", "os.get_terminal_size", "shutil.get_terminal_size",
    "datetime.now", "date.today", "time.time", "Path.cwd", "Path.home", "os.getcwd",
    "sys.stdin.isatty", "sys.stdout.isatty", "sys.stderr.isatty",
}  # fmt: skip

#: Who may ask besides: what starts, confines or is a process of its own.
ASK_THEMSELVES = ("exercises.environment", "practice_losses", "grader", "cohort", "packs.crowd")


def asked(source: str, module: str) -> list[str]:
    """One sentence per place in ``source`` that asks the system what `Environment` tells.

    What is *set* for the processes that follow (``os.environ[...] = ...``, `setdefault`) is not
    asked.
    """
    if any(within(module, each) for each in ASK_THEMSELVES):
        return []
    tree = ast.parse(source)
    set_ = {
        node.value
        for node in ast.walk(tree)
        if (isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store))
        or (isinstance(node, ast.Attribute) and node.attr == "setdefault")
    }
    return [
        f"{module}, line {node.lineno}: ask `exercises.environment` for what {found} tells"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node not in set_
        and (found := ast.unparse(node)) in SURROUNDINGS
    ]


def within(name: str, allowed: str) -> bool:
    return name == allowed or name.startswith(allowed + ".")


def violations(source: str, module: str, is_package: bool = False) -> list[str]:
    """One sentence per import in ``source`` that the map of the house does not allow."""
    room = module.partition(".")[0]
    found = []
    for name, line in imports(ast.parse(source), module, is_package):
        top = name.partition(".")[0]
        if top in ROOMS and top != room:
            if not any(within(name, allowed) for allowed in MAY_IMPORT[room]):
                found.append(f"{module}, line {line}: {room} may not import {name}")
        elif top in HEAVY and (room not in HEAVY[top] or any(within(module, d) for d in DOORS)):
            found.append(f"{module}, line {line}: {top} is too heavy to be imported here")
    return found


def modules(root: Path) -> Iterator[tuple[str, Path, bool]]:
    """Every module of the rooms: dotted name, file, whether it is a package."""
    for room in ROOMS:
        folder = root / room
        files = sorted(folder.rglob("*.py")) if folder.is_dir() else [root / f"{room}.py"]
        for file in files:
            parts = file.relative_to(root).with_suffix("").parts
            is_package = parts[-1] == "__init__"
            yield ".".join(parts[:-1] if is_package else parts), file, is_package
