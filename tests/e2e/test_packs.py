"""Somebody else's exercises: added, written, graded, changed behind one's back, removed."""

from __future__ import annotations

from tests.e2e.conftest import Learner

WRONG = "def my_my_mean(x):\n    return x.square().mean()\n"
RIGHT = "def my_my_mean(x):\n    return x.abs().mean()\n"


def test_a_pack_from_beginning_to_end(learner: Learner):
    pack = learner.home / "mine"
    made = learner.types("pack", "new", "my-mean", "--pack", str(pack))
    assert made.code == 0
    proved = learner.types("pack", "check", str(pack), "--seeds", "1")
    assert "all hold" in proved.out
    refused = learner.types("pack", "add", str(pack))
    assert refused.code == 2
    assert "your rights" in " ".join(refused.err.split())
    assert learner.types("pack", "list", "--json").data == {"packs": []}
    added = learner.types("pack", "add", str(pack), "--yes", "--json")
    assert added.data["exercises"] == ["my-mean"]
    assert learner.types("next", "--track", "ladder", "--new", "--json").code == 0
    wrong = learner.grades("my-mean", WRONG).data
    assert wrong["diagnosis"]["mistake"] == "squared"
    assert learner.grades("my-mean", RIGHT).data["outcome"] == "passed"
    module = pack / "solutions" / "my_mean.py"
    module.write_text(module.read_text() + "\n# something else\n")
    listed = learner.types("list", "--search", "mae")
    assert "mine is not used" in listed.out
    assert "`my-mean`" in listed.out  # its history is kept
    assert learner.types("pack", "remove", "mine").code == 0
    assert learner.types("pack", "remove", "mine").code == 2
