"""docs/spec-format.md describes what there is, and its example is a good spec."""

import ast
import re
from pathlib import Path

import msgspec
import pytest

from exercises import spec as schema
from exercises.errors import PracticeError
from exercises.kinds import KINDS, PLAIN
from exercises.spec import CHECK_IDS, load_spec
from exercises.stub import stub_source

TEXT = (Path(__file__).parents[2] / "docs" / "spec-format.md").read_text("utf-8")
EXAMPLE = re.search(r"<!-- example: \S+ -->\n```yaml\n(.+?)```", TEXT, re.S)[1]


@pytest.fixture
def example(tmp_path) -> Path:
    path = tmp_path / "regression" / "hinge.yaml"
    path.parent.mkdir()
    path.write_text(EXAMPLE, encoding="utf-8")
    return path


def test_the_example_is_a_good_spec_of_a_function(example):
    spec = load_spec(example)
    (function,) = (n for n in ast.parse(stub_source(spec)).body if isinstance(n, ast.FunctionDef))
    assert [a.arg for a in function.args.args] == ["scores", "signs", "margin"]
    assert [ast.literal_eval(d) for d in function.args.defaults] == [1.0]


@pytest.mark.parametrize(
    "struct",
    [schema.Spec, schema.Prose, schema.Example, schema.CheckSetting, schema.Hint, schema.Source],
    ids=lambda struct: struct.__name__,
)  # fmt: skip
def test_every_field_is_described(struct):
    described = TEXT.split("## Every field")[1]
    # what the lines `write` and `given` become; an example's arguments stand side by side
    # and the pack is told by where the spec was read
    made = {"signature", "inputs", "init", "pack"}
    fields = [f.name for f in msgspec.structs.fields(struct) if f.name not in made]
    assert [name for name in fields if f"`{name}" not in described] == []


def test_every_kind_is_described():
    described = TEXT.split("### `given`")[1]
    assert [kind for kind in (*KINDS, *PLAIN) if f"`{kind}" not in described] == []


def test_every_check_is_named():
    assert [id_ for id_ in CHECK_IDS if f"`{id_}`" not in TEXT] == []


def test_the_refusal_shown_is_the_refusal_given(example):
    example.write_text(EXAMPLE.replace("[1.0, 1.0]", "[1.0]"), encoding="utf-8")
    with pytest.raises(PracticeError) as refused:
        load_spec(example)
    assert "expected N = 2 as elsewhere in this example, got 1" in refused.value.message
    assert refused.value.remedy in " ".join(TEXT.split())
