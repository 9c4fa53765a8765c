"""Facts are never lost, changed, or mixed up."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from datetime import datetime, timedelta, timezone

import pytest

from exercises.errors import PracticeError
from tests.places import ROOT
from trainer.days import local_day
from trainer.exam.record import read
from trainer.history import History

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def file(tmp_path):
    return tmp_path / "history.sqlite3"


@pytest.fixture
def history(file):
    return History(file)


def kinds(history):
    return [fact.kind for fact in history.facts()]


def read_all(file):
    return list(History(file).facts())


def test_a_fact_comes_back_as_it_was(history):
    data = {"seed": 7, "words": "损失", "nested": [1, {"a": None}]}
    fact = history.append("skipped", "ce", NOW, data)
    assert list(history.facts()) == [fact]
    assert (fact.at, fact.day) == ("2026-03-02T02:00:00.000+00:00", "2026-03-02")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE facts SET kind = 'run'",
        "DELETE FROM facts",
        "INSERT OR REPLACE INTO facts VALUES (1, 'run', 'ce', '', '', '{}')",
        "INSERT OR REPLACE INTO facts SELECT id, 'run', exercise, at, day, data FROM facts",
        "UPDATE OR REPLACE facts SET id = 1",
        "UPDATE sources SET source = ''",
        "DELETE FROM sources",
    ],
)
def test_facts_and_files_cannot_be_changed(history, file, statement):
    history.append("skipped", "ce", NOW, source=("abc", b"code"))
    history.append("skipped", "ce", NOW)
    before = read_all(file)
    with sqlite3.connect(file) as other, pytest.raises(sqlite3.IntegrityError, match="never"):
        other.execute(statement)
    assert read_all(file) == before
    assert history.source("abc") == b"code"


def test_facts_are_read_backwards_by_kind_and_by_exercise(file):
    history = History(file, names={"old": "new"})
    for kind, about in (("skipped", "ce"), ("run", "old"), ("run", "ce"), ("run", "new")):
        history.append(kind, about, NOW, {"outcome": "passed", "sha256": ""})
    assert [f.id for f in history.backwards()] == [4, 3, 2, 1]
    assert [f.id for f in history.of_kind("run")] == [2, 3, 4]
    assert [(f.id, f.exercise) for f in history.runs_of("new")] == [(2, "new"), (4, "new")]


def test_the_same_source_is_kept_once(history, file):
    for _ in range(3):
        history.append("revealed", "ce", NOW, source=("abc", b"code \x00 \xff"))
    with sqlite3.connect(file) as other:
        assert other.execute("SELECT * FROM sources").fetchall() == [("abc", b"code \x00 \xff")]


@pytest.mark.parametrize(
    ("moment", "day"),
    [("2026-03-02T03:59", "2026-03-01"), ("2026-03-02T04:00", "2026-03-02")],
)
def test_a_day_begins_at_four(moment, day):
    assert local_day(datetime.fromisoformat(moment).astimezone()) == day


def test_a_newer_history_is_refused_untouched(history, file):
    history.close()
    with sqlite3.connect(file) as other:
        other.execute("PRAGMA user_version = 99")
    before = file.read_bytes()
    with pytest.raises(PracticeError, match="newer") as refusal:
        History(file)
    assert refusal.value.exit_code == 3
    assert file.read_bytes() == before


def test_a_damaged_history_is_refused_untouched(history, file):
    for _ in range(200):
        history.append("skipped", "ce", NOW, {"padding": "x" * 200})
    history.close()
    content = bytearray(file.read_bytes())
    content[4096:12288] = os.urandom(8192)
    file.write_bytes(content)
    with pytest.raises(PracticeError, match="damaged"):
        read_all(file)
    assert file.read_bytes() == bytes(content)


def test_a_full_disk_is_a_sentence_and_loses_nothing(history):
    history.append("skipped", "ce", NOW)
    pages = history._db.execute("PRAGMA page_count").fetchone()[0]
    history._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(PracticeError, match="disk is full") as refusal:
        history.append("revealed", "ce", NOW, source=("a", b"y" * 90_000))
    assert refusal.value.exit_code == 3
    assert kinds(history)[0] == "skipped"
    assert history.complaint() is None


def test_every_day_has_a_verified_backup_and_old_ones_go(history, file):
    for day in range(14):
        history.append("skipped", "ce", NOW + timedelta(days=day))
        history.append("revealed", "ce", NOW + timedelta(days=day))
    backups = sorted((file.parent / "backups").glob("history-*.sqlite3"))
    assert [backup.stem for backup in backups] == [
        f"history-2026-03-{day:02d}" for day in range(4, 16)
    ]
    shutil.copy(backups[-1], file.parent / "restored.sqlite3")
    assert len(list(History(file.parent / "restored.sqlite3").facts())) == 26


def test_a_copy_of_damaged_pages_is_no_backup(history, file, monkeypatch):
    history.append("skipped", "ce", NOW)
    monkeypatch.setattr("trainer.backups.last_fact", lambda db: 1 if db is history._db else 0)
    history.append("skipped", "ce", NOW)  # the copy lacks the fact
    assert list((file.parent / "backups").glob("*")) == []


def test_several_commands_at_once_lose_nothing(file):
    script = textwrap.dedent("""
        import sys
        from datetime import datetime, timezone
        from pathlib import Path
        from trainer.history import History
        for number in range(25):
            history = History(Path(sys.argv[1]))
            history.append("revealed", sys.argv[2], datetime.now(timezone.utc), {"number": number})
            history.close()
    """)
    command = [sys.executable, "-c", script, str(file)]
    writers = [subprocess.Popen([*command, name], cwd=ROOT) for name in ("one", "two", "three")]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    facts = list(History(file).facts())
    assert len(facts) == 75
    for name in ("one", "two", "three"):
        numbers = [fact.data["number"] for fact in facts if fact.exercise == name]
        assert numbers == list(range(25))


def test_a_killed_command_loses_at_most_what_it_was_writing(file):
    script = textwrap.dedent("""
        import sys
        from datetime import datetime, timezone
        from pathlib import Path
        from trainer.history import History
        history = History(Path(sys.argv[1]))
        for number in range(100000):
            history.append("revealed", "ce", datetime.now(timezone.utc), {"number": number})
            print(number, flush=True)
    """)
    for _ in range(3):
        file.unlink(missing_ok=True)
        shutil.rmtree(file.parent / "backups", ignore_errors=True)
        writer = subprocess.Popen(
            [sys.executable, "-c", script, str(file)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.2)
        writer.send_signal(signal.SIGKILL)
        printed = [int(line) for line in writer.stdout if line.endswith("\n")]
        writer.wait()
        history = History(file)
        numbers = [fact.data["number"] for fact in history.facts()]
        assert numbers == list(range(len(numbers)))
        assert len(numbers) >= printed[-1] + 1
        assert history.complaint() is None
        history.append("revealed", "ce", NOW)


def test_a_renamed_question_keeps_its_answers_plans_and_exams(history):
    item = {"id": "focal-stable", "track": "x", "level": 1, "par_minutes": 1.0, "seed": 1}
    paper = {"id": "e", "seed": 1, "minutes": 30.0, "items": [{**item, "kind": "question"}]}
    history.append("answered", "focal-stable", NOW, {"typed": "a", "right": True})
    plan = {"exercises": ["focal-stable"], "questions": ["focal-stable"], "exam": "e"}
    history.append("planned", "", NOW, {**plan, "day": "2026-03-03"})
    history.append("exam", "", NOW, {"event": "started", "exam": "e", "paper": paper})
    history.append("exam", "", NOW, {"event": "shown", "exam": "e", "item": "focal-stable"})
    history.append("served", "focal-stable", NOW, {"seed": 1, "par_minutes": 9})
    answered, planned, *_, served = history.facts()
    assert answered.exercise == "focal-log-pt"
    assert planned.data["questions"] == ["focal-log-pt"]
    assert planned.data["exercises"] == ["focal-stable"]
    assert served.exercise == "focal-stable"  # that is the drill
    (record,) = read(list(history.facts()), NOW)
    assert [(a.item.id, a.outcome) for a in record.answers] == [("focal-log-pt", "open")]
