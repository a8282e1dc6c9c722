"""The questions: every page reads the draft, and every POST writes it and leads on with a redirect.

When the store refuses, the page is made from the request itself and says that nothing was kept, with the text
still in it. Endpoint, template and step have one name.
"""

from collections.abc import Callable
from typing import Any

from flask import (
    Blueprint,
    Response,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

from portal import questions
from portal.answers import Answers
from portal.cookies import here, welcome
from portal.material import claim, take_files
from portal.reception import desk, directory, draft, go_to, now
from portal.sealed_rows import StoreRefused
from portal.steps import BY_NAME, CHECK, PARTS, STEPS, Step, following, preceding
from portal.storage import TooManyDrafts, TooManyFiles
from portal.visitors import Visitor
from web.fields import Form
from web.i18n import gettext as _

blueprint = Blueprint("reports", __name__)


def ask(name: str, n: int = 1) -> Response:
    """One question page."""
    step = BY_NAME[name]
    answers = draft()
    if answers is not None and answers.sent is not None:
        return go_to("sending.receipt")
    if request.method == "GET":
        if answers is None and (name != "who" or n > 1):
            return go_to("reports.who")
        answers = answers or Answers()
        if n > len(answers.subjects):
            return go_to("reports.others")
        return _page(step, n, answers, questions.fill(step, answers, n, directory(), None))
    return _answer(step, n, answers)


def _answer(step: Step, n: int, answers: Answers | None) -> Response:
    known = answers or Answers()
    form = questions.fill(step, known, min(n, len(known.subjects)), directory(), request.form)
    if not questions.accepts(form, skipping=step.may_skip and "skip" in request.form):
        return _page(step, n, known, form, failed=True)
    try:
        kept = write(lambda found: _kept(step, found, n, form))
    except (StoreRefused, TooManyDrafts):
        return _page(step, n, known, form, refused=True)
    if answers is None and step.name != "who":
        return go_to("reports.who", gone="1")
    if step.name == "others" and len(kept.subjects) > len(known.subjects):
        return go_to("reports.who", n=len(kept.subjects))
    name, k = following(kept, step, n)
    return go_to_page(name, k)


def _kept(step: Step, found: Answers, n: int, form: Form) -> Answers:
    """The answers with this page; once nothing is left to ask, changes lead back to the check page."""
    kept = questions.keep(step, found, min(n, len(found.subjects)), form)
    return kept.marked(CHECK) if following(kept, step, n)[0] == CHECK else kept


def write(change: Callable[[Answers], Answers]) -> Answers:
    """Change this visitor's draft, making one and its cookie where there is none. Raises StoreRefused."""
    visitor = here() or Visitor.arrive()
    kept = desk().drafts.change(visitor, now(), change)
    welcome(visitor)
    return kept


def go_to_page(name: str, n: int = 1) -> Response:
    """A redirect to a question page or to the check page."""
    return redirect(address(name, n), 303)  # type: ignore[return-value]  # werkzeug's own response class


def address(name: str, n: int = 1) -> str:
    """Where a question page or the check page is."""
    if name == CHECK:
        return url_for("sending.check")
    return url_for(f"reports.{name}", n=n) if n > 1 else url_for(f"reports.{name}")


def _page(
    step: Step,
    n: int,
    answers: Answers,
    form: Form,
    *,
    failed: bool = False,
    refused: bool = False,
    **more: Any,
) -> Response:
    before = preceding(answers, step, n)
    return make_response(
        render_template(
            f"portal/reports/{step.name}.html",
            heading=step.heading,
            form=form,
            failed=failed or refused,
            refused=refused,
            n=n,
            answers=answers,
            part=step.part,
            parts=PARTS,
            may_skip=step.may_skip,
            back=address(*before) if before else url_for("pages.home"),
            gone="gone" in request.args,
            **more,
        ),
        503 if refused else 200,
    )


@blueprint.post("/report/others/<int:n>/remove")
def remove(n: int) -> Response:
    """Take a person out of the report."""
    try:
        write(lambda found: questions.drop_subject(found, n))
    except (StoreRefused, TooManyDrafts):
        return _page(BY_NAME["others"], 1, draft() or Answers(), BY_NAME["others"].form(), refused=True)
    return go_to("reports.others")


def files() -> Response:
    """Files: one by one or several together, each sealed while it streams in."""
    step = BY_NAME["files"]
    answers = draft()
    if answers is not None and answers.sent is not None:
        return go_to("sending.receipt")
    if answers is None:
        return go_to("reports.who")
    if request.method == "GET":
        return _page(step, 1, answers, step.form(formdata=None))
    form = step.form(formdata=request.form)
    staged, faults = take_files()
    try:
        visitor = here()
        if staged and visitor is not None:
            answers = desk().drafts.stage(visitor, now(), staged)
            claim(staged)
        kept = write(lambda found: found.marked(step.name))
    except TooManyFiles:
        faults.append(_("最多添加%(n)s个文件；这次的没有添加", n=desk().config.files_limit))
        kept = answers
    except (StoreRefused, TooManyDrafts):
        return _page(step, 1, answers, form, refused=True)
    if faults:
        form["files"].errors = [" ".join(faults)]
        return _page(step, 1, kept, form, failed=True)
    if request.form.get("do") == "add":
        return go_to("reports.files")
    return go_to_page(*following(kept, step, 1))


@blueprint.post("/report/files/remove")
def remove_file() -> Response:
    """Take a file out of the report."""
    visitor = here()
    try:
        if visitor is not None and draft() is not None:
            desk().drafts.unstage(visitor, now(), request.form.get("file", ""))
    except StoreRefused:
        step = BY_NAME["files"]
        return _page(step, 1, draft() or Answers(), step.form(formdata=None), refused=True)
    return go_to("reports.files")


def _register() -> None:
    for step in STEPS:
        if step.name == "files":
            blueprint.add_url_rule("/report/files", "files", files, methods=["GET", "POST"])
            continue
        path = "/report" if step.name == "who" else f"/report/{step.name}"
        options: dict[str, Any] = {"defaults": {"name": step.name}, "methods": ["GET", "POST"]}
        blueprint.add_url_rule(path, step.name, ask, **options)
        if step.of_subject:
            blueprint.add_url_rule(f"/report/{step.name}/<int(min=2,max=5):n>", step.name, ask, **options)


_register()
