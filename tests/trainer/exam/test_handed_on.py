"""What is handed on and what comes back: strict on reading, and bound to each other."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from exercises.catalogue import load_catalogue
from exercises.errors import PracticeError
from exercises.questions import load_questions
from trainer.exam.handed_on import (
    Package,
    Result,
    checksum,
    packed,
    read_package,
    read_result,
    resulted,
    same_contents,
    written,
)
from trainer.exam.model import Answered, Item, Paper, Pause, Record
from trainer.exam.verified import Regraded, compared, objections

ASKED = {**load_catalogue(), **load_questions()}
START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
CODE = "class MyMAELoss: ...  # 平均\n".encode()
PAPER = Paper(
    "20261123-3fa2",
    7,
    45,
    [
        Item("mae", "drill", "regression", 1, 5, 11),
        Item("mae-by-hand", "question", "regression", 1, 2, 12),
        Item("mae-last-mile", "question", "regression", 3, 3, 13),
        Item("ce", "drill", "classification", 2, 8, 14),
    ],
)
AGAIN = {
    "mae": Regraded("passed", 0),
    "mae-by-hand": Regraded("failed"),
    "mae-last-mile": Regraded("none", judged=True),
    "ce": Regraded("failed", 3),
}


@pytest.fixture
def package() -> Package:
    return packed(PAPER, ASKED, "0.1.0", START)


@pytest.fixture
def result(package) -> Result:
    mae, number, short, ce = PAPER.items
    sha256 = hashlib.sha256(CODE).hexdigest()
    record = Record(
        PAPER,
        START,
        [
            Answered(mae, "passed", 300.0, runs=2, failed_core=0, sha256=sha256),
            Answered(number, "failed", 60.0, reply="3"),
            Answered(short, "passed", 90.0, reply="it never shrinks"),
            Answered(ce, "failed", 400.0, runs=1, failed_core=3, sha256=sha256),
        ],
        ended=START + timedelta(minutes=20),
        ending="submitted",
        pauses=[Pause(START + timedelta(minutes=5), START + timedelta(minutes=10))],
        elapsed=900.0,
    )
    return resulted(package, record, {sha256: CODE}, "0.1.0")


def disagreeing(result: Result, again=AGAIN) -> list[str]:
    return [row.id for row in compared(result, again) if not row.agrees]


def test_a_package_comes_back_as_it_was_written(package):
    assert read_package(written(package), "exam.json") == package


def test_a_package_names_items_and_seeds_and_nothing_of_an_answer(package):
    data = json.loads(written(package))
    assert set(data) == {"format", "version", "practice", "packed", "paper", "contents"}
    fields = {"id", "kind", "track", "level", "par_minutes", "seed"}
    assert all(set(item) == fields for item in data["paper"]["items"])


def test_a_file_that_was_only_laid_out_anew_is_the_same(result, package):
    anew = json.dumps(json.loads(written(result)), indent=4, ensure_ascii=False).encode()
    assert objections(read_result(anew, "result.json"), package) == []


def test_a_result_comes_back_as_it_was_written(result):
    assert read_result(written(result), "result.json") == result


def test_an_honest_result_agrees_in_everything(result, package):
    received = read_result(written(result), "result.json")
    assert disagreeing(received) == []
    assert objections(received, read_package(written(package), "exam.json")) == []


def test_a_short_answer_is_shown_as_the_candidates_own_judgement(result):
    row = next(row for row in compared(result, AGAIN) if row.id == "mae-last-mile")
    assert (row.agrees, row.again, row.remark) == (True, "none", "judged")


def tampered(result: Result, change) -> Result:
    data = json.loads(written(result))
    change(data)
    return read_result(json.dumps(data).encode(), "result.json")


def flip(data):
    data["answers"][3]["outcome"] = "passed"


def fewer_failed(data):
    data["answers"][3]["failed_core"] = 1


def drop(data):
    del data["answers"][3]


def drop_everywhere(data):
    del data["answers"][3]
    del data["package"]["paper"]["items"][3]


def other_seed(data):
    data["package"]["paper"]["items"][0]["seed"] = 99


def other_code(data):
    data["answers"][0]["code"] = "eA=="


def faster(data):
    data["elapsed"] = 100.0


@pytest.mark.parametrize(
    "change", [flip, fewer_failed, drop, drop_everywhere, other_seed, other_code, faster]
)
def test_an_edit_by_hand_is_noticed(result, package, change):
    changed = tampered(result, change)
    assert objections(changed, package)
    assert objections(changed, None)


@pytest.mark.parametrize("change", [flip, fewer_failed, drop])
def test_a_false_claim_is_noticed_by_what_comes_out_again(result, change):
    assert disagreeing(tampered(result, change)) == ["ce"]


def test_code_that_does_not_pass_is_noticed(result):
    assert disagreeing(result, AGAIN | {"mae": Regraded("failed", 2)}) == ["mae"]


def test_a_claim_without_code_is_noticed(result):
    assert disagreeing(result, {id_: each for id_, each in AGAIN.items() if id_ != "mae"}) == [
        "mae"
    ]


def test_no_verdict_is_no_agreement(result):
    assert disagreeing(result, AGAIN | {"ce": Regraded("error")}) == ["ce"]


def test_a_result_of_another_exam_is_noticed(result, package):
    other = replace(package, paper=replace(PAPER, seed=8))
    assert objections(result, other) == [
        (
            "It answers another exam than the one that was handed on.",
            "它回答的不是你交出去的那份考试。",
        )
    ]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda data: data["paper"]["items"][0].update(seed="x"), "paper.items[0].seed"),
        (lambda data: data["paper"]["items"][0].update(seed=-1), "paper.items[0].seed"),
        (lambda data: data["paper"]["items"][1].update(level=9), "paper.items[1].level"),
        (lambda data: data["paper"]["items"][1].update(id="mae"), "paper.items"),
        (lambda data: data["paper"].update(items=[]), "paper.items"),
        (lambda data: data["paper"].update(minutes=0), "paper.minutes"),
        (lambda data: data["paper"].update(id="../../evil"), "paper.id"),
        (lambda data: data["paper"].update(hint="x"), "hint"),
        (lambda data: data.update(format="shopping list"), "format"),
        (lambda data: data.update(packed="2026-11-23T10:00:00"), "packed"),
        (lambda data: data.pop("contents"), "contents"),
    ],
)
def test_a_field_that_is_wrong_is_named(package, change, field):
    data = json.loads(written(package))
    change(data)
    with pytest.raises(PracticeError) as refused:
        read_package(json.dumps(data).encode(), "exam.json")
    assert refused.value.message.startswith("exam.json is no exam")
    assert field in refused.value.message


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda data: data["answers"].append(data["answers"][0]), "answers"),
        (lambda data: data["answers"][0].update(outcome="splendid"), "answers[0].outcome"),
        (lambda data: data["answers"][0].update(seconds=-1), "answers[0].seconds"),
        (lambda data: data.update(started="0001-01-01T00:00:00Z"), "started"),
        (lambda data: data["package"]["paper"]["items"][0].update(seed=-1), "items[0].seed"),
    ],
)
def test_a_field_of_a_result_that_is_wrong_is_named(result, change, field):
    data = json.loads(written(result))
    change(data)
    with pytest.raises(PracticeError) as refused:
        read_result(json.dumps(data).encode(), "result.json")
    assert field in refused.value.message


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"[1, 2", b"null", b'{"a": 1}'])
def test_what_is_no_exam_at_all_is_refused_in_a_sentence(data):
    for read in (read_package, read_result):
        with pytest.raises(PracticeError, match="file is no"):
            read(data, "file")


def test_a_newer_format_is_refused(package):
    with pytest.raises(PracticeError, match="newer"):
        read_package(written(replace(package, version=2)), "exam.json")


def test_another_version_of_an_item_is_refused(package):
    same_contents(package, ASKED, "exam.json")
    with pytest.raises(PracticeError, match="another `ce`"):
        same_contents(replace(package, contents=package.contents | {"ce": "0"}), ASKED, "exam.json")
    with pytest.raises(PracticeError, match="`mae`, which is not in this"):
        same_contents(package, {}, "exam.json")


def resealed(result: Result, change) -> Result:
    """The result as somebody would forge it: changed, and its checksum made anew."""
    made = tampered(result, change)
    return replace(made, checksum=checksum(made))


def no_code(data):
    data["answers"][0].update(code=None, reply="I did write it")


def no_code_at_all(data):
    data["answers"][0].update(code=None)


def a_day_in_time(data):
    data.update(ended="2026-11-24T10:00:00Z", elapsed=data["elapsed"] + 24 * 3600)


def late_in_time(data):
    data["answers"][1]["late"] = True


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (no_code, "claims a pass without code"),
        (no_code_at_all, "claims a pass without code"),
        (a_day_in_time, "after its time was over"),
        (late_in_time, "ended in time"),
    ],
)
def test_claims_that_contradict_each_other_are_objections(result, package, change, words):
    found = objections(resealed(result, change), package)
    assert any(words in english for english, _ in found)


def test_a_pass_without_code_does_not_agree(result):
    again = {id_: found for id_, found in AGAIN.items() if id_ != "mae"}
    assert "mae" in disagreeing(resealed(result, no_code), again)
