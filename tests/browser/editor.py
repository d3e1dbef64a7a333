"""The rich-text editor in a page of its own, under the newsroom's Content-Security-Policy."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csp import ContentSecurityPolicyMiddleware
from django.test import RequestFactory
from django.utils.html import format_html
from django.utils.translation import override
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import Media
from playwright.sync_api import Page

from articles.text.body import clean, editor_extensions

SITE = "http://newsroom.test"

# For 20 ms after it was focused, the editor puts the caret back where it knows it to be.
RESTED = """() => {
    const { view } = document.querySelector(".ProseMirror").editor
    return view.hasFocus() && Date.now() - view.input.lastFocus > 40
}"""
# The editor hears of a caret that a key has moved in a task of its own.
SETTLED = "new Promise((settled) => requestAnimationFrame(() => setTimeout(settled)))"


EXTENSIONS = editor_extensions()
EXTENSIONS["Picture"] |= {"address": "/pictures/", "choose": "/choose/"}


class BodyForm(forms.Form):
    body = ProseEditorFormField(
        label="Isi berita",
        help_text="Satu paragraf, satu gagasan.",
        extensions=EXTENSIONS,
        sanitize=clean,
        widget=AdminProseEditorWidget,
    )


def page_of(html: str) -> HttpResponse:
    form = BodyForm({"body": html})
    request = RequestFactory().get("/")

    def respond(request: Any) -> HttpResponseBase:
        media = Media.from_media(form.media) + forms.Media(css={"all": ["css/editor.css"]})
        scripts = media.render(attrs={"nonce": str(request._csp_nonce)})
        return HttpResponse(
            format_html("<!doctype html><html><title>x</title>{}{}", scripts, form.as_p())
        )

    with override("id"):
        response = ContentSecurityPolicyMiddleware(respond)(request)
    assert isinstance(response, HttpResponse)
    return response


def body_of(page: Page) -> str:
    """What the form would send, as it would be kept."""
    return clean(page.locator("textarea").input_value())


def move_caret(page: Page, *keys: str) -> None:
    """Press keys that move the caret in the focused editor, as slowly as fingers do."""
    page.wait_for_function(RESTED)
    for key in keys:
        page.keyboard.press(key)
        page.evaluate(SETTLED)
