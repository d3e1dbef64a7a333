"""What the formats say in the language of an edition, beside a story's own words."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Words:
    """Whole sentences; ``{}`` are filled by name."""

    gone: str
    kept_back: str
    withdrawn: str
    held: str
    held_until: str
    reason: str
    embargoed: str
    lifted: str
    corrected: str
    updated: str
    usable_until: str
    terms: str


WORDS: Final = {
    "id": Words(
        gone="DICABUT",
        kept_back="DITAHAN",
        withdrawn="PENCABUTAN: Jangan gunakan berita ini, dan turunkan bila sudah terbit. "
        "Dasar: {ground}.",
        held="TAHAN: Jangan gunakan berita ini sampai ada pemberitahuan.",
        held_until="TAHAN: Jangan gunakan berita ini sampai {time}.",
        reason="Alasan: {reason}",
        embargoed="EMBARGO: Tidak untuk diterbitkan sebelum {time}.",
        lifted="BEBAS: Berita ini boleh digunakan.",
        corrected="PERBAIKAN, {kind}: {note}",
        updated="PEMBARUAN: Versi {version} menggantikan versi sebelumnya.",
        usable_until="Boleh digunakan sampai {day}.",
        terms="Hanya untuk media pelanggan, sesuai perjanjian, dengan menyebut {agency}.",
    ),
    "en": Words(
        gone="WITHDRAWN",
        kept_back="ON HOLD",
        withdrawn="WITHDRAWN: Do not use this story, and take it down if it was published. "
        "Ground: {ground}.",
        held="HOLD: Do not use this story until further notice.",
        held_until="HOLD: Do not use this story until {time}.",
        reason="Reason: {reason}",
        embargoed="EMBARGOED: Not for publication before {time}.",
        lifted="RELEASED: This story may be used.",
        corrected="CORRECTION, {kind}: {note}",
        updated="UPDATE: Version {version} replaces the one before.",
        usable_until="May be used until {day}.",
        terms="For subscribing media only, under their agreement, with credit to {agency}.",
    ),
    "ar": Words(
        gone="مسحوب",
        kept_back="معلق",
        withdrawn="سحب: لا تستخدموا هذا الخبر، واحذفوه إن كان قد نُشر. السند: {ground}.",
        held="تعليق: لا تستخدموا هذا الخبر حتى إشعار آخر.",
        held_until="تعليق: لا تستخدموا هذا الخبر حتى {time}.",
        reason="السبب: {reason}",
        embargoed="حظر نشر: لا يُنشر قبل {time}.",
        lifted="رفع القيد: يجوز استخدام هذا الخبر.",
        corrected="تصحيح، {kind}: {note}",
        updated="تحديث: النسخة {version} تحل محل ما قبلها.",
        usable_until="يجوز استخدامها حتى {day}.",
        terms="لوسائل الإعلام المشتركة وحدها، وفق الاتفاق، مع ذكر {agency}.",
    ),
}
"""By the language of the edition."""
