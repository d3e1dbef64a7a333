"""The demo newsroom's desks, people and places. All persons are made up."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

type Role = Literal["reporter", "editor", "chief", "photo", "admin"]


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A section; ``parent`` is the slug of the desk above it, empty at the top."""

    edition: str
    slug: str
    name: str
    order: int
    parent: str = ""
    is_opinion: bool = False


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A wire code with the days it was held, both included; open-ended without ``until``."""

    code: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class StaffRow:
    """Someone of the newsroom, with the account they sign in to and their codes over time."""

    username: str
    name: str
    role: Role
    title: str
    edition: str
    codes: tuple[CodeRow, ...] = ()


@dataclass(frozen=True, slots=True)
class GuestRow:
    """Someone who writes for the newsroom without an account, with the code given to them."""

    name: str
    title: str
    edition: str
    code: str
    since: date


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A dateline's place in the edition's preferred spelling, and the others that copy prints."""

    edition: str
    name: str
    aliases: tuple[str, ...] = ()


DESKS: Final = (
    DeskRow("id", "palestina", "Palestina", 1),
    DeskRow("id", "indonesia", "Indonesia", 2),
    DeskRow("id", "nasional", "Nasional", 1, "indonesia"),
    DeskRow("id", "daerah", "Daerah", 2, "indonesia"),
    DeskRow("id", "internasional", "Internasional", 3),
    DeskRow("id", "timur-tengah", "Timur Tengah", 1, "internasional"),
    DeskRow("id", "asia", "Asia", 2, "internasional"),
    DeskRow("id", "afrika", "Afrika", 3, "internasional"),
    DeskRow("id", "eropa", "Eropa", 4, "internasional"),
    DeskRow("id", "amerika", "Amerika", 5, "internasional"),
    DeskRow("id", "australia", "Australia", 6, "internasional"),
    DeskRow("id", "ekonomi", "Ekonomi", 4),
    DeskRow("id", "pendidikan", "Pendidikan", 5),
    DeskRow("id", "wawancara", "Wawancara", 6),
    DeskRow("id", "artikel", "Artikel", 7),
    DeskRow("id", "feature", "Feature", 1, "artikel"),
    DeskRow("id", "opini", "Opini", 2, "artikel", is_opinion=True),
    DeskRow("id", "tausiyah", "Tausiyah", 3, "artikel", is_opinion=True),
    DeskRow("id", "muslimah", "Muslimah", 4, "artikel"),
    DeskRow("id", "tokoh", "Tokoh", 5, "artikel"),
    DeskRow("id", "kolom", "Kolom", 6, "artikel", is_opinion=True),
    DeskRow("id", "khutbah", "Khutbah", 8),
    DeskRow("id", "produk-halal", "Produk Halal", 9),
    DeskRow("en", "palestine", "Palestine", 1),
    DeskRow("en", "indonesia", "Indonesia", 2),
    DeskRow("en", "international", "International", 3),
    DeskRow("en", "middle-east", "Middle East", 1, "international"),
    DeskRow("en", "asia", "Asia", 2, "international"),
    DeskRow("en", "africa", "Africa", 3, "international"),
    DeskRow("en", "europe", "Europe", 4, "international"),
    DeskRow("en", "economy", "Economy", 4),
    DeskRow("en", "education", "Education", 5),
    DeskRow("en", "opinion", "Opinion", 6, is_opinion=True),
    DeskRow("ar", "palestine", "فلسطين", 1),
    DeskRow("ar", "indonesia", "إندونيسيا", 2),
    DeskRow("ar", "world", "العالم", 3),
    DeskRow("ar", "economy", "اقتصاد", 4),
    DeskRow("ar", "education", "تعليم", 5),
    DeskRow("ar", "articles", "مقالات", 6, is_opinion=True),
)

STAFF: Final = (
    StaffRow(
        "reporter",
        "Tirta Demowati",
        "reporter",
        "Wartawan",
        "id",
        (CodeRow("RI-1", date(2021, 1, 4)),),
    ),
    StaffRow(
        "banyu",
        "Banyu Cobandaru",
        "reporter",
        "Wartawan",
        "id",
        (CodeRow("R02", date(2020, 3, 2)),),
    ),
    StaffRow(
        "sekar",
        "Sekar Contohsari",
        "reporter",
        "Wartawan daerah",
        "id",
        (CodeRow("R12", date(2022, 8, 1)),),
    ),
    StaffRow(
        "raka",
        "Raka Umpamadi",
        "reporter",
        "مراسل الشرق الأوسط",
        "ar",
        (CodeRow("K01", date(2019, 9, 16)),),
    ),
    StaffRow(
        "laila",
        "Laila Misalwati",
        "reporter",
        "Correspondent",
        "en",
        (CodeRow("M09", date(2021, 6, 7)),),
    ),
    StaffRow(
        "editor",
        "Damar Peragawan",
        "editor",
        "Redaktur",
        "id",
        (
            CodeRow("R05", date(2017, 7, 3), date(2021, 12, 31)),
            CodeRow("P2", date(2022, 1, 1)),
        ),
    ),
    StaffRow(
        "ratna",
        "Ratna Ibaratani",
        "editor",
        "English desk editor",
        "en",
        (CodeRow("RE1", date(2019, 2, 4)),),
    ),
    StaffRow(
        "yazid",
        "Yazid Tamsilawan",
        "editor",
        "محرر القسم العربي",
        "ar",
        (CodeRow("P04", date(2018, 10, 1)),),
    ),
    StaffRow(
        "chief",
        "Wulan Modelastri",
        "chief",
        "Pemimpin redaksi",
        "id",
        (
            CodeRow("P02", date(2016, 5, 2), date(2020, 6, 30)),
            CodeRow("P1", date(2020, 7, 1)),
        ),
    ),
    StaffRow(
        "photo",
        "Jagat Lensawira",
        "photo",
        "Redaktur foto",
        "id",
        (CodeRow("F01", date(2019, 4, 1)),),
    ),
    StaffRow(
        "intan",
        "Intan Bingkaisari",
        "photo",
        "Pewarta foto",
        "id",
        (CodeRow("F02", date(2023, 1, 9)),),
    ),
    StaffRow("admin", "Sandi Urusdata", "admin", "Pengelola sistem", "id"),
)

