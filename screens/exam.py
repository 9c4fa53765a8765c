"""What an exam says while it is running: never what is right, and how the time stands."""

from __future__ import annotations

from rich.text import Text

from exercises.questions import Question, Short
from exercises.spec import Spec
from grader.verdict import Verdict
from screens import exam_words as words
from screens.layout import heading, rule, sentences, short
from screens.markdown import command
from screens.question import KINDS, TOPICS, body, how_to_answer, subject
from screens.statement import statement
from screens.table import table
from screens.words import Say, speaker, track
from screens.wrapping import wrap
from trainer.exam.advice import clock
from trainer.exam.conduct import Shown, following
from trainer.exam.model import Answered, Record

_STATES = {
    "unreached": ("·", "not shown yet", "还没看", "dim"),
    "open": ("…", "open", "未完成", "yellow"),
    "passed": ("✓", "passed", "通过", "green"),
    "failed": ("✗", "not passed", "未通过", "red"),
    "answered": ("•", "answered", "已回答", "cyan"),
}


def state_of(answer: Answered) -> str:
    """Where an item stands, as far as it is told before the end: not whether a reply is right."""
    return "answered" if answer.reply is not None else answer.outcome


def begun(record: Record, title: str, lang: str, width: int) -> list[Text]:
    """The rules and what is asked, before the first item."""
    say = speaker(lang)
    paper = record.paper
    drills = sum(item.kind == "drill" for item in paper.items)
    asked = len(paper.items) - drills
    contents = say(
        f"{drills} {'drill' if drills == 1 else 'drills'}, "
        f"{asked} {'question' if asked == 1 else 'questions'}",
        f"{drills} 道编程题，{asked} 道问答题",
    )
    head = Text.assemble((say("Mock interview", "模拟面试"), "bold"), "  ", title)
    rules = [
        say(
            f"{paper.minutes:g} minutes from now on. No hints, no solutions, no explanations: "
            "`practice grade` says only whether a drill passed, and how many core checks did.",
            f"从现在起 {paper.minutes:g} 分钟。没有提示、答案和讲解：`practice grade` "
            "只告诉你是否通过、通过了几项核心检查。",
        ),
        say(
            "`practice exam next` turns to the next item, `status` shows the time, `pause` stops "
            "the clock, `submit` ends it.",
            "`practice exam next` 转到下一题，`status` 看时间，`pause` 暂停计时，`submit` 交卷。",
        ),
    ]
    return [*heading(head, Text(contents, "dim"), width), rule(width), *sentences(rules, width)]


def item(
    record: Record,
    shown: Shown,
    asked: Spec | Question,
    lang: str,
    width: int,
    at_terminal: bool = False,
) -> list[Text]:
    """One item as it is put before the learner; a question shuffled as it is to be answered."""
    say = speaker(lang)
    number = [each.id for each in record.paper.items].index(shown.item.id) + 1
    place = say(
        f"item {number} of {len(record.paper.items)}", f"第 {number}/{len(record.paper.items)} 题"
    )
    par = say(f"par {shown.item.par_minutes:g} min", f"标准 {shown.item.par_minutes:g} 分钟")
    facts = " · ".join([place, par, left(record, say)])
    if isinstance(asked, Spec):
        lines = [Text(facts, "dim")]
        if shown.kept is not None:
            kept = short(shown.kept)
            told = say(
                f"Written anew: what was in the file is kept in {kept} (not for now).",
                f"请重新写：文件原来的内容保存在 {kept}（考试中请勿查看）。",
            )
            lines += sentences([told], width)
        return [*lines, *statement(asked, shown.path, lang, width, stage="exam")]
    title = Text.assemble(
        (subject(asked, say), "bold cyan"), "  ", (say(*TOPICS[asked.topic]), "bold"), "  ",
        (say(*KINDS[asked.kind]), "dim"),
    )  # fmt: skip
    how = how_to_answer(asked, lang)
    if isinstance(asked, Short):
        how = say(
            "Answer in your own words, on one line; you compare it with a model answer at the end.",
            "用自己的话在一行内回答；交卷后再与参考答案对照。",
        )
    return [
        *heading(title, Text(facts, "dim"), width),
        rule(width),
        *body(asked, lang, width),
        Text(),
        *wrap(command(how + _how_to_leave(say, at_terminal)), width),
    ]


def _how_to_leave(say: Say, at_terminal: bool) -> str:
    if at_terminal:
        return say(" Enter alone leaves it for later.", "直接按回车则留到以后。")
    return say(" `practice exam answer TEXT` answers it.", "用 `practice exam answer TEXT` 作答。")


def graded(verdict: Verdict, record: Record, spec: Spec, lang: str, width: int) -> list[Text]:
    """A grade in an exam: passed, or how many core checks did, and no more."""
    say = speaker(lang)
    answer = record.answer(spec.id)
    took = answer.seconds if answer else 0.0
    time = say(
        f"{clock(took)} of {spec.par_minutes:g}:00 par · {left(record, say)}",
        f"用时 {clock(took)}，标准 {spec.par_minutes:g}:00 · {left(record, say)}",
    )
    if verdict.passed:
        mark, told = ("✓", "bold green"), say("passed", "通过")
        then = say("`practice exam next` goes on.", "`practice exam next` 转到下一题。")
    else:
        mark, told = ("✗", "bold red"), _failed(verdict, say)
        then = say(
            "Change it and grade again, or go on: `practice exam next`.",
            "可以修改后再评，或用 `practice exam next` 转到下一题。",
        )
    title = Text.assemble(mark, " ", (spec.id, "bold"), "  ", told)
    return [*heading(title, Text(time, "dim"), width), *sentences([then], width)]


