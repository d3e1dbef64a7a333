"""What press rules ask a story to say of itself, where its own words show that it should.

Each asks and never decides: whether somebody is accused, or a fact is open, the editor knows.
Pedoman Pemberitaan Media Siber 2 (verification), 6 (paid items), 7 (copyright); UU 40/1999 art. 1
(right of reply); Peraturan DP 1/2025 (AI).
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Words
from editorial.checks.check import Found, Sent


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


# A crime by its name accuses somebody, but not where it is fought or warned of.
_CRIME = r"(?:korupsi|penipuan|pencabulan|penganiayaan)"
_FIGHTS = (
    *("pemberantasan", "pencegahan", "memberantas", "mencegah", "memerangi", "melawan", "bebas"),
    *("anti", "persepsi", "bahaya", "waspada", "waspadai", "mewaspadai", "modus"),
)
_NOT_FOUGHT = "".join(rf"(?<!\b{word} )" for word in _FIGHTS)
_ACCUSES = _any(
    *("dituduh", "menuduh", "tuduhan", "tersangka", "terdakwa", "dituding", "menuding"),
    *("diduga melakukan", "diduga menerima", "diduga terlibat", rf"{_NOT_FOUGHT}{_CRIME}"),
    *("accused", "accuses", "allegedly", "allegations?", "suspects?", "defendant"),
    *("fraud(?! (?:prevention|alert|awareness|unit|squad))", "embezzl\\w+"),
    *("متهم", "المتهم", "اتهم", "اتهمت", "اتهام", "بتهمة", "مشتبه به"),
)
_ANSWERS = _any(
    *("membantah", "bantahan", "menyangkal", "menampik", "menepis", "menanggapi", "tanggapan"),
    *("hak jawab", "saat dihubungi", "ketika dihubungi", "belum memberikan keterangan"),
    *("menolak berkomentar", "mengakui", "(?:kuasa|penasihat) hukum(?:nya)?", "pengacara(?:nya)?"),
    *("den(?:ied|ies|y)", "rejected", "did not respond", "declined to comment"),
    *("could not be reached", "responded", "admitted", "in (?:a|its|his|her) response"),
    *("(?:his|her|their|defen[cs]e) lawyers?", "نفى", "نفت", "رد", "ردت", "لم يرد", "اعترف"),
    *("محاميه", "محاميها", "محامي الدفاع"),
)
_OPEN = _any(
    *(
        "belum dapat diverifikasi",
        "belum terverifikasi",
        "belum dikonfirmasi",
        "belum terkonfirmasi",
    ),
    *("belum bisa dipastikan", "masih simpang siur", "unconfirmed", "unverified"),
    *(
        "could not be (?:independently )?verified",
        "not (?:yet|been) (?:independently )?(?:confirmed|verified)",
    ),
    *("غير مؤكد", "غير مؤكدة", "لم يتم التحقق", "لم يتسن التحقق"),
)
_PAID = _any(
    *("advertorial", "konten (?:ini )?(?:berbayar|bersponsor)", "kerja sama berbayar", r"\(adv\)"),
    *("sponsored content", "paid (?:content|partnership)", "محتوى مدفوع", "إعلان مدفوع"),
)
# Of the text itself: a story about a machine, or a picture that one made, is written by hand.
_BY_MACHINE = "(?:oleh|dengan)(?: bantuan)? (?:AI|kecerdasan buatan|chatgpt|gemini)"
_MACHINE = _any(
    rf"(?:teks|tulisan|artikel|berita|terjemahan)(?: ini)? (?:dibuat|ditulis) {_BY_MACHINE}",
    rf"diterjemahkan {_BY_MACHINE}",
    "(?:text|article|story|translation|summary) (?:is |was )?(?:AI|machine)[ -]generated",
    "(?:written|translated|generated) (?:by|with) (?:AI|artificial intelligence|chatgpt)",
    *("sebagai model bahasa", "as an? (?:AI )?language model", "مولد بالذكاء الاصطناعي"),
)


def right_of_reply(sent: Sent) -> Iterator[Found]:
    if (accused := _ACCUSES.search(sent.text)) and not _ANSWERS.search(sent.text):
        said = _(
            "“%(quote)s”: is somebody accused? Say what they answered, or that they were asked."
        )
        yield Found(Words(said, quote=accused[0]), quote=accused[0])


def verification(sent: Sent) -> Iterator[Found]:
    if (open_ := _OPEN.search(sent.text)) and not sent.get("verification_note"):
        said = _(
            "“%(quote)s”: if this is still to be verified, set the mark that says so at the end."
        )
        yield Found(Words(said, quote=open_[0]), "awaiting_verification")


def paid(sent: Sent) -> Iterator[Found]:
    if (told := _PAID.search(sent.text)) and not sent.get("label"):
        yield Found(
            Words(_("“%(quote)s”: what is paid for bears a label."), quote=told[0]), "label"
        )


def machine(sent: Sent) -> Iterator[Found]:
    if (told := _MACHINE.search(sent.text)) and not sent.get("is_ai"):
        yield Found(
            Words(_("“%(quote)s”: was this text made with AI? Then set the mark."), quote=told[0]),
            "is_ai",
        )
