"""Texts in two languages, and the forms that names take."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

SLUG = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
IDENTIFIER = r"^[A-Za-z_][A-Za-z0-9_]*$"
Slug = Annotated[str, Meta(pattern=SLUG)]
Identifier = Annotated[str, Meta(pattern=IDENTIFIER)]
NonEmpty = Annotated[str, Meta(min_length=1)]


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text in English and, where it has been translated, in Chinese."""

    en: NonEmpty
    zh: str = ""

    def in_(self, lang: str) -> str:
        """The text in `lang`, or in English when it is missing there."""
        return self.zh if lang == "zh" and self.zh else self.en
