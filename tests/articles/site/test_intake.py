"""The form for corrections and replies: what it takes, keeps, refuses and says."""

import time
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.signing import Signer, b62_encode
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles.actions import reviewing
from articles.intake import MOST_IN_AN_HOUR
from articles.models import Complaint, ComplaintEvent, Dispatch, IntakeCount, OldAddress, Story
from articles.site.pages import traps
from articles.site.pages.intake_form import LONGEST
from tests.articles.site.helpers import Newsroom, Outline, address, html, withdraw
from tests.factories import make_submitted

URL = "/en/koreksi/ajukan/"


def token_of(seconds: int) -> str:
    """The token of a form that was shown so many seconds ago."""
    shown = b62_encode(int(time.time()) - seconds)
    return Signer(salt=traps.signer.salt).sign(f":{shown}")


def typed(**changes: str) -> dict[str, str]:
    """What a reader has filled in a minute after the page was made."""
    return {
        "jenis": "koreksi",
        "berita": "https://contoh.test/en/harvest/",
        "isi": "The harvest was in May, not in June.",
        "nama": "Tirta Demowati",
        "hubungan": "Named in the story",
        "surel": "tirta@contoh.test",
        "telepon": "",
        "setuju": "on",
        "situs": "",
        "waktu": token_of(60),
        **changes,
    }


def send(client: Client, url: str = URL, *, headers: Any = None, **changes: str) -> Any:
    return client.post(
        url,
        urlencode(typed(**changes)),
        content_type="application/x-www-form-urlencoded",
        headers=headers,
    )


def read(response: Any, status: int) -> Outline:
    assert response.status_code == status
    return Outline(response.content.decode())


def test_request_is_taken_down_as_it_was_typed(db: None, client: Client) -> None:
    before = timezone.now()

    response = send(client)

    complaint = Complaint.objects.get()
    assert response.headers["Location"] == f"/en/koreksi/ajukan/{complaint.reference}/"
    assert before <= complaint.received_at <= timezone.now()
    assert complaint.due_at - complaint.received_at == timedelta(hours=48)
    assert (complaint.status, complaint.kind, complaint.edition_id) == ("new", "koreksi", "en")
    assert complaint.story_address == "https://contoh.test/en/harvest/"
    assert (complaint.name, complaint.capacity) == ("Tirta Demowati", "Named in the story")
    assert (complaint.email, complaint.telephone) == ("tirta@contoh.test", "")
    assert complaint.text == "The harvest was in May, not in June."
    assert complaint.consent.startswith("I agree that the newsroom keeps what I write")
    assert list(ComplaintEvent.objects.values_list("verb", "to_status", "actor_name")) == [
        ("receive", "new", "")
    ]


@pytest.mark.parametrize("form", ["{0}", "https://situs.test{0}", "{0}copy.txt", "{0}?page=2"])
def test_request_knows_the_version_that_was_read(
    newsroom: Newsroom, client: Client, form: str
) -> None:
    story = newsroom.publish()

    send(client, "/koreksi/ajukan/", berita=form.format(address(story)))

    complaint = Complaint.objects.get()
    assert complaint.story_uid == story.uid
    assert complaint.dispatch == Dispatch.objects.get()


