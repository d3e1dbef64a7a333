"""Copy that came by mail: headers, encoding, quoting, signature, each undone and said."""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import findings as why
from articles.text import mail, raw_copy
from articles.text.copy_lines import read, trimmed
from articles.text.findings import Finding

LEAD = "Jakarta, MINA – Hujan deras turun sejak dini hari."
LAST = "Dua jalan tergenang. (T/RI-1/P2)"
COPY = f"{LEAD}\n{LAST}"
READ = ("Hujan deras turun sejak dini hari.", "Dua jalan tergenang.")


def found(text: str) -> list[tuple[int, str]]:
    return [(finding.line, finding.why) for finding in raw_copy.parse(text).findings]


@pytest.mark.parametrize(
    "header",
    [
        "From: Budi <budi@contoh.example>\nSubject: Hujan\n\n",
        "Dari: Budi\nKepada: Redaksi\nPerihal: Hujan di Jakarta\n",
        "Subject: Hujan\n\n",
        "Perihal : Hujan\n\n",
        "من: بدر\nالموضوع: مطر\n\n",
        "Received: from a.example\n\tby b.example\nDate: Mon, 2 Mar 2026 10:15 +0700\n\n",
        "---------- Forwarded message ---------\nFrom: Budi\nTo: Redaksi\n\n",
        "-----Original Message-----\nFrom: Budi\nSent: Monday\n\n",
        "---------- Pesan terusan ---------\nDari: Budi\nTanggal: Senin\n\n",
        "Begin forwarded message:\n\nFrom: Budi\nSubject: Hujan\n\n",
    ],
)
def test_headers_of_mail_are_left_out_line_by_line(header: str) -> None:
    copy = raw_copy.parse(header + COPY)

    said = [line.strip() for line in header.splitlines() if line.strip()]
    assert copy.paragraphs == READ
    assert copy.dateline is not None
    assert copy.findings == tuple(
        Finding(number, line.strip(), why.MAIL_HEADER)
        for number, line in enumerate(header.splitlines(), start=1)
        if line.strip() in said
    )


@pytest.mark.parametrize(
    "line",
    ["Kepada: semua yang menunggu", "Perihal: hujan", "Date: what it means", "Hujan: banjir"],
)
def test_one_line_that_looks_like_a_header_is_none(line: str) -> None:
    copy = raw_copy.parse(f"{line}\n{COPY}")

    assert (copy.headline, copy.findings) == (line, ())


@pytest.mark.parametrize(
    ("encoded", "plain"),
    [
        ("Jakarta, MINA =E2=80=93 Hujan deras turun sejak dini ha=\nri.=20", LEAD),
        ("Jakarta, MINA =e2=80=93 Hujan deras turun sejak dini=\n hari.", LEAD),
        ("Jakarta, MINA – Hujan deras turun sejak dini hari.=20", LEAD),
        ("Jakarta, MINA =E2=80=93 Hujan d=65ras turun sejak dini hari.", LEAD),
    ],
)
def test_quoted_printable_is_decoded(encoded: str, plain: str) -> None:
    copy = raw_copy.parse(f"{encoded}\n{LAST}")

    assert copy.dateline is not None
    assert f"{copy.dateline.text} {copy.paragraphs[0]}" == plain
    assert found(f"{encoded}\n{LAST}") == [(1, why.QUOTED_PRINTABLE)]


def test_charset_that_the_header_names_is_read() -> None:
    header = (
        "Content-Type: text/plain; charset=windows-1256\n"
        "Content-Transfer-Encoding: quoted-printable\n\n"
    )

    copy = raw_copy.parse(f"{header}=C7=E1=DE=CF=D3=A1 =E3=ED=E4=C7 - =E3=D8=D1. (T/RI-1/P2)")

    assert copy.dateline is not None
    assert (copy.dateline.places, copy.paragraphs) == (("القدس",), ("مطر.",))


@pytest.mark.parametrize(
    "line",
    [
        "Alamatnya https://contoh.example/?id=20&p=E2 dan a=b.",
        "Jumlahnya 1+1=20.",
        "Skor 2=",
        "x =20 y",
    ],
)
def test_an_address_or_a_sum_is_not_decoded(line: str) -> None:
    copy = raw_copy.parse(f"{LEAD}\n{line}\n{LAST}")

    assert copy.paragraphs == (READ[0], line, READ[1])
    assert copy.findings == ()


def test_what_is_decoded_cannot_bring_what_no_output_carries() -> None:
    copy = raw_copy.parse(
        f"Jakarta, MINA =E2=80=93 Satu=00dua=0Btiga=EF=BF=BFempat=0D=0Alima.\n{LAST}"
    )

    assert copy.paragraphs == ("Satu dua", "tiga empat", "lima.", READ[1])


HTML = f"<p>{LEAD.replace('Hujan', '<b>Hujan</b>')}</p><div>{LAST}</div>"
ARABIC = "القدس، مينا – مطر غزير. (T/RI-1/P2)"


