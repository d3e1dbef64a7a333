"""The form for corrections and replies: what it takes, keeps, refuses and says."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from articles.intake import MOST_IN_AN_HOUR
from articles.models import Complaint, ComplaintEvent, IntakeCount
from articles.site.pages import traps
from articles.site.pages.intake_form import LONGEST
from tests.articles.site.helpers import Outline, html
from tests.articles.site.intake_form import URL, read, send, typed


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


@pytest.mark.parametrize("url", ["/en/koreksi/ajukan/AAAA-0000/", "/koreksi/ajukan/{0}/"])
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


def test_post_larger_than_the_form_can_be_is_read_no_further(db: None, client: Client) -> None:
    assert send(client, isi="x" * 200_000).status_code == 413
    assert Complaint.objects.count() == 0


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