def test_request_may_name_the_storys_former_address(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()
    OldAddress.objects.create(edition_id="id", path="panen-2014", slug=story.slug)

    send(client, "/koreksi/ajukan/", berita="https://contoh.test/2014/05/panen-2014.html")

    assert Complaint.objects.get().story_uid == story.uid


def test_request_may_be_about_a_withdrawn_story(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()
    withdraw(story)

    send(client, "/koreksi/ajukan/", berita=f"/{story.slug}/")

    assert Complaint.objects.get().story_uid == story.uid


def test_sender_gets_a_number_and_a_time_and_sees_no_more(db: None, client: Client) -> None:
    response = send(client)
    complaint = Complaint.objects.get()

    answer = client.get(response.headers["Location"])

    page = read(answer, 200)
    assert page.texts("strong") == [complaint.reference]
    assert page.texts("dd")[-1] == "New"
    assert len(page.attributes("time")) == 2
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert [meta["content"] for meta in page.attributes("meta", name="robots")] == ["noindex"]
    for private in ("Tirta", "contoh.test", "harvest"):
        assert private not in answer.content.decode()


@pytest.mark.parametrize("url", ["/en/koreksi/ajukan/XXXX-XXXX/", "/koreksi/ajukan/{0}/"])
def test_number_of_nothing_here_is_missing(db: None, client: Client, url: str) -> None:
    send(client)

    response = client.get(url.format(Complaint.objects.get().reference))

    assert response.status_code == 404


def test_form_sent_twice_is_one_request(db: None, client: Client) -> None:
    form = typed()

    places = [
        client.post(URL, urlencode(form), content_type="application/x-www-form-urlencoded").headers[
            "Location"
        ]
        for _time in range(2)
    ]

    assert places[0] == places[1]
    assert Complaint.objects.count() == 1
    assert IntakeCount.objects.get().count == 1


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"jenis": ""}, {"jenis": "Choose what you ask for."}),
        ({"berita": ""}, {"berita": "Give the address of the story that it is about."}),
        ({"isi": "  "}, {"isi": "Write what you ask us to change or to print."}),
        ({"nama": ""}, {"nama": "Write your name."}),
        ({"hubungan": ""}, {"hubungan": "Write who you are to the story."}),
        ({"surel": ""}, {"surel": "Write an e-mail address or a telephone number."}),
        ({"surel": "tirta"}, {"surel": "This is not an e-mail address."}),
        ({"telepon": "abc"}, {"telepon": "This is not a telephone number."}),
        ({"telepon": "0812"}, {"telepon": "This is not a telephone number."}),
        (
            {"berita": "https://contoh.test/" + "x" * 500},
            {"berita": "This is no address of a story: it is too long."},
        ),
        ({"setuju": ""}, {"setuju": "We may keep your request only if you agree."}),
    ],
)
def test_mistake_is_named_where_it_is(
    db: None, client: Client, changes: dict[str, str], wrong: dict[str, str]
) -> None:
    page = read(send(client, **changes), 422)

    (name, message), *_rest = wrong.items()
    anchor = "jenis_0" if name == "jenis" else name
    assert page.texts("a", href=f"#{anchor}") == [message]
    assert page.texts("p", class_="field-error", id=f"{name}_error") == [message]
    assert [
        tag
        for tag, attributes, _ in page.elements
        if f"{name}_error" in attributes.get("aria-describedby", "").split()
    ] == [{"jenis": "fieldset", "isi": "textarea"}.get(name, "input")]
    assert page.texts("title")[0].startswith("Not sent yet:")
    assert Complaint.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "headers", "message"),
    [
        ({"situs": "https://spam.test"}, {}, "Leave this field empty: it is there for machines."),
        ({"waktu": ""}, {}, "This page was open for very long. Please send it once more."),
        ({"waktu": "1:x"}, {}, "This page was open for very long. Please send it once more."),
        ({"nama": ""}, {}, "Write your name."),
        (
            {},
            {"Sec-Fetch-Site": "cross-site"},
            "This came from another site. Send it once more from here.",
        ),
        (
            {},
            {"Origin": "https://lain.test"},
            "This came from another site. Send it once more from here.",
        ),
    ],
)
def test_nothing_typed_is_lost_on_an_error(
    db: None, client: Client, changes: dict[str, str], headers: dict[str, str], message: str
) -> None:
    response = send(client, headers=headers, isi="Two\nlines <b>&amp;", **changes)

    page = read(response, 422)
    values = {field["name"]: field.get("value", "") for field in page.attributes("input")}
    kept = typed(**changes) | {"isi": "Two\nlines <b>&amp;"}
    assert message in page.texts("li")
    assert page.texts("textarea") == ["Two lines <b>&amp;"]
    for name in ("berita", "nama", "hubungan", "surel", "telepon"):
        assert values[name] == kept[name]
    checked = page.attributes("input", checked="")
    assert [field.get("value", "on") for field in checked] == ["koreksi", "on"]
    assert traps.age(values["waktu"]) in (traps.Age.RIGHT, traps.Age.TOO_YOUNG)
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"},
        {"Origin": "http://testserver"},
        {},
    ],
)
def test_post_from_the_page_itself_is_taken(
    db: None, client: Client, headers: dict[str, str]
) -> None:
    assert send(client, headers=headers).status_code == 302


