"""Deliveries by mail, SFTP and S3, to real servers."""

import asyncio
import errno
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any

import asyncssh
import boto3
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from moto.server import ThreadedMotoServer
from pytest_django import Settings

from newsroom import mail_server
from tests.editorial.mail_server import MailServer, running, text_of
from tests.factories import make_published, make_user
from tests.wire.api.asking import Machine
from tests.wire.factories import correct, make_company, make_key, withdraw
from tests.wire.portal.people import make_member, signed_in
from tests.wire.push.senders import Turning, make_endpoint
from wire.models import (
    Alert,
    AlertKind,
    AlertOutcome,
    Attempt,
    Company,
    Delivery,
    Endpoint,
    Push,
)
from wire.push import alerts
from wire.push.failure import Failure

pytestmark = pytest.mark.django_db


@pytest.fixture
def mails(settings: Settings) -> Iterator[MailServer]:
    server = MailServer()
    with running(server) as url:
        settings.MAILERS = mail_server.mailers("EMAIL_URL", url)
        settings.DEFAULT_FROM_EMAIL = "MINA <wire@mina.test>"
        yield server


def test_each_story_is_a_mail_and_its_withdrawal_another(
    mails: MailServer, turning: Turning
) -> None:
    chief = make_user("chief")
    make_endpoint(make_company(), "redaksi@media.test", kind="mail", format="txt")
    story = make_published(editor=chief, headline="Panen raya")
    turning.turn()
    story = correct(story, by=chief)
    turning.turn()
    withdraw(story, by=chief)
    turning.turn()

    new, correction, withdrawal = mails.mails
    assert new["Subject"] == "Panen raya"
    assert "Paragraf 1" in text_of(new)
    assert correction["Subject"] == "KOREKSI: Panen raya"
    assert withdrawal["Subject"] == "DICABUT: Panen raya"
    assert "Paragraf 1" not in text_of(withdrawal)
    assert new["To"] == "redaksi@media.test"
    assert new["Message-ID"] == f"<{Push.objects.earliest('pk').message_id}@mina.test>"
    assert set(Push.objects.values_list("state", flat=True)) == {"done"}


def test_mail_that_the_server_refuses_is_tried_again(mails: MailServer, turning: Turning) -> None:
    mails.refusals["redaksi@media.test"] = "550 no such user"
    make_endpoint(make_company(), "redaksi@media.test", kind="mail", format="txt")
    make_published()
    turning.turn()

    assert Push.objects.get().state == "waiting"
    attempt = Attempt.objects.get()
    assert (attempt.status, attempt.answer) == (550, "no such user")


def test_mail_without_a_mail_server_says_so(settings: Settings, turning: Turning) -> None:
    settings.MAILERS = {}
    make_endpoint(make_company(), "redaksi@media.test", kind="mail", format="txt")
    make_published()
    turning.turn()

    assert Attempt.objects.get().failure == Failure.NO_MAIL_SERVER


def test_technical_contact_is_written_to(mails: MailServer) -> None:
    company = make_company(technical_email="teknik@media.test", language="en")
    endpoint, _ = make_endpoint(company, "https://127.0.0.1/in", name="CMS")
    Alert.objects.create(endpoint=endpoint, kind=AlertKind.FAILING)

    assert alerts.send_next(timezone.now())
    assert not alerts.send_next(timezone.now())

    (mail,) = mails.mails
    assert (mail["To"], mail["Subject"]) == (
        "teknik@media.test",
        "The endpoint takes nothing: CMS",
    )
    assert Alert.objects.get().outcome == AlertOutcome.SENT


