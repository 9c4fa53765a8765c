"""`make pictures`: docs/prerequisites.svg, which exercise builds on which, and docs/catalogue.md, a
row for every exercise.

Made from the catalogue alone, so that a test can say whether it is true.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from exercises.catalogue import Catalogue, load_catalogue
from packs.crowd import ROOT
from screens.page.graph import HIGH, WIDE, graph
from screens.words import track as track_name

TARGET = ROOT / "docs" / "prerequisites.svg"
TABLE = ROOT / "docs" / "catalogue.md"
_COLOURS = {"ladder": "#e3ecf7", "by-hand": "#f3e6f5"}
_OTHER = "#e4f2e4"


def main() -> None:
    TARGET.write_text(drawn(load_catalogue()), encoding="utf-8")
    TABLE.write_text(listed(load_catalogue()), encoding="utf-8")
    print(f"Wrote {TARGET.relative_to(ROOT)} and {TABLE.relative_to(ROOT)}.")


def listed(catalogue: Catalogue) -> str:
    """All exercises by track, as Markdown."""
    lines = [
        "# The catalogue",
        "",
        "Made by `make pictures`; do not edit. What builds on what is drawn in",
        "[prerequisites.svg](prerequisites.svg). `practice show ID` says all about one.",
    ]
    for track in dict.fromkeys(spec.track for spec in catalogue.values()):
        named = track_name(track, lambda en, _: en)
        lines += ["", f"## {named[:1].upper()}{named[1:]}", ""]
        lines += ["| exercise | what it is | level | minutes | builds on | from |"]
        lines += ["| --- | --- | --- | --- | --- | --- |"]
        for spec in catalogue.values():
            if spec.track == track:
                below = ", ".join(f"`{id_}`" for id_ in spec.requires) or "–"
                source = f"{spec.source.document}, {spec.source.section}".replace("|", "/")
                lines.append(
                    f"| `{spec.id}` | {spec.title.en} / {spec.title.in_('zh')} | {spec.level} | "
                    f"{spec.par_minutes} | {below} | {source} |"
                )
    return "\n".join(lines) + "\n"


def drawn(catalogue: Catalogue) -> str:
    """The graph of prerequisites as SVG."""
    found = graph(catalogue)
    lines = [f'<path d="{line}"/>' for line in found.lines]
    boxes = [
        f'<g><title>{escape(spec.title.en)}</title><rect x="{x}" y="{y}" width="{WIDE}" '
        f'height="{HIGH}" rx="5" fill="{_COLOURS.get(spec.track, _OTHER)}"/>'
        f'<text x="{x + WIDE // 2}" y="{y + 17}">{escape(spec.id)}</text></g>'
        for spec, x, y in found.boxes
    ]
    width, height = found.width, found.height
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}" role="img" aria-label="Exercises and what they '
            'require">',
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            '<g fill="none" stroke="#8a94a6">',
            *lines,
            "</g>",
            '<g font-family="ui-monospace, monospace" font-size="13" text-anchor="middle" '
            'fill="#1b2430" stroke="none">',
            *boxes,
            "</g>",
            "</svg>",
            "",
        ]
    )


if __name__ == "__main__":
    main()
