"""The invented city of 青澜 and the people on its roster. Nobody and nothing in it exists.

Pure data made from one seed, so that every run makes the same city. Region codes begin with 99, which
GB/T 2260 gives to no province.
"""

import random
from dataclasses import dataclass, field

PROVINCE = "990000"
CITY = "990100"
REGIONS: tuple[tuple[str, str, str], ...] = (
    (PROVINCE, "澜江省", "PROVINCE"),
    (CITY, "青澜市", "CITY"),
    ("990102", "东屿区", "DISTRICT"),
    ("990103", "南桥区", "DISTRICT"),
    ("990104", "柳溪区", "DISTRICT"),
    ("990121", "北泽县", "COUNTY"),
    ("990122", "石亭县", "COUNTY"),
)

SURNAMES = tuple(
    "蔺谈裴尹苗郁阮郗祁洪褚卞邬庾柏窦章云苏潘葛奚范彭郎鲁韦俞袁柳鲍费廉岑薛贺倪汤滕殷毕郝安常乐傅齐康伍余顾孟穆萧"
)
GIVEN_FIRST = tuple("书绍念予若映听承知宁望见砚怀景行溪牧清以亦之云疏远松石竹微静")
GIVEN_LAST = tuple("遥原慈安榆川澜砚柏之山舟棠庭野岚屿禾汀筠朗宜谦恒衡岳洲润明晖")

# What a family may run, by trade: (core, trade words, legal form)
FIRM_CORES = (
    "澄远",
    "小满",
    "竹溪",
    "临岸",
    "拾光",
    "松间",
    "云栖",
    "半亩",
    "青禾",
    "南枝",
    "听雨",
    "沐川",
    "行舟",
    "知味",
    "望潮",
    "石桥",
)
FIRM_TRADES: tuple[tuple[str, str], ...] = (
    ("检测技术", "检验检测"),
    ("食品", "食品销售"),
    ("建材", "建筑材料销售"),
    ("餐饮管理", "餐饮服务"),
    ("房地产经纪", "房地产中介"),
    ("道路运输", "普通货运"),
    ("文化传播", "广告设计"),
    ("教育咨询", "教育咨询"),
    ("工程监理", "工程监理"),
    ("医疗器械", "医疗器械销售"),
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its head organ; `organ` is an organ kind of the regulation's facts."""

    key: str
    name: str
    region: str
    organ: str
    level: str
    scope: str
    team: int
    others: int


@dataclass(frozen=True, slots=True)
class Business:
    relation: str
    owner: str
    name: str
    code: str
    trade: str
    place: str
    place_name: str
    founded: str
    capital: str
    share: str
    assessment: str = ""


@dataclass(frozen=True, slots=True)
class Kin:
    relation: str
    name: str
    born: str
    occupation: str
    employer: str


@dataclass(frozen=True, slots=True)
class Person:
    """One row of the roster (应申报名册) and what its form will say."""

    number: int
    name: str
    unit: Unit
    post: str
    rank: str
    authority: str
    party_secretary: bool
    principal: bool
    team: bool
    scope: str
    born: str
    id_number: str
    phone: str
    kin: tuple[Kin, ...] = ()
    businesses: tuple[Business, ...] = field(default=())

    @property
    def key(self) -> str:
        return f"{self.unit.key}-{self.number}"


def units() -> tuple[Unit, ...]:
    city = (
        ("swb", "青澜市委办公厅", "PARTY", "综合协调", 3, 3),
        ("szf", "青澜市政府办公厅", "ADMINISTRATION", "综合协调", 3, 3),
        ("sjw", "青澜市建设委员会", "ADMINISTRATION", "城乡建设", 6, 7),
        ("sjt", "青澜市交通运输局", "ADMINISTRATION", "公路、水运", 6, 6),
        ("scz", "青澜市财政局", "ADMINISTRATION", "财政预算、政府采购", 5, 7),
        ("sjy", "青澜市教育局", "ADMINISTRATION", "教育", 5, 7),
        ("ssc", "青澜市市场监督管理局", "ADMINISTRATION", "市场监管、检验检测", 6, 9),
        ("swj", "青澜市卫生局", "ADMINISTRATION", "卫生、药械采购", 5, 6),
        ("sgt", "青澜市国土资源局", "ADMINISTRATION", "土地、矿产", 5, 6),
        ("ssw", "青澜市水务局", "ADMINISTRATION", "水利、供排水", 4, 5),
        ("swh", "青澜市文化局", "ADMINISTRATION", "文化、出版", 3, 3),
        ("ctj", "青澜城投集团有限公司", "SOE", "城市基础设施投资", 7, 0),
    )
    out = [Unit(k, n, CITY, o, "CITY", s, t, r) for k, n, o, s, t, r in city]
    for code, name, level in REGIONS[2:]:
        short = code[-2:]
        kind = "区" if level == "DISTRICT" else "县"
        out += [
            Unit(f"q{short}w", f"中共{name}委员会", code, "PARTY", level, "全面工作", 6, 1),
            Unit(f"q{short}z", f"{name}人民政府", code, "ADMINISTRATION", level, "全面工作", 6, 1),
            Unit(f"q{short}r", f"{name}人大常委会", code, "CONGRESS", level, "人大工作", 2, 0),
            Unit(f"q{short}p", f"{name}政协", code, "CONSULTATIVE", level, "政协工作", 2, 0),
            Unit(
                f"q{short}s",
                f"{name}市场监督管理局",
                code,
                "ADMINISTRATION",
                level,
                "食品流通、检验检测",
                4,
                2,
            ),
            Unit(f"q{short}j", f"{name}住房和建设局", code, "ADMINISTRATION", level, "建设工程", 4, 2),
            Unit(
                f"q{short}t",
                f"{name}{'望潮街道' if kind == '区' else '听雨镇'}",
                code,
                "TOWNSHIP",
                level,
                "辖区工作",
                4,
                2,
            ),
        ]
    return tuple(out)


def id_number(rng: random.Random, born: str, region: str = "990102") -> str:
    """A resident ID number with a right check digit (GB 11643) and a region that does not exist."""
    digits = region + born.replace("-", "") + f"{rng.randrange(1000):03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(d) * w for d, w in zip(digits, weights, strict=True))
    return digits + "10X98765432"[total % 11]


def credit_code(rng: random.Random, region: str) -> str:
    """A unified social credit code with a right check character (GB 32100)."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = "91" + region + "MA" + "".join(rng.choice(alphabet) for _ in range(7))
    total = sum(alphabet.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + alphabet[(31 - total % 31) % 31]
