"""The page of a report: whole, escaped, readable, and without anything from outside."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser

import pytest

from screens.page.exam import exam_page
from tests.exams import HOSTILE, drill, earlier, kept, question, realistic, record, reported
from tests.places import ROOT

STYLE = (ROOT / "screens/page/style.css").read_text()
VOID = {"meta", "br", "hr", "img", "input", "link", "line", "circle", "polyline", "mspace"}


class Page(HTMLParser):
    """Every tag with its attributes, what stands in each article, and whether all tags close."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self.classes: dict[str, list[str]] = {}
        self.path: list[str] = []
        self.article = ""
        self.feed(html)
        self.close()
        assert self.path == []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if tag == "article":
            self.article = attributes["id"]
        if self.article:
            self.classes.setdefault(self.article, []).extend(
                (attributes.get("class") or "").split()
            )
        if tag not in VOID:
            self.path.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.path.pop() == tag
        if tag == "article":
            self.article = ""

    def handle_data(self, data):
        self.texts[self.article] = self.texts.get(self.article, "") + data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module", params=["en", "zh"])
def lang(request):
    return request.param


@pytest.fixture(scope="module")
def html(lang):
    return exam_page(reported(realistic(lang), earlier(lang)), lang)


@pytest.fixture(scope="module")
def page(html):
    return Page(html)


def test_every_item_has_what_was_handed_in_and_what_is_right(page, lang):
    report = reported(realistic(lang))
    articles = page.all("article")
    assert [each["id"] for each in articles] == [item.id for item in report.items]
    for item in report.items:
        text, classes = page.texts[item.id], page.classes[item.id]
        squeezed = "".join(text.split())
        if item.kind == "drill":
            assert ("left" in classes) == (item.code is not None)
            assert "right" in classes
            last = item.reference.strip().splitlines()[-1]
            assert "".join(last.split()) in squeezed
            if item.code:
                assert "".join(item.code.splitlines()[-1].split()) in squeezed
        else:
            assert "reply" in classes
            assert item.reply in text
        if item.mistake_text:
            assert item.mistake in text


def test_the_answer_to_what_was_never_shown_has_to_be_opened(lang):
    unseen = [drill("kl", "unreached", 0), question("ce-use", "unreached", 0)]
    html = exam_page(reported(record(*unseen, drill("mae", "failed", sha256=kept("x = 1")))), lang)
    assert [each.get("open", "closed") for each in Page(html).all("details")] == ["closed"] * 2
    before = re.sub(r"<details>.*?</details>", "", html, flags=re.DOTALL)
    assert "MyKLDivLoss" not in before
    assert 'class="options"' not in before
    assert "MyMAELoss" in before


def test_nothing_comes_from_outside_and_nothing_runs(html, page):
    assert not re.search(r"(https?:)?//\w|url\(|@import|javascript:", html)
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & {
        tag for tag, _ in page.tags
    }
    assert all(each["href"].startswith("#") for each in page.all("a"))
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    policy = next(meta for meta in page.all("meta") if meta.get("http-equiv"))
    assert policy["content"].startswith("default-src 'none'")


def test_links_lead_to_an_item(page):
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {each["href"][1:] for each in page.all("a")} <= set(ids)


def test_it_can_be_read_aloud(page, lang):
    assert page.all("html")[0]["lang"] == {"en": "en", "zh": "zh-CN"}[lang]
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert all(each.get("scope") in ("col", "row") for each in page.all("th"))
    assert all(each["role"] == "img" and each["aria-label"] for each in page.all("svg"))
    assert page.all("title")


def test_the_top_says_where_they_stand_and_what_to_type(page, lang):
    top = " ".join(page.texts[""].split())
    assert {"en": "You passed 3 of 9 items in time", "zh": "9 题中按时做对 3 题"}[lang] in top
    assert "practice exam plan" in top


@pytest.mark.parametrize(
    "answers",
    [
        [drill("mae", sha256=kept(HOSTILE))],
        [drill("mae", "failed", sha256=kept(f'"""{HOSTILE}\n# {HOSTILE}\nx = "{HOSTILE}'))],
        [drill("mae", "failed", said=f"**{HOSTILE}** `{HOSTILE}` ${HOSTILE}$ [x]({HOSTILE})")],
        [drill("mae", "failed", failed=[HOSTILE], mistake=HOSTILE)],
        [question("ce-why-log-softmax", "unjudged", reply=HOSTILE)],
        [question("ce-use", "failed", reply=HOSTILE + "\ud800")],
    ],
    ids=["code", "broken code", "diagnosis", "facts", "short answer", "reply"],
)  # fmt: skip
def test_what_the_learner_wrote_is_text(answers):
    html = exam_page(reported(record(*answers)), "en")
    page = Page(html)
    assert not {"img", "script"} & {tag for tag, _ in page.tags}
    assert "<img" not in html
    assert "\x00" not in html
    assert "\u202e" not in html
    assert "49" not in page.texts.get("mae", "") + page.texts.get("ce-use", "")
    html.encode()


@pytest.mark.parametrize(
    "source",
    ["", "x" * 100_000, "\n" * 5000, "a = 1\r\nb = 2\r\n", "\t\tif x:\n", "'" * 3000, "差" * 500,
     "(" * 5000, "f'{" * 2000],
    ids=lambda text: repr(text[:6]),
)  # fmt: skip
def test_any_file_can_be_shown(source):
    html = exam_page(reported(record(drill("mae", "failed", sha256=kept(source)))), "en")
    assert len(html) < 1_000_000
    assert "\ufffd" not in html


def test_an_exam_where_nothing_was_done_is_a_page_too(lang):
    nothing = record(drill("mae", "unreached", 0), question("ce-use", "unreached", 0))
    assert Page(exam_page(reported(nothing), lang)).all("article")


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))


def luminance(colour: str) -> float:
    """Relative luminance, by WCAG 2.1."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


CODE_COLOURS = ["ink", "soft", "keyword", "string", "comment", "number", "name"]
TINTS = ["good", "bad", "idle", "accent"]
PAIRS = [
    *((text, under) for text in ("ink", "soft", "accent") for under in ("paper", "wash")),
    *((name, f"{name}-tint") for name in ("good", "bad", "late", "idle", "accent")),
    *((name, "paper") for name in ("good", "bad")),
    *((text, f"{under}-tint") for text in CODE_COLOURS for under in TINTS),
    *((text, "wash") for text in CODE_COLOURS),
]  # fmt: skip


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "print"])
def test_every_text_stands_out_from_what_it_stands_on(scheme):
    blocks = [colours(block) for block in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)]
    assert len(blocks) == 3
    palette = blocks[scheme]
    weak = {pair: contrast(*(palette[name] for name in pair)) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}
