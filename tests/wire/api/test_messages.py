"""The log as newsMessages: all of it, in order, once, and valid by IPTC's schema."""

import re

import pytest
from lxml import etree

from tests.factories import make_published, make_user
from tests.wire.api.asking import Machine, unpacked
from tests.wire.factories import correct, log, make_company, make_key, make_product, withdraw
from tests.wire.formats.judges import faults

pytestmark = pytest.mark.django_db


def test_following_the_messages_reads_the_whole_log() -> None:
    chief, company = make_user("chief"), make_company()
    other = Machine(make_key(make_company(product=make_product(tags=["lain"]))))
    machine = Machine(make_key(company))
    stories = [make_published(editor=chief) for _ in range(2)]
    withdraw(correct(stories[0], by=chief), by=chief)
    address, read = "log.newsml?after=0&limit=3", []

    while (answer := machine.get(address)).status_code == 200:
        document = unpacked(answer)
        assert faults("newsml", document) == []
        for item in etree.fromstring(document).findall("{*}itemSet/{*}newsItem"):
            number = item.findtext("{*}contentMeta/{*}altId[@type='id:number']")
            signals = item.findall("{*}itemMeta/{*}signal")
            read.append((number, str(signals[-1].get("qcode")).partition(":")[2]))
        found = re.fullmatch(r'<([^>]+)>; rel="next"', answer.headers["Link"])
        assert found is not None
        address = found[1]

    assert read == [(str(number), signal) for number, _prev, signal in log(company)]
    assert (answer.status_code, answer.headers["Wire-Cursor"]) == (204, read[-1][0])
    assert other.get("log.newsml").status_code == 204
    assert machine.get("log.newsml?after=99").status_code == 409
    assert Machine().get("log.newsml").status_code == 401
