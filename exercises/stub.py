"""The file a learner starts from: imports, the signature, what the arguments are, and no answer."""

from __future__ import annotations

import textwrap
import unicodedata

from exercises.spec import Argument, Parameter, Spec

WIDTH = 88
_RESULT = {"en": "Result", "zh": "结果"}
_SCALAR = {
    "en": "a tensor without dimensions, of the dtype of `{}`",
    "zh": "零维张量，dtype 与 `{}` 相同",
}


def stub_source(spec: Spec, lang: str = "en") -> str:
    """The stub of an exercise as Python source, its docstring in `lang` ("en" or "zh")."""
    imports = "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n\n\n"
    body = _class(spec, lang) if spec.signature.kind == "class" else _function(spec, lang)
    return imports + body


def _class(spec: Spec, lang: str) -> str:
    signature = spec.signature
    parameters = "".join(f", {_declared(parameter)}" for parameter in signature.init)
    arguments = ", ".join(argument.name for argument in signature.arguments)
    return (
        f"class {signature.name}(nn.Module):\n"
        f"{_docstring(spec, lang, indent=4)}\n"
        f"    def __init__(self{parameters}):\n"
        f"        super().__init__()\n\n"
        f"    def forward(self, {arguments}):\n"
        f"        raise NotImplementedError\n"
    )


def _function(spec: Spec, lang: str) -> str:
    signature = spec.signature
    names = [argument.name for argument in signature.arguments]
    names += [_declared(parameter) for parameter in signature.init]
    return (
        f"def {signature.name}({', '.join(names)}):\n"
        f"{_docstring(spec, lang, indent=4)}"
        f"    raise NotImplementedError\n"
    )


def _declared(parameter: Parameter) -> str:
    if parameter.default is None:
        return parameter.name
    return f"{parameter.name}={parameter.default!r}"


def _docstring(spec: Spec, lang: str, indent: int) -> str:
    signature = spec.signature
    lines = [spec.title.in_(lang), ""]
    lines += [line for p in signature.init for line in _entry(_parameter(p, lang))]
    lines += [line for a in signature.arguments for line in _entry(_argument(a, lang))]
    if signature.returns == "scalar":
        result = _SCALAR["zh" if lang == "zh" else "en"].format(signature.arguments[0].name)
    else:
        result = f"float {_dims(signature.returns)}"
    lines += ["", f"{_RESULT['zh' if lang == 'zh' else 'en']}: {result}"]
    text = "\n".join(lines).replace("\\", "\\\\").replace('"""', "'''")
    return textwrap.indent(f'"""{text}\n"""\n', " " * indent, lambda line: bool(line.strip()))


def _parameter(parameter: Parameter, lang: str) -> str:
    return f"{parameter.name}: {parameter.dtype} -- {_one_line(parameter.meaning.in_(lang))}"


def _argument(argument: Argument, lang: str) -> str:
    shape = _dims(argument.shape)
    return f"{argument.name}: {argument.dtype} {shape} -- {_one_line(argument.meaning.in_(lang))}"


def _dims(shape: list[str | int]) -> str:
    return f"[{', '.join(map(str, shape))}]"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _entry(text: str) -> list[str]:
    """The text in lines of WIDTH columns, continued with an indent. Chinese is twice as wide."""
    lines, line, columns = [], "", 0
    for piece in _pieces(text):
        width = sum(2 if _wide(char) else 1 for char in piece)
        if line.strip() and columns + width > WIDTH:
            lines.append(line.rstrip())
            line, columns, piece = "    ", 4, piece.lstrip()
        line, columns = line + piece, columns + width
    return [*lines, line.rstrip()]


def _pieces(text: str) -> list[str]:
    """The text cut where a line may be broken: before words and before Chinese characters."""
    pieces: list[str] = []
    for char in text:
        # Wide punctuation is no letter and stays with what it follows: never first on a line.
        starts_word = char == " " or (_wide(char) and char.isalpha())
        leaves_chinese = bool(pieces) and _wide(pieces[-1][-1]) and not _wide(char)
        if starts_word or leaves_chinese or not pieces:
            pieces.append(char)
        else:
            pieces[-1] += char
    return pieces


def _wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"
