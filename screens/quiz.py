"""What `practice quiz` says: a question, what became of the answer, and what is left to ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from rich.text import Text

from exercises.questions import Question, Short
from screens.calendar import day, distance
from screens.layout import heading, rule, sentences
from screens.markdown import command, inline, render
from screens.question import KINDS, TOPICS, body, how_to_answer, solved, subject
from screens.table import by_rows
from screens.words import GRADES, Say, speaker
from screens.wrapping import wrap
from trainer.quiz import Ahead, Reviewed, Standing
from trainer.recall import Judgement

_STATES = {"new": ("new", "新题"), "due": ("due", "该复习了")}
_STYLES = {"new": "cyan", "due": "bold yellow", "unjudged": "bold yellow", "scheduled": ""}
_JUDGED: dict[Judgement, tuple[str, str, str]] = {
    "right": ("✓ Right", "✓ 答对了", "bold green"),
    "partly": ("~ Partly right", "~ 部分正确", "bold yellow"),
    "wrong": ("✗ Not this time", "✗ 这次没答对", "bold red"),
}
#: What is typed to judge an answer of one's own.
JUDGEMENTS: dict[str, Judgement] = {"y": "right", "p": "partly", "n": "wrong"}


def asked(question: Question, standing: Standing, number: int, lang: str, width: int) -> list[Text]:
    """A question, shuffled as it is to be answered; ``number`` counts those of this sitting."""
    say = speaker(lang)
    title = Text.assemble(
        (f"{number}  ", "dim"), (subject(question, say), "bold cyan"), "  ",
        (say(*TOPICS[question.topic]), "bold"),
    )  # fmt: skip
    facts = [
        *([say(*_STATES[standing.state])] if standing.state in _STATES else []),
        say(*KINDS[question.kind]),
        say(f"level {question.level}", f"难度 {question.level}"),
    ]
    return [
        *heading(title, Text(" · ".join(facts), "dim"), width),
        rule(width),
        *body(question, lang, width),
        Text(),
        *wrap(command(_how(question, say, lang)), width),
    ]


def _how(question: Question, say: Say, lang: str) -> str:
    if isinstance(question, Short):
        return say(
            "Answer in your own words, or just press Enter; then compare. `?`: I don't know. "
            "`q` leaves.",
            "用自己的话回答，也可以直接按回车，然后对照参考答案。不知道就输入 `?`。`q` 退出。",
        )
    return how_to_answer(question, lang) + say(
        " `?`: I don't know. `q` leaves.", "不知道就输入 `?`。`q` 退出。"
    )


def unreadable(question: Question, lang: str, width: int) -> list[Text]:
    """What was typed is no answer: what to type instead."""
    say = speaker(lang)
    no = say("That is no answer to this question. ", "这不是这道题的回答。")
    return wrap(command(no + how_to_answer(question, lang)), width)


def answered(
    question: Question, typed: str, reviewed: Reviewed, today: date, lang: str, width: int
) -> list[Text]:
    """What became of an answer that needs no judging."""
    right = bool(reviewed.right)
    return [
        Text(),
        _verdict("right" if right else "wrong", lang),
        *solved(question, typed, right, lang, width),
        *([] if right else [Text()]),
        *render(question.explanation.in_(lang), width),
        Text(),
        *_remembered(reviewed, today, lang, width),
    ]


def model(question: Short, lang: str, width: int) -> list[Text]:
    """What to compare a short answer with, and how to judge it at the prompt."""
    lines = _model(question, lang, width)
    return lines + wrap(command(how_to_judge(speaker(lang))), width)


def compared(question: Short, lang: str, width: int) -> list[Text]:
    """The same, where nobody can be asked: which command judges it."""
    say = speaker(lang)
    judge = f"practice quiz judge {question.id}"
    told = say(
        f"Then type `{judge} right`, `partly` or `wrong`.",
        f"然后输入 `{judge} right`（答到了）、`partly`（部分）或 `wrong`（没有）。",
    )
    return _model(question, lang, width) + sentences([told], width)


def _model(question: Short, lang: str, width: int) -> list[Text]:
    say = speaker(lang)
    return [
        Text(),
        Text(say("A model answer", "参考答案"), "bold"),
        *render(question.model.in_(lang), width),
        Text(),
        Text(say("A good answer mentions", "好的回答会提到"), "bold"),
        *(
            line
            for point in question.points
            for line in wrap(inline(point.in_(lang)), width, "• ", "  ")
        ),
        Text(),
        *render(question.explanation.in_(lang), width),
        Text(),
    ]


def how_to_judge(say: Say) -> str:
    return say(
        "Did you say that? `y` yes, `p` partly, `n` no.",
        "你答到了吗？`y` 答到了，`p` 部分答到，`n` 没有。",
    )


def judged(
    judgement: Judgement, reviewed: Reviewed, today: date, lang: str, width: int
) -> list[Text]:
    return [_verdict(judgement, lang), *_remembered(reviewed, today, lang, width)]


def to_judge(question: Question, typed: str, lang: str, width: int) -> list[Text]:
    """A short answer of before, which was not judged then."""
    say = speaker(lang)
    title = Text(say("Answered and not judged yet", "已作答，还没有自评"), "bold")
    lines = [title, rule(width), *body(question, lang, width), Text()]
    said = typed.strip() or say("(nothing)", "（空）")
    return lines + wrap(Text(said), width, Text(say("You said  ", "你的回答  "), "bold"), "  ")


def _verdict(judgement: Judgement, lang: str) -> Text:
    english, chinese, style = _JUDGED[judgement]
    return Text(speaker(lang)(english, chinese), style)


def _remembered(reviewed: Reviewed, today: date, lang: str, width: int) -> list[Text]:
    say = speaker(lang)
    if reviewed.extra:
        told = say("It was reviewed today already: nothing changes.", "今天已经答过：评级不变。")
    elif reviewed.grade is None or reviewed.due is None:
        return []
    else:
        grade, when = say(*GRADES[reviewed.grade]), day(reviewed.due, today, say)
        told = say(f"Rated {grade}; it comes back {when}.", f"评级：{grade}；下次：{when}。")
    return [Text(line.plain, "dim") for line in wrap(Text(told), width)]


def summary(
    given: Sequence[Judgement], left: Ahead, today: date, lang: str, width: int
) -> list[Text]:
    """How it went, and when it goes on."""
    say = speaker(lang)
    told = []
    if given:
        counts = Counter(given)
        en = {"right": "right", "partly": "partly right", "wrong": "wrong"}
        zh = {"right": "答对", "partly": "部分正确", "wrong": "答错"}
        kinds = [kind for kind in _JUDGED if counts[kind]]
        parts_en = ", ".join(f"{counts[kind]} {en[kind]}" for kind in kinds)
        parts_zh = "，".join(f"{zh[kind]} {counts[kind]} 题" for kind in kinds)
        questions = "1 question" if len(given) == 1 else f"{len(given)} questions"
        told.append(say(f"{questions}: {parts_en}.", f"共 {len(given)} 题：{parts_zh}。"))
    return sentences([*told, *whats_left(left, today, say)], width)


def whats_left(left: Ahead, today: date, say: Say) -> list[str]:
    """What is left to ask today, or when the next ones come back."""
    told = []
    if left.unjudged:
        count = len(left.unjudged)
        waits = "answer waits" if count == 1 else "answers wait"
        told.append(say(f"{count} short {waits} to be judged.", f"{count} 道简答题等你自评。"))
    if left.due or left.new:
        kinds = [(left.due, "due", "道该复习"), (left.new, "new", "道新题")]
        en = ", ".join(f"{count} {word}" for count, word, _ in kinds if count)
        zh = "、".join(f"{count} {word}" for count, _, word in kinds if count)
        told.append(
            say(
                f"Left today: {en}; `practice quiz` asks them.",
                f"今天还有 {zh}；`practice quiz` 继续。",
            )
        )
        return told
    told.append(say("Nothing more to ask today.", "今天没有要答的了。"))
    if left.back is not None:
        comes = "question comes" if left.coming_back == 1 else "questions come"
        when = distance(left.back, today, say)
        told.append(
            say(
                f"{left.coming_back} {comes} back {when}.",
                f"{when}有 {left.coming_back} 道题再来。",
            )
        )
    if left.unseen:
        told.append(
            say(
                f"{left.unseen} you have never seen: `new_questions_per_day` in `practice.toml` "
                "says how many are asked on one day.",
                f"还有 {left.unseen} 道没见过：每天几道由 `practice.toml` 的 "
                "`new_questions_per_day` 决定。",
            )
        )
    return told


def listing(standings: Sequence[Standing], lang: str, width: int, today: date) -> list[Text]:
    """One line per question, under the loss it is about."""
    say = speaker(lang)
    rows = by_rows(
        [
            (
                Text(each.question.id),
                Text(say(*KINDS[each.question.kind]), "dim"),
                Text("●" * each.question.level + "○" * (5 - each.question.level), "dim"),
                Text(_state(each, today, say), _STYLES[each.state]),
            )
            for each in standings
        ],
        width,
    )
    lines: list[Text] = []
    told = zip(standings, rows, strict=True)
    for loss, group in groupby(told, key=lambda pair: subject(pair[0].question, say)):
        lines += [Text(), Text(loss, "bold")] if lines else [Text(loss, "bold")]
        for _, row in group:
            lines += row
    return lines


def _state(standing: Standing, today: date, say: Say) -> str:
    rated = f" · {say(*GRADES[standing.rating])}" if standing.rating else ""
    match standing.state:
        case "new":
            return say("new", "未答过")
        case "unjudged":
            return say("to be judged", "待自评")
        case "due":
            return say("due", "该复习了") + rated
        case "scheduled":
            assert standing.due is not None
            return distance(standing.due, today, say) + rated
