"""The publicity sheet: the form field by field as the regulation lets it hang out (A17, A23)."""

from datetime import date

from casework.declarations.columns import KIN, OWN, SHEETS, SheetSpec
from casework.declarations.form import Form, Row
from casework.declarations.showing import words
from regulation.facts import Kin, PersonId
from regulation.masking import SheetField, is_minor, sheet
from regulation.terms import Relation


def publicity_sheet(form: Form, day: date) -> list[tuple[str, list[list[tuple[str, str]]]]]:
    """What hangs out: by title of the block, its rows; masked field by field (A17)."""
    shown = [(OWN.title, [_masked_row(OWN, form.own, OWN_FIELDS)])]
    shown.append((KIN.title, [_masked_row(KIN, row, KIN_FIELDS, minor=_minor(row, day)) for row in form.kin]))
    for spec in SHEETS:
        if spec.key in ("businesses", "intermediaries", "foreign_posts", "dealings"):
            rows = [
                _masked_row(spec, row, FIRM_FIELDS, minor=_minor_named(form, row, day))
                for row in getattr(form, spec.key)
            ]
            shown.append((spec.title, rows))
    return [(title, [row for row in rows if row]) for title, rows in shown if rows]


OWN_FIELDS = {
    "name": SheetField.NAME, "sex": SheetField.SEX, "political_status": SheetField.POLITICAL_STATUS,
    "unit": SheetField.UNIT, "post": SheetField.POST, "in_post_from": SheetField.IN_POST_FROM, "rank": SheetField.RANK,
    "charge": SheetField.CHARGE, "area": SheetField.AREA, "id_number": SheetField.ID_NUMBER,
    "telephone": SheetField.TELEPHONE, "born_on": SheetField.BORN_ON,
}  # fmt: skip
KIN_FIELDS = {
    "relation": SheetField.RELATION, "name": SheetField.KIN_NAME, "born_on": SheetField.KIN_BORN_ON,
    "nationality": SheetField.KIN_NATIONALITY, "employer": SheetField.KIN_EMPLOYER, "post": SheetField.KIN_POST,
    "occupation": SheetField.KIN_OCCUPATION,
}  # fmt: skip
FIRM_FIELDS = {
    "kin_name": SheetField.KIN_NAME, "firm_name": SheetField.FIRM_NAME, "former_name": SheetField.FIRM_FORMER_NAME,
    "code": SheetField.FIRM_CODE, "kind": SheetField.FIRM_KIND, "founded_on": SheetField.FIRM_FOUNDED_ON,
    "registered_at": SheetField.FIRM_REGION, "operating_at": SheetField.FIRM_ADDRESS, "scope": SheetField.FIRM_SCOPE,
    "activity": SheetField.FIRM_SCOPE, "capital": SheetField.CAPITAL, "contribution": SheetField.CONTRIBUTION,
    "share": SheetField.SHARE, "office": SheetField.FIRM_OFFICE, "post": SheetField.FIRM_OFFICE,
    "nominee": SheetField.NOMINEE, "state": SheetField.FIRM_STATE, "appointed_by": SheetField.APPOINTED_BY,
    "assessment": SheetField.SELF_ASSESSMENT, "assessment_note": SheetField.SELF_ASSESSMENT,
    "income": SheetField.INCOME, "content": SheetField.DEALINGS, "unit": SheetField.DEALINGS,
    "amount": SheetField.CAPITAL,
}  # fmt: skip


def _masked_row(
    spec: SheetSpec, row: Row, fields: dict[str, SheetField], *, minor: bool = False
) -> list[tuple[str, str]]:
    """The columns of a row that the sheet shows; two columns may share one field's rule, each is asked alone."""
    shown: list[tuple[str, str]] = []
    for column in spec.columns:
        field = fields.get(column.key)
        value = row.get(column.key, "")
        if field is None or not value:
            continue
        told = sheet({field: words(column, value)}, minor=minor)
        if field in told:
            shown.append((column.title, told[field]))
    return shown


def _minor(row: Row, day: date) -> bool:
    born = date.fromisoformat(f"{row['born_on']}-01") if row.get("born_on") else None
    return is_minor(Kin(PersonId(""), Relation(row["relation"]), born_on=born), day)


def _minor_named(form: Form, row: Row, day: date) -> bool:
    return any(each["name"] == row.get("kin_name") and _minor(each, day) for each in form.kin)
