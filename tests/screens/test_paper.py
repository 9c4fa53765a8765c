"""An exam on paper: the task without what it asks for, and everything on the answer sheet."""

from __future__ import annotations

import re

import pytest

from exercises.answer import model_answer
from exercises.catalogue import load_catalogue
from exercises.questions import load_questions
from exercises.replies import right_reply, shuffled
from screens.page.paper import answers, sections, sheet, signature
from trainer.exam.model import Item, Paper

CATALOGUE, QUESTIONS = load_catalogue(), load_questions()
ASKED = {**CATALOGUE, **QUESTIONS}
FILE = "exam-20261123-3fa2.json"


def everything() -> Paper:
    items = [Item(s.id, "drill", s.track, s.level, s.par_minutes, 3) for s in CATALOGUE.values()]
    items += [Item(q.id, "question", "general", q.level, 2, 3) for q in QUESTIONS.values()]
    return Paper("20261123-3fa2", 7, 45, items)


@pytest.fixture(scope="module", params=["en", "zh"])
def printed(request) -> tuple[str, str, str]:
    paper, lang = everything(), request.param
    return lang, sheet(paper, ASKED, FILE, lang), answers(paper, ASKED, lang)


def test_the_sheet_says_which_command_starts_that_very_exam(printed):
    assert f"practice exam --from {FILE}" in printed[1]


def _head(spec):
    name, kind = spec.signature.name, spec.signature.kind
    if kind == "function":
        return f"def {name}("
    return f"class {name}({'nn.Module' if kind == 'class' else 'torch.autograd.Function'}):"


@pytest.mark.parametrize("spec", CATALOGUE.values(), ids=lambda spec: spec.id)
def test_the_sheet_says_what_is_asked_and_not_how(spec, printed):
    lang, asked, _ = printed
    assert spec.title.in_(lang) in asked
    assert _head(spec) in asked
    task, beyond = sections(spec, lang)
    assert task
    assert beyond
    assert f"<h3>{task[-1].heading}</h3>" in asked
    headings = {section.heading for section in beyond}
    assert not [heading for heading in headings if f"<h3>{heading}</h3>" in asked]
    written = [line.strip() for line in model_answer(spec).splitlines()]
    last = next(line for line in reversed(written) if len(line) > 3)  # not a bracket alone
    assert last not in asked


def test_no_question_is_answered_on_the_sheet(printed):
    lang, asked, _ = printed
    for question in QUESTIONS.values():
        assert question.explanation.in_(lang) not in asked
        assert question.id not in asked


@pytest.mark.parametrize("spec", CATALOGUE.values(), ids=lambda spec: spec.id)
def test_the_answers_hold_the_model_answer(spec, printed):
    plain = re.sub("<[^>]+>", "", printed[2])
    assert _head(spec) in plain


def test_the_answers_name_what_to_reply_to_the_options_as_printed(printed):
    replies = [
        right_reply(shuffled(question, 3))
        for question in QUESTIONS.values()
        if question.kind != "short"
    ]
    assert re.findall(r"<code>([^<]+)</code></strong></p>", printed[2]) == replies


def test_a_page_holds_everything_it_shows(printed):
    for page in printed[1:]:
        assert not re.search(r"<(script|img|link|iframe)|https?://|@import|url\(", page)
        assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
        assert "$" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)


def test_a_signature_stops_where_the_learner_begins():
    assert signature(CATALOGUE["mae"], "en").splitlines() == [
        "class MyMAELoss(nn.Module):",
        "",
        "    def __init__(self):",
        "        super().__init__()",
        "",
        "    def forward(self, y_pred, y_true):",
    ]
