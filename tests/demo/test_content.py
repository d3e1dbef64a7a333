import io
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

import demo
from articles.text import agency_code, findings, raw_copy
from articles.text.raw_copy import Copy
from demo import portraits
from demo.newsroom import DESKS, GUESTS, PLACES, STAFF
from demo.pictures import PICTURES, draw
from demo.stories import STORIES, StoryRow, copy_of

COPY = Path(demo.__file__).parent / "copy"
# A Tuesday; in Jakarta it is three in the afternoon.
NOW = datetime(2024, 1, 16, 8, 0, tzinfo=UTC)
SIGN_OFFS = {
    "id": "Mi’raj News Agency (MINA)",
    "en": "Mi’raj News Agency (MINA)",
    "ar": "وكالة معراج للأنباء (مينا)",
}
SIGNED = {"id/opini-satu-menit", "id/tausiyah-al-asr", "id/khutbah-kemudahan"}
SIGNED |= {"en/opinion-mistakes", "ar/opinion-minute"}
SIGNED |= {"id/kolom-bangku-belakang", "id/opini-kota-teduh"}
WITHOUT_DATELINE = SIGNED | {"id/wawancara-penerjemah"}

STORY = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.file)


def parsed(story: StoryRow) -> Copy:
    return raw_copy.parse(copy_of(story, NOW), first_line_is_headline=True)


def headlines(edition: str, *, unpublished: bool = True) -> set[str]:
    out = {"published", "updated", "corrected", "withdrawn"}
    return {
        parsed(story).headline
        for story in STORIES
        if story.edition == edition and (unpublished or story.state in out)
    }


def test_every_copy_is_listed_once() -> None:
    on_disk = sorted(path.relative_to(COPY).as_posix() for path in COPY.rglob("*.txt"))

    assert sorted(story.file for story in STORIES) == on_disk


def test_editions_have_their_number_of_stories() -> None:
    assert Counter(story.edition for story in STORIES) == {"id": 51, "en": 10, "ar": 5}


def test_every_state_occurs_its_number_of_times() -> None:
    assert Counter(story.state for story in STORIES) == {
        "published": 50,
        "draft": 3,
        "submitted": 3,
        "returned": 2,
        "scheduled": 2,
        "spiked": 1,
        "updated": 1,
        "corrected": 1,
        "withdrawn": 1,
        "embargoed": 1,
        "held": 1,
    }


def test_headlines_are_unique() -> None:
    counted = Counter(parsed(story).headline for story in STORIES)

    assert counted.most_common(1)[0][1] == 1


@STORY
def test_story_is_in_the_house_format(story: StoryRow) -> None:
    copy = parsed(story)
    name = story.file.removesuffix(".txt")
    unread = [finding for finding in copy.findings if finding.why != findings.NO_CODE]

    assert 6 <= len(copy.paragraphs) <= 14
    assert copy.sign_off == SIGN_OFFS[story.edition]
    assert (copy.dateline is None) == (name in WITHOUT_DATELINE)
    assert (copy.byline != "") == (name in SIGNED)
    assert unread == []
    assert "{" not in copy.source
    assert "'" not in copy.source
    assert '"' not in copy.source


@STORY
def test_related_stories_stand_after_every_fourth_paragraph_or_the_last(story: StoryRow) -> None:
    copy = parsed(story)
    places = [link.after for link in copy.related]
    allowed = [*range(4, len(copy.paragraphs) + 1, 4), len(copy.paragraphs)]

    assert places[0] == 4
    assert places == [place for place in dict.fromkeys(allowed) if place in places]


@STORY
def test_related_stories_are_others_of_the_edition_that_went_out(story: StoryRow) -> None:
    copy = parsed(story)
    others = headlines(story.edition, unpublished=False) - {copy.headline}

    assert {link.title for link in copy.related} - others == set()


@STORY
def test_names_in_a_row_are_those_of_the_newsroom(story: StoryRow) -> None:
    staff = {person.username for person in STAFF}
    copy = parsed(story)

    assert (story.edition, story.desk) in {(desk.edition, desk.slug) for desk in DESKS}
    assert story.writer in staff
    assert story.editor in staff | {""}
    assert story.picture in {picture.name for picture in PICTURES} | {""}
    assert 3 <= len(set(story.tags)) <= 5
    if copy.dateline:
        known = {place.name for place in PLACES if place.edition == story.edition}
        assert set(copy.dateline.places) - known == set()


def test_printed_codes_are_those_that_the_writers_hold() -> None:
    held = {person.username: {code.code for code in person.codes} for person in STAFF}
    printed = {story.file: (parsed(story).code, story) for story in STORIES}
    coded = {file: (code, story) for file, (code, story) in printed.items() if code}

    assert len(coded) == 8
    assert {
        file
        for file, (code, story) in coded.items()
        if code.kind != story.kind
        or code.writer not in held[story.writer]
        or not set(code.editors) <= held[story.editor]
    } == set()


def test_one_old_code_is_printed_with_spaces() -> None:
    texts = {parsed(story).code_text for story in STORIES} - {""}

    assert {text for text in texts if " " in text} == {"(L / M09 / P02)"}


