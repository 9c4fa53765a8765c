"""What `practice server` says of the warm server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from screens.layout import sentences
from screens.words import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


def server(found: Mapping[str, Any], stopped: bool, lang: str, width: int) -> list[Text]:
    """``found`` has the fields of the JSON report."""
    say = speaker(lang)
    if not found["running"]:
        text = say(
            "No warm server is running; the next `practice grade` starts one.",
            "没有热启动服务在运行；下一次 `practice grade` 会启动它。",
        )
    elif stopped:
        text = say(
            f"Stopped the warm server (process {found['pid']}).",
            f"已停止热启动服务（进程 {found['pid']}）。",
        )
    else:
        minutes = found["age_seconds"] / 60
        memory = found["memory_mb"]
        size = "" if memory is None else say(f", {memory:.0f} MB", f"，{memory:.0f} MB")
        text = say(
            f"The warm server is process {found['pid']}: {minutes:.0f} min old{size}, "
            f"{found['grades']} graded.",
            f"热启动服务是进程 {found['pid']}：已运行 {minutes:.0f} 分钟{size}，"
            f"评分 {found['grades']} 次。",
        )
    return sentences([text], width)
