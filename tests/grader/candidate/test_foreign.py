"""Nothing is left of ctypes that could read, write or call."""

from __future__ import annotations

import pytest

from grader.candidate import foreign
from tests.grader.candidate.conftest import Inside

pytestmark = pytest.mark.skipif(not foreign.supported(), reason="another layout of types")

#: Kept from before the door was shut, as a module that torch imports might have kept it.
_KEPT = """
import sys
def family(kind):
    for child in type.__subclasses__(kind):
        yield child
        yield from family(child)
types = {kind.__name__: kind for kind in family(object) if kind.__module__ in ("_ctypes", "ctypes")}
import torch
old = torch.ctypes if hasattr(torch, "ctypes") else None
"""


@pytest.mark.parametrize(
    "code",
    [
        "types['c_int'](1)",
        "types['c_ulong'].from_address(id(sys))",
        "types['c_char'].from_buffer(bytearray(1))",
        "types['py_object'](sys)",
        "types['CFuncPtr'](id(sys))",
        "types['CDLL'](None).abs(1)",
        "types['PyDLL'](None).Py_DecRef(sys)",
        "types['c_int'] * 3",
        "types['c_int'].__mul__(3)",
        "types['Structure'].__new__(types['Structure'])",
        "object.__new__(types['Structure'])",
        "types['CFuncPtr'].__call__(len)",
        "__import__('ctypes').memmove",
        "__import__('_ctypes').POINTER(types['c_int'])",
        "sys.modules.pop('_ctypes') or __import__('_ctypes').CFuncPtr",
        "old.pythonapi",
    ],
)
def test_it_is_shut(inside: Inside, code: str) -> None:
    answer = inside(f"{_KEPT}\nresult = repr({code})")
    assert isinstance(answer, dict), answer
    assert answer["error"] in (
        "TypeError", "AttributeError", "NameError", "ImportError", "ModuleNotFoundError",
        "PermissionError", "Shut", "KeyError",
    )  # fmt: skip


@pytest.mark.parametrize("base", ["Structure", "Union", "_Pointer", "Array"])
def test_no_new_type_can_be_made(inside: Inside, base: str) -> None:
    """CPython ends the process when a type is derived from one that cannot be made."""
    answer = inside(f"{_KEPT}\nresult = repr(type('X', (types[{base!r}],), {{}}))")
    assert isinstance(answer, dict), answer
    assert "error" in answer


@pytest.mark.parametrize("name", ["from_file", "_new_with_file", "_share_filename_cpu_"])
def test_storages_have_lost_their_files(inside: Inside, name: str) -> None:
    answer = inside(f"import torch\nresult = torch._C.StorageBase.{name}('/etc/passwd')")
    assert "practice lets a loss use" in answer["text"]
