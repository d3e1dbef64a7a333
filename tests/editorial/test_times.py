from datetime import timedelta

import pytest
from django.utils import timezone, translation

from editorial.templatetags.times import ago


@pytest.mark.parametrize(
    ("seconds", "language", "words"),
    [
        (-5, "id", "baru saja"),
        (0, "id", "baru saja"),
        (59, "id", "baru saja"),
        (59, "en", "just now"),
        (59, "ar", "الآن"),
        (61, "en", "1 minute ago"),
        (61, "id", "1 menit lalu"),
        (7300, "en", "2 hours, 1 minute ago"),
        (61, "ar", "قبل دقيقة"),
        (7300, "ar", "قبل ساعتين، دقيقة"),
        (3600 * 27, "ar", "قبل يوم، 3 ساعات"),
    ],
)
def test_what_happened_within_a_minute_was_just_now(
    seconds: int, language: str, words: str
) -> None:
    moment = timezone.now() - timedelta(seconds=seconds)

    with translation.override(language):
        assert ago(moment).replace("\xa0", " ") == words
