"""The words of the plan as closed lists: one enum for each question that has a fixed set of answers.

The stored value of a member is stable and may only be added to; its Chinese name stands in `regulation.labels`.
"""

from enum import StrEnum


class Rank(StrEnum):
    """级别: from high to low; 无级别 is an answer too (SR-03, SR-05 and SR-06 ask for no rank)."""

    PROVINCE_PRINCIPAL = "province_principal"
    PROVINCE_DEPUTY = "province_deputy"
    BUREAU_PRINCIPAL = "bureau_principal"
    BUREAU_DEPUTY = "bureau_deputy"
    DIVISION_PRINCIPAL = "division_principal"
    DIVISION_DEPUTY = "division_deputy"
    SECTION_PRINCIPAL = "section_principal"
    SECTION_DEPUTY = "section_deputy"
    NONE = "none"

    @property
    def is_division_or_above(self) -> bool:
        """县(处)级(含)以上: deputies count (A15)."""
        return self in _DIVISION_OR_ABOVE

    @property
    def is_section_or_above(self) -> bool:
        """科级(含)以上."""
        return self is not Rank.NONE


_DIVISION_OR_ABOVE = frozenset(
    {
        Rank.PROVINCE_PRINCIPAL,
        Rank.PROVINCE_DEPUTY,
        Rank.BUREAU_PRINCIPAL,
        Rank.BUREAU_DEPUTY,
        Rank.DIVISION_PRINCIPAL,
        Rank.DIVISION_DEPUTY,
    }
)


class ManagedBy(StrEnum):
    """干部管理权限: whose party committee appoints the cadre."""

    CENTRE = "centre"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    UNIT = "unit"
    SYSTEM = "system"


class Level(StrEnum):
    """A tier of territory. COUNTY is a county or a county-level city, DISTRICT a district of the city."""

    CENTRE = "centre"
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    COUNTY = "county"


class UnitKind(StrEnum):
    """What a unit is; those down to 检察机关 are the organs of 一 ¶1 (a 纪委 is one of the party)."""

    PARTY_ORGAN = "party_organ"
    DISCIPLINE_COMMISSION = "discipline_commission"
    PEOPLES_CONGRESS = "peoples_congress"
    GOVERNMENT = "government"
    CPPCC = "cppcc"
    COURT = "court"
    PROCURATORATE = "procuratorate"
    MASS_ORGANIZATION = "mass_organization"
    DEMOCRATIC_PARTY = "democratic_party"
    INSTITUTION = "institution"
    RESEARCH_INSTITUTE = "research_institute"
    STATE_ENTERPRISE = "state_enterprise"
    STATE_ENTERPRISE_BRANCH = "state_enterprise_branch"
    COLLECTIVE_ENTERPRISE = "collective_enterprise"
    DEVELOPMENT_ZONE = "development_zone"
    TOWNSHIP = "township"
    SUBDISTRICT = "subdistrict"
    GRASSROOTS_STATION = "grassroots_station"
    OTHER = "other"


class Role(StrEnum):
    """Posts that the tables of routing and countersigning name."""

    CITY_PARTY_SECRETARY = "city_party_secretary"
    CITY_STANDING_COMMITTEE = "city_standing_committee"
    CITY_CONGRESS_LEADER = "city_congress_leader"
    CITY_GOVERNMENT_LEADER = "city_government_leader"
    CITY_CPPCC_LEADER = "city_cppcc_leader"
    COUNTY_PARTY_SECRETARY = "county_party_secretary"
    COUNTY_CONGRESS_HEAD = "county_congress_head"
    COUNTY_GOVERNMENT_HEAD = "county_government_head"
    COUNTY_CPPCC_HEAD = "county_cppcc_head"
    COUNTY_TEAM_MEMBER = "county_team_member"
    COURT_PRESIDENT = "court_president"
    CHIEF_PROCURATOR = "chief_procurator"
    COMMISSION_SECRETARY = "commission_secretary"
    COMMISSION_STAFF = "commission_staff"


class Relation(StrEnum):
    """亲属关系: the first three are the closed circle of T1; the others matter for T2, T3 and 特定关系人."""

    SPOUSE = "spouse"
    CHILD = "child"
    CHILD_SPOUSE = "child_spouse"
    PARENT = "parent"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    COLLATERAL_KIN = "collateral_kin"
    AFFINE_KIN = "affine_kin"
    OTHER_KIN = "other_kin"
    COHABITING_PARTNER = "cohabiting_partner"
    SPECIFIC_RELATED_PERSON = "specific_related_person"


