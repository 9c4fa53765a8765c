"""The page of pairs: lines that go with each other carry one number, and nothing accuses."""

from __future__ import annotations

import re

import pytest

from cohort.model import Submission
from cohort.similar import similar
from exercises.catalogue import load_catalogue
from screens.page.similar import MOST, similar_page
from tests.cohort.test_similar import COPY, CORPUS, class_of
from tests.screens.page.test_cohort import EVIL, Tags

SPECS = load_catalogue()
FOUND = similar(class_of(*(file.read_bytes() for file in CORPUS), b"\n\n" + COPY))


def numbers(page: str, side: str) -> dict[int, int]:
    """Line -> number of the match, on one side."""
    (part,) = re.findall(rf'<div class="side {side}".*?(?=<div class="side|</article>)', page, re.S)
    marked = re.findall(r'same"><span class="n">(\d+)</span><span class="m">(\d+)</span>', part)
    return {int(line): int(match) for line, match in marked}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_lines_that_do_the_same_carry_one_number_on_both_sides(lang):
    page = similar_page(FOUND, SPECS, lang)
    (pair,) = FOUND.pairs
    left, right = numbers(page, "left"), numbers(page, "right")
    assert set(left.values()) == set(right.values()) == set(range(1, len(pair.matches) + 1))
    ours, theirs = (each.source.decode().splitlines() for each in (pair.one, pair.other))
    together = {
        number: (
            ours[line - 1].strip(),
            theirs[next(r for r, n in right.items() if n == number) - 1],
        )
        for line, number in left.items()
    }
    gather = [other for mine, other in together.values() if ".gather(" in mine]
    assert gather == ["        return -lp.gather(1, idx).mean()"]


@pytest.mark.parametrize(("lang", "said"), [("en", "where to look"), ("zh", "可以看哪里")])
def test_it_is_worded_as_a_place_to_look(lang, said):
    page = similar_page(FOUND, SPECS, lang)
    assert said in page
    words = ("cheat", "plagiar", "copied", "suspect", "抄袭", "作弊", "嫌疑", "雷同")
    assert not any(word in page.lower() for word in words)


def test_what_comes_from_a_learner_is_text_and_the_page_holds_all_it_needs():
    evil = COPY + f"# {EVIL}\n".encode()
    sources = [*(file.read_bytes() for file in CORPUS), evil]
    handed_in = [Submission(f"{EVIL}{n}", "ce", s, f"{EVIL}/{n}.py") for n, s in enumerate(sources)]
    page = similar_page(similar(handed_in), SPECS, "en")
    assert "alert(1)" in page
    assert "script" not in Tags(page).seen
    assert "\u202e" not in page
    assert "default-src 'none'" in page


def test_where_nothing_stands_out_it_says_so():
    page = similar_page(similar([]), SPECS, "en")
    assert "0 of 0 pairs stand out" in page
    assert "where to look" not in page


def test_more_than_anybody_reads_is_counted():
    many = FOUND.pairs * (MOST + 3)
    page = similar_page(type(FOUND)(many, len(many), []), SPECS, "en")
    assert page.count("<article>") == MOST
    assert "3 more are left out" in page