def test_codes_have_their_shape_and_one_holder_at_a_time() -> None:
    codes = [code.code for person in STAFF for code in person.codes]
    codes += [guest.code for guest in GUESTS]

    assert len(codes) == len({code.lower() for code in codes})
    assert [code for code in codes if agency_code.parse(f"(T/{code})") is None] == []


def test_someone_held_two_codes_in_succession() -> None:
    editor = next(person for person in STAFF if person.username == "editor")
    first, second = editor.codes

    assert first.until is not None
    assert first.until < second.since
    assert second.until is None


def test_staff_have_the_roles_and_accounts_of_the_demo() -> None:
    roles = {person.username: person.role for person in STAFF}

    assert len(roles) == 12
    assert Counter(roles.values()) == {
        "reporter": 5,
        "editor": 3,
        "chief": 1,
        "photo": 2,
        "admin": 1,
    }
    assert [roles[name] for name in ("reporter", "editor", "chief", "photo", "admin")] == [
        "reporter",
        "editor",
        "chief",
        "photo",
        "admin",
    ]


def test_desks_nest_at_most_two_deep_and_have_unique_slugs() -> None:
    slugs = [(desk.edition, desk.slug) for desk in DESKS]
    tops = {(desk.edition, desk.slug) for desk in DESKS if not desk.parent}
    parents = {(desk.edition, desk.parent) for desk in DESKS if desk.parent}

    assert len(slugs) == len(set(slugs))
    assert parents - tops == set()


def test_places_have_one_preferred_spelling() -> None:
    names = [(place.edition, name) for place in PLACES for name in (place.name, *place.aliases)]

    assert len(names) == len(set(names))


def test_stories_with_a_state_say_why() -> None:
    with_reason = {story.state for story in STORIES if story.text}
    changed = {story.state: story for story in STORIES if story.change}

    assert with_reason == {"returned", "spiked", "corrected", "held", "withdrawn"}
    assert {story.ground for story in STORIES if story.state == "withdrawn"} == {"anak"}
    assert {story.notice for story in STORIES if story.state == "corrected"} == {"ralat"}
    assert sorted(s.publish_in_hours for s in STORIES if s.state == "scheduled") == [3, 9]
    assert changed.keys() == {"updated", "corrected"}
    for story in changed.values():
        assert story.change
        assert parsed(story).source.count(story.change[0]) == 1


def test_translations_are_of_an_earlier_indonesian_story() -> None:
    hours = {story.file: story.hours_ago for story in STORIES if story.edition == "id"}
    translations = [story for story in STORIES if story.translation_of]

    assert len(translations) == 9
    assert [t.file for t in translations if hours[t.translation_of] <= t.hours_ago] == []


def test_copy_names_days_counted_from_its_own_time() -> None:
    story = next(story for story in STORIES if story.file == "id/menara-kairo.txt")

    lead = parsed(story).paragraphs[0]

    assert ", Senin (15/1)," in lead


def test_copy_of_a_scheduled_story_counts_from_the_time_set() -> None:
    late = datetime(2024, 1, 16, 16, 0, tzinfo=UTC)
    story = next(story for story in STORIES if story.file == "id/klinik-zanzibar.txt")

    text = copy_of(story, late)

    # In three hours it is Wednesday in Jakarta, and the boat has sailed since two days before.
    assert "sejak Senin (15/1) kapal" in text


@pytest.mark.parametrize("name", [picture.name for picture in PICTURES])
def test_picture_is_a_jpeg_of_the_size_asked_and_the_same_twice(name: str) -> None:
    first, second = draw(name, (160, 107)), draw(name, (160, 107))

    picture = Image.open(io.BytesIO(first))
    assert (picture.format, picture.size, picture.mode) == ("JPEG", (160, 107), "RGB")
    assert first == second


def test_pictures_are_used_once_and_have_unique_names() -> None:
    names = Counter(picture.name for picture in PICTURES)
    used = Counter(story.picture for story in STORIES if story.picture)

    assert names == used


def test_portraits_are_of_staff_and_guests_and_each_writer_of_opinion_has_one() -> None:
    names = [row.name for row in portraits.PORTRAITS]
    guests = {guest.name for guest in GUESTS}

    assert len(names) == len(set(names))
    assert set(names) <= guests | {person.name for person in STAFF}
    assert {story.author for story in STORIES if story.author} == guests
    assert guests <= set(names)


@pytest.mark.parametrize("row", portraits.PORTRAITS, ids=lambda row: row.name)
def test_portrait_is_square_and_the_same_twice(row: portraits.PortraitRow) -> None:
    first, second = (portraits.draw(row, (48, 48)) for _ in range(2))

    assert Image.open(io.BytesIO(first)).size == (48, 48)
    assert first == second


def test_signed_piece_names_its_author() -> None:
    signed = [story for story in STORIES if story.author]

    assert [story.file for story in signed if story.author not in parsed(story).byline] == []


def test_update_is_of_an_earlier_story_that_says_it_is_unverified() -> None:
    hours = {story.file: story.hours_ago for story in STORIES}
    (update,) = [story for story in STORIES if story.updates]
    unverified = [story.file for story in STORIES if parsed(story).awaiting_verification]

    assert unverified == [update.updates]
    assert hours[update.updates] > update.hours_ago


def test_picture_of_no_such_name_is_refused() -> None:
    with pytest.raises(KeyError):
        draw("matahari-hijau")
