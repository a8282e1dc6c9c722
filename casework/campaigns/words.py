"""The closed lists of this subject; stored values are stable, Chinese names stand in `labels`."""

from enum import StrEnum


class Duty(StrEnum):
    """Whose duty a progress check is: 主体责任 of the party committee, 监督责任 of the commission (SR-63)."""

    PRIMARY = "primary"
    SUPERVISORY = "supervisory"
