"""The proofs can fail: each is given an exercise in which something is wrong."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
import torch

from exercises.answer import mistakes, model_answer
from exercises.catalogue import load_catalogue
from exercises.spec import Hint, Spec
from exercises.texts import Text
from grader.solution import load
from grader.verdict import Request, Verdict
from packs import crowd, ideas, numbers, page, pages, verdicts
from packs.check import check
from packs.crowd import own_server
from packs.mutations import mutants, same_function
from solutions import edit, instead
from tests.places import ROOT

LSE: Spec = load_catalogue()["logsumexp"]


def changed(**fields: object) -> Spec:
    return msgspec.structs.replace(LSE, **fields)  # type: ignore[arg-type]


@dataclass
class Swapped:
    """The solution module with something else in it, for the length of a test."""

    patch: pytest.MonkeyPatch

    def __call__(self, **names: object) -> None:
        for name, value in names.items():
            self.patch.setattr(load(LSE).module, name, value)


@pytest.fixture
def swapped(monkeypatch: pytest.MonkeyPatch) -> Swapped:
    return Swapped(monkeypatch)


def test_a_text_without_chinese_is_found():
    assert list(pages.languages(changed(note=Text("Only English.")))) == ["note has no Chinese"]


def test_chinese_in_the_english_is_found():
    assert "note: Chinese in the English" in list(pages.languages(changed(note=Text("中", "中"))))


def test_a_formula_nobody_can_show_is_found():
    found = list(pages.formulas(changed(note=Text(r"See $\nosuch{x}$.", r"见 $\nosuch{x}$。"))))
    assert len(found) == 2
    assert "nosuch" in found[0]


def test_a_hint_that_holds_the_answer_is_found():
    line = "total = torch.exp(x - largest).sum(dim=-1, keepdim=True)"
    bad = [Hint(f"Write `{line}`.", "写。"), *LSE.hints[1:]]
    assert list(pages.hints(changed(hints=bad))) == ["hints[0] (en) holds a line of the answer"]


def test_a_step_that_is_no_variable_is_found():
    steps = {**LSE.steps, "nowhere": Text("nothing", "无")}
    assert any("nowhere" in fault for fault in numbers.steps(changed(steps=steps)))


def test_a_dimension_that_is_never_1_is_found():
    assert "C is never 1" in list(pages.sizes(changed(sizes=[{"N": 1, "C": 3}, {"N": 3, "C": 3}])))


def test_a_par_nobody_can_keep_is_found():
    assert list(pages.par(changed(par_minutes=200)))


def test_an_oracle_that_disagrees_is_found(swapped: Swapped):
    swapped(oracle=lambda x: torch.logsumexp(x, -1) * (1 + 1e-4))
    assert list(numbers.agreement(LSE, seeds=1))
    assert list(numbers.extremes(LSE))


def test_a_stop_gradient_is_said_exactly_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch,
):
    assert list(numbers.slopes(LSE)) == []
    assert "while `stop_gradient`" in next(iter(numbers.slopes(changed(stop_gradient=True))))

    def held(x: torch.Tensor) -> torch.Tensor:
        return x.detach().amax(-1) + (x - x.amax(-1, keepdim=True)).exp().sum(-1).log()

    monkeypatch.setattr(load(LSE).module, "reference", held, raising=False)
    assert list(numbers.slopes(LSE))
    assert list(numbers.slopes(changed(stop_gradient=True))) == []


def test_an_oracle_with_another_gradient_is_found(swapped: Swapped):
    def half(x: torch.Tensor) -> torch.Tensor:
        result = torch.logsumexp(x, -1)
        return 0.5 * result + 0.5 * result.detach()

    swapped(oracle=half)
    assert any("gradient of x" in fault for fault in numbers.agreement(LSE, seeds=1))


def test_a_printed_figure_that_is_wrong_is_found():
    example = msgspec.structs.replace(LSE.examples[0], gives=[3.4077, 1001.0986])
    assert list(numbers.figures(changed(examples=[example])))


def test_ideas_that_are_the_answer_or_each_other_are_found(swapped: Swapped):
    same = instead(lambda x: torch.logsumexp(x, -1), "It is right.", "对的。")
    doubled = [instead(lambda x: 2 * torch.logsumexp(x, -1), "Doubled.", "两倍。")] * 2
    nowhere = edit("not there", "x", "Nothing.", "无。")
    swapped(WRONG={"same": same, "one": doubled[0], "two": doubled[1], "nowhere": nowhere})
    found = list(ideas.ideas(LSE))
    assert "same gives what the answer gives" in found
    assert "one and two give the same" in found
    assert any(fault.startswith("nowhere: ") for fault in found)


def test_a_name_that_is_not_given_is_found(monkeypatch: pytest.MonkeyPatch):
    """The grader reads the module by itself, and knows nothing of these sentences."""
    renamed = dict.fromkeys(mistakes(LSE), Text("Another sentence.", "另一句。"))
    monkeypatch.setattr(verdicts, "mistakes", lambda spec: renamed)
    with own_server():
        faults = list(verdicts.named(LSE, 1))
    assert sorted(fault.split(" is called ")[0] for fault in faults) == sorted(renamed)


def test_what_fails_at_the_worked_examples_is_graded_in_one_seed(monkeypatch: pytest.MonkeyPatch):
    answer = model_answer(LSE)
    last = next(line for line in answer.splitlines() if line.strip().startswith("return "))
    doubled = answer.replace(last, last.replace("return ", "return 2 * ", 1))
    detached = answer.replace(last, f"{last}.detach()")
    graded: list[tuple[int, str]] = []

    def counted(requests: list[Request]) -> list[Verdict]:
        found = list(crowd_verdicts(requests))
        graded.extend((r.seed, v.outcome) for r, v in zip(requests, found, strict=True))
        return found

    crowd_verdicts = crowd.verdicts
    monkeypatch.setattr(crowd, "verdicts", counted)
    with own_server():
        came_to = crowd.outcomes("logsumexp", [answer, doubled, detached], [1, 2])
    assert came_to == [{"passed"}, {"failed"}, {"failed"}]
    first, second = ["passed", "failed", "failed"], ["passed", "failed"]
    assert graded == [*((1, outcome) for outcome in first), *((2, outcome) for outcome in second)]


def test_those_explained_in_full_are_the_same_in_every_run(monkeypatch: pytest.MonkeyPatch):
    asked: list[list[Request]] = []
    monkeypatch.setattr(verdicts, "verdicts", lambda requests: asked.append(requests) or ())
    for in_full in (None, 2, 2):
        with pytest.raises(ValueError, match="shorter"):
            list(verdicts.named(LSE, in_full))
    everything, *some = asked
    assert len({r.source for r in everything}) == len(mistakes(LSE))
    assert {r.explain for r in everything} == {True}
    assert some[0] == some[1]
    assert [r.explain for r in some[0]] == [True, True, *["idea"] * (len(everything) - 2)]
    assert [r.source for r in some[0]] == [r.source for r in everything]


def test_a_mutant_that_is_another_function_is_told_from_one_that_is_not():
    answer = model_answer(LSE)
    same = {what: same_function(LSE, text) for what, text in mutants(answer)}
    assert len(same) > 15
    assert not any(alike for what, alike in same.items() if "exp became expm1" in what)
    detached = answer.replace("keepdim=True)\n", "keepdim=True).detach()\n", 1)
    assert detached != answer
    assert same_function(LSE, detached)  # the maximum's own gradient cancels


def test_a_proof_that_breaks_is_a_fault_with_a_sentence(swapped: Swapped):
    swapped(oracle=None)
    (found,) = [f for f in check_quick() if f.proof.name == "agreement"]
    assert found.faults == ["it broke with TypeError: 'NoneType' object is not callable"]


def check_quick():
    for found in check(LSE, seeds=1, mutants=False):
        if found.proof.name == "unwritten":
            return
        yield found


def test_a_new_page_is_right_as_it_is(tmp_path: Path):
    """Both files are written into a copy of the installation, which then proves them."""
    import subprocess
    import sys

    for room in ("exercises", "solutions", "grader", "packs", "screens", "trainer"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    files = page.write("mean-size", "ladder", tmp_path)
    assert [f.relative_to(tmp_path).as_posix() for f in files] == [
        "exercises/ladder/mean-size.yaml",
        "solutions/mean_size.py",
    ]
    proving = (
        "from exercises.catalogue import load_catalogue\n"
        "from packs.check import QUICK\n"
        "spec = load_catalogue()['mean-size']\n"
        "faults = [(p.name, f) for p in QUICK for f in p.find(spec)]\n"
        "assert not faults, faults\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", proving], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "") or "Warning" in done.stderr, done.stderr
    assert done.returncode == 0, done.stderr
    with pytest.raises(Exception, match="already"):
        page.write("mean-size", "ladder", tmp_path)
