"""An archive whose stories each say something of their own, as many of them of the last days."""

import json
import random
import sys
from datetime import timedelta
from itertools import accumulate

from django.db import connection
from django.test import Client
from django.utils import timezone

from articles.models import Desk, Sketch, Story, User
from articles.record import sketch_of

WINDOW_DAYS = 3
TYPED = 40
VOCABULARY = 9_000
# What stands in one lead of three, as in the leads of an agency.
PHRASES = (
    "kata juru bicara kementerian itu kepada wartawan di Jakarta",
    "menurut keterangan tertulis yang diterima redaksi pada Selasa",
    "dalam konferensi pers yang digelar di kantor pusat",
    "sebagaimana dilaporkan kantor berita setempat pada Rabu pagi",
)


def main(in_window: int) -> None:
    """Spread the settings' archive so that so many stories are of the last three days.

    Writes to standard output, as JSON, who asks, and what they type.
    """
    chance = random.Random(5)  # noqa: S311 - the same words each time
    words = _Words(chance)
    keys = list(Story.objects.order_by("pk").values_list("pk", flat=True))
    texts = {key: (words.line(8), f"<p>{words.lead()}</p>") for key in keys}
    _write(texts, in_window)
    newest = keys[-min(in_window, 1_000) :]
    told_again = [_retold(texts[key], chance) for key in chance.sample(newest, TYPED)]
    others = [(words.line(8), f"<p>{words.lead()}</p>") for _ in range(TYPED)]
    asked = {"what another has written": told_again, "what nobody has written": others}
    accounts = {role: _cookie(role) for role in ("reporter", "editor")}
    desk = Desk.objects.filter(edition="id")[0].pk
    sys.stdout.write(json.dumps({"accounts": accounts, "desk": desk, "asked": asked}))


class _Words:
    """Words as unevenly frequent as those of a language are."""

    def __init__(self, chance: random.Random) -> None:
        syllables = [a + b for a in "bcdgjklmnprstw" for b in ("a", "i", "u", "e", "ang", "an")]
        self.chance = chance
        lengths = chance.choices((1, 2, 3), (1, 2, 1), k=VOCABULARY)
        self.known = ["".join(chance.choices(syllables, k=length)) for length in lengths]
        self.often = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))

    def line(self, length: int) -> str:
        words = self.chance.choices(self.known, cum_weights=self.often, k=length)
        return " ".join(words).capitalize()

    def lead(self) -> str:
        stock = self.chance.choice(PHRASES) if self.chance.random() < 1 / 3 else self.line(6)
        return f"{self.line(30)}, {stock}. {self.line(60)}."


def _retold(text: tuple[str, str], chance: random.Random) -> tuple[str, str]:
    """The same with every tenth word another."""
    return tuple(  # type: ignore[return-value]  # of the same two
        " ".join("lain" if chance.random() < 0.1 else word for word in part.split())
        for part in text
    )


def _write(texts: dict[int, tuple[str, str]], in_window: int) -> None:
    now, keys = timezone.now(), list(texts)
    old, new = keys[:-in_window], keys[-in_window:]
    window = timedelta(days=WINDOW_DAYS)
    # At the same pace before.
    times = {key: now - window * (len(keys) - at) / in_window for at, key in enumerate(keys)}
    week = [key for key in [*old, *new] if now - times[key] < timedelta(days=7)]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("TRUNCATE articles_sketch")
        cursor.execute("CREATE TEMP TABLE typed (id bigint, headline text, at timestamptz)")
        with cursor.copy("COPY typed FROM STDIN") as rows:
            for key, (headline, _) in texts.items():
                rows.write_row((key, headline, times[key]))
        cursor.execute(
            "UPDATE articles_story s SET headline = t.headline, updated_at = t.at"
            " FROM typed t WHERE t.id = s.id"
        )
        with cursor.copy("COPY articles_sketch (story_id, shingles, at) FROM STDIN") as rows:
            for key in week:
                rows.write_row((key, sketch_of(texts[key][0], "", texts[key][1]), times[key]))
        cursor.execute("VACUUM ANALYZE articles_story, articles_sketch")
    assert Sketch.objects.count() == len(week)  # noqa: S101 - else nothing is measured


def _cookie(role: str) -> str:
    user = User.objects.filter(groups__name=role, person__edition="id").order_by("pk")[0]
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    return f"sessionid={client.cookies['sessionid'].value}; csrftoken={'a' * 32}"
