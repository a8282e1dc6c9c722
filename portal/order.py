"""Where one goes from a page: on, back, and where an unfinished draft goes on. Pure: answers in, a page out.

A page that is changed from the check page leads on to it again, unless the change opens a question that was not
answered yet.
"""

from portal.answers import Answers
from portal.steps import BY_NAME, CHECK, Step


def following(answers: Answers, step: Step, n: int) -> tuple[str, int]:
    """The page after this one: the check page if all that follows is answered, else the first that is not."""
    queue = _pages(answers)
    here = (
        queue.index((step.name, n if step.of_subject else 1))
        if (step.name, n if step.of_subject else 1) in queue
        else -1
    )
    rest = queue[here + 1 :]
    if CHECK not in answers.done:
        return rest[0] if rest else (CHECK, 1)
    return next(((name, k) for name, k in rest if BY_NAME[name].mark(k) not in answers.done), (CHECK, 1))


def preceding(answers: Answers, step: Step, n: int) -> tuple[str, int] | None:
    """The page before this one; None on the first.

    The page 还要反映别的人吗 stands before every person but the first: `n` says before whom, 1 after them all.
    """
    if step.name == "who":
        return ("others", n) if n > 1 else None
    if step.name == "others":
        return ("commission", n - 1 if 1 < n <= len(answers.subjects) else len(answers.subjects))
    queue = _pages(answers)
    place = (step.name, n if step.of_subject else 1)
    at = queue.index(place) if place in queue else 0
    return queue[at - 1] if at else None


def unfinished(answers: Answers) -> tuple[str, int]:
    """Where to go on: the first page that was not answered, else the check page."""
    pages = ((name, n) for name, n in _pages(answers) if BY_NAME[name].mark(n) not in answers.done)
    return (CHECK, 1) if CHECK in answers.done else next(pages, (CHECK, 1))


def last_page(answers: Answers) -> tuple[str, int]:
    """The page before the check page."""
    return _pages(answers)[-1]


def _pages(answers: Answers) -> list[tuple[str, int]]:
    """Every page these answers call for, in order."""
    pages: list[tuple[str, int]] = []
    for n, subject in enumerate(answers.subjects, start=1):
        pages += [("who", n), ("province", n)]
        if subject.region:
            pages.append(("city", n))
            if subject.region[2:] != "0000":
                pages.append(("county", n))
        pages.append(("commission", n))
    pages += [("others", 1), ("business", 1), ("details", 1), ("files", 1), ("naming", 1)]
    if answers.reporter.named:
        pages.append(("identity", 1))
    return pages