def test_form_filled_in_no_time_is_asked_to_wait(db: None, client: Client) -> None:
    token = traps.token()

    page = read(send(client, waktu=token), 422)

    assert "That was very quick. Look it over, then send it once more." in page.texts("li")
    assert page.attributes("input", name="waktu")[0]["value"] == token


def test_too_many_requests_are_put_off_and_kept(db: None, client: Client) -> None:
    for number in range(MOST_IN_AN_HOUR):
        send(client, isi=f"Number {number}")

    page = read(send(client, isi="One too many"), 429)

    assert page.texts("textarea") == ["One too many"]
    assert Complaint.objects.count() == MOST_IN_AN_HOUR


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("192.0.2.1", "192.0.2.2", 2),
        ("2001:db8::1", "2001:db8::ffff:2", 1),
        ("2001:db8::1", "2001:db8:0:1::1", 2),
        ("::ffff:192.0.2.1", "192.0.2.1", 1),
        ("10.0.0.9, 192.0.2.1", "10.0.0.8, 192.0.2.1", 1),
    ],
)
def test_requests_are_counted_by_network_without_its_address(
    db: None, client: Client, one: str, other: str, count: int
) -> None:
    send(client, headers={"X-Forwarded-For": one})
    send(client, headers={"X-Forwarded-For": other}, isi="Another")

    keys = list(IntakeCount.objects.values_list("key", flat=True))
    assert len(keys) == count
    assert [len(key) for key in keys] == [64] * count


def test_address_told_by_a_stranger_is_not_believed(db: None, client: Client) -> None:
    for told in ("192.0.2.1", "192.0.2.2"):
        client.post(
            URL,
            urlencode(typed(isi=told)),
            content_type="application/x-www-form-urlencoded",
            headers={"X-Forwarded-For": told},
            REMOTE_ADDR="198.51.100.7",
        )

    assert IntakeCount.objects.get().count == 2


def test_form_takes_no_files(db: None, client: Client) -> None:
    assert client.post(URL, typed()).status_code == 400


def test_text_that_is_too_long_is_kept_and_refused(db: None, client: Client) -> None:
    page = read(send(client, isi="x" * (LONGEST + 1)), 422)

    assert page.texts("textarea") == ["x" * (LONGEST + 1)]
    assert Complaint.objects.count() == 0


@pytest.mark.parametrize(
    ("telephone", "kept"),
    [
        ("\u202a+62 812-0000-0000\u202c", "+62 812-0000-0000"),
        ("٠٨١٢٠٠٠٠٠٠٠٠", "081200000000"),
        ("۰۸۱۲ ۰۰۰۰ ۰۰۰۰", "0812 0000 0000"),
        ("(+62) 812 0000 0000", "(+62) 812 0000 0000"),
        ("0812 0000–0000", "0812 0000-0000"),
        ("0812\u20110000\u22120000", "0812-0000-0000"),
        ("021-555000 / 0812000000", "021-555000 / 0812000000"),
        ("021 555000 ext. 12", "021 555000 ext. 12"),
        ("0812\u00a00000\u200b0000", "0812 00000000"),
        ("＋６２８１２００００", "+628120000"),
        ("0812 0000 0000 (WA)", "0812 0000 0000 (WA)"),
    ],
)
def test_telephone_is_taken_as_people_write_it(
    db: None, client: Client, telephone: str, kept: str
) -> None:
    send(client, surel="", telepon=telephone)

    assert Complaint.objects.get().telephone == kept


