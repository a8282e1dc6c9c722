"""The commissions of a province as a tree: which is above which, which serves a region or a unit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from regulation.decisions import Body, BodyKind
from regulation.divisions import official_divisions
from regulation.facts import OfficeFacts, OfficeId, RegionCode, UnitId
from regulation.terms import Level

HEIGHT = {Level.CENTRE: 0, Level.PROVINCE: 1, Level.CITY: 2, Level.DISTRICT: 3, Level.COUNTY: 3}
UNIT_COMMISSION_STEP = 1


@dataclass(frozen=True, slots=True)
class Directory:
    """Offices by id, with look-ups by region and unit. A look-up that finds nothing gives None."""

    offices: Mapping[OfficeId, OfficeFacts] = field(default_factory=dict)
    units: Mapping[UnitId, OfficeFacts] = field(default_factory=dict)
    regions: Mapping[RegionCode, OfficeFacts] = field(default_factory=dict)

    @classmethod
    def of(cls, offices: Iterable[OfficeFacts]) -> "Directory":
        """Index the offices as they come."""
        known = tuple(offices)
        return cls(
            offices={office.id: office for office in known},
            units={office.unit: office for office in known if office.unit},
            regions={_latest(office.region): office for office in known if not office.unit},
        )

    def county(self, region: RegionCode) -> OfficeFacts | None:
        """The commission of a district or county, under whichever of its numbers it is asked for (A16);
        the code of a township or village is read as that of its county.
        """
        found = self.regions.get(_latest(RegionCode(region[:6])))
        return found if found and found.level in (Level.DISTRICT, Level.COUNTY) else None

    def city(self, region: RegionCode) -> OfficeFacts | None:
        """市纪委 of the city a region lies in; for an unknown region, the only city of the directory."""
        named = self.regions.get(RegionCode(region[:4] + "00"))
        return named if named and named.level is Level.CITY else self._only(Level.CITY)

    def province(self, region: RegionCode) -> OfficeFacts | None:
        """省纪委 of the province a region lies in; for an unknown region, the only one of the directory."""
        named = self.regions.get(RegionCode(region[:2] + "0000"))
        return named if named and named.level is Level.PROVINCE else self._only(Level.PROVINCE)

    def of_unit(self, unit: UnitId) -> OfficeFacts | None:
        """The commission (纪检组) in a unit."""
        return self.units.get(unit)

    def office_of(self, body: Body, region: RegionCode) -> OfficeFacts | None:
        """The office that a commission of the routing table is, seen from a region; None for other bodies."""
        match body.kind:
            case BodyKind.CITY_COMMISSION | BodyKind.CONDUCT_SUPERVISION_OFFICE:
                return self.city(region)
            case BodyKind.PROVINCE_COMMISSION:
                return self.province(region)
            case BodyKind.CENTRAL_COMMISSION:
                return self._only(Level.CENTRE)
            case BodyKind.COUNTY_COMMISSION:
                return self.county(RegionCode(body.of))
            case BodyKind.UNIT_COMMISSION | BodyKind.AUTHORITY_COMMISSION:
                return self.of_unit(UnitId(body.of))
            case _:
                return None

    def superior(self, office: OfficeFacts) -> OfficeFacts | None:
        """The commission above another."""
        return self.offices.get(office.parent)

    def chain(self, office: OfficeFacts) -> tuple[OfficeFacts, ...]:
        """A commission and those above it, the nearest first; each once, even where the tree runs in a circle."""
        return (office, *(self.offices[each] for each in self._above(office) if each != office.id))

    def height(self, office: OfficeFacts) -> int:
        """0 for the centre, larger further down; a unit's commission stands below that of its level."""
        return HEIGHT[office.level] * 2 + (UNIT_COMMISSION_STEP if office.unit else 0)

    def is_above_all(self, top: OfficeFacts, offices: Iterable[OfficeFacts]) -> bool:
        """Whether every other office answers to this one."""
        return all(each.id == top.id or top.id in self._above(each) for each in offices)

    def common_superior(self, offices: Iterable[OfficeFacts]) -> OfficeFacts | None:
        """The nearest commission above all of them."""
        chains = [self._above(office) for office in offices]
        return next(
            (self.offices[each] for each in chains[0] if all(each in chain for chain in chains)), None
        )

    def _above(self, office: OfficeFacts) -> list[OfficeId]:
        chain: list[OfficeId] = []
        above = self.superior(office)
        while above and above.id not in chain:
            chain.append(above.id)
            above = self.superior(above)
        return chain

    def _only(self, level: Level) -> OfficeFacts | None:
        found = [each for each in self.offices.values() if each.level is level and not each.unit]
        return found[0] if len(found) == 1 else None


def _latest(region: RegionCode) -> RegionCode:
    return RegionCode(official_divisions().latest(region))