def mailed(text: str, cte: str, charset: str = "utf-8", subtype: str = "plain") -> EmailMessage:
    mail = EmailMessage()
    mail.set_content(text, cte=cte, charset=charset, subtype=subtype)
    return mail


def with_parts(first: EmailMessage, *, html: str = "", picture: bool = False) -> EmailMessage:
    if html:
        first.add_alternative(html, subtype="html", cte="quoted-printable")
    if picture:
        first.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="hujan.png")
    return first


@pytest.mark.parametrize(
    ("packed", "taken", "left"),
    [
        (mailed(COPY, "base64"), "text/plain", []),
        (mailed(HTML, "base64", subtype="html"), "text/html", []),
        (mailed(HTML, "quoted-printable", subtype="html"), "text/html", []),
        (mailed(HTML, "8bit", subtype="html"), "text/html", []),
        (with_parts(mailed(COPY, "8bit"), html=HTML), "text/plain", ["text/html"]),
        (with_parts(mailed(COPY, "base64"), html=HTML), "text/plain", ["text/html"]),
        (with_parts(mailed(COPY, "quoted-printable"), html=HTML), "text/plain", ["text/html"]),
        (
            with_parts(mailed(COPY, "quoted-printable"), html=HTML, picture=True),
            "text/plain",
            ["text/html", "image/png hujan.png"],
        ),
        (
            with_parts(mailed(HTML, "quoted-printable", subtype="html"), picture=True),
            "text/html",
            ["image/png hujan.png"],
        ),
    ],
)
def test_text_of_a_packed_mail_is_taken_and_every_part_said(
    packed: EmailMessage, taken: str, left: list[str]
) -> None:
    packed["Subject"] = "Hujan"
    packed["DKIM-Signature"] = "v=1; a=rsa-sha256; " + "b=x; " * 30

    copy = raw_copy.parse(packed.as_string())

    assert (copy.paragraphs, copy.code_text) == (READ, "(T/RI-1/P2)")
    assert copy.dateline is not None
    parts = [f for f in copy.findings if f.why in (why.MAIL_PART, why.MAIL_PART_LEFT)]
    assert [f.text for f in parts if f.why == why.MAIL_PART] == [taken]
    assert [f.text for f in parts if f.why == why.MAIL_PART_LEFT] == left
    assert why.MAIL_PACKED not in [f.why for f in copy.findings]