GUESTS: Final = (
    GuestRow("Wiradi Pustakawijaya", "pengajar literasi media", "id", "K11", date(2022, 2, 7)),
    GuestRow("Ustaz Rahmat Tafakuri", "pembina majelis taklim", "id", "K12", date(2020, 4, 24)),
    GuestRow("K.H. Mursyid Sakinahudin", "pengasuh pesantren", "id", "K13", date(2019, 8, 30)),
    GuestRow("Nirmala Pandawita", "guru sekolah menengah", "id", "K14", date(2023, 7, 17)),
    GuestRow("Guntur Semestaji", "perancang ruang kota", "id", "K15", date(2023, 3, 6)),
    GuestRow("Selina Margravine", "student of journalism", "en", "K16", date(2024, 1, 8)),
    GuestRow("سامي الورّاقي", "مدرّس التربية الإعلامية", "ar", "K17", date(2021, 9, 1)),
)

PLACES: Final = (
    PlaceRow("id", "Yerusalem", ("Jerusalem", "Al-Quds", "Al Quds")),
    PlaceRow("id", "Gaza", ("Jalur Gaza", "Kota Gaza", "Ghaza")),
    PlaceRow("id", "Khan Younis", ("Khan Yunis", "Khan Yunus")),
    PlaceRow("id", "Ramallah"),
    PlaceRow("id", "Betlehem", ("Bethlehem", "Bait Lahm")),
    PlaceRow("id", "Hebron", ("Al-Khalil",)),
    PlaceRow("id", "Palestina", ("Palestine",)),
    PlaceRow("id", "Jakarta", ("DKI Jakarta",)),
    PlaceRow("id", "Cileungsi"),
    PlaceRow("id", "Kab. Bogor", ("Kabupaten Bogor", "Kab Bogor")),
    PlaceRow("id", "Bogor", ("Kota Bogor",)),
    PlaceRow("id", "Bandung", ("Kota Bandung",)),
    PlaceRow("id", "Cilacap"),
    PlaceRow("id", "Depok"),
    PlaceRow("id", "Jombang"),
    PlaceRow("id", "Pekalongan"),
    PlaceRow("id", "Semarang"),
    PlaceRow("id", "Sleman"),
    PlaceRow("id", "Surabaya"),
    PlaceRow("id", "Tasikmalaya"),
    PlaceRow("id", "Yogyakarta", ("Jogjakarta", "Yogya")),
    PlaceRow("id", "Ambon"),
    PlaceRow("id", "Banjarmasin"),
    PlaceRow("id", "Makassar", ("Ujung Pandang",)),
    PlaceRow("id", "Takengon"),
    PlaceRow("id", "Aceh"),
    PlaceRow("id", "Ankara"),
    PlaceRow("id", "Chicago"),
    PlaceRow("id", "Dakar"),
    PlaceRow("id", "Dhaka", ("Dakka",)),
    PlaceRow("id", "Doha"),
    PlaceRow("id", "Kairo", ("Cairo", "Al-Qahirah")),
    PlaceRow("id", "Kuala Lumpur", ("KL",)),
    PlaceRow("id", "Melbourne"),
    PlaceRow("id", "Muskat", ("Muscat", "Masqat")),
    PlaceRow("id", "Rotterdam"),
    PlaceRow("id", "Sapporo"),
    PlaceRow("id", "Sarajevo"),
    PlaceRow("id", "Toronto"),
    PlaceRow("id", "Zanzibar"),
    PlaceRow("en", "Jerusalem", ("Al-Quds", "Yerusalem")),
    PlaceRow("en", "Gaza", ("Gaza City", "Gaza Strip")),
    PlaceRow("en", "Khan Younis", ("Khan Yunis",)),
    PlaceRow("en", "Ramallah"),
    PlaceRow("en", "Jakarta"),
    PlaceRow("en", "Ambon"),
    PlaceRow("en", "Surabaya"),
    PlaceRow("en", "Cairo", ("Kairo",)),
    PlaceRow("en", "Dakar"),
    PlaceRow("en", "Sarajevo"),
    PlaceRow("en", "Sylhet"),
    PlaceRow("ar", "القدس", ("القدس الشريف", "بيت المقدس")),
    PlaceRow("ar", "غزة", ("قطاع غزة", "مدينة غزة")),
    PlaceRow("ar", "رام الله"),
    PlaceRow("ar", "جاكرتا", ("جاكارتا",)),
    PlaceRow("ar", "تاكينغون"),
    PlaceRow("ar", "جومبانغ", ("جومبانج",)),
)
