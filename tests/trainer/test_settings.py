"""One checked reading of `practice.toml`: file, line, field, what was expected."""

from __future__ import annotations

import pytest

from exercises.errors import PracticeError
from grader.limits import Limits, limits_from, overrides
from trainer.settings import Settings, check, known
from trainer.settings_file import LARGEST_FILE, read_settings

ONES = "1" * 5000

REFUSED = {
    "unknown": ('lang = "en"\ncolor = 1\n', 2, ["`color`", "no such setting"]),
    "a slip of the pen": ("new_par_day = 1\n", 1, ["`new_par_day`", "`new_per_day`"]),
    "choice": ('\n\nlang = "fr"\n', 3, ["`lang`", '"en" or "zh"', '"fr"']),
    "text for a number": ('new_per_day = "many"\n', 1, ["`new_per_day`", "whole number"]),
    "a boolean for a number": ("new_per_day = true\n", 1, ["`new_per_day`", "true"]),
    "half a drill": ("new_per_day = 2.5\n", 1, ["`new_per_day`", "2.5"]),
    "negative": ("# mine\nnew_per_day = -1\n", 2, ["`new_per_day`", "from 0 to 1000", "-1"]),
    "too sure": ("retention = 0.98\n", 1, ["`retention`", "a number from 0.7 to 0.97", "0.98"]),
    "not sure at all": ("\nretention = 0.5\n", 2, ["`retention`", "from 0.7 to 0.97", "0.5"]),
    "per cent": ("retention = 90\n", 1, ["`retention`", "from 0.7 to 0.97", "90"]),
    "fewer than none": ("reviews_per_day = -1\n", 1, ["`reviews_per_day`", "from 0 to 1000"]),
    "beyond sixty-four bits": (f"new_per_day = {'9' * 30}\n", 1, ["`new_per_day`", "from 0"]),
    "no value": ("lang = \n", 1, ["not valid TOML"]),
    "given twice": ('lang = "en"\nlang = "zh"\n', 2, ["not valid TOML"]),
    "not closed": ('lang = "en"\n\na = [1,\n2\n', 4, ["not valid TOML"]),
    "nested": ('lang = "en"\na = ' + "[" * 5000 + "\n", 2, ["nested too deeply"]),
    "nested and closed": ("\na = " + "[" * 5000 + "]" * 5000, 2, ["nested too deeply"]),
    "nested tables": ("a = " + "{b=" * 3000 + "1" + "}" * 3000, 1, ["nested too deeply"]),
    "digits": (f"\n\na = {ONES}\nlang = 'zh'\n", 3, ["too long"]),
    "digits after lines that need each other": (f"a = [\n1,\n{ONES}\n]\n", 1, ["too long"]),
    "infinite": ("[limits]\nseconds_per_grade = inf\n", 2, ["`limits.seconds_per_grade`", "inf"]),
    "not a number": ("[limits]\n\nmemory_mb = nan\n", 3, ["`limits.memory_mb`", "nan"]),
    "nan seconds": ("[limits]\ncpu_seconds_per_call = nan\n", 2, ["`limits.cpu_seconds_per_call`"]),
    "negative limit": ("[limits]\noutput_kb = -1\n", 2, ["`limits.output_kb`", "-1"]),
    "zero": ("[limits]\nreply_mb = 0\n", 2, ["`limits.reply_mb`", "from 1"]),
    "unknown limit": ("[server]\n[limits]\nmemory = 3\n", 3, ["`limits.memory`"]),
    "text in a table": ("[limits]\nmemory_mb = 'much'\n", 2, ["`limits.memory_mb`", '"much"']),
    "server": ("[server]\n# long\nidle_minutes = -1\n", 3, ["`server.idle_minutes`", "-1"]),
    "server for ever": ("[server]\nidle_minutes = inf\n", 2, ["`server.idle_minutes`", "inf"]),
    "inline table": ("server = {idle_minutes = 'x'}\n", 1, ["`server.idle_minutes`"]),
    "dotted": ("lang = 'en'\nserver.idle_minutes = -3\n", 2, ["`server.idle_minutes`"]),
    "no table": ("lang = 'zh'\nlimits = 3\n", 2, ["`limits`", "table", "3"]),
    "a list of tables": ("[[limits]]\nmemory_mb = 5\n", 1, ["`limits`", "table"]),
    "a date": ("new_per_day = 2026-01-01\n", 1, ["`new_per_day`", "2026-01-01"]),
    "a date that is none": ("new_per_day = 2026-13-41\n", 1, []),
    "over several lines": ("lang = 'en'\nnew_per_day = [\n1,\n2\n]\n", 2, ["`new_per_day`"]),
    "name in a string": ('lang = """\nnew_per_day = 1"""\n', 1, ["`lang`"]),
    "same name elsewhere": ("[server]\nidle_minutes = 1\n[limits]\nidle_minutes = 2\n", 4, []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "words"), REFUSED.values(), ids=list(REFUSED))
