"""The Markdown that statements are written in, as lines for a terminal.

Headings, paragraphs, lists, quotations, fenced code, emphasis, code, links, and LaTeX between
dollar signs. A library for all of Markdown would double the time that `practice next` takes.
"""

from __future__ import annotations

import re
import textwrap

from rich.text import Text

from screens.wrapping import GLUE, is_wide, wrap

_ITEM = re.compile(r"(?P<marker>[-*+]|\d+[.)])\s+")
INLINE = re.compile(
    r"(?P<code>`[^`]+`)"
    r"|\$(?P<math>[^$\n]+)\$"
    r"|\*\*(?P<strong>.+?)\*\*"
    r"|\*(?P<emphasis>[^*\s](?:[^*]*[^*\s])?)\*"
    r"|\[(?P<label>[^\]]+)\]\((?P<target>[^)\s]+)\)"
)
_INDENT = "    "
#: A formula or a piece of code up to this many characters is kept on one line.
_KEPT_TOGETHER = 32


def render(source: str, width: int) -> list[Text]:
    """The lines of a text, at most ``width`` cells wide."""
    lines = textwrap.dedent(source).strip("\n").splitlines()
    rendered: list[Text] = []
    position = 0
    while position < len(lines):
        block, position = _next_block(lines, position)
        for line in _block(block, width):
            line.rstrip()
            if line.plain or (rendered and rendered[-1].plain):
                rendered.append(line)
    while rendered and not rendered[-1].plain:
        rendered.pop()
    return rendered


def _next_block(lines: list[str], position: int) -> tuple[list[str], int]:
    """The lines of the block that starts at ``position``, and where the next one starts."""
    first, end = lines[position], position + 1
    if not first.strip() or first.startswith("#"):
        return [first], end
    if first.startswith("```"):
        while end < len(lines) and not lines[end].startswith("```"):
            end += 1
        return lines[position:end], min(end + 1, len(lines))
    in_item = _ITEM.match(first) is not None
    in_formula = first.count("$$") % 2 == 1
    while end < len(lines):
        line = lines[end]
        if not in_formula:
            indented = line.startswith("  ")
            if not line.strip():
                deeper = end + 1 < len(lines) and lines[end + 1].startswith("  ")
                if not (in_item and deeper):
                    break
            elif not (in_item and indented) and (
                line.startswith(("#", "```"))
                or _ITEM.match(line)
                or line.startswith(">") != first.startswith(">")
            ):
                break
        in_formula ^= line.count("$$") % 2 == 1
        end += 1
    return lines[position:end], end


def _block(block: list[str], width: int) -> list[Text]:
    first = block[0]
    if not first.strip():
        return [Text()]
    if first.startswith("```"):
        return [Text(_INDENT + line, "cyan") for line in block[1:]]
    if first.startswith("#"):
        return wrap(inline(first.lstrip("#").strip(), "bold"), width)
    if first.startswith(">"):
        inside = "\n".join(line.removeprefix(">").removeprefix(" ") for line in block)
        return [Text("│ ", "dim") + line for line in render(inside, width - 2)]
    item = _ITEM.match(first)
    if item:
        return _list_item(item, block, width)
    return _paragraph("\n".join(block), width)


def _list_item(item: re.Match[str], block: list[str], width: int) -> list[Text]:
    marker = item["marker"] if item["marker"][0].isdigit() else "•"
    margin = " " * (len(marker) + 1)
    inside = block[0][item.end() :] + "\n" + textwrap.dedent("\n".join(block[1:]))
    lines = render(inside, width - len(margin))
    return [Text(f"{marker} " if i == 0 else margin) + line for i, line in enumerate(lines)]


def _paragraph(source: str, width: int) -> list[Text]:
    """Words, and displayed formulas where they stand between them."""
    lines: list[Text] = []
    for position, piece in enumerate(source.split("$$")):
        if position % 2:
            from screens import formula  # brings in a parser, which most texts do without

            if lines and lines[-1].plain.strip():
                lines.append(Text())
            for line in formula.display(piece, width - len(_INDENT)):
                lines += wrap(Text(line.replace(" ", GLUE)), width, _INDENT, _INDENT + "  ")
            lines.append(Text())
        elif piece.strip():
            lines += wrap(inline(_joined(piece)), width)
    return lines


def _joined(source: str) -> str:
    """Lines put together: with a space, but without one between Chinese characters."""
    joined = ""
    for line in source.split("\n"):
        line = line.strip()
        between = joined and line and not (is_wide(joined[-1]) or is_wide(line[0]))
        joined += (" " if between else "") + line
    return joined


def inline(source: str, style: str = "") -> Text:
    """One run of text with its emphasis, code and formulas."""
    text = Text(style=style)
    position = 0
    for match in INLINE.finditer(source):
        text.append(source[position : match.start()])
        position = match.end()
        if match["code"]:
            text.append(_glued(match["code"].strip("`")), "cyan")
        elif match["math"]:
            from screens import formula

            text.append(_glued(formula.inline(match["math"])))
        elif match["strong"]:
            text.append_text(inline(match["strong"], "bold"))
        elif match["emphasis"]:
            text.append_text(inline(match["emphasis"], "italic"))
        else:
            text.append(match["label"])
            text.append(f" ({match['target']})", "dim")
    text.append(source[position:])
    return text


def command(source: str) -> Text:
    """A sentence that says what to type: the quotes stay, so that it reads without colour."""
    text = Text(re.sub(r"`[^`]+`", lambda match: _glued(match[0]), source))
    text.highlight_regex(r"`[^`]+`", "cyan")
    return text


def _glued(piece: str) -> str:
    return piece.replace(" ", GLUE) if len(piece) <= _KEPT_TOGETHER else piece
