"""A bad spec is refused with file, line, the field's path and what was expected."""

from pathlib import Path

import pytest

from exercises.errors import PracticeError
from exercises.notation import signature
from exercises.promises import promise_fault
from exercises.spec import load_spec

GOOD = (Path(__file__).parent / "good.yaml").read_text("utf-8")

# (what is wrong, text in GOOD, what it becomes, the field, a part of what was expected)
BAD = [
    ("not yaml", "level: 2", "level: [2", "", "not valid YAML"),
    ("tab", "level: 2", "\tlevel: 2", "", "not valid YAML"),
    ("a field twice", "level: 2", "level: 2\nlevel: 3", "level", "already given on line 4"),
    ("a nested field twice", "{N: 1, C: 3}", "{N: 1, N: 3}", "sizes[0].N", "already given"),
    ("unknown field", "level: 2", "level: 2\nlevl: 3", "levl", "expected a field that exists"),
    ("unknown nested field", "  task:", "  tsk:", "text.tsk", "expected a field that exists"),
    ("missing field", "par_minutes: 5\n", "", "par_minutes", "expected this field"),
    ("missing nested field", "  task: {en: Write it., zh: 写出来。}\n", "", "text.task",
     "expected this field"),
    ("wrong type", "level: 2", "level: two", "level", "expected int, got str"),
    ("out of range", "level: 2", "level: 6", "level", "expected int <= 5"),
    ("empty text", "title: {en: A drill, zh: 练习}", "title: ''", "title.en", "length >= 1"),
    ("text without English", "{en: Write it., zh: 写出来。}", "{zh: 写}", "text.task[0].en",
     "missing"),
    ("third language", "{en: Write it., zh: 写出来。}", "{en: W, fr: E}", "text.task[0].fr",
     "exists"),
    ("empty Chinese", "zh: 练习}", "zh: ''}", "title.zh", "this one is empty"),
    ("blank English", "title: {en: A drill, zh: 练习}", "title: ' '", "title.en", "is empty"),
    ("blank Chinese further in", "{en: Write it., zh: 写出来。}", "{en: W, zh: '  '}",
     "text.task[0].zh", "is empty"),
    ("the struct's own field", "level: 2", "level: 2\nsignature: {}", "signature", "exists"),
    ("nothing to write", "write: class", "wrote: class", "write", "expected one line"),
    ("a least size of nothing", "level: 2", "level: 2\nleast: {K: 2}", "least.K", "not `K`"),
    ("nothing to stop", "level: 2", "level: 2\nstop_gradient: 3", "stop_gradient", "expected bool"),
    ("a loop over nothing", "checks:", "checks:\n  loops: {axes: [K]}",
     "checks.loops.axes[0]", "not `K`"),
    ("axes of another check", "checks:", "checks:\n  sizes: {axes: [N]}",
     "checks.sizes.axes", "under `loops` or `memory`"),
    ("a size too small", "level: 2", "level: 2\nleast: {C: 9}", "sizes[0]", "C of at least 9"),
    ("not a signature", "class MyLoss(", "klass MyLoss(", "write", "expected `class Name("),
    ("not an identifier", "class MyLoss", "class My Loss", "write", "expected `class Name("),
    ("no result", " -> scalar", "", "write", "expected `class Name("),
    ("unknown result", "-> scalar", "-> scaler", "write", "expected `scalar` or dimensions"),
    ("two lists for a function", "class MyLoss", "def my_loss", "write", "only a class has two"),
    ("not arguments of Python", "(y_pred, y_true)", "(y_pred y_true)", "write", "as Python writes"),
    ("any number of arguments", "(y_pred, y_true)", "(*y_pred, y_true)", "write", "no `*args`"),
    ("a default that is code", "(alpha)", "(alpha=a * b)", "write", "a plain default"),
    ("a name twice", "(y_pred, y_true)", "(y_pred, y_pred)", "write", "each argument once"),
    ("a result of unknown size", "-> scalar", "-> [K]", "write", "of an argument, not `K`"),
    ("a result of at most nothing", "-> scalar", "-> [K <= M]", "write", "not `K <= M`"),
    ("an argument of up to", "y_pred: logits [N, C]", "y_pred: logits [N, K <= C]",
     "given.y_pred", "expected dimensions such as `N` or `4`, got `K <= C`"),
    ("a class called class", "class MyLoss", "class class", "write", "Python's own"),
    ("a class called None", "class MyLoss", "class None", "write", "Python's own"),
    ("nothing given", "given:\n", "gave:\n", "given", "expected a line for each argument"),
    ("an argument not given", "  y_true: one-hot [N, C]\n", "", "given", "a line for `y_true`"),
    ("given, but not an argument", "  y_true: one-hot [N, C]\n",
     "  y_true: one-hot [N, C]\n  mask: mask [N]\n", "given.mask", "stands in `write`"),
    ("unknown kind", "y_pred: logits", "y_pred: logit", "given.y_pred", "expected one of values,"),
    ("no dimensions", "y_pred: logits [N, C]", "y_pred: logits", "given.y_pred",
     "expected a kind with its dimensions"),
    ("a bad dimension", "y_pred: logits [N, C]", "y_pred: logits [N, c]", "given.y_pred",
     "expected dimensions such as `N` or `4`, got `c`"),
    ("ids of nothing", "one-hot [N, C]", "class-ids [N]", "given.y_true", "`class-ids of C`"),
    ("logits of something", "y_pred: logits [", "y_pred: logits of C [", "given.y_pred",
     "expected `logits` alone"),
    ("a gradient of whole numbers", "one-hot [N, C]", "class-ids of C [N], gradient wanted",
     "given.y_true", "expected no gradient, class-ids are int"),
    ("a tensor for the constructor", 'is: "number in [0.25, 0.5]"', 'is: "values [N]"',
     "given.alpha", "expected a plain argument"),
    ("a network of nothing", "y_pred: logits [N, C]", "y_pred: network [C] over N", "given.y_pred",
     "expected `network [D] -> [C] over H"),
    ("a network for the constructor", 'is: "number in [0.25, 0.5]"',
     'is: "network [C] -> [] over N"', "given.alpha", "expected no network here"),
    ("a meaning that is no text", "en: a weight}", "es: peso}", "given.alpha",
     "expected `is` and"),
    ("one value for a parameter", "[0.25, 0.5]", "[0.25, 0.25]", "given.alpha",
     "two different values"),
    ("a parameter's value of another type", "[0.25, 0.5]", "[0.25, half]", "given.alpha",
     "expected values of type float, got `half`"),
    ("absurd sizes", "{N: 1, C: 3}", "{N: 1000000, C: 1000000}", "sizes[0]",
     "at most 2097152 elements in `y_pred`, got 1000000 × 1000000"),
    ("sizes beyond count", "{N: 1, C: 3}", "{N: 1, C: 9" + "0" * 17 + "}", "sizes[0]",
     "1 × more than 10⁹"),
    ("a drill of a week", "par_minutes: 5", "par_minutes: 10000", "par_minutes", "<= 240"),
    ("an infinite number", "[3.0, 4.0]]", "[3.0, 1e999]]", "examples[0].y_pred", "numbers"),
    ("a number beyond float", "[3.0, 4.0]]", "[3.0, 1" + "0" * 400 + "]]",
     "examples[0].y_pred", "numbers"),
    ("an operator that does not exist", "[mse_loss]", "[mse_los]", "forbidden[0]",
     "there is no `mse_los`; the nearest is `mse_loss`"),
    ("id is not the file name", "id: drill", "id: dril", "id", "the file's name, `drill`"),
    ("track is not the folder", "track: somewhere", "track: here", "track", "`somewhere`"),
    ("requires itself", "[other]", "[drill]", "requires", "cannot require itself"),
    ("requires twice", "[other]", "[other, other]", "requires[1]", "each name once"),
    ("sizes with another dimension", "{N: 1, C: 3}", "{N: 1, D: 3}", "sizes[0]",
     "expected a size for exactly C, N"),
    ("sizes of zero", "{N: 1, C: 3}", "{N: 0, C: 3}", "sizes[0].N", "expected int >= 1"),
    ("inputs that are no arguments", "    y_true: [[1, 0]", "    target: [[1, 0]",
     "examples[0].target", "expected one of alpha, y_pred, y_true, name, gives, steps"),
    ("an argument without a value", "    y_true: [[1, 0], [0, 1]]\n", "", "examples[0].y_true",
     "expected a value for it"),
    ("ragged inputs", "[3.0, 4.0]]", "[3.0]]", "examples[0].y_pred", "of equal lengths"),
    ("text among numbers", "[3.0, 4.0]]", "[3.0, x]]", "examples[0].y_pred", "numbers"),
    ("true among numbers", "[3.0, 4.0]]", "[3.0, true]]", "examples[0].y_pred",
     "expected numbers, the argument is logits"),
    ("inputs of another rank", "[[1, 0], [0, 1]]", "[1, 0]", "examples[0].y_true",
     "expected [N, C], got 1 dimensions"),
    ("inputs of another size", "[[1, 0], [0, 1]]", "[[1, 0]]", "examples[0].y_true",
     "expected N = 2 as elsewhere in this example, got 1"),
    ("one-hot that is not", "[[1, 0], [0, 1]]", "[[1, 1], [0, 1]]", "examples[0].y_true",
     "exactly one 1 in every row"),
    ("one-hot of halves", "[[1, 0], [0, 1]]", "[[0.5, 0.5], [0, 1]]",
     "examples[0].y_true", "expected zeros and ones"),
    ("result of another rank", "gives: 0.5", "gives: [0.5]", "examples[0].gives", "one number"),
    ("parameter without a value", "    alpha: 0.25\n", "", "examples[0].alpha",
     "expected a value for it"),
    ("a parameter of another type", "    alpha: 0.25\n", "    alpha: true\n",
     "examples[0].alpha", "expected float, got True"),
    ("step nobody named", "      log_probs: [[0.1", "      logp: [[0.1", "examples[0].steps.logp",
     "expected a step named under `steps` (log_probs)"),
    ("unknown check", "stability: {", "stabilty: {", "checks.stabilty", "expected one of loads"),
    ("unknown level of a check", "level: off", "level: of", "checks.stability.level",
     "expected core or edge or off, got 'of'"),
    ("unknown option of a check", "level: off", "lvl: off", "checks.stability.lvl", "exists"),
    ("revealing hint first", "en: What is asked?",
     "en: What is asked?\n    reveals: true\n  - en: x", "hints[1]", "revealing hints last"),
    ("no revealing hint", "    reveals: true\n", "", "hints[1]", "`reveals: true`"),
    ("a hint of an unknown step", "  - en: Write it like this.\n    reveals: true\n",
     "  - reveal: logp\n", "hints[1].reveal", "expected a step named under `steps` (log_probs)"),
    ("an empty hint", "en: What is asked?", "zh: 问", "hints[0].en", "expected this field"),
    ("a list at the top", GOOD, "- id: drill\n", "", "expected named fields"),
    ("an empty file", GOOD, "", "", "the file is empty"),
    ("a key that is no text", "level: 2", "2: level", "", "name of a field to be a text"),
]  # fmt: skip


