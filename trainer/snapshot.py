"""The state of a history: from one that was kept, and the facts since. Whether both agree."""

from __future__ import annotations

import contextlib

import msgspec

from trainer.facts import Fact
from trainer.folding import FOLD, fold, weights_of
from trainer.history import History
from trainer.state import State

#: Facts after which a folded state is worth keeping.
_WORTH_KEEPING = 50


def folded(history: History, begin: State) -> State:
    """The state after all facts. ``begin`` is the one before the first; it says what the fold goes
    by, so that a state which was kept under other settings is not taken."""
    upto, state = 0, begin
    kept = _kept(history)
    if kept is not None and _alike(kept[1], begin):
        upto, state = kept
    facts = list(history.facts(after=upto))
    if upto == 0 or any(_reaches_back(fact, upto) for fact in facts):
        state = begin
        facts = list(history.facts()) if upto else facts
        state.weights = weights_of(facts)
    fold(state, facts)
    if len(facts) >= _WORTH_KEEPING:
        history.keep_folded(FOLD, facts[-1].id, msgspec.msgpack.encode(state))
    return state


def _reaches_back(fact: Fact, upto: int) -> bool:
    """Whether a fact changes what was folded before it."""
    return fact.kind == "fitted" or (fact.kind == "undone" and fact.data["fact"] <= upto)


def disagrees(history: History) -> bool:
    """Whether the state that is kept is another than its facts make. It never should be."""
    kept = history.folded(FOLD)
    if kept is None:
        return False
    read = _kept(history)
    if read is None:
        return True  # it cannot be read
    upto, state = read
    return fold(_beginning(state), history.facts(upto=upto)) != state


def _kept(history: History) -> tuple[int, State] | None:
    """The last fact of the state that is kept, and that state; None when none can be read."""
    kept = history.folded(FOLD)
    if kept is None:
        return None
    with contextlib.suppress(msgspec.MsgspecError):
        return kept[0], msgspec.msgpack.decode(kept[1], type=State)
    return None


def _beginning(state: State) -> State:
    """Before the first fact, under the settings of ``state``."""
    return State(state.retention, state.weights)


def _alike(one: State, other: State) -> bool:
    """Whether two states are folded under the same settings; the facts say the weights."""
    return one.retention == other.retention
