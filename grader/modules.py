"""The solution modules: those shipped, and those of packs, each imported when first needed."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from hashlib import blake2b
from pathlib import Path
from types import ModuleType

from exercises.spec import Spec


def module(spec: Spec) -> ModuleType:
    """The module of an exercise; ModuleNotFoundError where there is none."""
    if not spec.pack:
        return importlib.import_module(f"solutions.{spec.module}")
    place = blake2b(spec.pack.encode(), digest_size=6).hexdigest()
    name = f"solutions_of_{place}_{spec.module}"
    if name in sys.modules:
        return sys.modules[name]
    file = Path(spec.pack) / "solutions" / f"{spec.module}.py"
    found = importlib.util.spec_from_file_location(name, file)
    if found is None or found.loader is None or not file.is_file():
        raise ModuleNotFoundError(f"there is no {file}", name=name)
    loaded = importlib.util.module_from_spec(found)
    sys.modules[name] = loaded
    try:
        found.loader.exec_module(loaded)
    except BaseException:
        del sys.modules[name]
        raise
    return loaded
