"""`make pictures`: docs/prerequisites.svg, which exercise builds on which, and docs/catalogue.md, a
row for every exercise.

Columns from left to right by how much lies below an exercise; a line leads from what is required
to what requires it. Made from the catalogue alone, so that a test can say whether it is true.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from exercises.catalogue import Catalogue, load_catalogue
from packs.crowd import ROOT
from screens.words import track as track_name

TARGET = ROOT / "docs" / "prerequisites.svg"
TABLE = ROOT / "docs" / "catalogue.md"
_WIDE, _HIGH, _ACROSS, _DOWN, _EDGE = 132, 26, 190, 40, 20
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
    places = _places(catalogue)
    width = 2 * _EDGE + _WIDE + _ACROSS * max(x for x, _ in places.values())
    height = 2 * _EDGE + _HIGH + _DOWN * max(y for _, y in places.values())
    lines, boxes = [], []
    for spec in catalogue.values():
        x, y = _corner(places[spec.id])
        for other in spec.requires:
            left, top = _corner(places[other])
            start, middle = left + _WIDE, top + _HIGH // 2
            bend = (start + x) // 2
            end = y + _HIGH // 2
            lines.append(f'<path d="M{start} {middle}C{bend} {middle} {bend} {end} {x} {end}"/>')
        fill = _COLOURS.get(spec.track, _OTHER)
        boxes.append(
            f'<g><title>{escape(spec.title.en)}</title><rect x="{x}" y="{y}" width="{_WIDE}" '
            f'height="{_HIGH}" rx="5" fill="{fill}"/><text x="{x + _WIDE // 2}" '
            f'y="{y + 17}">{escape(spec.id)}</text></g>'
        )
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


def _corner(place: tuple[int, int]) -> tuple[int, int]:
    return _EDGE + place[0] * _ACROSS, _EDGE + place[1] * _DOWN


def _places(catalogue: Catalogue) -> dict[str, tuple[int, int]]:
    """Column and row of each: the column by depth, the row near what it requires."""
    depth: dict[str, int] = {}

    def below(id_: str) -> int:
        if id_ not in depth:
            depth[id_] = 1 + max((below(other) for other in catalogue[id_].requires), default=-1)
        return depth[id_]

    columns: dict[int, list[str]] = {}
    for id_ in catalogue:
        columns.setdefault(below(id_), []).append(id_)
    rows: dict[str, float] = {}
    places: dict[str, tuple[int, int]] = {}
    for column in sorted(columns):

        def wanted(id_: str) -> float:
            above = [rows[other] for other in catalogue[id_].requires]
            return sum(above) / len(above) if above else 0.0

        free = 0
        for id_ in sorted(columns[column], key=wanted) if column else columns[column]:
            row = max(free, round(wanted(id_)))
            free = row + 1
            rows[id_] = row
            places[id_] = (column, row)
    return places


if __name__ == "__main__":
    main()