@pytest.fixture
def write(tmp_path):
    def write(text: str | bytes) -> Path:
        path = tmp_path / "somewhere" / "drill.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


def test_the_good_spec_is_good(write):
    spec = load_spec(write(GOOD))
    assert spec.signature.init[0].meaning.in_("zh") == "a weight"  # where Chinese is missing
    assert [text.en for text in spec.text.use] == ["at home", "abroad"]
    assert spec.title.in_("zh") == "练习"
    assert spec.checks["stability"].level == "off"  # YAML 1.1 would make it false
    assert spec.checks["any-shape"].scale == 1e4  # YAML 1.1 would make it a text
    assert spec.check("gradient").level is None
    assert spec.hints[-1].reveals


@pytest.mark.parametrize(
    ("old", "new", "field", "expected"), [b[1:] for b in BAD], ids=[b[0] for b in BAD]
)
def test_a_bad_spec_is_refused(write, old, new, field, expected):
    assert GOOD.count(old) >= 1
    path = write(GOOD.replace(old, new, 1))
    with pytest.raises(PracticeError) as refused:
        load_spec(path)
    message = refused.value.message
    assert message.startswith(f"{path}, line ")
    assert not field or f": `{field}`: " in message
    assert expected in message
    assert message.endswith(".")
    assert "docs/spec-format.md" in refused.value.remedy
    assert refused.value.exit_code == 3


