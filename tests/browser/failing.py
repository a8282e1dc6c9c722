"""A page that fails, to see what a site answers then; and ways to send what is refused."""

from typing import Final, NoReturn

from flask import Flask
from playwright.sync_api import Page, Response

FAILING: Final = "/fails"
SEND: Final = """([change, action]) => {
  const form = [...document.querySelectorAll('main form[method=post]')].find(e => !action || e.action === action);
  form.noValidate = true;
  if (change === 'nothing') for (const e of form.querySelectorAll('input:not([type=hidden]), textarea, select'))
    e.type === 'checkbox' || e.type === 'radio' ? e.checked = false : e.value = '';
  if (change === 'stale') form.querySelector('[name=version]').value = '0';
  if (change === 'much') {
    const field = form.appendChild(document.createElement('textarea'));
    [field.name, field.value] = ['text', '多'.repeat(1500000)];
  }
  form.requestSubmit(form.querySelector('button:not([type=button])'));
}"""


def fail() -> NoReturn:
    """What nobody foresaw."""
    raise RuntimeError("a page that fails")


def add_failing_page(app: Flask) -> None:
    """Give a site of the tests the page that fails."""
    app.add_url_rule(FAILING, "fails", fail)


def send(page: Page, change: str, *, action: str = "") -> Response:
    """Send the page's first form, or the one with this address, past the browser's own checks.

    With far too "much" text, with "nothing" in its fields, or as if the page had been read at a "stale" version.
    """
    with page.expect_navigation() as told:
        page.evaluate(SEND, [change, action])
    answer = told.value
    assert answer is not None
    return answer