@pytest.mark.parametrize("bad", ["teknik\n@media.test", "kode"])
def test_alert_that_cannot_be_written_keeps_no_other_from_going_out(
    mails: MailServer, bad: str
) -> None:
    endpoints = [
        make_endpoint(make_company(technical_email=f"{name}@media.test"), "https://127.0.0.1/in")[0]
        for name in ("satu", "dua")
    ]
    if bad == "kode":
        # Of another release.
        Endpoint.objects.filter(pk=endpoints[0].pk).update(last_failure=bad)
    else:
        Company.objects.filter(pk=endpoints[0].company_id).update(technical_email=bad)
    for endpoint in endpoints:
        Alert.objects.create(endpoint=endpoint, kind=AlertKind.FAILING)

    while alerts.send_next(timezone.now()):
        pass

    assert [mail["To"] for mail in mails.mails][-1] == "dua@media.test"
    assert Alert.objects.get(endpoint=endpoints[1]).outcome == AlertOutcome.SENT


@dataclass
class Ssh:
    address: str
    host_key: str
    folder: Path


class Disk(asyncssh.SFTPServer):
    """A folder is full, and takes files without a byte in them."""

    def write(self, file_obj: Any, offset: int, data: bytes) -> Any:
        if "/penuh/" in str(file_obj.name):
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(file_obj, offset, data)


@contextmanager
def ssh_server(folder: Path) -> Iterator[Ssh]:
    """A real SFTP server of ``media``, password ``rahasia``, whose root is the folder."""
    key = asyncssh.generate_private_key("ssh-ed25519")
    ready, ports = Event(), list[int]()
    loop = asyncio.new_event_loop()

    class Server(asyncssh.SSHServer):
        def password_auth_supported(self) -> bool:
            return True

        def validate_password(self, username: str, password: str) -> bool:
            return (username, password) == ("media", "rahasia")

    def serve() -> None:
        asyncio.set_event_loop(loop)
        server = loop.run_until_complete(
            asyncssh.listen(
                "127.0.0.1",
                0,
                server_factory=Server,
                server_host_keys=[key],
                sftp_factory=lambda channel: Disk(channel, chroot=str(folder).encode()),
            )
        )
        ports.append(server.get_port())
        ready.set()
        loop.run_forever()
        server.close()
        loop.run_until_complete(server.wait_closed())
        loop.close()

    thread = Thread(target=serve)
    thread.start()
    ready.wait()
    public = key.export_public_key().decode().strip()
    yield Ssh(f"sftp://127.0.0.1:{ports[0]}/masuk", public, folder)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()


@pytest.fixture(scope="module")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ssh]:
    folder = tmp_path_factory.mktemp("sftp")
    (folder / "masuk").mkdir()
    (folder / "penuh").mkdir()
    with ssh_server(folder) as server:
        yield server


def sftp_endpoint(ssh: Ssh, **given: Any) -> None:
    make_endpoint(
        make_company(),
        ssh.address,
        **{"kind": "sftp", "user": "media", "secret": "rahasia", "host_key": ssh.host_key, **given},
    )


def test_file_by_sftp_is_whole_or_not_there(ssh: Ssh, turning: Turning) -> None:
    sftp_endpoint(ssh)
    make_published()
    turning.turn()
    Push.objects.update(state="waiting", done_at=None)
    # The same once more, as after a crash: over the one that is there.
    turning.turn()

    number = Delivery.objects.get().number
    (file,) = (ssh.folder / "masuk").iterdir()
    assert file.name == f"{number:010d}.json"
    assert json.loads(file.read_text())["number"] == number
    assert Push.objects.get().state == "done"
    file.unlink()


@pytest.mark.parametrize(
    ("given", "failure"),
    [
        ({"secret": "salah"}, Failure.SIGN_IN),
        (
            {"host_key": asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode()},
            Failure.HOST_KEY,
        ),
    ],
)
def test_sftp_server_that_is_another_or_refuses_us_gets_nothing(
    ssh: Ssh, turning: Turning, given: dict[str, str], failure: Failure
) -> None:
    sftp_endpoint(ssh, **given)
    make_published()
    turning.turn()

    assert [*(ssh.folder / "masuk").iterdir()] == []
    assert Attempt.objects.get().failure == failure


