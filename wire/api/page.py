"""The API as OpenAPI says it, where ninja's own says less than is true."""

from typing import Any, Final

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from wire.api import examples, problems
from wire.formats import FORMATS

_TEXT: Final = {"schema": {"type": "string"}}
_WHOLE: Final = {"schema": {"type": "integer"}}
_LIMIT: Final = {
    "RateLimit-Policy": {"description": "requests a minute that a key has", **_TEXT},
    "RateLimit": {
        "description": "those left (r), and the seconds until there are more (t)",
        **_TEXT,
    },
}
_LATER: Final = {"Retry-After": {"description": "seconds to wait", **_WHOLE}}
_ETAG: Final = {"ETag": {"description": "for If-None-Match", **_TEXT}}


class DescribedAPI(NinjaAPI):
    """Its schema names the media types of problems and formats, and the headers."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        for path, methods in schema["paths"].items():
            for operation in methods.values():
                for status, response in operation["responses"].items():
                    _describe(path, int(status), response)
        return schema


def _describe(path: str, status: int, response: dict[str, Any]) -> None:
    headers: dict[str, Any] = {}
    if status >= 400:
        content = response.pop("content")
        described = content["application/json"] | {"example": _example(status)}
        response["content"] = {problems.MEDIA_TYPE: described}
    elif "/log/" in path:
        named = {each.media_type.partition(";")[0] for each in FORMATS.values()}
        response.setdefault("content", {}).update(
            {kind: {"schema": {"type": "string"}} for kind in named - {"application/json"}}
        )
    if status < 400:
        headers |= _ETAG
    if status not in (401, 405):
        headers |= _LIMIT
    if status in (200, 429, 503):
        headers |= _LATER
    response["headers"] = headers


def _example(status: int) -> dict[str, Any]:
    """A problem with this status, of which there is one kind."""
    ((kind, title),) = [
        (kind, title) for kind, (each, title) in problems.KINDS.items() if each == status
    ]
    address = f"{problems.PREFIX}problems/{kind}"
    return {"type": address, "title": title, "status": status, "detail": examples.DETAILS[kind]}