@pytest.mark.parametrize(
    ("old", "new", "marker"),
    [
        ("level: 2", "level: two", "level: two"),
        ("level: off", "lvl: off", "lvl: off"),
        ("[0.25, 0.5]", "[0.25, 0.25]", "[0.25, 0.25]"),
        ("gives: 0.5", "gives: [0.5]", "gives: [0.5]"),
        ("level: 2", "level: 2\nlevel: 3", "level: 3"),
        ("    reveals: true\n", "", "- en: Write it like this."),
        ("y_pred: logits", "y_pred: logit", "y_pred: logit"),
        ("level: 2", "level: [2", "family"),  # found at the next line that cannot follow
    ],
)
def test_the_line_is_the_field_s_line(write, old, new, marker):
    text = GOOD.replace(old, new, 1)
    path = write(text)
    with pytest.raises(PracticeError) as refused:
        load_spec(path)
    lines = [i for i, line in enumerate(text.splitlines(), 1) if marker in line]
    if marker == "family":
        lines = [5]
    assert f", line {lines[0]}: " in refused.value.message


def test_text_that_is_not_utf_8_is_refused_with_its_line(write):
    path = write(GOOD.encode().replace("练习".encode(), "练习".encode("gbk")))
    with pytest.raises(PracticeError, match=r"line 6: expected UTF-8"):
        load_spec(path)