def test_sftp_folder_that_is_not_there_is_said(ssh: Ssh, turning: Turning) -> None:
    sftp_endpoint(Ssh(ssh.address.replace("masuk", "tiada"), ssh.host_key, ssh.folder))
    make_published()
    turning.turn()

    attempt = Attempt.objects.get()
    assert attempt.failure == Failure.STATUS
    assert attempt.answer


def test_disk_that_is_full_is_said_and_left_without_half_a_file(ssh: Ssh, turning: Turning) -> None:
    sftp_endpoint(Ssh(ssh.address.replace("masuk", "penuh"), ssh.host_key, ssh.folder))
    make_published()
    turning.turn()

    attempt = Attempt.objects.get()
    assert (attempt.failure, attempt.answer) == (Failure.STATUS, "No space left on device")
    assert [*(ssh.folder / "penuh").iterdir()] == []


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def test_file_to_s3(s3: str, turning: Turning) -> None:
    client = boto3.client(
        "s3",
        endpoint_url=s3,
        region_name="us-east-1",
        aws_access_key_id="kunci",
        aws_secret_access_key="rahasia",
    )
    client.create_bucket(Bucket="media")
    make_endpoint(make_company(), f"{s3}/media/berita", kind="s3", user="kunci", secret="rahasia")
    make_published()
    turning.turn()

    number = Delivery.objects.get().number
    found = client.get_object(Bucket="media", Key=f"berita/{number:010d}.json")
    assert json.loads(found["Body"].read())["number"] == number
    assert found["ContentType"] == "application/json"
    assert Push.objects.get().state == "done"


def test_no_secret_of_an_endpoint_is_in_a_log_or_a_try_or_on_a_page(
    ssh: Ssh, s3: str, turning: Turning, caplog: pytest.LogCaptureFixture
) -> None:
    company = make_company()
    given = {
        "sftp": (ssh.address, "kata-sandi-sftp-yang-salah"),
        "s3": (f"{s3}/tiada", "kunci-rahasia-s3-contoh"),
        "webhook": ("https://127.0.0.1:1/", ""),
    }
    with caplog.at_level(logging.DEBUG):
        secrets = [
            make_endpoint(
                company,
                address,
                kind=kind,
                user="" if kind == "webhook" else "media",
                secret=secret,
                host_key=ssh.host_key if kind == "sftp" else "",
            )[1]
            or secret
            for kind, (address, secret) in given.items()
        ]
        make_published()
        turning.turn()
        client = signed_in(make_member(company, is_technical=True))
        machine = Machine(make_key(company))
        ways = Endpoint.objects.all()
        pages = [
            client.get("/wire/delivery/").text,
            *(client.get(reverse("portal:endpoint", args=[each.uid])).text for each in ways),
            *(machine.get(f"endpoints/{each.uid}").text for each in ways),
            *(machine.get(f"endpoints/{each.uid}/attempts").text for each in ways),
        ]

    tries = [*Attempt.objects.values()]
    said = caplog.text + repr(tries) + repr([*ways.values()]) + "".join(pages)
    assert len(tries) == len(given)
    assert all(each["failure"] for each in tries)
    assert [secret for secret in secrets if secret.removeprefix("whsec_") in said] == []


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"address": "http://8.8.8.8/"}, "address"),
        ({"address": "https://10.0.0.1/"}, "address"),
        ({"kind": "mail", "address": "bukan"}, "address"),
        (
            {"kind": "sftp", "address": "sftp://u:p@127.0.0.1/", "user": "u", "secret": "s"},
            "address",
        ),
        ({"kind": "sftp", "address": "sftp://127.0.0.1/", "user": "u", "secret": "s"}, "host_key"),
        ({"kind": "s3", "address": "https://127.0.0.1/b"}, "secret"),
        ({"kind": "pigeon"}, "kind"),
        ({"format": "pdf"}, "format"),
        ({"name": " "}, "name"),
    ],
)
def test_endpoint_that_won_t_do_is_refused_in_words(given: dict[str, str], field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        make_endpoint(make_company(), **{"address": "https://127.0.0.1/", **given})

    assert field in caught.value.message_dict