def test_end_of_a_line_counts_as_one_letter_as_in_a_browser(db: None, client: Client) -> None:
    lines = ["x" * 79] * 100
    shown = Outline(html(client, URL)).attributes("textarea", name="isi")

    send(client, isi="\r\n".join([*lines[:-1], "x" * 80]))

    assert shown[0]["maxlength"] == str(LONGEST) == "8000"
    assert Complaint.objects.get().text == "\n".join([*lines[:-1], "x" * 80])


@pytest.mark.parametrize("sign", ["\0", "\x0b", "\ufffe", "\x85", "\u2028"])
def test_sign_that_nothing_can_show_costs_no_request(db: None, client: Client, sign: str) -> None:
    send(client, isi=f"The{sign}harvest", nama=f"Tirta{sign}Demo", surel="\u202atirta@contoh.test")

    complaint = Complaint.objects.get()
    assert complaint.text.split() == ["The", "harvest"]
    assert complaint.name == "Tirta Demo"
    assert complaint.email == "tirta@contoh.test"


@pytest.mark.parametrize("counted", ["", "?fbclid=" + "x" * 450])
def test_longest_address_of_a_story_is_taken_with_what_counts_clicks(
    db: None, client: Client, counted: str
) -> None:
    story = Newsroom("ar").publish(headline="خبر", slug="ا" * 120)
    url = "https://contoh.test" + address(story) + counted
    assert len(url) >= 720

    send(client, "/ar/koreksi/ajukan/", berita=url)

    complaint = Complaint.objects.get()
    assert complaint.story_uid == story.uid
    assert complaint.story_address == f"https://contoh.test/ar/{story.slug}/"


def test_link_on_the_longest_address_fills_the_form_with_what_it_takes(
    db: None, client: Client
) -> None:
    story = Newsroom("ar").publish(headline="خبر", slug="ا" * 120)
    links = Outline(html(client, address(story))).attributes("a", rel="nofollow")
    (link,) = [link["href"] for link in links if "ajukan" in link["href"]]
    page = Outline(html(client, link))
    (field,) = page.attributes("input", name="berita")

    send(client, "/ar/koreksi/ajukan/", berita=field["value"])

    assert field["value"] == f"http://testserver/ar/{story.slug}/"
    assert Complaint.objects.get().story_uid == story.uid


def publish_under(newsroom: Newsroom, slug: str) -> Story:
    """A story whose address has capitals, as some have from before every door made them small."""
    story = make_submitted(
        by=newsroom.reporter, desk=newsroom.desk, edition=newsroom.edition, headline="Berita"
    )
    story.slug = slug
    story.save(update_fields=["slug"])
    return reviewing.approve(story=story, by=newsroom.editor)


@pytest.mark.parametrize("typed", ["Berita-BESAR", "berita-besar", "/BERITA-BESAR/"])
def test_story_with_capitals_in_its_address_is_known(
    newsroom: Newsroom, client: Client, typed: str
) -> None:
    story = publish_under(newsroom, "Berita-BESAR")

    page = Outline(html(client, f"/koreksi/ajukan/?berita={typed}"))
    send(client, "/koreksi/ajukan/", berita=typed)

    assert page.texts("bdi") == ["“Berita”"]
    assert page.attributes("input", name="berita")[0]["value"] == (
        "http://testserver/Berita-BESAR/"
    )
    assert Complaint.objects.get().story_uid == story.uid


def test_story_that_differs_in_case_alone_is_the_one_that_was_typed(
    newsroom: Newsroom, client: Client
) -> None:
    stories = [publish_under(newsroom, slug) for slug in ("Panen", "panen")]

    for slug in ("Panen", "panen"):
        send(client, "/koreksi/ajukan/", berita=slug)

    assert set(Complaint.objects.values_list("story_address", "story_uid")) == {
        (story.slug, story.uid) for story in stories
    }


