"""IPTC's own schemas, and what reads a format as others do."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree
from referencing import Registry, Resource

SCHEMAS = Path(__file__).parent.parent / "schemas"
XSD = {
    "newsml": SCHEMAS / "newsml-g2" / "NewsML-G2_2.35-spec-All-Power.xsd",
    "nitf": SCHEMAS / "nitf" / "nitf-3-6.xsd",
}


def _is_uri(value: object) -> bool:
    parts = urlsplit(str(value))
    return bool(parts.scheme and (parts.netloc or parts.path)) and str(value).isascii()


def _is_time(value: object) -> bool:
    try:
        return datetime.fromisoformat(str(value)).tzinfo is not None
    except ValueError:
        return False


_formats = FormatChecker()
_formats.checks("uri")(_is_uri)
_formats.checks("date-time")(_is_time)


@cache
def _xsd(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(XSD[name]))


@cache
def _ninjs() -> Draft202012Validator:
    schema, geo = (
        json.loads((SCHEMAS / "ninjs" / name).read_text())
        for name in ("ninjs-schema_3.1.json", "GeoJSON-schema.json")
    )
    registry: Registry[Any] = Registry().with_resource(
        "https://geojson.org/schema/GeoJSON.json", Resource.from_contents(geo)
    )
    return Draft202012Validator(schema, registry=registry, format_checker=_formats)


def faults(name: str, document: bytes) -> list[str]:
    """What a schema finds wrong in it."""
    if name == "ninjs":
        found = _ninjs().iter_errors(json.loads(document))
        return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in found]
    schema = _xsd(name)
    schema.validate(etree.fromstring(document))
    log: Any = schema.error_log
    return [f"{error.line}: {error.message}" for error in log]
