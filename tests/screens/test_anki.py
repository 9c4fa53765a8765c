"""A deck that Anki reads: looked at in the collection inside it."""

from __future__ import annotations

import io
import re
import sqlite3
import zipfile

import pytest

from exercises.questions import Multiple, Single, load_questions
from screens.anki import deck, mathjax
from screens.page.prose import block

QUESTIONS = load_questions()
ALL = tuple(QUESTIONS.values())


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """The notes of a deck by their first field, with their guid and tags; and its cards."""

    def reads(lang: str, questions=ALL):
        folder = tmp_path_factory.mktemp("deck")
        with zipfile.ZipFile(io.BytesIO(deck(questions, lang, 1_800_000_000.0))) as package:
            assert package.testzip() is None
            package.extract("collection.anki2", folder)
        with sqlite3.connect(folder / "collection.anki2") as db:
            notes = db.execute("SELECT guid, flds, tags FROM notes").fetchall()
            cards = db.execute("SELECT nid, did FROM cards").fetchall()
        return {f.split("\x1f")[0]: (g, f.split("\x1f"), t.split()) for g, f, t in notes}, cards

    return reads


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_question_is_a_note_with_a_card(read, lang):
    notes, cards = read(lang)
    assert notes.keys() == set(QUESTIONS)
    assert len(cards) == len(QUESTIONS)
    assert len({did for _, did in cards}) == len({q.loss for q in QUESTIONS.values()})
    for id_, (_, fields, tags) in notes.items():
        assert all(field.strip() for field in fields), id_
        assert {QUESTIONS[id_].loss, QUESTIONS[id_].kind} <= set(tags)


def test_no_dollar_sign_of_a_formula_is_left_and_markup_is_escaped(read):
    notes, _ = read("en")
    told = {id_: "".join(fields[1:]) for id_, (_, fields, _) in notes.items()}
    for id_, text in told.items():
        assert not re.search(r"\$[^$<]+\$", re.sub(r"<code.*?</code>", "", text)), id_
        assert set(re.findall(r"</?([a-z]+)", text)) <= {
            "p", "ol", "ul", "li", "span", "code", "pre", "strong", "em",
        }, id_  # fmt: skip


def test_the_right_letters_stand_for_the_right_options(read):
    notes, _ = read("en")
    for question in QUESTIONS.values():
        if not isinstance(question, Single | Multiple):
            continue
        _, fields, _ = notes[question.id]
        options = re.findall(r"<li>(.*?)</li>", fields[1].split("<ol")[1])
        letters = re.search(r'class="right">([a-z ]+)<', fields[2])[1].split()
        chosen = {options["abcdef".index(letter)] for letter in letters}
        wanted = {str(block(o.en, mathjax))[3:-4] for o in question.options if o.right}
        assert chosen == wanted, question.id


def test_a_note_is_the_same_in_a_later_deck_and_another_in_the_other_language(read):
    first, _ = read("en")
    few = ALL[:5]
    later, _ = read("en", few)
    chinese, _ = read("zh", few)
    for id_ in later:
        assert later[id_][0] == first[id_][0]
        assert chinese[id_][0] != first[id_][0]


def test_formulas_are_written_for_mathjax():
    text = str(block("a $x<1$ b\n\n$$y$$", mathjax))
    assert r"\(x&lt;1\)" in text
    assert r"\[y\]" in text
