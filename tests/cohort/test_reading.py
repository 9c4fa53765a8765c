"""What a folder holds: whose each file is, and a sentence for everything that cannot be graded."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import stat
import tarfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohort import archives
from cohort.reading import HandedIn, read
from cohort.roster import Roster
from exercises.errors import PracticeError

EXERCISES = ("ce", "ce-index", "ce-backward", "focal", "focal-stable", "mae")
GOOD = b"class MyCrossEntropy: pass\n"


def handed_in(folder: Path, roster: str = "") -> HandedIn:
    people = Roster()
    if roster:
        file = folder.with_name("roster.csv")
        file.write_text(roster)
        people = Roster.read(file)
    return read(folder, EXERCISES, people)


def whose(found: HandedIn) -> list[tuple[str, str]]:
    return [(each.learner, each.exercise) for each in found.submissions]


def lay(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(GOOD)
    return folder


def zipped(*names: str, content: bytes = GOOD) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return out.getvalue()


def tarred(*members: tarfile.TarInfo, mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for member in members:
            archive.addfile(member, io.BytesIO(b"\0" * member.size))
    return out.getvalue()


def member(name: str, **fields: object) -> tarfile.TarInfo:
    found = tarfile.TarInfo(name)
    for field, value in fields.items():
        setattr(found, field, value)
    return found


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["alice/ce.py", "bob/focal.py"], [("alice", "ce"), ("bob", "focal")]),
        (["alice/week 1/ce_index.py"], [("alice", "ce-index")]),
        (["alice/CE.py"], [("alice", "ce")]),
        (["alice/ce (1).py"], [("alice", "ce")]),
        (["alice_ce.py", "bob-focal_stable.py"], [("alice", "ce"), ("bob", "focal-stable")]),
        (["ann lee_ce_backward.py"], [("ann lee", "ce-backward")]),
        (["ce/alice.py", "ce/bob.py"], [("alice", "ce"), ("bob", "ce")]),
        (
            [
                "Alice Smith_123_assignsubmission_file_/ce.py",
                "Li Lei_9_assignsubmission_file/mae.py",
            ],
            [("Alice Smith", "ce"), ("Li Lei", "mae")],
        ),
        (["Alice Smith_123_assignsubmission_file_ce.py"], [("Alice Smith", "ce")]),
        (
            ["smithalice_12_345_ce.py", "leilei_LATE_7_346_ce-1.py"],
            [("leilei", "ce"), ("smithalice", "ce")],
        ),
        # Moodle of today; a group, and who is in none; a folder that the learner made
        (
            [
                "Alice Smith_123_assignsubmission_file/ce.py",
                "Group A_7_assignsubmission_file/ce.py",
                "Default group_assignsubmission_file/hw/1/mae.py",
            ],
            [("Alice Smith", "ce"), ("Default group", "mae"), ("Group A", "ce")],
        ),
        # Canvas keeps the `_` of a name, and letters that Python does not count among words
        (
            ["de_la_cruzana_LATE_12_345_ce.py", "रविकुमार_13_346_mae.py"],
            [("de_la_cruzana", "ce"), ("रविकुमार", "mae")],
        ),
        # a file that was handed in again, the eighth time with a random number, and by a browser
        (
            [
                "smithalice_12_345_ce-7.py",
                "bob_13_346_ce-1b4e28ba-2fa1-11d2-883f-0016d3cca427.py",
                "leilei_14_347_ce-1 (2).py",
            ],
            [("bob", "ce"), ("leilei", "ce"), ("smithalice", "ce")],
        ),
        # an anonymous assignment of Canvas: two files are of one learner
        (
            ["anon_aB3dE_345_ce.py", "anon_aB3dE_346_mae.py", "LATE_anon_Zz9_347_ce.py"],
            [("anon_Zz9", "ce"), ("anon_aB3dE", "ce"), ("anon_aB3dE", "mae")],
        ),
        (["alice/.DS_Store", "alice/__MACOSX/._ce.py", "alice/ce.py"], [("alice", "ce")]),
        (["alice/.ipynb_checkpoints/ce.py", "__MACOSX/alice/._ce.py", "alice/notes.txt"], []),
    ],
)
def test_whose_a_file_is_follows_from_where_it_lies(names, expected, tmp_path):
    assert whose(handed_in(lay(tmp_path / "class", *names))) == expected


@pytest.mark.parametrize(
    "names",
    [
        ["Alice Smith_1_assignsubmission_file_/ce.py", "Bob_2_assignsubmission_file_/ce.py"],
        ["smithalice_12_345_ce.py", "bob_7_346_ce.py"],
        ["alice/ce.py", "bob/ce.py"],
        ["homework/alice/ce.py", "homework/bob/ce.py"],
    ],
    ids=["Moodle", "Canvas", "folders", "wrapped"],
)
def test_an_export_is_the_same_as_archive_in_a_folder_and_unpacked(names, tmp_path):
    lay(tmp_path / "unpacked", *names)
    (tmp_path / "export.zip").write_bytes(zipped(*names))
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "export.zip").write_bytes(zipped(*names))
    found = [whose(handed_in(tmp_path / each)) for each in ("export.zip", "folder")]
    assert found[0] == found[1]
    assert len(found[0]) == 2
    if not names[0].startswith("homework"):
        assert whose(handed_in(tmp_path / "unpacked")) == found[0]


def test_a_gradescope_export_says_whose_each_submission_is_and_when_it_came(tmp_path):
    folder = lay(
        tmp_path / "class" / "assignment_5_export", "submission_1/ce.py", "submission_2/ce.py"
    )
    (folder / "submission_metadata.yml").write_text(
        "submission_1:\n  :submitters:\n  - :name: Alice Smith\n    :sid: s1\n"
        "  :created_at: 2026-11-20 10:00:00.000000000 Z\n"
        "submission_2:\n  :submitters:\n  - :name: Bob\n    :email: b@x.org\n"
    )
    found = handed_in(tmp_path / "class", "learner,id,email\nalice,s1,\nrobert,,b@x.org\n")
    assert whose(found) == [("alice", "ce"), ("robert", "ce")]
    at = datetime.fromtimestamp(found.submissions[0].handed_in or 0, UTC)
    assert at.isoformat() == "2026-11-20T10:00:00+00:00"


def test_an_archive_of_a_learner_cannot_hand_in_for_somebody_else(tmp_path):
    (tmp_path / "eve.zip").write_bytes(zipped("Bob_2_assignsubmission_file_/ce.py"))
    lay(tmp_path, "bob/mae.py")
    assert whose(handed_in(tmp_path)) == [("bob", "mae"), ("eve", "ce")]


def test_archives_of_learners_lie_in_exports(tmp_path):
    inner = zipped("solution/ce.py")
    (tmp_path / "m.zip").write_bytes(
        zipped("A B_1_assignsubmission_file_/hw.zip", "C_2_assignsubmission_file_/hw.zip",
               content=inner)
    )  # fmt: skip
    assert whose(handed_in(tmp_path / "m.zip")) == [("A B", "ce"), ("C", "ce")]


@pytest.mark.parametrize(
    "names",
    [
        ["{0}/Li Wei_1_assignsubmission_file/{0}.py", "{0}/Bo_2_assignsubmission_file/{0}.py"],
        ["{0}/liwei_1_10_{0}.py", "{0}/bo_LATE_2_11_{0}.py"],
    ],
    ids=["Moodle", "Canvas"],
)
def test_exports_of_several_assignments_lie_beside_each_other(names, tmp_path):
    (tmp_path / "packed").mkdir()
    for exercise in ("ce", "mae"):
        theirs = [name.format(exercise) for name in names]
        lay(tmp_path / "unpacked", *theirs)
        inside = zipped(*(name.partition("/")[2] for name in theirs))
        (tmp_path / "packed" / f"{exercise}.zip").write_bytes(inside)
    found = whose(handed_in(tmp_path / "packed"))
    assert found == whose(handed_in(tmp_path / "unpacked"))
    assert len(found) == 4
    assert len({learner for learner, _ in found}) == 2


def test_one_learner_cannot_make_an_archive_pass_for_an_export(tmp_path):
    export = zipped("bob_1_2_ce.py", "ann_3_4_ce.py")
    (tmp_path / "eve.zip").write_bytes(export)
    lay(tmp_path, "bob/mae.py")
    found = handed_in(tmp_path)
    assert {learner for learner, _ in whose(found)} == {"bob"}
    assert {r.learner for r in found.refusals} == {"eve"}


METADATA = """submission_1:
  :submitters:
  - :name: Alice Smith
    :sid: 17
  :created_at: 2026-11-20 10:00:00.000000000 Z
  :results: !ruby/hash:ActiveSupport::HashWithIndifferentAccess
    tests: []