def test_story_may_be_named_by_its_former_number(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()
    OldAddress.objects.create(edition_id="id", path="?p=17", slug=story.slug)

    send(client, "/koreksi/ajukan/", berita="https://contoh.test/?p=17")

    assert Complaint.objects.get().story_uid == story.uid


def test_address_that_was_refused_is_looked_up_nowhere(
    newsroom: Newsroom, client: Client, django_assert_num_queries: Any
) -> None:
    slug = newsroom.publish(headline="Panen").slug
    client.get("/koreksi/ajukan/")

    with django_assert_num_queries(1):
        page = read(send(client, "/koreksi/ajukan/", berita=slug + "/" * 3_000), 422)

    assert page.texts("bdi") == []


def test_post_larger_than_the_form_can_be_is_read_no_further(db: None, client: Client) -> None:
    assert send(client, isi="x" * 200_000).status_code == 413
    assert Complaint.objects.count() == 0


def test_page_sets_no_cookie_and_reads_no_session(db: None) -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.get(URL)

    assert response.status_code == 200
    assert response.cookies == {}
    assert "csrf" not in response.content.decode()
    assert send(client).status_code == 302


@pytest.mark.parametrize("edition", ["", "/en", "/ar"])
def test_form_speaks_the_language_of_its_edition(db: None, client: Client, edition: str) -> None:
    page = Outline(html(client, f"{edition}/koreksi/ajukan/"))

    assert [option["value"] for option in page.attributes("input", type="radio")] == [
        *("ralat", "koreksi", "hak-jawab", "lain"),
    ]
    assert page.attributes("html")[0]["lang"] == (edition.strip("/") or "id")


def test_form_knows_the_story_it_was_opened_from(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()
    opened = Outline(html(client, address(story))).attributes(
        "a", href=f"/koreksi/ajukan/?berita={story.slug}"
    )

    page = Outline(html(client, opened[0]["href"]))

    assert page.attributes("input", name="berita")[0]["value"] == (
        f"http://testserver{address(story)}"
    )
    assert f"“{story.headline}”" in page.texts("bdi")


@pytest.mark.parametrize("slug", ["tidak-ada", "%00", "https://lain.test/", "x" * 3000])
def test_form_opened_from_nowhere_is_empty(db: None, client: Client, slug: str) -> None:
    page = Outline(html(client, f"/koreksi/ajukan/?berita={slug}"))

    assert page.attributes("input", name="berita")[0].get("value", "") == ""


def test_trap_is_out_of_sight_and_out_of_the_way(db: None, client: Client) -> None:
    page = Outline(html(client, URL))

    (trap,) = page.attributes("input", name="situs")
    assert (trap["tabindex"], trap["autocomplete"]) == ("-1", "off")
    assert [d["aria-hidden"] for d in page.attributes("div", class_="visually-hidden")] == ["true"]


@given(st.text(max_size=60))
def test_token_of_any_other_hand_is_not_ours(token: str) -> None:
    assert traps.age(token) is traps.Age.NOT_OURS


@pytest.mark.parametrize(
    ("seconds", "age"),
    [
        (0, traps.Age.TOO_YOUNG),
        (2, traps.Age.TOO_YOUNG),
        (4, traps.Age.RIGHT),
        (86_390, traps.Age.RIGHT),
        (86_410, traps.Age.TOO_OLD),
    ],
)
def test_token_says_how_old_the_form_is(seconds: int, age: traps.Age) -> None:
    assert traps.age(token_of(seconds)) is age


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE articles_complaintevent SET note = 'x'",
        "DELETE FROM articles_complaintevent",
        "TRUNCATE articles_complaintevent",
    ],
)
def test_steps_of_a_request_never_change(db: None, client: Client, statement: str) -> None:
    send(client)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
