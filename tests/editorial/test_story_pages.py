"""The pages beside the form: what a button asks, the preview, the log, the pasted copy."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.actions import importing, reviewing
from articles.models import Article, Dispatch, Event, Status, Story
from tests.editorial.forms import answer, change_address, client_for, open_form, send
from tests.factories import (
    edit,
    make_desk,
    make_published,
    make_story,
    make_submitted,
    make_user,
)

pytestmark = pytest.mark.django_db
PASTE = "/admin/articles/story/paste/"
COPY = """Warga Bangun Dapur Umum

Jakarta, MINA – Warga sebuah desa contoh membangun dapur umum (16/1).

Dapur itu buka setiap hari.

Baca Juga: Sekolah Perahu Tiba

Panitia mengajak semua orang membantu. (T/RI-1/P2)

Mi’raj News Agency (MINA)
"""


def page(name: str, story: Story) -> str:
    return reverse(f"admin:articles_story_{name}", args=[story.pk])


def test_button_that_asks_saves_first_and_leads_to_its_page() -> None:
    story = make_submitted()
    client = client_for(make_user("editor"))

    response = send(client, story, open_form(client, story), headline="Judul baru", _do="return")

    assert response["Location"] == page("return", story)
    assert (Story.objects.get().headline, Story.objects.get().status) == (
        "Judul baru",
        Status.SUBMITTED,
    )


def test_return_needs_a_reason_and_gives_it_to_the_reporter() -> None:
    story = make_submitted()
    client = client_for(make_user("editor"))

    without = client.post(page("return", story), {"seen_version": "1", "reason": " "})
    client.post(page("return", story), {"seen_version": "1", "reason": "Siapa sumbernya?"})

    assert without.status_code == 200
    assert Story.objects.get().status == Status.RETURNED
    assert story.created_by
    shown = client_for(story.created_by).get(change_address(story)).content.decode()
    assert shown.count("Siapa sumbernya?") == 2


def test_schedule_takes_the_newsrooms_own_time() -> None:
    story = make_submitted()
    at = (timezone.localtime() + timedelta(days=1)).replace(second=0, microsecond=0, tzinfo=None)
    client = client_for(make_user("editor"))

    answer(client, page("schedule", story), publish_at=f"{at:%Y-%m-%dT%H:%M}")

    stored = Story.objects.get()
    assert stored.status == Status.APPROVED
    assert stored.publish_at
    assert timezone.localtime(stored.publish_at).replace(tzinfo=None) == at


def test_refused_answer_keeps_what_was_typed() -> None:
    story = make_submitted()
    client = client_for(make_user("editor"))

    response = client.post(page("return", story), {"seen_version": "9", "reason": "Kurang data."})

    assert Story.objects.get().status == Status.SUBMITTED
    assert response.context["form"]["reason"].value() == "Kurang data."
    assert list(response.context["form"].errors) == ["__all__"]


def test_question_for_a_state_that_has_passed_leads_back_to_the_story() -> None:
    story = make_submitted()
    reviewing.approve(story=story, by=make_user("editor"))
    client = client_for(make_user("editor"))

    response = client.get(page("return", story))

    assert response["Location"] == change_address(story)


def test_correction_is_published_with_its_note() -> None:
    story = make_published()
    client = client_for(make_user("editor"))

    answer(client, page("correct", story), kind="koreksi", note="Nama diperbaiki.", unchanged="on")

    notices = Dispatch.objects.latest("number").content["notices"]
    assert [(notice["kind"], notice["text"]) for notice in notices] == [
        ("koreksi", "Nama diperbaiki.")
    ]


@pytest.mark.parametrize(
    ("name", "given"),
    [("withdraw", {"ground": "anak", "reason": "Usia anak."}), ("hold", {"reason": "Dibantah."})],
)
def test_what_was_sent_is_named_as_it_was_sent_while_a_next_version_is_in_work(
    name: str, given: dict[str, str]
) -> None:
    story = make_published(headline="Judul Terbit")
    chief = make_user("chief")
    edit(story, by=chief, headline="Judul Kerja")

    told = client_for(chief).post(page(name, story), given, follow=True)

    (said,) = map(str, told.context["messages"])
    assert ("Judul Terbit" in said, "Judul Kerja" in said) == (True, False)


def test_withdrawal_names_a_ground_of_the_list() -> None:
    story = make_published()
    client = client_for(make_user("chief"))

    wrong = client.post(page("withdraw", story), {"ground": "bosan", "reason": "R."})
    client.post(page("withdraw", story), {"ground": "anak", "reason": "Usia anak."})

    assert wrong.status_code == 200
    assert (Story.objects.get().status, Article.objects.count()) == (Status.WITHDRAWN, 0)


def test_preview_shows_the_working_copy_to_the_newsroom_only() -> None:
    story = make_story(headline="Judul pratinjau", body="<p>Isi &amp; kata.</p>")
    assert story.created_by
    client = client_for(story.created_by)

    response = client.get(page("preview", story))

    html = response.content.decode()
    assert [text in html for text in ("Judul pratinjau", "Isi &amp; kata.", "MINA –")] == [True] * 3
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert Dispatch.objects.count() == 0


def test_preview_stands_in_the_frame_of_the_published_page() -> None:
    story = make_published()
    public = client_for(make_user("editor")).get(f"/{story.slug}/").content.decode()

    shown = client_for(make_user("editor")).get(page("preview", story)).content.decode()

    # The story has a header and a footer of its own within.
    for first, last in (("<body", "<main"), ("</main>", "</footer>")):
        frames = [
            html[html.index(first) : html.rindex(last)].partition("<script")[0]
            for html in (public, shown)
        ]
        assert frames[0] == frames[1]


def test_preview_shows_each_working_copy_anew() -> None:
    story = make_story(headline="Judul pertama")
    assert story.created_by
    client = client_for(story.created_by)
    other = make_story(headline="Judul lain", by=story.created_by)
    client.get(page("preview", story))
    Story.objects.filter(pk=story.pk).update(headline="Judul kedua")

    html = [client.get(page("preview", one)).content.decode() for one in (story, other)]

    assert ["<h1>Judul kedua</h1>" in html[0], "<h1>Judul lain</h1>" in html[1]] == [True, True]


def test_reading_changes_nothing() -> None:
    story = make_submitted()
    client = client_for(make_user("chief"))
    before = Story.objects.values().get(), Event.objects.count()

    for name in ("change", "preview", "history", "return", "schedule", "spike"):
        client.get(page(name, story))

    assert (Story.objects.values().get(), Event.objects.count()) == before


def test_pasted_copy_becomes_a_draft_with_all_it_printed() -> None:
    reporter = make_user("reporter")
    make_desk("id")
    client = client_for(reporter)

    response = client.post(PASTE, {"source": COPY, "edition": "id", "desk": "", "headline": ""})

    story = Story.objects.get()
    assert response["Location"] == change_address(story)
    assert (story.headline, story.dateline, story.code_text, story.created_by) == (
        "Warga Bangun Dapur Umum",
        "Jakarta, MINA –",
        "(T/RI-1/P2)",
        reporter,
    )


def test_pasted_copy_given_twice_is_one_story() -> None:
    make_desk("id")
    client = client_for(make_user("reporter"))

    for _time in range(2):
        response = client.post(PASTE, {"source": COPY, "edition": "id"}, follow=True)

    assert Story.objects.count() == 1
    assert "already" in str(next(iter(response.context["messages"])))


def test_pasted_copy_is_the_story_of_its_file() -> None:
    """A browser sends CR LF, and no line end where the file has its last."""
    desk = make_desk("id")
    reporter = make_user("reporter")
    story = importing.import_copy(source=f"{COPY}\n", by=reporter, edition=desk.edition).story

    response = client_for(reporter).post(
        PASTE, {"source": COPY.replace("\n", "\r\n"), "edition": "id"}
    )

    assert response["Location"] == change_address(story)
    assert Story.objects.count() == 1


def test_form_says_in_the_readers_language_what_was_found_in_a_pasted_copy() -> None:
    make_desk("id")
    client = client_for(make_user("reporter"))
    client.post(
        PASTE, {"source": "> Jakarta, MINA – Isi.\r\n> Selesai. (T/RI-1/P2)", "edition": "id"}
    )

    address = change_address(Story.objects.get())
    said = client.get(address, headers={"accept-language": "id"}).content.decode()

    assert "Tanda &gt; dari surel kutipan dilepas dari baris-baris ini." in said


def test_pasted_copy_that_is_none_is_kept_in_the_form_with_the_reason() -> None:
    make_desk("id")
    client = client_for(make_user("reporter"))

    response = client.post(PASTE, {"source": "Mi’raj News Agency (MINA)", "edition": "id"})

    assert response.context["form"]["source"].value() == "Mi’raj News Agency (MINA)"
    assert list(response.context["form"].errors) == ["source"]


def test_log_says_who_did_what_newest_first() -> None:
    story = make_published()
    client = client_for(make_user("editor"))

    log = client.get(page("history", story)).context["log"]

    assert [line.event.verb for line in log] == ["publish", "approve", "submit", "file"]


def test_page_says_what_the_checks_found_to_who_reads_and_is_asked_for_it_by_who_writes() -> None:
    by = make_user("reporter")
    story = make_submitted(by=by, headline="PANEN RAYA DI DESA")
    writer, said = client_for(make_user("editor")), "The headline is in capitals alone."

    read = client_for(by).get(change_address(story)).content.decode()
    written = writer.get(change_address(story)).content.decode()
    asked = writer.post(page("print", story), open_form(writer, story)).json()["checks"]

    assert (read.count(said), written.count(said)) == (1, 0)
    assert f'<a href="#id_headline" dir="auto">{said}</a>' in asked


def test_published_story_is_not_checked_again() -> None:
    story = make_published(headline="PANEN RAYA DI DESA")

    shown = client_for(make_user("editor")).get(change_address(story)).content.decode()

    assert re.findall(r'<section [^>]*id="checks"[^>]*?( hidden| data-)', shown) == [" hidden"]
    assert "in capitals alone" not in shown
