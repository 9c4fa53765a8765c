"""How every page is made: templates beside this file, in which everything is escaped."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_FOLDER = Path(__file__).parent


def rendered(template: str, styles: tuple[str, ...], **names: object) -> str:
    """A page from a template and the style sheets it holds; a name that is missing is an error."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = "".join((_FOLDER / name).read_text(encoding="utf-8") for name in styles)
    return environment.get_template(template).render(style=Markup(style), **names)
