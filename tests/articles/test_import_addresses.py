from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import OldAddress


def run(file: Path, *arguments: str) -> tuple[int, str, list[str]]:
    out, err = StringIO(), StringIO()
    try:
        call_command("import_addresses", str(file), *arguments, stdout=out, stderr=err)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue(), err.getvalue().splitlines()
    return 0, out.getvalue(), err.getvalue().splitlines()


def stored() -> set[tuple[str, str, str]]:
    return set(OldAddress.objects.values_list("edition_id", "path", "slug"))


def test_addresses_are_kept_as_they_are_asked_for(db: None, tmp_path: Path) -> None:
    file = tmp_path / "lama.csv"
    file.write_text("?p=17,panen-raya\n/2014/05/Panen-Lama.html,panen-raya\n\nlain/,berita-lain\n")

    status, said, wrong = run(file)

    assert (status, said, wrong) == (0, f"{file}: 3 old addresses\n", [])
    assert stored() == {
        ("id", "?p=17", "panen-raya"),
        ("id", "panen-lama", "panen-raya"),
        ("id", "lain", "berita-lain"),
    }


def test_bad_lines_are_named_and_the_others_kept(db: None, tmp_path: Path) -> None:
    file = tmp_path / "lama.csv"
    file.write_text("?p=x,panen\nsatu\nlama,Bukan Slug\nbaik,panen-raya\n/,panen\n")

    status, said, wrong = run(file, "--edition", "en")

    assert (status, said) == (1, f"{file}: 1 old addresses\n")
    assert wrong == [
        f"{file}: line 1: not an old address: '?p=x'",
        f"{file}: line 2: not an old address and a slug",
        f"{file}: line 3: not a slug: 'Bukan Slug'",
        f"{file}: line 5: not an old address: '/'",
    ]
    assert stored() == {("en", "baik", "panen-raya")}


def test_address_given_again_leads_to_the_newer_slug(db: None, tmp_path: Path) -> None:
    file = tmp_path / "lama.csv"
    for slug in ("panen", "panen-raya"):
        file.write_text(f"?p=17,{slug}\n")
        run(file)

    assert stored() == {("id", "?p=17", "panen-raya")}


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_file_that_cannot_be_read_is_refused(
    db: None, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "lama.csv"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(CommandError):
        run(file)


def test_lines_that_lead_round_are_refused(db: None, tmp_path: Path) -> None:
    OldAddress.objects.create(edition_id="id", path="sawah", slug="padi")
    file = tmp_path / "lama.csv"
    file.write_text(
        "panen,panen\n/2014/05/Kopi.html,teh\nteh,kopi\npadi,sawah\nbaik,panen-raya\njauh,kopi\n"
    )

    status, said, wrong = run(file)

    assert (status, said) == (1, f"{file}: 2 old addresses\n")
    assert wrong == [
        f"{file}: line 1: leads round to itself: panen → panen",
        f"{file}: line 2: leads round to itself: kopi → teh → kopi",
        f"{file}: line 3: leads round to itself: teh → kopi → teh",
        f"{file}: line 4: leads round to itself: padi → sawah → padi",
    ]
    assert stored() == {
        ("id", "sawah", "padi"),
        ("id", "baik", "panen-raya"),
        ("id", "jauh", "kopi"),
    }


def test_address_written_in_percents_is_kept_as_it_is_asked_for(db: None, tmp_path: Path) -> None:
    file = tmp_path / "lama.csv"
    file.write_text("/2014/05/%D9%82%D8%AF%D8%B3.html,%D8%A7%D9%84%D9%82%D8%AF%D8%B3\n")

    run(file, "--edition", "ar")

    assert stored() == {("ar", "قدس", "القدس")}
