"""The roster of the invented city: who must declare, who is kin, who runs what. Made from one seed."""

import random
from dataclasses import dataclass, replace

from demo.city import (
    CITY,
    FIRM_CORES,
    FIRM_TRADES,
    GIVEN_FIRST,
    GIVEN_LAST,
    REGIONS,
    SURNAMES,
    Business,
    Kin,
    Person,
    Unit,
    credit_code,
    id_number,
    units,
)

SEED = 2014
SIZE = 300
"""Who files. Seven more are on the roster and do not."""
UNFILED = (
    ("q21j", "业务科副科长"),
    ("q21j", "质监站站长"),
    ("q21s", "业务科副科长"),
    ("q21s", "综合科科长"),
    ("q21t", "安监站站长"),
    ("q03j", "业务科副科长"),
    ("q22s", "业务科副科长"),
)
"""Unit and post of the seven; the last was excused."""
REGION_NAMES = {code: name for code, name, _ in REGIONS}
CITY_MANAGED, COUNTY_MANAGED, UNIT_MANAGED = "市管干部", "区(县、市)管干部", "单位管理干部"
INNER = ("综合", "规划", "业务", "人事", "财务", "法规", "监督", "信息", "督查")


@dataclass(frozen=True, slots=True)
class Post:
    """A post in a unit, before somebody holds it."""

    title: str
    rank: str
    authority: str
    secretary: bool = False
    principal: bool = False
    team: bool = True


def city_posts(unit: Unit) -> list[Post]:
    """Heads, deputies and division chiefs of a unit directly under the city."""
    enterprise = unit.organ == "SOE"
    director = "主任" if unit.name.endswith(("办公厅", "委员会")) else "局长"
    head = "党委书记、董事长" if enterprise else f"党组书记、{director}"
    deputy = "副总经理" if enterprise else f"副{director}"
    posts = [Post(head, "正处", CITY_MANAGED, secretary=True, principal=True)]
    posts += [Post(deputy, "副处", CITY_MANAGED)] * (unit.team - 1)
    chief = "部部长" if enterprise else "处处长"
    posts += [Post(INNER[n % 9] + chief, "副处", UNIT_MANAGED, team=False) for n in range(unit.others)]
    return posts


def county_posts(unit: Unit) -> list[Post]:
    """The four teams, bureaus and towns of a district or county."""
    kind = REGION_NAMES[unit.region][-1]
    if unit.organ == "TOWNSHIP":
        street = "街道" in unit.name
        titles = ("党工委书记", "办事处主任", "办事处副主任") if street else ("镇党委书记", "镇长", "副镇长")
        posts = [Post(titles[0], "正科", COUNTY_MANAGED, secretary=True, principal=True)]
        posts += [Post(titles[1], "正科", COUNTY_MANAGED, principal=True)]
        posts += [Post(titles[2], "副科", COUNTY_MANAGED)] * (unit.team - 2)
        return posts + [Post("市场监管所所长", "副科", COUNTY_MANAGED, team=False)] * unit.others
    four = {
        "w": (f"{kind}委书记", f"{kind}委常委", True),
        "z": (f"{kind}长", f"副{kind}长", False),
        "r": ("主任", "副主任", False),
        "p": ("主席", "副主席", False),
    }
    if unit.key[-1] in four:
        head, deputy, secretary = four[unit.key[-1]]
        posts = [Post(head, "正处", CITY_MANAGED, secretary=secretary, principal=True)]
        posts += [Post(deputy, "副处", CITY_MANAGED)] * (unit.team - 1)
        return posts + [Post("办公室副主任", "正科", COUNTY_MANAGED, team=False)] * unit.others
    posts = [Post("党组书记、局长", "正科", COUNTY_MANAGED, secretary=True, principal=True)]
    posts += [Post("副局长", "副科", COUNTY_MANAGED)] * (unit.team - 1)
    return posts + [Post("业务科科长", "副科", COUNTY_MANAGED, team=False)] * unit.others


