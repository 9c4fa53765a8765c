"""The file a learner starts from: imports, the signature, what the arguments are, and no answer."""

from __future__ import annotations

import textwrap
import unicodedata

from exercises.given import dims, result_text
from exercises.signature import Argument, Network, Parameter
from exercises.spec import Spec

WIDTH = 88
_RESULT = {"en": "Result", "zh": "结果"}
_IMPORTS = {
    "torch": "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n\n\n",
    "numpy": "import numpy as np\n\n\n",
}


def stub_source(spec: Spec, lang: str = "en") -> str:
    """The stub of an exercise as Python source, its docstring in `lang` ("en" or "zh")."""
    body = {"class": _class, "function": _function, "autograd": _autograd}[spec.signature.kind]
    return _IMPORTS[spec.signature.library] + body(spec, lang)


def _class(spec: Spec, lang: str) -> str:
    signature = spec.signature
    return (
        f"class {signature.name}(nn.Module):\n"
        f"{_docstring(spec, lang)}\n"
        f"{_head('    def __init__', ['self', *_declared(signature.init)])}"
        f"        super().__init__()\n\n"
        f"{_head('    def forward', ['self', *_ordered(spec)])}"
        f"        raise NotImplementedError\n"
    )


def _function(spec: Spec, lang: str) -> str:
    return (
        f"{_head(f'def {spec.signature.name}', _ordered(spec))}"
        f"{_docstring(spec, lang)}"
        f"    raise NotImplementedError\n"
    )


def _autograd(spec: Spec, lang: str) -> str:
    results = [f"grad_{result.name}" for result in spec.signature.returns]
    return (
        f"class {spec.signature.name}(torch.autograd.Function):\n"
        f"{_docstring(spec, lang)}\n"
        f"    @staticmethod\n"
        f"{_head('    def forward', ['ctx', *_ordered(spec)])}"
        f"        raise NotImplementedError\n\n"
        f"    @staticmethod\n"
        f"    def backward({', '.join(['ctx', *results])}):\n"
        f"        raise NotImplementedError\n"
    )


def _head(name: str, parameters: list[str]) -> str:
    """`def name(parameters):`; where that is long, the parameters on lines of their own."""
    line = f"{name}({', '.join(parameters)}):\n"
    if len(line) <= WIDTH:
        return line
    indent = " " * (len(name) - len(name.lstrip()))
    one = f"{indent}    {', '.join(parameters)}\n"
    if len(one) > WIDTH:
        one = "".join(f"{indent}    {parameter},\n" for parameter in parameters)
    return f"{name}(\n{one}{indent}):\n"


def _ordered(spec: Spec) -> list[str]:
    """What `forward` or the function is called with, as its definition writes it."""
    signature = spec.signature
    parameters = {p.name: p for p in signature.init}
    optional = {a.name for a in signature.arguments if a.has_default}
    plain: list[str] = []
    keyword_only: list[str] = []
    for name in signature.order:
        if name in parameters:
            into = keyword_only if parameters[name].keyword_only else plain
            into += _declared([parameters[name]], with_star=False)
        else:
            plain.append(f"{name}=None" if name in optional else name)
    return plain + (["*", *keyword_only] if keyword_only else [])


def _declared(parameters: list[Parameter], with_star: bool = True) -> list[str]:
    found: list[str] = []
    for parameter in parameters:
        if with_star and parameter.keyword_only and "*" not in found:
            found.append("*")
        default = "" if parameter.required else f"={parameter.default!r}"
        found.append(parameter.name + default)
    return found


def _docstring(spec: Spec, lang: str, indent: int = 4) -> str:
    signature = spec.signature
    zh = lang == "zh"
    like = next((a.name for a in signature.arguments if a.dtype == "float"), "")
    lines = [spec.title.in_(lang), ""]
    lines += [line for p in signature.init for line in _entry(_parameter(p, lang))]
    for one in signature.described:
        told = _network(one, lang) if isinstance(one, Network) else _argument(one, lang)
        lines += _entry(told)
    lines.append("")
    for result in signature.returns:
        say = _chinese if zh else _english
        what = result_text(result, like, say, signature.library).replace("`", "")
        name = f" {result.name}" if len(signature.returns) > 1 else ""
        lines += _entry(f"{_RESULT['zh' if zh else 'en']}{name}: {what}")
    text = "\n".join(lines).replace("\\", "\\\\").replace('"""', "'''")
    return textwrap.indent(f'"""{text}\n"""\n', " " * indent, lambda line: bool(line.strip()))


def _english(en: str, _: str) -> str:
    return en


def _chinese(_: str, zh: str) -> str:
    return zh


def _parameter(parameter: Parameter, lang: str) -> str:
    meaning = _one_line(parameter.meaning.in_(lang))
    said = "" if meaning == parameter.name else f" -- {meaning}"
    return f"{parameter.name}: {parameter.dtype}{said}"


def _network(network: Network, lang: str) -> str:
    shapes = f"[..., {network.takes}] -> {dims(['...', *network.result])}"
    return f"{network.name}: nn.Module {shapes} -- {_one_line(network.meaning.in_(lang))}"


def _argument(argument: Argument, lang: str) -> str:
    what = f"{argument.dtype} {dims(argument.shape)}"
    if argument.listed:
        what = f"list of {what}"
    if argument.optional:
        what += " or None"
    meaning = _one_line(argument.meaning.in_(lang)).replace("{of}", str(argument.of))
    return f"{argument.name}: {what} -- {meaning}"


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
