"""The exercises that come with the package."""

import ast
import re
from functools import partial
from hashlib import blake2b
from itertools import combinations
from pathlib import Path

import pytest

from exercises.catalogue import load_catalogue
from exercises.spec import LANGUAGES, Spec
from exercises.stub import stub_source

SPECS = load_catalogue()
each_exercise = pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS.keys())


def texts(spec: Spec):
    """Every text of a spec, with a name."""
    yield "title", spec.title
    yield "statement", spec.statement
    if spec.note:
        yield "note", spec.note
    for argument in (*spec.signature.arguments, *spec.signature.init):
        yield argument.name, argument.meaning
    yield from spec.steps.items()
    yield from spec.mistakes.items()
    for number, hint in enumerate(spec.hints):
        yield f"hints[{number}]", hint
    for check_id, setting in spec.checks.items():
        if setting.note:
            yield check_id, setting.note


@each_exercise
def test_every_text_is_there_in_both_languages(spec):
    missing = [name for name, text in texts(spec) if not text.zh]
    assert missing == []


@each_exercise
def test_chinese_is_chinese_and_english_is_not(spec):
    # The name of a loss may stay as it is: Focal Loss, logits.
    def chinese(text: str) -> bool:
        return bool(re.search(r"[\u4e00-\u9fff]", text))

    for name, text in texts(spec):
        assert not chinese(text.en), name
        assert chinese(text.zh) or name == "title", name


@each_exercise
def test_both_languages_have_the_same_formulas(spec):
    blocks = [re.findall(r"\$\$.+?\$\$", spec.statement.in_(lang)) for lang in LANGUAGES]
    assert blocks[0] == blocks[1] != []


@each_exercise
def test_there_are_four_hints_or_more_and_the_first_reveals_nothing(spec):
    assert 4 <= len(spec.hints) <= 6
    assert not spec.hints[0].reveals
    assert spec.hints[-1].reveals


@each_exercise
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_stub_is_python_and_not_an_answer(spec, lang):
    source = stub_source(spec, lang)
    tree = ast.parse(source)
    kind = ast.ClassDef if spec.signature.kind == "class" else ast.FunctionDef
    assert [n.name for n in tree.body if isinstance(n, kind)] == [spec.signature.name]
    assert "raise NotImplementedError" in source
    assert max(map(len, source.splitlines())) <= 100
    for argument in spec.signature.arguments:
        shape = f"[{', '.join(map(str, argument.shape))}]"
        assert f"{argument.name}: {argument.dtype} {shape}" in source


@each_exercise
def test_the_stub_can_be_built_and_says_it_is_not_written(spec):
    names: dict = {}
    exec(compile(stub_source(spec), "stub.py", "exec"), names)
    init = {p.name: p.values[0] for p in spec.signature.init}
    written = names[spec.signature.name]
    loss = written(**init) if spec.signature.kind == "class" else partial(written, **init)
    with pytest.raises(NotImplementedError):
        loss(*(None for _ in spec.signature.arguments))


@each_exercise
def test_forbidden_operators_exist(spec):
    import torch

    assert [name for name in spec.forbidden if not hasattr(torch.ops.aten, name)] == []


@each_exercise
def test_sizes_have_each_dimension_once_alone_and_each_pair_once_equal(spec):
    """What only works for one shape is seen: an axis of one, an axis taken for another."""
    dims = spec.signature.dims
    for dim in dims:
        assert any(sizes[dim] == 1 for sizes in spec.sizes), dim
    for one, other in combinations(dims, 2):
        assert any(sizes[one] == sizes[other] > 1 for sizes in spec.sizes), (one, other)
    uneven = [sizes for sizes in spec.sizes if len(set(sizes.values())) == len(sizes)]
    assert len(uneven) >= len(spec.sizes) / 2


def runs_of_chinese(text: str, length: int = 12):
    """Every stretch of `length` Chinese characters, whatever stands between them."""
    characters = "".join(re.findall(r"[\u4e00-\u9fff]", text))
    return {characters[i : i + length] for i in range(len(characters) - length + 1)}


@each_exercise
def test_no_sentence_is_taken_from_the_document(spec):
    """`source-digests.txt` holds a digest of every twelve Chinese characters of the document."""
    digests = set((Path(__file__).parent / "source-digests.txt").read_text("ascii").split())
    assert len(digests) > 1000
    for name, text in texts(spec):
        taken = [
            run
            for run in runs_of_chinese(text.zh)
            if blake2b(run.encode(), digest_size=5).hexdigest() in digests
        ]
        assert taken == [], name
