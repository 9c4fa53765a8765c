"""The pages of a class: everything is there, and nothing of a learner's becomes markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from cohort.class_report import class_report
from cohort.model import Row, Submission
from cohort.rows import ideas
from exercises.catalogue import load_catalogue
from exercises.texts import Text
from grader.verdict import Check, Diagnosis, Verdict
from screens.page.cohort import class_page, feedback_page

SPECS = load_catalogue()
EVIL = "<script>alert(1)</script>\u202e"
CHECKS = [Check("figures", "it is right", "core", "failed", f"It is 2, not {EVIL}.")]
VERDICT = Verdict(
    "ce", "failed", False, 7, checks=CHECKS, diagnosis=Diagnosis("mean-over-classes", EVIL)
)
SUBMISSION = Submission("ann", "ce", f"x = '{EVIL}'\n".encode(), f"ann/{EVIL}.py")
ROWS = [
    Row("ann", "ce", "failed", 1, 2, "mean-over-classes", 3, 7200.0, 0.0, path=SUBMISSION.path),
    Row(EVIL, "", "refused", said=Text(f"Not {EVIL}.", f"不行 {EVIL}。"), path=EVIL),
    Row("cy", "", "missing", said=Text("Nothing.", "没有。")),
]


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not any(name.startswith("on") or name in ("src", "href") for name, _ in attrs)


def pages(lang: str) -> list[str]:
    found = class_report(ROWS, [VERDICT], SPECS, ideas([VERDICT], SPECS))
    return [
        class_page(found, ROWS, SPECS, lang),
        feedback_page("ann", ROWS[:1], {"ce": (SUBMISSION, VERDICT)}, SPECS, lang),
        feedback_page(EVIL, ROWS[1:2], {}, SPECS, lang),
    ]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_comes_from_a_learner_is_text(lang):
    for page in pages(lang):
        assert "script" not in Tags(page).seen
        assert "\u202e" not in page
        assert "default-src 'none'" in page


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["1×|1 learner", "0 / 1 · 0%", "6 min", "in trouble", "nothing handed in"]),
        ("zh", ["1 人", "6 分钟", "需要帮助", "没有提交"]),
    ],
)
def test_the_class_has_its_ideas_exercises_checks_and_learners(lang, said):
    page = pages(lang)[0]
    assert "mean-over-classes" in page
    assert all(re.search(each, page) for each in said)


def test_a_learner_reads_the_verdict_they_would_see_at_home():
    page = pages("en")[1]
    assert "What it looks like" in page
    assert "It is 2, not" in page
    assert "2.0 hours late" in page


def test_what_a_teacher_is_told_of_a_pass_is_not_on_the_page_of_the_learner():
    passed = Row("ann", "ce", "passed", 2, 2, said=Text("Marked late.", "迟交。"))
    assert "Marked late" not in feedback_page("ann", [passed], {}, SPECS, "en")
