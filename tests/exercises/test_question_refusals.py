"""Files of questions: read as docs/question-format.md says, or refused with the place and why."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import get_args

import msgspec
import pytest

from exercises import cache, question_reading, questions
from exercises.catalogue import load_catalogue
from exercises.errors import PracticeError
from exercises.questions import Order, Question, Topic, load_questions

GUIDE = (Path(__file__).parents[2] / "docs" / "question-format.md").read_text("utf-8")
EXAMPLE = re.search(r"<!-- example: \S+ -->\n```yaml\n(.+?)```", GUIDE, re.S)[1]


@pytest.fixture(autouse=True)
def cache_folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "practice"


@pytest.fixture
def folder(tmp_path) -> Path:
    root = tmp_path / "questions"
    root.mkdir()
    return root


def refusal(folder: Path, text: str, name: str = "mae.yaml") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(PracticeError) as refused:
        load_questions(folder)
    assert refused.value.exit_code == 3
    assert refused.value.remedy == (
        "Correct it there; docs/question-format.md describes every field."
    )
    return refused.value.message.removeprefix(f"{folder / name}, ")


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_the_example_is_read(folder):
    (folder / "mae.yaml").write_text(EXAMPLE, encoding="utf-8")
    read = load_questions(folder)
    assert [q.kind for q in read.values()] == ["single", "multiple", "number", "short", "order"]
    assert {q.loss for q in read.values()} == {"mae"}
    assert {q.source.section for q in read.values()} == {"1. MAE"}
    steps = read["mae-in-steps"]
    assert isinstance(steps, Order)
    assert steps.right == ["difference", "size", "mean"]


@pytest.mark.parametrize("struct", get_args(Question), ids=lambda s: s.__name__)
def test_every_field_is_described(struct):
    described = GUIDE.split("## Every field")[1]
    fields = [f.name for f in msgspec.structs.fields(struct)]
    assert [name for name in fields if f"`{name}`" not in described] == []


def test_every_topic_is_named():
    assert [topic for topic in get_args(Topic) if f"`{topic}`" not in GUIDE] == []


def test_the_refusal_shown_is_the_refusal_given(folder):
    bad = EXAMPLE.replace("zh: 直接忽略它}", "zh: 直接忽略它, right: true}")
    message = refusal(folder, bad)
    assert message.partition(": ")[2] in " ".join(GUIDE.split())


CHANGES = {
    "the file's name": (
        "loss: mae",
        "loss: mse",
        "`loss`: expected the file's name, `mae`, got `mse`",
    ),
    "a level": (
        "level: 3",
        "level: 6",
        "`questions[3].level`: expected int <= 5",
    ),
    "a topic": (
        "topic: reduction",
        "topic: fun",
        "`questions[1].topic`: expected derivation or gradient or imbalance or properties",
    ),
    "a kind": (
        "kind: order",
        "kind: puzzle",
        "`questions[4].kind`: expected ",
    ),
    "a field that does not exist": (
        "tolerance: 0.001",
        "tolerance: 0.001\n    unit: nats",
        "`questions[2].unit`: expected a field that exists, this one does not",
    ),
    "a missing tolerance": (
        "    tolerance: 0.001\n",
        "",
        "`questions[2].tolerance`: expected this field, it is missing",
    ),
    "a tolerance of zero": (
        "tolerance: 0.001",
        "tolerance: 0",
        "`questions[2].tolerance`: expected float > 0",
    ),
    "an answer that is no number": (
        "answer: 1.5",
        "answer: one and a half",
        "`questions[2].answer`: expected float, got str",
    ),
    "an id with capitals": (
        "id: mae-of-two",
        "id: MAE-of-two",
        "`questions[2].id`: expected lower-case words joined by hyphens",
    ),
    "an id given twice": (
        "id: mae-of-two",
        "id: mae-outliers",
        "`questions[2].id`: it is already the id of a question in mae.yaml, line 4",
    ),
    "no right option": (
        "zh: 与误差成正比, right: true",
        "zh: 与误差成正比",
        "`questions[0].options`: expected `right: true` on exactly one option, got 0",
    ),
    "one right option of several": (
        "{id: sum, en: '`\"sum\"`', right: true}",
        "{id: sum, en: '`\"sum\"`'}",
        "`questions[1].options`: expected `right: true` on two options or more but not on",
    ),
    "nothing but right options": (
        "en: '`\"batchmean\"`'}",
        "en: '`\"batchmean\"`', right: true}",
        "`questions[1].options`: expected `right: true` on two options or more but not on",
    ),
    "two options alike": (
        "en: It leaves it out",
        "en: In proportion to the error",
        "`questions[0].options[2].en`: expected something else than in those before it",
    ),
    "a step given twice": (
        "id: size",
        "id: difference",
        "`questions[4].steps[1].id`: expected something else than in those before it",
    ),
    "one point only": (
        "      - {en: Signs cancel at the median, zh: 符号在中位数处抵消}\n",
        "",
        "`questions[3].points`: expected array of length >= 2",
    ),
    "an order that leaves a step out": (
        "    explanation: {en: The mean comes last.",
        "    right: [size, mean]\n    explanation: {en: The mean comes last.",
        "`questions[4].right`: expected the id of every step exactly once",
    ),
    "a loss of its own": (
        "    answer: 1.5",
        "    loss: mae\n    answer: 1.5",
        "`questions[2].loss`: expected it at the top of the file only",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_bad_question_is_refused_with_its_place(folder, change):
    old, new, said = CHANGES[change]
    assert old in EXAMPLE
    message = refusal(folder, EXAMPLE.replace(old, new, 1))
    place, _, sentence = message.partition(": ")
    assert re.fullmatch(r"line \d+", place)
    assert sentence.startswith(said)


def test_the_line_is_the_one_of_the_field(folder):
    bad = EXAMPLE.replace("level: 3", "level: 6")
    assert refusal(folder, bad).startswith(f"line {line_of(bad, 'level: 6')}: ")


def test_a_right_option_needs_no_excuse(folder):
    bad = EXAMPLE.replace(
        "        zh: 与误差的平方成正比\n", "        zh: 平方\n        right: true\n"
    )
    bad = bad.replace("zh: 与误差成正比, right: true", "zh: 与误差成正比")
    assert "`questions[0].options[1].why`: expected it on wrong options only" in refusal(
        folder, bad
    )


def test_an_id_is_one_of_a_kind_in_all_files(folder):
    (folder / "mae.yaml").write_text(EXAMPLE, encoding="utf-8")
    message = refusal(folder, EXAMPLE.replace("loss: mae", "loss: mse"), "mse.yaml")
    assert "`questions[0].id`: it is already the id of a question in mae.yaml, line 4" in message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty"),
        ("- 1\n", "expected named fields such as `loss: mae`"),
        ("loss: mae\nquestions: []\n", "`questions`: expected array of length >= 1"),
        ("loss: mae\nquestions: [1]\n", "`questions[0]`: expected"),
        ("loss: mae\nloss: mae\n", "`loss`: it was already given on line 1"),
        ("loss: mae\nquestions: [\n", "this is not valid YAML"),
        ("loss: mae\nquestions:\n  - {kind: single}\n", "`questions[0]."),
    ],
)
def test_a_file_that_is_something_else_is_refused(folder, text, said):
    assert said in refusal(folder, text)


def test_a_folder_without_files_has_no_questions(folder):
    assert len(load_questions(folder)) == 0


def test_questions_are_read_from_yaml_only_once(folder, monkeypatch):
    (folder / "mae.yaml").write_text(EXAMPLE, encoding="utf-8")
    first = load_questions(folder)

    def read(files):
        raise AssertionError("they were read again")

    monkeypatch.setattr(question_reading, "read_questions", read)
    assert dict(load_questions(folder)) == dict(first)


def test_a_changed_file_is_read_again(folder):
    path = folder / "mae.yaml"
    path.write_text(EXAMPLE, encoding="utf-8")
    load_questions(folder)
    path.write_text(EXAMPLE.replace("answer: 1.5", "answer: 1.25"), encoding="utf-8")
    assert load_questions(folder)["mae-of-two"].answer == 1.25


def test_questions_that_cannot_be_kept_are_still_read(folder, monkeypatch):
    (folder / "mae.yaml").write_text(EXAMPLE, encoding="utf-8")
    monkeypatch.setattr(cache, "HERE", SimpleNamespace(place=lambda what: None))
    assert len(load_questions(folder)) == 5


def test_the_folder_of_questions_holds_no_specs():
    beside_the_tracks = Path(questions.__file__).parent / questions.QUESTIONS
    assert list(beside_the_tracks.glob("*.yaml"))
    assert questions.QUESTIONS not in {spec.track for spec in load_catalogue().values()}
