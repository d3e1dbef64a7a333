"""The house's style and spelling: found, replaced or left, and tried before it counts."""

import json
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from articles.models import Person, Place, Story, User
from editorial.checks import dictionary, trial, wording
from editorial.checks.table import findings_of
from editorial.models import StyleRule
from tests.editorial.checks.test_checks import body, said, sent
from tests.editorial.forms import client_for, open_form, read
from tests.factories import (
    make_desk,
    make_person,
    make_published,
    make_rule,
    make_story,
    make_user,
)

pytestmark = pytest.mark.django_db
INTERVIEW = (
    "<p>Ia berbicara pada pameran buku.</p><body-exchange><body-question>Mengapa menerjemahkan?"
    "</body-question><p>Karena setiap kata punya rumah.</p></body-exchange>"
)
LIST = "/admin/editorial/stylerule/"


def words_of(story: Story, name: str = "house-style") -> list[str]:
    found = findings_of(story, "(T/R1/P2)")
    return [
        each.found.instead.found for each in found if each.check.name == name and each.found.instead
    ]


def tell(user: User, story: Story, answer: str, rule: StyleRule, words: str = "merubah") -> int:
    about = {"answer": answer, "check": "house-style", "words": words, "rule": str(rule.pk)}
    address = f"/admin/articles/story/{story.pk}/words/"
    status: int = client_for(user).post(address, about).status_code
    return status


def test_rule_speaks_where_it_counts_in_its_language_and_on_its_desk() -> None:
    desk = make_desk()
    below = make_desk(parent=desk)
    make_rule(wrong="merubah", right="mengubah", counts=True)
    make_rule(wrong="dirubah", right="diubah", counts=False)
    make_rule(wrong="rubah", right="ubah", counts=True, edition_id="en")
    make_rule(wrong="himbau", right="imbau", counts=True, desk=desk)
    text = body("Merubah, dirubah, rubah, himbau.")

    assert words_of(make_story(body=text)) == ["Merubah"]
    assert words_of(make_story(body=text, desk=below)) == ["Merubah", "himbau"]


def test_words_in_another_case_are_one_finding_with_what_is_written_for_each() -> None:
    make_rule(wrong="resiko", right="risiko", counts=True)
    Place.objects.create(edition_id="id", name="Khan Yunis")
    text = body("Resiko kecil, resiko besar. RESIKO. Resiko di Khan Younis, KHAN YOUNIS.")

    found = findings_of(make_story(body=text), "(T/R1/P2)")

    assert [json.loads(each.found.instead.pairs) for each in found if each.found.instead] == [
        [["Khan Younis", "Khan Yunis"], ["KHAN YOUNIS", "Khan Yunis"]],
        [["Resiko", "Risiko"], ["resiko", "risiko"], ["RESIKO", "RISIKO"]],
    ]


def test_rule_says_its_reason_and_what_the_house_writes() -> None:
    make_rule(wrong="merubah", right="mengubah", reason="Dasarnya ubah.", counts=True)

    assert said(sent(body=body("Merubah aturan.")), "house-style") == [
        "“Merubah”: the house writes “Mengubah”. Dasarnya ubah."
    ]


def test_what_is_left_is_not_spoken_of_again_in_that_story_alone() -> None:
    rule = make_rule(wrong="merubah", right="mengubah", counts=True)
    one, other = (make_story(body=body("Ia merubah aturan.")) for _ in range(2))
    assert one.created_by

    assert tell(one.created_by, one, "left", rule) == 200
    assert (words_of(one), words_of(other)) == ([], ["merubah"])
    tell(one.created_by, one, "back", rule)
    assert words_of(one) == ["merubah"]


def test_answers_are_counted_beside_their_rule() -> None:
    rule = make_rule(wrong="merubah", right="mengubah", counts=True)
    chief = make_user("chief")
    for answer in ("replaced", "replaced", "left"):
        story = make_story(body=body("Ia merubah aturan."))
        assert story.created_by
        tell(story.created_by, story, answer, rule)

    assert "accepted 2 ×, left 1 ×" in client_for(chief).get(LIST).content.decode()


@pytest.mark.parametrize(
    "about",
    [{"answer": "x"}, {"check": "x"}, {"words": ""}, {"words": "x" * 201}, {"rule": "9" * 30}],
)
def test_answer_that_is_none_is_refused(about: dict[str, str]) -> None:
    story = make_story()
    assert story.created_by
    whole = {"answer": "left", "check": "spelling", "words": "kata", "rule": ""}

    answer = client_for(story.created_by).post(
        f"/admin/articles/story/{story.pk}/words/", whole | about
    )

    assert answer.status_code == (200 if "rule" in about else 400)