def test_what_is_wrong_is_named_with_file_line_field_and_what_was_expected(
    tmp_path, text, line, words
):
    file = tmp_path / "practice.toml"
    file.write_text(text)
    with pytest.raises(PracticeError) as refusal:
        read_settings(file)
    assert refusal.value.exit_code == 2
    assert refusal.value.message.startswith(f"{file}, line {line}: ")
    assert all(word in refusal.value.message for word in words), refusal.value.message
    assert len(refusal.value.message) < len(str(file)) + 160


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('lang = "en"\n# \xe9\n'.encode("latin-1"), 2),
        ('lang = "en"\n'.encode("utf-16"), 1),
        (b"# " + b"x" * LARGEST_FILE, 1),
        (b"\n" * (LARGEST_FILE + 1), LARGEST_FILE + 2),
        (b'\x00\x01lang = "en"', 1),
    ],
)
def test_a_file_that_is_no_text_of_ours_gets_a_line_too(tmp_path, content, line):
    file = tmp_path / "practice.toml"
    file.write_bytes(content)
    with pytest.raises(PracticeError) as refusal:
        read_settings(file)
    assert refusal.value.message.startswith(f"{file}, line {line}: ")
    assert refusal.value.exit_code == 2


def test_what_is_right_is_read(tmp_path):
    file = tmp_path / "practice.toml"
    file.write_bytes(
        b'\xef\xbb\xbflang = "zh"\r\n[limits]\r\nseconds_per_grade = 90\r\n[server]\r\n'
        b"idle_minutes = 0\r\n"
    )
    settings = read_settings(file)
    assert (settings.lang, settings.server.idle_minutes) == ("zh", 0)
    assert overrides(settings.limits) == {"seconds_per_grade": 90}
    assert limits_from({"seconds_per_grade": 90}) == settings.limits


def test_a_folder_in_the_place_of_the_file_is_a_sentence(tmp_path):
    with pytest.raises(PracticeError, match="cannot be read"):
        read_settings(tmp_path)


def test_every_setting_is_known_with_its_default_range_and_meaning():
    assert {"lang", "new_per_day", "limits.memory_mb", "server.idle_minutes"} <= set(known())
    assert {f"limits.{name}" for name in Limits.__struct_fields__} <= set(known())
    for name, setting in known().items():
        assert check(name, setting.default) == setting.default
        assert setting.meaning.en
        assert setting.meaning.zh, name
        if setting.kind == "text":
            assert setting.default in setting.choices
        else:
            assert setting.least is not None
            assert setting.most is not None
            for value in (setting.least, setting.most):
                assert check(name, int(value) if setting.kind == "whole number" else value) == value
            for value in (setting.least - 1, setting.most + 1, float("nan"), float("inf"), True):
                with pytest.raises(ValueError, match="expected a"):
                    check(name, value)


def test_a_setting_that_does_not_exist_is_no_setting():
    with pytest.raises(ValueError, match=r"the nearest is `limits.memory_mb`"):
        check("limits.memory_mp", 1)
    for name in ("limits", "server", "", "lang.x", "limits.memory_mb.x"):
        with pytest.raises(ValueError, match="no such setting"):
            check(name, 1)


def test_the_defaults_are_the_settings_of_an_empty_file(tmp_path):
    (tmp_path / "practice.toml").write_text("")
    assert read_settings(tmp_path / "practice.toml") == Settings()
