"""Names of files that nobody said the encoding of: guessed, and never two of them made one."""

from __future__ import annotations

import os
import re

#: In GBK a character is two bytes. `é` and its like are one byte in the code pages of western
#: Windows (437, 850), and what follows it, often a letter, would be taken for the second.
_WESTERN = re.compile(rb"[\x80-\xa8][\x40-\x7e]")
#: Nearly all Chinese text has characters of GB 2312, of two high bytes each.
_CHINESE = re.compile(rb"[\xa1-\xfe]{2}")


def guessed(raw: bytes) -> str | None:
    """UTF-8, or GBK as a Chinese Windows writes it; None when it is neither."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        pass
    pairs = re.findall(rb"[\x80-\xff].?", raw)
    chinese = any(map(_CHINESE.fullmatch, pairs))
    if any(pair.endswith(b"_") for pair in pairs) or (
        not chinese and any(map(_WESTERN.fullmatch, pairs))
    ):
        return None  # no `_` of an export's is half of a character
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return None


def shown(name: str) -> str:
    """The name of a file here as it can be written anywhere: file systems hold bytes that are no
    text, and what is left of those are their numbers, so that `Andr\\xe9` is not `Andr\\xe8`."""
    raw = os.fsencode(name)
    return guessed(raw) or raw.decode("utf-8", "backslashreplace")
