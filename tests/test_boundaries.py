"""The map of the house holds, and the checks that say so can fail."""

from __future__ import annotations

import pytest

from tests.boundaries import asked, modules, violations
from tests.places import ROOT


@pytest.mark.parametrize(
    ("module", "file", "is_package"),
    [pytest.param(*entry, id=entry[0]) for entry in modules(ROOT)],
)
def test_module_imports_only_what_its_room_may(module, file, is_package):
    assert violations(file.read_text(encoding="utf-8"), module, is_package) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("trainer.rating", "import grader.verdict"),
        ("trainer.rating", "from grader import verdict"),
        ("trainer.rating", "from ..grader.verdict import Verdict"),
        ("trainer.rating", "def late():\n    from screens import verdict"),
        ("trainer.rating", "import importlib\nimportlib.import_module('solutions.ce')"),
        ("exercises.spec", "import trainer"),
        ("solutions.ce", "from exercises.spec import Spec"),
        ("screens.verdict", "from grader.client import grade"),
        ("screens.list", "from grader import *"),
        ("cli", "import solutions.ce"),
        ("cli", "from grader.client import grade"),
        ("commands.grading", "from grader import judge"),
        ("cli", "import torch"),
        ("trainer.schedule", "from torch import Tensor"),
        ("grader.client", "import pytest"),
        ("grader.verdict", "import torch.nn"),
    ],
)
def test_a_forbidden_import_is_seen(module, source):
    assert len(violations(source, module)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("commands.grading", "from grader.client import grade"),
        ("screens.verdict", "from grader.verdict import Verdict"),
        ("trainer.sitting", "from .rating import rate\nimport trainer.history"),
        ("grader.judge", "import torch, pytest\nimport solutions.ce"),
        ("solutions.ce", "import torch"),
    ],
)
def test_an_allowed_import_is_not(module, source):
    assert violations(source, module) == []


@pytest.mark.parametrize(
    ("module", "file"), [pytest.param(name, file, id=name) for name, file, _ in modules(ROOT)]
)
def test_the_environment_is_asked_in_one_place(module, file):
    assert asked(file.read_text(encoding="utf-8"), module) == []


@pytest.mark.parametrize(
    "source",
    [
        "os.environ.get('HOME')",
        "x = os.environ['HOME']",
        "datetime.now().astimezone()",
        "def f():\n    return Path.cwd()",
        "if sys.stdin.isatty(): pass",
        "f(os.environ)",
        "shutil.get_terminal_size((80, 24))",
    ],
)
def test_whoever_asks_elsewhere_is_seen(source):
    assert len(asked(source, "trainer.desk")) == 1
    assert asked(source, "grader.client") == []


@pytest.mark.parametrize("source", ["os.environ['A'] = 'b'", "os.environ.setdefault('A', 'b')"])
def test_what_is_set_for_others_is_not_asked(source):
    assert asked(source, "cli") == []
