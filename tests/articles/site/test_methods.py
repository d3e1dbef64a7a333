"""What may be asked of a public address, and how."""

import pytest
from django.test import Client

from tests.articles.site.examples import addresses
from tests.articles.site.helpers import Newsroom, Outline, address, html

METHODS = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")
TAKES_POSTS = {"intake"}


def test_wrong_method_is_refused_with_those_that_are_right(db: None) -> None:
    # As a browser does: a test client would pass the check of forms otherwise.
    client = Client(enforce_csrf_checks=True)
    urls = addresses("id") | {"media": "/media/pictures/x.jpg", "health": "/health/"}
    urls |= {"favicon": "/favicon.ico"}
    urls = {name: url for name, url in urls.items() if name not in TAKES_POSTS}

    answers = {
        (name, method): client.generic(method, url)
        for name, url in urls.items()
        for method in METHODS
    }

    assert {key: answer.status_code for key, answer in answers.items()} == dict.fromkeys(
        answers, 405
    )
    assert {answer.headers["Allow"] for answer in answers.values()} == {"GET, HEAD"}


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_counter_of_readings_takes_posts_alone(db: None, method: str) -> None:
    answer = Client(enforce_csrf_checks=True).generic(method, "/dibaca/")

    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_form_for_complaints_takes_posts_too(db: None, method: str) -> None:
    answer = Client(enforce_csrf_checks=True).generic(method, "/koreksi/ajukan/")

    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, POST")


def test_canonical_address_never_copies_a_query(newsroom: Newsroom, client: Client) -> None:
    story = address(newsroom.publish(tags=("Panen",)))
    query = "?before=2021-08-08T00:15:00Z.1%22%3E&utm_source=x&p=1&fbclid=y"

    for url in ("/", story, "/redaksi/", "/halaman/tentang/", "/koreksi/ajukan/"):
        page = Outline(html(client, url + query))
        (canonical,) = page.attributes("link", rel="canonical")
        assert canonical["href"] == f"http://testserver{url}"


def test_turned_list_writes_its_token_as_it_reads_it(newsroom: Newsroom, client: Client) -> None:
    newsroom.publish()
    url = f"/kanal/{newsroom.desk.slug}/"
    page = Outline(html(client, f"{url}?before=2999-08-08T00:15:00.000000Z.0001&x=y"))

    (canonical,) = page.attributes("link", rel="canonical")

    assert canonical["href"] == f"http://testserver{url}?before=2999-08-08T00%3A15%3A00Z.1"


def test_public_address_answers_whatever_it_holds(newsroom: Newsroom, client: Client) -> None:
    slug = address(newsroom.publish(tags=("Panen",))).strip("/")
    odd = ("%00", "%FF", "9" * 5000, "%2e%2e%2f", "")
    paths = (
        *(
            "/{}/",
            "/{}",
            "/en/{}/",
            "/{}/copy.txt",
            "/{}/ninjs.json",
            "/kanal/{}/",
            "/kanal/{}/feed/",
            "/tag/{}/",
        ),
        *("/tempat/{}/", "/penulis/{}/", "/halaman/{}/", "/koreksi/ajukan/{}/", "/indeks/{}/"),
        *("/sitemap-{}.xml", "/sitemap-{}-2021-08.xml", "/media/{}.jpg", "/{}/2013/05/x.html"),
        *("/category/{}/", "/author/{}/", "/2013/05/{}.html", "/x/{}/", "/static/{}.css"),
    )
    queries = (
        *("/?p={}", "/cari/?q={}", "/cari/?hal={}", "/cari/?kanal={}&q=x", "/cari/?dari={}"),
        *("/koreksi/?bulan={}", "/koreksi/?before={}", "/koreksi/ajukan/?berita={}"),
        *(f"/kanal/{newsroom.desk.slug}/?before={{}}", f"/{slug}/?x={{}}", "/tag/panen/?before={}"),
    )

    answers = {
        url: client.get(url).status_code
        for shape in (*paths, *queries)
        for url in (shape.format(value) for value in odd)
    }

    assert {url[:80]: code for url, code in answers.items() if code >= 500} == {}
    assert {code for url, code in answers.items() if "%00" in url.partition("?")[0]} == {404}


@pytest.mark.parametrize("name", ["x" * 300, "x/" * 200 + "x", "é" * 200])
def test_picture_with_a_name_of_any_length_is_not_found(
    db: None, client: Client, name: str
) -> None:
    assert client.get(f"/media/{name}.jpg").status_code == 404
