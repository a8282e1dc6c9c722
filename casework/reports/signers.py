"""Who countersigned for whom, asked of the declarations: a countersigner never reads a report on his signee."""

from collections.abc import Iterable

from sqlalchemy.orm import Session


def signers_for(db: Session, person_ids: Iterable[str]) -> frozenset[str]:
    """The persons who countersigned declarations of these persons."""
    raise NotImplementedError
