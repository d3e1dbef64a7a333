"""The API put together, and its addresses."""

from typing import Any, Final

from django.urls import URLPattern, path, re_path
from ninja import Swagger

from wire.api import (
    endpoints,
    feeds,
    log,
    messages,
    problems,
    programs,
    receipts,
    reconcile,
    stories,
)
from wire.api.answers import with_pace
from wire.api.page import DescribedAPI
from wire.sandbox import packed

DESCRIPTION: Final = """
A subscriber's log: everything that is yours, in order, each item whole. Keep one number, and ask
for what came after it. Send your key as `Authorization: Bearer …`. Errors are RFC 9457 problems.

Fields that an answer has stay; new ones may come beside them, so skip those that you don't know.
"""

api = DescribedAPI(
    title="Wire",
    version="1",
    description=DESCRIPTION,
    urls_namespace="wire-v1",
    docs=Swagger(settings={"persistAuthorization": False, "validatorUrl": None}),
    docs_url="/docs",
    openapi_url="/openapi.json",
)
for module in (log, stories, reconcile, receipts, feeds, messages, endpoints):
    api.add_router("", module.router)
problems.handle(api)


def _addresses() -> tuple[list[URLPattern], str, str]:
    given, app_name, namespace = api.urls
    patterns = [each for each in given if isinstance(each, URLPattern)]
    for pattern in patterns:
        # Ninja's page of nothing is only there to be named.
        view: Any = problems.not_found if pattern.name == "api-root" else pattern.callback
        pattern.callback = with_pace(problems.with_problems(view))
    more: list[Any] = [
        path(packed.NAME, problems.with_problems(programs.sandbox_file), name="sandbox"),
        path("examples/<str:name>", problems.with_problems(programs.example_file), name="example"),
        path("problems/<slug:kind>", problems.kind_page, name="problem"),
        # Whatever else is asked for is no page of the site.
        re_path("", problems.not_found, name="nothing"),
    ]
    return [*patterns, *more], app_name, namespace


urls: Final = _addresses()
