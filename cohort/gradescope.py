"""What Gradescope's export says of its submissions: whose each is, and when it came."""

from __future__ import annotations

from typing import Any, NamedTuple


class Said(NamedTuple):
    name: str
    """One learner, or several that handed in together: their names beside each other."""
    keys: tuple[str, ...]
    """Student ids and addresses."""
    handed_in: float | None


def submissions(content: bytes) -> dict[str, Said]:
    """Of ``submission_metadata.yml``: folder name -> what is said; empty for what is none."""
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        """Ruby wrote it: what is of a class of Ruby's, such as a table of results, is passed
        over."""

    Loader.add_multi_constructor("!", lambda loader, suffix, node: None)
    try:
        listed = yaml.load(content, Loader)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError):
        return {}
    return {
        str(folder): _said(said)
        for folder, said in (listed.items() if isinstance(listed, dict) else ())
        if isinstance(folder, str | int)
        and isinstance(said, dict)
        and isinstance(said.get(":submitters"), list)
    }


def _said(said: dict[str, Any]) -> Said:
    people = [each for each in said[":submitters"] if isinstance(each, dict)]
    names = [_text(each.get(":name")) or _text(each.get(":email")) or "?" for each in people]
    keys = [_text(each.get(field)) for each in people for field in (":sid", ":email")]
    moment = getattr(said.get(":created_at"), "timestamp", None)
    at = float(moment()) if callable(moment) else None
    return Said(", ".join(names) or "?", tuple(filter(None, keys)), at)


def _text(value: object) -> str:
    """A name or a number; nothing of what has parts, which may go on for ever."""
    return str(value).strip() if isinstance(value, str | int) else ""
