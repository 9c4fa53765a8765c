"""A formula as a small tree whose leaves know TeX's classes of atoms.

The classes (ordinary, operator, relation ...; The TeXbook, chapter 18) decide the spacing later.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Class = Literal[
    "ord", "frac", "func", "big", "sign", "bin", "rel", "open", "close", "punct", "space"
]


class Symbol(NamedTuple):
    text: str
    cls: Class = "ord"


class Fraction(NamedTuple):
    over: Row
    under: Row


class Scripts(NamedTuple):
    base: Atom
    sub: Row | None
    sup: Row | None


class Fence(NamedTuple):
    left: str
    inside: Row
    right: str


class Root(NamedTuple):
    inside: Row
    degree: Row | None = None
    """Of which root: 3 for the cube root; None for the square root."""


class Grid(NamedTuple):
    rows: list[list[Row]]
    cases: bool


class Row(NamedTuple):
    """What stands side by side; every other node holds rows."""

    atoms: list[Atom]


Atom = Symbol | Fraction | Scripts | Fence | Root | Grid | Row

_NOTHING_TO_ADD_TO = ("sign", "bin", "rel", "open", "punct")


def class_of(atom: Atom) -> Class:
    """How an atom behaves towards its neighbours."""
    match atom:
        case Symbol(cls=cls):
            return cls
        case Scripts(base=base):
            return class_of(base)
        case Fraction() | Grid():
            return "frac"
        case Fence():
            return "open"
    return "ord"


def plain(row: Row) -> str:
    """The symbols of a short row without any space: a name, a delimiter, a letter."""
    return "".join(atom.text for atom in row.atoms if isinstance(atom, Symbol))


def signs(atoms: list[Atom]) -> list[Atom]:
    """A plus or minus with nothing before it to add to is a sign."""
    result: list[Atom] = []
    for atom in atoms:
        before = class_of(result[-1]) if result else "open"
        if atom in (Symbol("−", "bin"), Symbol("+", "bin")) and before in _NOTHING_TO_ADD_TO:
            atom = Symbol(str(atom[0]), "sign")
        result.append(atom)
    return result


def bars(atoms: list[Atom]) -> list[Atom]:
    """Two bars in a row are a double bar. It encloses a norm, or separates, as in a divergence."""
    result: list[Atom] = []
    norm_open = False
    for atom in atoms:
        if result and result[-1] == atom == Symbol("|"):
            result.pop()
            atom = Symbol("‖")
        if atom == Symbol("‖"):
            opens = not result or class_of(result[-1]) in _NOTHING_TO_ADD_TO
            if not norm_open and not opens:
                atom = Symbol("‖", "rel")
            else:
                norm_open = not norm_open
        result.append(atom)
    return result