def _failed(verdict: Verdict, say: Say) -> str:
    if verdict.unwritten:
        return say("not written yet", "还没有写")
    passed, of = core(verdict)
    return say(f"{passed} of {of} core checks passed", f"{of} 项核心检查通过 {passed} 项")


def core(verdict: Verdict) -> tuple[int, int]:
    """How many core checks passed, and how many there are: what comes after a failed one is not
    asked any more, so the number that failed says little."""
    found = [check.status == "passed" for check in verdict.checks if check.level == "core"]
    return sum(found), len(found)


def failed_core(verdict: Verdict) -> int:
    return sum(check.level == "core" and check.status == "failed" for check in verdict.checks)


def answered(record: Record, lang: str, width: int) -> list[Text]:
    """A reply was taken down."""
    say = speaker(lang)
    noted = say("Noted.", "已记下。")
    then = (
        say("`practice exam next` goes on.", "`practice exam next` 转到下一题。")
        if following(record) is not None
        else _nothing_left(say)
    )
    return sentences([f"{noted} {then}"], width)


def nothing_left(record: Record, lang: str, width: int) -> list[Text]:
    return sentences([_nothing_left(speaker(lang))], width)


def _nothing_left(say: Say) -> str:
    return say(
        "Every item has a result. `practice exam submit` ends the exam and shows the report.",
        "每道题都有结果了。`practice exam submit` 交卷并显示报告。",
    )


def status(record: Record, lang: str, width: int) -> list[Text]:
    """Every item with its time against par, and the clock."""
    say = speaker(lang)
    paper = record.paper
    head = Text(say(f"Mock interview {paper.id}", f"模拟面试 {paper.id}"), "bold")
    lines = [*heading(head, Text(left(record, say), "dim"), width), rule(width)]
    rows = [_row(number, answer, record, say) for number, answer in enumerate(record.answers, 1)]
    return [
        *lines,
        *table(rows, width, aligns="><<<<>", indent=""),
        Text(),
        *sentences(_how_to_go_on(record, say), width),
    ]


def _row(number: int, answer: Answered, record: Record, say: Say) -> list[Text]:
    item = answer.item
    mark, english, chinese, style = _STATES[state_of(answer)]
    # the id of a question says too much of its answer
    name = item.id if item.kind == "drill" else words.kind("question", say)
    told = say(english, chinese) + (say(", late", "（超时）") if answer.late else "")
    time = f"{clock(answer.seconds)} / {clock(item.par_minutes * 60)}"
    current = "›" if item.id == record.current else ""
    style = "bold" if current else style if style == "dim" else ""
    cells = (f"{current} {number}", mark, name, track(item.track, say), told, time)
    return [Text(cell, style) for cell in cells]


def _how_to_go_on(record: Record, say: Say) -> list[str]:
    if record.paused:
        return [
            say(
                "Paused: the clock stands. `practice exam resume` goes on.",
                "已暂停计时。`practice exam resume` 继续。",
            )
        ]
    if record.seconds_left < 0:
        return [
            say(
                "The time is over: what is decided now counts as late. `practice exam submit` "
                "ends the exam. If you were away (a crash, a closed laptop), `practice exam "
                "resume --away` counts the time since your last command as a pause.",
                "时间到：现在完成的都算超时。`practice exam submit` 交卷。如果你中途离开过"
                "（死机、合上电脑），`practice exam resume --away` "
                "把上一条命令之后的时间记为暂停。",
            )
        ]
    if following(record) is None:
        return [_nothing_left(say)]
    return [
        say(
            "`practice exam next` turns to the next item, `practice exam next N` to item N.",
            "`practice exam next` 转到下一题，`practice exam next N` 转到第 N 题。",
        )
    ]


def left(record: Record, say: Say) -> str:
    """How the exam's time stands."""
    seconds = record.seconds_left
    if record.paused:
        return say(
            f"paused, {clock(max(0.0, seconds))} left", f"已暂停，剩 {clock(max(0.0, seconds))}"
        )
    if seconds < 0:
        return say(f"time over by {clock(-seconds)}", f"已超时 {clock(-seconds)}")
    return say(f"{clock(seconds)} left", f"剩 {clock(seconds)}")


def paused(record: Record, lang: str, width: int) -> list[Text]:
    say = speaker(lang)
    return sentences([left(record, say), *_how_to_go_on(record, say)], width)


def resumed(record: Record, claimed: float | None, lang: str, width: int) -> list[Text]:
    say = speaker(lang)
    told = say("The clock runs: ", "计时继续：") + left(record, say)
    lines = [told]
    if claimed:
        lines = [
            say(
                f"{clock(claimed)} counted as a pause; the report says that it was claimed "
                "afterwards.",
                f"{clock(claimed)} 记为暂停；报告会注明是事后补记的。",
            ),
            told,
        ]
    return sentences(lines, width)


def aborted(record: Record, lang: str, width: int) -> list[Text]:
    say = speaker(lang)
    told = say(
        "Aborted: there is no report. What passed keeps its rating, and your files are as they "
        "are.",
        "考试已中止，没有报告。已通过的题保留评级，你的文件没有改动。",
    )
    return sentences([told], width)


def abort_question(record: Record, lang: str) -> str:
    say = speaker(lang)
    done = sum(state_of(answer) in ("passed", "answered") for answer in record.answers)
    return say(
        f"Abort the exam? {done} of {len(record.answers)} items have a result, and there will be "
        "no report.",
        f"中止考试？{len(record.answers)} 道题中已有 {done} 道有结果，中止后没有报告。",
    )
