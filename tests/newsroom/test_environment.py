import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from newsroom import environment as env


@pytest.mark.parametrize(
    ("given", "value"),
    [("", True), ("yes", True), ("ON", True), ("1", True), ("no", False), (" off ", False)],
)
def test_boolean_of_a_known_word_is_it(
    monkeypatch: pytest.MonkeyPatch, given: str, value: bool
) -> None:
    monkeypatch.setenv("DEBUG", given)

    assert env.boolean("DEBUG", default=True) is value


def test_boolean_of_another_word_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", "maybe")

    with pytest.raises(ImproperlyConfigured, match="DEBUG must be yes or no, not 'maybe'"):
        env.boolean("DEBUG", default=False)


@pytest.mark.parametrize("given", ["-1", "8000.5", "eight", "٨"])
def test_number_of_anything_else_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("PORT", given)

    with pytest.raises(ImproperlyConfigured, match="PORT must be a whole number"):
        env.number("PORT", default=8000)


@pytest.mark.parametrize("given", ["Mars/Olympus", "Asia", "../../etc/passwd", "UTC+7", "\x01"])
def test_zone_of_no_place_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("TIME_ZONE", given)

    with pytest.raises(ImproperlyConfigured, match="TIME_ZONE must be a time zone"):
        env.zone("TIME_ZONE", default="Asia/Jakarta")


def test_zone_that_is_none_ends_the_start_in_one_line() -> None:
    result = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"TIME_ZONE": "Mars/Olympus"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.stderr == "newsroom: TIME_ZONE must be a time zone, not 'Mars/Olympus'.\n"
    assert result.returncode == 1


def test_words_between_commas_and_spaces_are_parted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "a.example, b.example  c.example,")

    assert env.words("ALLOWED_HOSTS") == ["a.example", "b.example", "c.example"]


def test_demo_secret_key_asked_twice_is_kept_for_its_owner(tmp_path: Path) -> None:
    first = env.demo_secret_key(tmp_path / "var")
    second = env.demo_secret_key(tmp_path / "var")

    assert first == second
    assert len(first) == 64
    assert [(path.name, path.stat().st_mode & 0o777) for path in (tmp_path / "var").iterdir()] == [
        ("secret-key", 0o600)
    ]


def test_secret_of_a_file_is_its_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("s3cr3t é\n")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "key"))
    monkeypatch.setenv("SECRET_KEY", "")

    assert env.secret("SECRET_KEY") == "s3cr3t é"


@pytest.mark.parametrize(
    ("file", "value", "why"),
    [
        (b"one", "another", "SECRET_KEY and SECRET_KEY_FILE are both given; give one."),
        (None, "", "SECRET_KEY_FILE '{path}' can't be read: No such file or directory."),
        (b"\xff\xfe", "", "SECRET_KEY_FILE '{path}' can't be read: it is no text."),
        (b"", "", "SECRET_KEY_FILE '{path}' must hold one line, the value."),
        (b" \n", "", "SECRET_KEY_FILE '{path}' must hold one line, the value."),
        (b"one\ntwo\n", "", "SECRET_KEY_FILE '{path}' must hold one line, the value."),
    ],
)
def test_secret_that_no_file_tells_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: bytes | None, value: str, why: str
) -> None:
    path = tmp_path / "key"
    if file is not None:
        path.write_bytes(file)
    monkeypatch.setenv("SECRET_KEY_FILE", str(path))
    monkeypatch.setenv("SECRET_KEY", value)

    with pytest.raises(ImproperlyConfigured) as refused:
        env.secret("SECRET_KEY")

    assert str(refused.value) == why.format(path=path)


def test_settings_take_their_secrets_from_files(tmp_path: Path) -> None:
    (tmp_path / "url").write_text("postgresql://nobody@127.0.0.1:9/none\n")
    (tmp_path / "key").write_text("k" * 50 + "\n")
    given = {"DATABASE_URL_FILE": str(tmp_path / "url"), "SECRET_KEY_FILE": str(tmp_path / "key")}
    tell = (
        "from django.conf import settings as s; print(s.SECRET_KEY, s.DATABASES['default']['NAME'])"
    )

    result = subprocess.run(
        [sys.executable, "-c", tell],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "ALLOWED_HOSTS": "example.org"}
        | given,
        capture_output=True,
        text=True,
        check=True,
    )

    assert result.stdout == f"{'k' * 50} none\n"


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_settings_with_a_database_and_a_value_missing_name_it(missing: str) -> None:
    given = {"SECRET_KEY": "k" * 50, "ALLOWED_HOSTS": "example.org", missing: ""}

    result = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"} | given,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.stderr == f"newsroom: {missing} must be set when DATABASE_URL is.\n"
    assert result.returncode == 1