def test_page_offers_the_houses_words_to_who_writes() -> None:
    make_rule(wrong="merubah", right="mengubah", counts=True)
    story = make_story(body=body("Ia merubah aturan."))
    assert story.created_by

    client = client_for(story.created_by)

    told = client.post(f"/admin/articles/story/{story.pk}/print/", open_form(client, story))

    page = told.json()["checks"]
    pairs = "[[&quot;merubah&quot;, &quot;mengubah&quot;]]"
    assert f'data-found="merubah" data-pairs="{pairs}" data-check="house-style"' in page
    assert '<a href="#id_body" data-words="merubah"' in page
    assert "Write “mengubah”" in page


def test_rule_counts_only_after_it_was_tried() -> None:
    rule = make_rule()

    with pytest.raises(IntegrityError), transaction.atomic():
        StyleRule.objects.filter(pk=rule.pk).update(counts=True)


def test_chief_writes_a_rule_tries_it_and_lets_it_count() -> None:
    good = make_published(headline="Warga merubah jadwal", body="<p>Ia merubah jadwal.</p>")
    make_published(headline="Ia merubah", body="<p>Nama band “merubah”.</p>")
    make_published(body="<p>Perubahan jadwal.</p>")
    chief = client_for(make_user("chief"))
    rule = {"wrong": "merubah", "right": "mengubah", "reason": "Dasarnya ubah.", "edition": "id"}

    tried = chief.post(f"{LIST}add/", read(chief.get(f"{LIST}add/")).fields | rule)
    page = chief.get(tried["Location"])
    wrong = next(each for each in page.context["trial"].examples if each.uid != good.uid)
    fields = read(page).fields | {"wrong": str(wrong.uid), "counts": "1"}
    chief.post(tried["Location"], fields)

    stored = StyleRule.objects.get()
    assert (page.context["trial"].stories, page.context["trial"].times) == (2, 4)
    assert stored.counts
    assert [each["headline"] for each in stored.tried["wrong"]] == ["Ia merubah"]
    assert "2 stories, wrong in 1" in chief.get(LIST).content.decode()


def test_rule_that_becomes_another_is_untried_again() -> None:
    rule = make_rule(counts=True)
    chief = client_for(make_user("chief"))
    address = f"{LIST}{rule.pk}/change/"
    fields = read(chief.get(address)).fields

    chief.post(address, fields | {"reason": "Alasan lain."})
    assert StyleRule.objects.get().counts
    answer = chief.post(address, read(chief.get(address)).fields | {"wrong": "keliru sekali"})

    assert answer["Location"].endswith(f"{rule.pk}/trial/")
    assert "It rests until you let it count" in chief.get(answer["Location"]).content.decode()
    stored = StyleRule.objects.get()
    assert (stored.counts, stored.tried_at) == (False, None)


def test_no_chief_lets_count_what_another_has_made_of_the_rule_meanwhile() -> None:
    rule = make_rule(wrong="merubah", right="mengubah")
    address = f"{LIST}{rule.pk}/trial/"
    chief = client_for(make_user("chief"))
    fields = read(chief.get(address)).fields
    StyleRule.objects.filter(pk=rule.pk).update(wrong="dirubah", right="diubah")

    answer = chief.post(address, fields | {"counts": "1"})
    shown = answer.content.decode()
    before = StyleRule.objects.get()
    chief.post(address, read(answer).fields | {"counts": "1"})

    assert "Somebody has changed the rule meanwhile" in shown
    assert (before.counts, before.wrong) == (False, "dirubah")
    assert StyleRule.objects.get().counts


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"wrong": "…", "right": "x"}, "wrong"),
        ({"wrong": "sama", "right": "sama"}, "right"),
        ({"wrong": "Keliru 1", "right": "x"}, "__all__"),
        ({"wrong": "a", "right": "b", "edition": "en", "desk": True}, "desk"),
    ],
)
def test_rule_that_cannot_be_is_refused_at_its_field(given: dict[str, Any], field: str) -> None:
    make_rule(wrong="keliru 1")
    chief = client_for(make_user("chief"))
    whole = {"reason": "x", "edition": "id"} | given
    if "desk" in given:
        whole["desk"] = str(make_desk().pk)

    answer = chief.post(f"{LIST}add/", read(chief.get(f"{LIST}add/")).fields | whole)

    assert list(answer.context["adminform"].form.errors) == [field]


