"""The questions: every page reads the draft, and every POST writes it and leads on with a redirect.

When the store refuses, the page is made from the request itself and says that nothing was kept, with the text
still in it. Endpoint, template and step have one name.
"""

from collections.abc import Callable
from typing import Any, Final

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
from portal.answers import Answers, TooMuchTyped
from portal.cookies import here, welcome
from portal.material import FileFault, FileTrouble, claim, in_words, take_files
from portal.order import following, preceding
from portal.reception import desk, directory, draft, go_to, now
from portal.sealed_rows import StoreRefused
from portal.steps import BY_NAME, CHECK, PARTS, STEPS, Step
from portal.storage import TooManyDrafts, TooManyFiles
from portal.visitors import Visitor
from web.fields import Form

blueprint = Blueprint("reports", __name__)
FROM_CHECK: Final[dict[str, Any]] = {"from": CHECK}


def ask(name: str, n: int = 1) -> Response:
    """One question page."""
    step = BY_NAME[name]
    answers = draft()
    if answers is not None and answers.sent is not None:
        return go_to("sending.receipt")
    if request.method == "POST":
        return _answer(step, n, answers)
    if answers is None and (name != "who" or n > 1):
        return go_to("reports.who")
    sent = questions.sent_before(answers, step, n, again="again" in request.args)
    answers = answers or Answers()
    if n > len(answers.subjects):
        return go_to("reports.others")
    form = questions.fill(step, answers, n, directory(), sent)
    failed = sent is not None and not questions.accepts(form, skipping=step.may_skip and "skip" in sent)
    return _page(step, n, answers, form, failed=failed)


def _answer(step: Step, n: int, answers: Answers | None) -> Response:
    known = answers or Answers()
    n = min(n, len(known.subjects))
    form = questions.fill(step, known, n, directory(), request.form)
    try:
        if not questions.accepts(form, skipping=step.may_skip and "skip" in request.form):
            return _reject(step, n, answers, form)
        kept = write(lambda found: _kept(step, found, n, form))
    except (StoreRefused, TooManyDrafts):
        return _page(step, n, known, form, refused=True)
    if answers is None and step.name != "who":
        return go_to("reports.who", gone="1")
    if step.name == "others" and len(kept.subjects) > len(known.subjects):
        return go_to("reports.who", n=len(kept.subjects))
    name, k = following(kept, step, n)
    return see(address(name, k))


def _reject(step: Step, n: int, answers: Answers | None, form: Form) -> Response:
    """Keep what was sent as it came and show it at an address of its own, so that Back and Forward find it there.

    A first page without a word needs no draft; more than a draft keeps is shown from the request itself.
    """
    if answers is not None or not questions.says_nothing(form):
        typed = questions.as_sent(request.form)
        try:
            write(lambda found: found.rejecting(step.mark(n), typed))
        except TooMuchTyped:
            return _page(step, n, answers or Answers(), form, failed=True)
    gone: dict[str, Any] = {"gone": "1"} if answers is None and step.name != "who" else {}
    return see(address(step.name, n, again="1", **gone, **_way()))


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


def see(where: str) -> Response:
    """See there."""
    return redirect(where, 303)  # type: ignore[return-value]  # werkzeug's own response class


def address(name: str, n: int = 1, **more: Any) -> str:
    """Where a question page or the check page is; of 还要反映别的人吗, `n` says before whom."""
    if name == CHECK:
        return url_for("sending.check", **more)
    number: dict[str, Any] = {} if n == 1 else {"before": n} if name == "others" else {"n": n}
    return url_for(f"reports.{name}", **number, **more)


def change_at(name: str, n: int = 1) -> str:
    """Where an answer is changed: a page that leads back to the check page."""
    return address(name, n, **FROM_CHECK)


def _way() -> dict[str, Any]:
    """What the page's own addresses carry on, where one came from the check page."""
    return FROM_CHECK if request.args.get("from") == CHECK else {}


def _back(step: Step, n: int, answers: Answers) -> str:
    if _way():
        return address(CHECK)
    if step.name == "others":
        n = request.args.get("before", 1, type=int)
    before = preceding(answers, step, n)
    return address(*before) if before else url_for("pages.home")


def _page(
    step: Step, n: int, answers: Answers, form: Form, *, failed: bool = False, refused: bool = False
) -> Response:
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
            here=address(step.name, n, **_way()),
            back=_back(step, n, answers),
            gone="gone" in request.args,
        ),
        503 if refused else 200,
    )


@blueprint.post("/report/others/<int:n>/remove")
def remove(n: int) -> Response:
    """Take a person out of the report."""
    try:
        write(lambda found: questions.drop_subject(found, n))
    except (StoreRefused, TooManyDrafts):
        step = BY_NAME["others"]
        return _page(step, 1, draft() or Answers(), step.form(formdata=None), refused=True)
    return go_to("reports.others")


def files() -> Response:
    """Files: one by one or several together, each sealed while it streams in."""
    step = BY_NAME["files"]
    answers = draft()
    if answers is not None and answers.sent is not None:
        return go_to("sending.receipt")
    if answers is None:
        return go_to("reports.who")
    form = step.form(formdata=None)
    if request.method == "GET":
        faults = answers.rejected.get(step.name, ()) if "again" in request.args else ()
        form["files"].errors = in_words(faults)
        return _page(step, 1, answers, form, failed=bool(faults))
    return _take(step, answers, form)


def _take(step: Step, answers: Answers, form: Form) -> Response:
    adding = request.form.get("do") == "add"
    staged, faults = take_files(wanted=adding)
    try:
        visitor = here()
        if staged and visitor is not None:
            desk().drafts.stage(visitor, now(), staged)
            claim(staged)
    except TooManyFiles:
        faults.append(FileFault(FileTrouble.DRAFT_FULL, ""))
    except (StoreRefused, TooManyDrafts):
        return _page(step, 1, answers, form, refused=True)
    try:
        kept = write(
            lambda found: found.rejecting(step.name, tuple(faults)) if faults else found.marked(step.name)
        )
    except (StoreRefused, TooManyDrafts, TooMuchTyped):
        return _page(step, 1, draft() or answers, form, refused=True)
    if faults:
        return see(address(step.name, again="1", **_way()))
    return see(address(step.name, **_way()) if adding else address(*following(kept, step, 1)))


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