"""


def test_what_gradescope_says_in_ruby_is_passed_over(tmp_path):
    lay(tmp_path / "class", "a/submission_1/ce.py", "b/submission_2/ce.py")
    (tmp_path / "class/a/submission_metadata.yml").write_text(METADATA)
    (tmp_path / "class/b/submission_metadata.yml").write_text(
        "submission_2:\n  :submitters:\n  - :name: &a [x, x]\n    :email: b@x.org\n"
    )
    found = handed_in(tmp_path / "class", "learner,id\nalice,17\n")
    assert whose(found) == [("alice", "ce"), ("b@x.org", "ce")]
    assert found.submissions[0].handed_in == datetime(2026, 11, 20, 10, tzinfo=UTC).timestamp()


def test_the_time_of_a_download_makes_nobody_late(tmp_path):
    names = [
        "Alice_1_assignsubmission_file_/ce.py",
        "bob_2_3_ce.py",
        "cy_LATE_4_5_ce.py",
        "dan/ce.py",
    ]
    found = handed_in(lay(tmp_path, *names))
    known = {each.learner: (each.handed_in is not None, each.late) for each in found.submissions}
    assert known == {
        "Alice": (False, False),
        "bob": (False, False),
        "cy": (False, True),
        "dan": (True, False),
    }


def test_the_clock_of_a_learner_does_not_count(tmp_path):
    early = zipfile.ZipInfo("hw/ce.py", (2001, 1, 1, 0, 0, 0))
    with zipfile.ZipFile(tmp_path / "eve.zip", "w") as archive:
        archive.writestr(early, GOOD)
    lay(tmp_path, "bob/ce.py")
    os.utime(tmp_path / "eve.zip", (1_800_000_000, 1_800_000_000))
    found = {each.learner: each.handed_in for each in handed_in(tmp_path).submissions}
    assert found["eve"] == 1_800_000_000


@pytest.mark.parametrize(
    ("names", "refused"),
    [
        (["a_1_2_ce.py", "b_3_text.html", "c_LATE_4_link.html"], ["b", "c"]),
        (["a_1_2_ce.py", "b_3_4_report.pdf", "b_3_5_ce.py"], []),
        (
            [
                "A_1_assignsubmission_file/ce.py",
                "B_2_assignsubmission_onlinetext/onlinetext.html",
                "A_1_assignsubmission_onlinetext/onlinetext.html",
            ],
            ["B"],
        ),
        (["alice/ce.py", "bob/ce.ipynb", "docs/handout.pdf", "ce.ipynb"], ["bob"]),
        (["ce/alice.py", "ce/ce.txt"], []),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_who_handed_in_nothing_that_is_graded_is_a_row(names, refused, packed, tmp_path):
    folder = lay(tmp_path / "class", *names)
    if packed:
        shutil.rmtree(folder)
        folder = tmp_path / "class.zip"
        folder.write_bytes(zipped(*names))
    found = handed_in(folder)
    assert [r.learner for r in found.refusals] == refused
    assert all("`.py`" in r.said.en and r.said.zh for r in found.refusals)


def test_who_handed_in_something_else_is_not_missing(tmp_path):
    found = handed_in(
        lay(tmp_path / "class", "a_1_2_ce.py", "b_3_text.html"), "learner,id\nAnn,1\nBo,3\nCy,5\n"
    )
    assert found.missing == ["Cy"]
    assert [r.learner for r in found.refusals] == ["Bo"]


def test_namesakes_stay_apart(tmp_path):
    found = handed_in(
        lay(
            tmp_path / "class",
            "Li Wei_1_assignsubmission_file_/ce.py",
            "Li Wei_2_assignsubmission_file_/ce.py",
        )
    )
    assert whose(found) == [("Li Wei (1)", "ce"), ("Li Wei (2)", "ce")]


def _bomb() -> bytes:
    return zipped(*(f"{n}/ce.py" for n in range(60)), content=b"0" * archives.MB)


SPOILED = {
    "leads out": (zipped("../../ce.py"), "zip", "leads out"),
    "absolute": (zipped("/etc/ce.py"), "zip", "leads out"),
    "drive": (zipped("C:\\ce.py"), "zip", "leads out"),
    "bomb": (_bomb(), "zip", "unpacks to more"),
    "skipped bomb": (tarred(member("x.bin", size=64 * archives.MB)), "tar.gz", "unpacks to more"),
    "many": (zipped(*(f"{n}.txt" for n in range(5001)), content=b""), "zip", "entries"),
    "no archive": (b"PK\x03\x04 nothing", "zip", "cannot be read"),
    "empty": (b"", "tar.gz", "cannot be read"),
    "cut short": (zipped("ce.py")[:-30], "zip", "cannot be read"),
    "link": (tarred(member("ce.py", type=tarfile.SYMTYPE, linkname="/etc/passwd")), "tgz", "link"),
    "hard link": (tarred(member("ce.py", type=tarfile.LNKTYPE, linkname="x")), "tgz", "link"),
    "device": (tarred(member("ce.py", type=tarfile.CHRTYPE)), "tar.xz", "link"),
    "another kind": (b"Rar!", "rar", "ZIP or TAR"),
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_bad_archive_is_one_row_and_the_rest_is_graded(name, tmp_path):
    content, suffix, said = SPOILED[name]
    folder = lay(tmp_path / "class", "bob/ce.py")
    (folder / f"eve.{suffix}").write_bytes(content)
    found = handed_in(folder)
    assert whose(found) == [("bob", "ce")]
    assert [(r.learner, said in r.said.en, bool(r.said.zh)) for r in found.refusals] == [
        ("eve", True, True)
    ]


def test_a_link_in_a_zip_is_not_followed(tmp_path):
    link = zipfile.ZipInfo("ce.py")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "eve.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "link" in handed_in(tmp_path).refusals[0].said.en


def test_archives_in_archives_in_archives_are_too_deep(tmp_path):
    content = zipped("ce.py")
    for _ in range(4):
        content = zipped("in.zip", content=content)
    (tmp_path / "eve.zip").write_bytes(content)
    found = handed_in(lay(tmp_path, "bob/ce.py"))
    assert whose(found) == [("bob", "ce")]
    assert "deeper" in found.refusals[0].said.en


def test_what_is_no_file_is_neither_read_nor_waited_for(tmp_path):
    folder = lay(tmp_path / "class", "bob/ce.py")
    secret = tmp_path / "secret.py"
    secret.write_bytes(GOOD)
    (folder / "eve").mkdir()
    (folder / "eve" / "ce.py").symlink_to(secret)
    (folder / "mallory").symlink_to(tmp_path)
    os.mkfifo(folder / "eve" / "mae.py")
    found = handed_in(folder)
    assert whose(found) == [("bob", "ce")]
    assert [r.path for r in found.refusals] == ["eve/ce.py", "eve/mae.py", "mallory"]


def test_two_files_for_one_drill_are_one_row_unless_they_are_the_same(tmp_path):
    folder = lay(tmp_path / "class", "alice/ce.py", "alice/old/ce.py")
    assert whose(handed_in(folder)) == [("alice", "ce")]
    (folder / "alice" / "old" / "ce.py").write_text("other = 1\n")
    found = handed_in(folder)
    assert whose(found) == []
    assert [(r.learner, r.exercise) for r in found.refusals] == [("alice", "ce")]
    assert "`alice/old/ce.py`" in found.refusals[0].said.en


@pytest.mark.parametrize(
    ("content", "graded"),
    [
        (b"caf\xe9 = 1\n", False),
        ("x = '损失'\n".encode("utf-16"), False),
        (b"# coding: latin-1\n# caf\xe9\n", True),
        (b"\xef\xbb\xbfx = 1\n", True),
        ("# -*- coding: gbk -*-\nx = '损失'\n".encode("gbk"), True),
        (b"", True),
    ],
)
def test_what_python_could_not_read_is_said_to_be(content, graded, tmp_path):
    (tmp_path / "alice").mkdir()
    (tmp_path / "alice" / "ce.py").write_bytes(content)
    found = handed_in(tmp_path)
    assert (len(found.submissions), len(found.refusals)) == (graded, not graded)


def test_a_file_of_no_exercise_is_answered_with_the_nearest(tmp_path):
    found = handed_in(lay(tmp_path, "alice/focl.py"))
    assert "Is it `focal`?" in found.refusals[0].said.en


def test_names_of_a_chinese_windows_are_read(tmp_path):
    content = bytearray(zipped("XXXX/ce.py"))  # as such a system writes it: GBK, and no mark
    content = content.replace(b"XXXX", "李雷".encode("gbk"))
    (tmp_path / "all.zip").write_bytes(bytes(content))
    assert whose(handed_in(tmp_path / "all.zip")) == [("李雷", "ce")]


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("李雷", "gbk"), ("陈昇", "gbk"), ("朱镕", "gbk"), ("André", "cp437"), ("Müller", "cp437"),
        ("Ñandú", "cp437"), ("李雷", "utf-8"), ("Zoë", "utf-8"),
    ],
)  # fmt: skip
def test_names_of_no_said_encoding_are_guessed_and_end_where_they_end(name, encoding, tmp_path):
    raw = name.encode(encoding)
    held = "X" * len(raw)
    content = zipped(f"{held}_7_assignsubmission_file_/ce.py")
    (tmp_path / "all.zip").write_bytes(content.replace(held.encode(), raw))
    assert whose(handed_in(tmp_path / "all.zip")) == [(name, "ce")]


def test_names_on_disk_that_are_no_text_stay_apart(tmp_path):
    for raw in (b"Andr\xe9", b"Andr\xe8", "李雷".encode("gbk")):
        folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + raw))
        folder.mkdir()
        (folder / "ce.py").write_bytes(GOOD)
    found = handed_in(tmp_path)
    assert whose(found) == [("Andr\\xe8", "ce"), ("Andr\\xe9", "ce"), ("李雷", "ce")]
    assert found.refusals == []


@given(st.binary(max_size=300), st.sampled_from(["a.zip", "a.tar", "a.tar.gz"]))
def test_no_bytes_end_the_run(content, name):
    with contextlib.suppress(archives.Spoiled):
        list(archives.entries(io.BytesIO(content), name, lambda _: 100, whole_class=False))


@given(st.data())
def test_no_damage_to_a_good_archive_ends_the_run(data):
    content = bytearray(zipped("hw/ce.py", "hw/mae.py"))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(archives.Spoiled):
        list(archives.entries(io.BytesIO(content), "a.zip", lambda _: 100, whole_class=False))


def test_the_roster_names_missing_learners_and_gives_some_longer(tmp_path):
    folder = lay(tmp_path / "class", "smithalice_12_345_ce.py")
    found = handed_in(folder, "learner,canvas id,due\nAlice Smith,12,2026-11-21T00:00Z\nBob,13,\n")
    assert whose(found) == [("Alice Smith", "ce")]
    assert found.missing == ["Bob"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "empty"),
        ("learner\nann\nann\n", "row 3: `ann` is there twice"),
        ("learner,id\nann,1\nbob,1\n", "row 3: `1` is also said of `ann`"),
        ("learner,due\nann,soon\n", "row 2, column `due`: `soon` is no time"),
    ],
)
def test_a_bad_roster_is_said_where_it_is_bad(content, said, tmp_path):
    file = tmp_path / "r.csv"
    file.write_text(content)
    with pytest.raises(PracticeError, match=r"roster|row") as raised:
        Roster.read(file)
    assert said in raised.value.message


def test_a_mistyped_archive_is_answered_with_the_nearest(tmp_path):
    lay(tmp_path, "CS101-HW3-4711.zip")
    with pytest.raises(PracticeError, match="There is no folder or archive") as raised:
        handed_in(tmp_path / "CS101-HW3-471.zip")
    assert raised.value.remedy == f"Is it {tmp_path}/CS101-HW3-4711.zip?"
    with pytest.raises(PracticeError) as raised:
        handed_in(tmp_path / "nowhere" / "at-all")
    assert "handed in" in raised.value.remedy


def test_nothing_in_the_folder_is_changed(tmp_path):
    folder = lay(tmp_path / "class", "alice/ce.py")
    (folder / "bob.zip").write_bytes(zipped("ce.py"))

    def state() -> dict[Path, tuple[int, bytes]]:
        return {
            path: (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
            for path in [tmp_path, *tmp_path.rglob("*")]
        }

    before = state()
    handed_in(folder)
    assert state() == before
