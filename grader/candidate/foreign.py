"""Shuts ctypes in the candidate: with it, any address can be read, written and called.

Audit events cover only part of it (a pointer that is built from an integer raises none), so the
types themselves are made inert: no instance can be made, called, indexed or asked for an
attribute, and the module's functions are gone. CPython has kept the layout of type objects since
3.8 (``Include/cpython/object.h``); :func:`types_to_disarm` checks it before anything is written.
"""

from __future__ import annotations

import _ctypes
import ctypes
import sys
import sysconfig
from collections.abc import Iterable
from typing import Any

_NAME, _BASICSIZE = 24, 32  # tp_name, tp_basicsize
_SEQUENCE, _MAPPING, _CALL, _GETATTRO, _SETATTRO, _BUFFER = 104, 112, 128, 144, 152, 160
_DICT, _INIT, _NEW = 264, 296, 312
_INSTANCE_SLOTS = (_SEQUENCE, _MAPPING, _CALL, _GETATTRO, _SETATTRO, _BUFFER, _INIT, _NEW)
_DEFINITION_COPY = 32  # m_copy of a PyModuleDef: what a second import would be filled from
_DIRECT = ("wrapper_descriptor", "method_descriptor", "getset_descriptor",
           "builtin_function_or_method", "classmethod_descriptor", "CField")  # fmt: skip
_BASES = (
    _ctypes.Structure, _ctypes.Union, _ctypes._Pointer, _ctypes.Array, _ctypes._SimpleCData,
    _ctypes.CFuncPtr,
)  # fmt: skip


def supported() -> bool:
    """Whether type objects are laid out as this module expects."""
    if sys.implementation.name != "cpython" or sys.maxsize < 2**32:
        return False
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        return False
    kind = _ctypes.CFuncPtr
    name = ctypes.c_char_p.from_address(id(kind) + _NAME).value or b""
    size = ctypes.c_ssize_t.from_address(id(kind) + _BASICSIZE).value
    return name.endswith(b"CFuncPtr") and size == kind.__basicsize__


def _object_at(address: int) -> Any:
    """The object that the pointer at this address refers to."""
    return ctypes.py_object.from_address(address).value


def take_away(kind: type, names: Iterable[str]) -> None:
    """Remove attributes from a type that is defined in C, which Python itself refuses to do."""
    if supported():
        namespace = _object_at(id(kind) + _DICT)
        for name in names:
            namespace.pop(name, None)
        _modified(kind)


def replace(attributes: dict[type, dict[str, Any]]) -> None:
    """Put something else in the place of attributes of types, those of C included."""
    if supported():
        for kind, replacements in attributes.items():
            _object_at(id(kind) + _DICT).update(replacements)
            _modified(kind)


def _modified(kind: type) -> None:
    """Make CPython forget what it looked up on this type and on those below it."""
    forget = ctypes.pythonapi.PyType_Modified
    forget.argtypes = [ctypes.py_object]
    forget(kind)


def _all_types() -> list[type]:
    found: list[type] = []
    queue: list[type] = list(_BASES)
    while queue:
        kind = queue.pop()
        if kind not in found:
            found.append(kind)
            queue.extend(type.__subclasses__(kind))
    return found


def _forget_second_copy() -> None:
    """Empty what CPython would fill a second import of ``_ctypes`` from, where it keeps that."""
    definition = ctypes.pythonapi.PyModule_GetDef
    definition.argtypes, definition.restype = [ctypes.py_object], ctypes.c_void_p
    address = (definition(_ctypes) or 0) + _DEFINITION_COPY
    if ctypes.c_void_p.from_address(address).value:
        _object_at(address).clear()


def shut() -> bool:
    """Make ctypes useless for the rest of this process's life; whether that was possible here."""
    if not supported():
        return False
    _forget_second_copy()
    kinds = _all_types()
    makers = list({type(kind) for kind in kinds})
    namespaces: list[dict[str, Any]] = [_object_at(id(kind) + _DICT) for kind in (*kinds, *makers)]
    for kind in (*kinds, *makers):
        _modified(kind)
    write = ctypes.memset
    last = id(type(write)) + _CALL  # the slot that the writing itself goes through
    slots = [id(kind) + slot for kind in kinds for slot in _INSTANCE_SLOTS]
    slots += [id(kind) + _NEW for kind in makers]
    for namespace in namespaces:
        for name in [n for n, v in namespace.items() if type(v).__name__ in _DIRECT]:
            del namespace[name]
    for slot in slots:
        if slot != last:
            write(slot, 0, 8)
    write(last, 0, 8)
    for module in (_ctypes, ctypes):
        vars(module).clear()
    for name in ("_ctypes", "ctypes"):
        sys.modules[name] = None  # type: ignore[assignment]  # an import says that it is halted
    return True