class EnterpriseKind(StrEnum):
    """主体类型 as forms.md lists it, with the two foreign kinds that T1B asks for."""

    JOINT_STOCK = "joint_stock"
    LIMITED = "limited"
    SOLE_TRADER = "sole_trader"
    SOLE_PROPRIETORSHIP = "sole_proprietorship"
    PARTNERSHIP = "partnership"
    ABROAD = "abroad"
    FOREIGN_OWNED = "foreign_owned"
    SINO_FOREIGN_JOINT_VENTURE = "sino_foreign_joint_venture"
    OTHER = "other"


class Activity(StrEnum):
    """What the business does in the eyes of 一 ¶2."""

    BUSINESS = "business"
    INTERMEDIARY_SERVICE = "intermediary_service"


class BusinessState(StrEnum):
    """经营状态; a firm that stopped or lost its licence but is not deregistered must still be reported."""

    TRADING = "trading"
    STOPPED = "stopped"
    LICENCE_REVOKED = "licence_revoked"
    DEREGISTERED = "deregistered"


class PlaceKind(StrEnum):
    """Which tie binds a business to a place (A2)."""

    REGISTERED = "registered"
    OPERATING = "operating"
    PROJECT = "project"
    CUSTOMER = "customer"


class Appointer(StrEnum):
    """委派/聘任方."""

    FOREIGN_SIDE = "foreign_side"
    CHINESE_SIDE = "chinese_side"
    NOBODY = "nobody"


class FindingSource(StrEnum):
    """Where a finding comes from."""

    REGISTRY = "registry"
    REPORT = "report"
    OBJECTION = "objection"
    REVIEW = "review"
    INSPECTION = "inspection"


class LeaderPost(StrEnum):
    """The posts that the countersigner table names."""

    PARTY_SECRETARY = "party_secretary"
    LEADER_IN_CHARGE = "leader_in_charge"
    CITY_LEADER_IN_CHARGE = "city_leader_in_charge"
    COUNTY_LEADER_IN_CHARGE = "county_leader_in_charge"
    SUPERIOR_LEADER_IN_CHARGE = "superior_leader_in_charge"
    CITY_COMMITTEE_PRINCIPAL = "city_committee_principal"
    PROVINCIAL_LEADER = "provincial_leader"


class Charge(StrEnum):
    """What a portfolio entry puts in the leader's charge."""

    UNIT = "unit"
    PERSON = "person"
    TERRITORY = "territory"
    BUSINESS = "business"


class EventKind(StrEnum):
    """What happened to a declaration or a case, in the order of the plan."""

    DECLARED = "declared"
    POSTED = "posted"
    AMENDED = "amended"
    OBJECTED = "objected"
    OBJECTION_DECIDED = "objection_decided"
    COUNTERSIGNED = "countersigned"
    SUBMITTED = "submitted"
    REVIEWED = "reviewed"
    REPORT_RECEIVED = "report_received"
    ORDERED = "ordered"
    PROOF_GIVEN = "proof_given"
    REFUSAL_FOUND = "refusal_found"
    STEP_REFUSED = "step_refused"
    RECTIFIED = "rectified"


class SubjectLevel(StrEnum):
    """What a reporter knows of the level of the person reported; 不清楚 is always allowed."""

    CENTRE_MANAGED = "centre_managed"
    PROVINCE_MANAGED = "province_managed"
    CITY_MANAGED = "city_managed"
    DIVISION = "division"
    SECTION_OR_BELOW = "section_or_below"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """甄别结论: where a business lies in relation to the cadre's area and scope (三(三))."""

    IN = "in"
    OUT = "out"
    UNCERTAIN = "uncertain"


class ConductType(StrEnum):
    """工作内容 of 一 ¶2: family business or intermediary service, foreign-appointed post, favours, mutual favours."""

    T1A = "T1A"
    T1B = "T1B"
    T2 = "T2"
    T3 = "T3"


class Step(StrEnum):
    """四(三): the ladder of measures, from low to high."""

    L1_REMIND = "L1_REMIND"
    L2_ORDER_RECTIFY = "L2_ORDER_RECTIFY"
    L3_ORDER_RESIGN = "L3_ORDER_RESIGN"
    L3_ADJUST_POST = "L3_ADJUST_POST"
    L4_REMOVE_PARTY_POST = "L4_REMOVE_PARTY_POST"


class DiscrepancyKind(StrEnum):
    """What a comparison of a declaration with a finding shows (四(四))."""

    CONCEALMENT = "concealment"
    OMISSION = "omission"
    AROSE_LATER = "arose_later"
    NONE = "none"


class Strand(StrEnum):
    """一案双查: whose accountability an item is about; the first two open by themselves (四(四), D-01)."""

    DECLARANT = "declarant"
    COUNTERSIGNER = "countersigner"
    PRIMARY_RESPONSIBILITY = "primary_responsibility"
    SUPERVISORY_RESPONSIBILITY = "supervisory_responsibility"
    FAILURE_TO_FILE = "failure_to_file"