def test_a_null_byte_is_refused(write):
    with pytest.raises(PracticeError, match=r"line 4: this is not valid YAML"):
        load_spec(write(GOOD.replace("level: 2", "level: \x00")))


def test_a_missing_file_is_a_sentence(tmp_path):
    with pytest.raises(PracticeError, match="cannot be read: No such file"):
        load_spec(tmp_path / "nowhere.yaml")


def test_yaml_tags_construct_nothing(write):
    with pytest.raises(PracticeError, match=r"line 4: .*could not determine a constructor"):
        load_spec(write(GOOD.replace("level: 2", "level: !!python/object:os.system x")))


def test_aliases_cannot_make_a_circle(write):
    with pytest.raises(PracticeError):
        load_spec(write(GOOD.replace("checks:", "checks: &a\n  stability: *a\nchecks2:")))


@pytest.mark.parametrize(
    ("kind", "first", "last"), [("class-ids", 0, 3), ("lengths", 1, 4), ("counts", 0, 4)]
)
def test_whole_numbers_of_an_example_end_where_their_kind_says(kind, first, last):
    (argument,) = signature("def f(x) -> [N]", {"x": f"{kind} of 4 [N]"}).arguments
    assert promise_fault([first, last], argument, {}) is None
    for beyond in (first - 1, last + 1):
        said = promise_fault([beyond], argument, {})
        assert said == f"expected whole numbers from {first} to {last}, the argument is {kind}"