@pytest.mark.parametrize("cte", ["base64", "quoted-printable"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
def test_packed_mail_is_read_in_its_charset(cte: str, charset: str) -> None:
    packed = mailed(ARABIC.replace("–", "-"), cte, charset)
    packed["Subject"] = "مطر"

    copy = raw_copy.parse(packed.as_string())

    assert copy.dateline is not None
    assert (copy.dateline.places, copy.paragraphs) == (("القدس",), ("مطر غزير.",))


@pytest.mark.parametrize(
    "packed",
    [
        "Content-Type: multipart/mixed; boundary=x\nSubject: Hujan\n\nSGFsbw",
        "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgoA",
        "Content-Type: multipart/mixed; boundary=x\nSubject: a\n\n--x\n\nHujan.\n" + "--x\n" * 300,
        f"Content-Type: text/html; charset={'x' * 2000}\nSubject: a\n\n<p>Hujan.</p>",
        "Hujan.\n-----Original Message-----\nSubject: a\nContent-Type: text/html\n\n<p>Banjir</p>",
    ],
)
def test_mail_packed_as_none_is_kept_and_said(packed: str) -> None:
    copy = raw_copy.parse(packed)

    assert why.MAIL_PACKED in [finding.why for finding in copy.findings]
    assert why.MAIL_PART not in [finding.why for finding in copy.findings]
    assert trimmed(packed.splitlines()[-1]) in "\n".join(copy.paragraphs)


@pytest.mark.parametrize("cte", ["base64", "quoted-printable", "8bit"])
def test_mail_copied_from_its_first_boundary_on_is_unpacked(cte: str) -> None:
    packed = with_parts(mailed(COPY, cte), html=HTML).as_string()

    copy = raw_copy.parse(packed[packed.index("\n--") + 1 :])

    assert (copy.paragraphs, copy.code_text) == (READ, "(T/RI-1/P2)")
    assert why.MAIL_PART in [finding.why for finding in copy.findings]


@pytest.mark.parametrize("above", ["--", "--x", "-- x", "--x\n\nIsi: dua", "-----"])
def test_dashes_above_a_copy_are_no_boundary(above: str) -> None:
    copy = raw_copy.parse(f"{above}\n\n{COPY}")

    assert copy.paragraphs[-2:] == READ
    assert why.MAIL_PACKED not in [finding.why for finding in copy.findings]


def test_words_beside_the_parts_of_a_mail_are_said() -> None:
    packed = with_parts(mailed(COPY, "8bit"), html=HTML)
    packed["Subject"] = "Hujan"
    packed.preamble, packed.epilogue = "Ini surat dalam bagian.", "Sisipan di bawahnya."

    left = [
        f.text for f in raw_copy.parse(packed.as_string()).findings if f.why == why.MAIL_PART_LEFT
    ]

    assert left == ["Ini surat dalam bagian.", "Sisipan di bawahnya.", "text/html"]


@pytest.mark.parametrize(
    ("quoted", "lines"),
    [
        (f"> {LEAD}\n> {LAST}", "1–2"),
        (f">{LEAD}\n>\n>{LAST}", "1–3"),
        (f"> > {LEAD}\n>> {LAST}", "1–2"),
        (f"{LEAD}\n> {LAST}", "2"),
    ],
)
def test_quoting_is_taken_off_and_said_by_line(quoted: str, lines: str) -> None:
    copy = raw_copy.parse(quoted)

    assert (copy.paragraphs, copy.code_text) == (READ, "(T/RI-1/P2)")
    assert [(finding.text, finding.why) for finding in copy.findings] == [(lines, why.QUOTED)]


@pytest.mark.parametrize(
    ("above", "numbers"),
    [
        ("Pada Sen, 2 Mar 2026 pukul 10.15 Budi <b@contoh.example> menulis:", [1]),
        ("On Mon, 2 Mar 2026 at 10:15, Budi Contoh wrote:", [1]),
        ("On Mon, 2 Mar 2026 at 10:15, Budi Contoh\n<b@contoh.example> wrote:", [1, 2]),
        ("في الاثنين كتب بدر:", [1]),
    ],
)
def test_line_that_says_who_wrote_what_is_quoted_is_left_out(
    above: str, numbers: list[int]
) -> None:
    copy = raw_copy.parse(f"{above}\n\n> {LEAD}\n> {LAST}")

    assert copy.paragraphs == READ
    assert copy.dateline is not None
    assert [f.line for f in copy.findings if f.why == why.MAIL_HEADER] == numbers


def test_mail_forwarded_inside_a_quotation_is_read() -> None:
    copy = raw_copy.parse(f"> From: Budi\n> Subject: Hujan\n>\n> {LEAD}\n> {LAST}")

    assert copy.paragraphs == READ
    assert [finding.why for finding in copy.findings] == [
        why.QUOTED,
        why.MAIL_HEADER,
        why.MAIL_HEADER,
    ]


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nBudi Contoh\nRedaksi",
        "--\nBudi Contoh",
        "Dikirim dari iPhone saya",
        "Sent from my iPhone",
        "Dikirim dari Yahoo Mail di Android",
        "Get Outlook for Android",
        "Dapatkan Outlook untuk iOS",
        "أرسلت من هاتفي",
        "Dikirim dari iPhone saya\n\n-- \nBudi",
    ],
)
def test_signature_is_left_out_line_by_line(signature: str) -> None:
    copy = raw_copy.parse(f"{COPY}\n\n{signature}\n")

    assert (copy.paragraphs, copy.code_text) == (READ, "(T/RI-1/P2)")
    assert [(finding.text, finding.why) for finding in copy.findings] == [
        (line.strip(), why.MAIL_SIGNATURE) for line in signature.splitlines() if line.strip()
    ]


def test_what_follows_a_dash_line_and_closes_the_story_is_no_signature() -> None:
    copy = raw_copy.parse(f"{LEAD}\n--\n{LAST}\nMi’raj News Agency (MINA)")

    assert copy.paragraphs == (READ[0], "--", READ[1])
    assert copy.findings == ()


pieces = st.sampled_from(
    [
        *("\n", "\r\n", "\n\n", " ", "=", "=\n", "=E2=80=93", "=20\n", "=FF", "=0A", "> ", ">"),
        *("From: a\n", "Subject: b\n", "\tc\n", "--\n", "-- \n", "Dikirim dari HP\n", "menulis:\n"),
        *("Content-Type: multipart/mixed; boundary=x\n", "--x\n", "--x--\n", "SGFsbw==\n"),
        *("Content-Transfer-Encoding: base64\n", "Content-Type: text/html\n", "<p>"),
        *("-----Original Message-----\n", "Jakarta, MINA – ", "isi", "(T/RI-1/P2)", "مينا"),
    ]
)


@given(st.lists(pieces | st.text(max_size=5)).map("".join))
def test_undoing_keeps_numbers_in_order_and_never_fails(text: str) -> None:
    findings: list[Finding] = []
    lines = read(text, findings)

    undone = mail.undo(lines, findings)

    numbers = [number for number, _ in undone]
    assert numbers == sorted(numbers)
    assert set(numbers) <= {number for number, _ in lines}
    assert all("\n" not in line and "\r" not in line for _, line in undone)