class Maker:
    """Draws names, firms and numbers from one seed; no name twice but where a homonym is meant."""

    def __init__(self, seed: int = SEED) -> None:
        self.rng = random.Random(seed)
        self.taken: set[str] = set(CAST_NAMES)

    def name(self, surname: str = "") -> str:
        while True:
            given = self.rng.choice(GIVEN_FIRST) + self.rng.choice(GIVEN_LAST)
            name = (surname or self.rng.choice(SURNAMES)) + given
            if given[0] != given[1] and name not in self.taken:
                self.taken.add(name)
                return name

    def person(self, number: int, unit: Unit, post: Post) -> Person:
        born = f"{self.rng.randrange(1956, 1980)}-{self.rng.randrange(1, 13):02d}-{self.rng.randrange(1, 28):02d}"
        return Person(
            number=number,
            name=self.name(),
            unit=unit,
            post=post.title,
            rank=post.rank,
            authority=post.authority,
            party_secretary=post.secretary,
            principal=post.principal,
            team=post.team,
            scope=unit.scope if post.principal else self.rng.choice(unit.scope.split("、")),
            born=born,
            id_number=id_number(self.rng, born),
            phone=f"1990000{number:04d}",
        )

    def family(self, person: Person) -> Person:
        """A spouse and children for most, a business for some; nil for the rest."""
        if self.rng.random() < 0.06:
            return person
        year = int(person.born[:4])
        kin = [Kin("配偶", self.name(), f"{year + self.rng.randrange(-3, 4)}-05", *self._work())]
        for _ in range(self.rng.choice((0, 1, 1, 1, 2))):
            age = year + self.rng.randrange(23, 30)
            grown = age <= 1994
            work = self._work() if grown else ("学生", "")
            kin.append(Kin("子女", self.name(person.name[0]), f"{age}-09", *work))
            if age <= 1988 and self.rng.random() < 0.5:
                kin.append(Kin("子女之配偶", self.name(), f"{age}-03", *self._work()))
        owners = [each for each in kin if each.occupation in ("自主经营", "受雇")]
        firms = tuple(self.firm(person, owner) for owner in owners if self.rng.random() < 0.45)
        working = tuple(
            replace(each, occupation="受雇", employer="某商贸企业")
            if each.occupation == "退休" and each.born > "1970"
            else each
            for each in kin
        )
        return replace(person, kin=working, businesses=firms)

    def _work(self) -> tuple[str, str]:
        return self.rng.choice(
            (("公职", "某事业单位"), ("受雇", "某商贸企业"), ("自主经营", ""), ("退休", ""), ("无业", ""))
        )

    def firm(self, person: Person, owner: Kin) -> Business:
        inside = self.rng.random() < 0.3
        region = (
            person.unit.region if inside and person.unit.region != CITY else self.rng.choice(REGIONS[2:])[0]
        )
        trade, scope = self.rng.choice(FIRM_TRADES)
        return Business(
            relation=owner.relation,
            owner=owner.name,
            name=f"青澜{self.rng.choice(FIRM_CORES)}{trade}有限公司",
            code=credit_code(self.rng, region),
            trade=scope,
            place=region,
            place_name=REGION_NAMES[region],
            founded=f"{self.rng.randrange(2003, 2014)}-{self.rng.randrange(1, 13):02d}-15",
            capital=str(self.rng.choice((10, 50, 100, 200, 500))),
            share=str(self.rng.choice((10, 30, 51, 60, 100))),
        )


CAST_NAMES = ("蔺书遥", "谈绍原", "许念慈", "许见山", "蔺予安", "洪若榆", "郁承砚", "阮知柏", "韦明衡")


def _cast(people: list[Person]) -> list[Person]:
    """The few the story needs, put into posts that the roster already has."""
    by_post = {(each.unit.key, each.post): index for index, each in reversed(list(enumerate(people)))}

    def put(unit: str, post: str, name: str, **more: object) -> None:
        index = by_post[unit, post]
        people[index] = replace(people[index], name=name, **more)  # type: ignore[arg-type]  # fields by name

    wife = Kin("配偶", "许念慈", "1972-05", "受雇", "某食品企业")
    son = Kin("子女", "蔺予安", "1990-09", "自主经营", "")
    in_law = Kin("子女之配偶", "洪若榆", "1991-03", "受雇", "某会计师事务所")
    small = Business(
        "子女",
        "蔺予安",
        "青澜小满食品商行",
        "92990104MA00000XX3",
        "食品销售",
        "990104",
        "柳溪区",
        "2011-06-03",
        "5",
        "10",
    )
    rng = random.Random(1)
    small = replace(small, code=credit_code(rng, "990104"))
    put(
        "ssc",
        "副局长",
        "蔺书遥",
        **_born("1967-10-19"),
        scope="检验检测",
        kin=(wife, son, in_law),
        businesses=(small,),
    )
    put("ssc", "党组书记、局长", "谈绍原", kin=(), businesses=())
    put("q22j", "副局长", "蔺书遥", kin=(), businesses=())
    put(
        "sjt",
        "副局长",
        "郁承砚",
        **_born("1969-09-27"),
        scope="公路",
        kin=(Kin("配偶", "韦明衡", "1970-02", "无业", ""),),
        businesses=(),
    )
    put("sjt", "党组书记、局长", "阮知柏", kin=(), businesses=())
    return people


def _born(day: str) -> dict[str, str]:
    """A birthday and the identity number that goes with it."""
    return {"born": day, "id_number": id_number(random.Random(day), day)}


def roster() -> tuple[Person, ...]:
    """Exactly three hundred people who file and seven who do not, the same at every call."""
    maker = Maker()
    posts = [
        (unit, post)
        for unit in units()
        for post in (city_posts if unit.region == CITY else county_posts)(unit)
    ]
    people = [maker.family(maker.person(n, unit, post)) for n, (unit, post) in enumerate(posts[:SIZE], 1)]
    by_key = {unit.key: unit for unit in units()}
    absent = [(by_key[key], Post(title, "副科", COUNTY_MANAGED, team=False)) for key, title in UNFILED]
    people += [maker.person(n, unit, post) for n, (unit, post) in enumerate(absent, SIZE + 1)]
    return tuple(_cast(people))