def test_trial_reads_no_more_than_it_says(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    for _ in range(3):
        make_published(body="<p>Ia merubah jadwal.</p>")
    make_published(body="<p>Ia merubah jadwal.</p>", edition="en")
    monkeypatch.setattr(trial, "MOST_READ", 2)

    with django_assert_num_queries(3):
        found = trial.tried(make_unsaved("merubah"))

    assert (found.read, found.is_capped, found.stories) == (2, True, 2)


def test_trial_of_small_words_reads_the_newest_stories() -> None:
    make_published(body="<p>Kota di mana ia lahir.</p>")

    assert trial.tried(make_unsaved("di mana")).stories == 1


def make_unsaved(wrong: str) -> StyleRule:
    return StyleRule(wrong=wrong, right="x", edition_id="id")


def test_name_in_another_spelling_than_the_houses_is_found() -> None:
    Place.objects.create(edition_id="id", name="Khan Yunis")
    make_story(tags=("Ramadhan",))
    Person.objects.filter(pk=make_person().pk).update(name="Yusuf Qardhawi")
    text = "Warga Khan Younis berpuasa pada bulan Ramadan, kata Yusuf Qardawi di Ramadhan itu."

    assert said(sent(body=body(text)), "house-names") == [
        "“Khan Younis”: the house spells it “Khan Yunis”.",
        "“Ramadan”: the house spells it “Ramadhan”.",
        "“Yusuf Qardawi”: the house spells it “Yusuf Qardhawi”.",
    ]


@pytest.mark.parametrize(
    "text",
    ["Khan Yunis dan KHAN YUNIS", "Khan’s Yunis", "Al-Quds", "Asiyah di Asia", "Market Hall"],
)
def test_other_names_and_the_houses_own_are_silent(text: str) -> None:
    make_story(tags=("markets",))
    place = Place.objects.create(edition_id="id", name="Khan Yunis")
    place.aliases.create(name="Al-Quds")
    Place.objects.create(edition_id="id", name="Asia")

    assert said(sent(body=body(text)), "house-names") == []


@pytest.mark.parametrize(
    ("fields", "name", "count"),
    [
        ({"dateline_place": "Jakrata"}, "place", 1),
        ({"dateline_place": "Jakarta"}, "place", 0),
        ({"dateline_place": "Serang"}, "place", 0),
        ({"dateline_place": "Jaka"}, "place", 0),
        ({"dateline_place": "Zamrud"}, "place", 0),
        ({"dateline_place": ""}, "dateline", 1),
        ({"dateline_place": "", "body": INTERVIEW}, "dateline", 0),
        ({"dateline_place": "", "kind": "W"}, "dateline", 0),
        ({"body": "<p>Jakarta, MINA – Warga memanen padi.</p>"}, "dateline", 1),
        ({"body": body("Selesai. (T/RI-1/P2)")}, "code", 1),
        ({"body": body("Mi’raj News Agency (MINA)")}, "code", 1),
        ({"body": body("Acara itu (12-13/11) selesai.")}, "code", 0),
    ],
)
def test_what_prints_by_itself_is_not_in_the_text_and_the_place_is_known(
    fields: dict[str, Any], name: str, count: int
) -> None:
    for known in ("Jakarta", "Semarang"):
        Place.objects.get_or_create(edition_id="id", name=known)

    assert len(said(sent(**fields), name)) == count


@pytest.fixture
def small_dictionary(tmp_path: Any, settings: Any) -> None:
    words = ["memperoleh", "kemanusiaan", "bantuan", "berita"]
    (tmp_path / "id_ID.aff").write_text("SET UTF-8\n")
    (tmp_path / "id_ID.dic").write_text("\n".join([str(len(words)), *words]))
    settings.HUNSPELL_DIR = str(tmp_path)
    for cache in (dictionary._dictionary, dictionary._is_word, dictionary._meant):
        cache.cache_clear()


@pytest.mark.usefixtures("small_dictionary")
def test_slip_speaks_and_what_the_house_knows_does_not() -> None:
    make_story(tags=("bantuam",))
    text = "Ia memperloeh bantuam kemanusian, berita netizen. Memproleh; bantuam-nya."

    assert said(sent(body=body(text), headline="Warga desa"), "spelling") == [
        "“memperloeh”: is it “memperoleh”?",
        "“kemanusian”: is it “kemanusiaan”?",
    ]


@pytest.mark.usefixtures("small_dictionary")
def test_words_that_a_rule_has_others_for_get_none_from_the_dictionary() -> None:
    make_rule(wrong="kemanusian", right="insani", counts=True)
    told = sent(body=body("Bantuan kemanusian tiba."))

    assert len(said(told, "house-style")) == 1
    assert said(told, "spelling") == []


@pytest.mark.usefixtures("small_dictionary")
def test_slip_is_one_from_a_word_that_the_house_writes_to_one_that_it_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wording, "OFTEN", 2)
    told = sent(body=body("Dana kemanusian tiba."))
    spoken = [len(said(told, "spelling"))]

    for text in ("Warga panen.", "Dana kemanusiaan.", "Dana kemanusian.", "Dana kemanusian lagi."):
        make_published(body=f"<p>{text}</p>")
        spoken.append(len(said(told, "spelling")))

    # Nothing is published yet; the right word is not; it is; the wrong one is, once and again.
    assert spoken == [1, 0, 1, 1, 0]


def test_without_a_dictionary_the_rest_works_and_the_page_says_so(
    settings: Any, tmp_path: Any
) -> None:
    settings.HUNSPELL_DIR = str(tmp_path)

    page = client_for(make_user("chief")).get(LIST).content.decode()

    assert said(sent(body=body("Ia memperloeh bantuan.")), "spelling") == []
    assert "No dictionary is installed" in page
