"""How fast and how well reports are matched with declarants: p50, p95, recall@1, recall@10, precision by band.

The roster and the planted variants come from this file alone: it imports none of the matcher's tables,
so what is measured was not tuned to. Usage: python -m benchmarks.linkage [declarants] [queries] [seed]
"""

import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from benchmarks._figures import report
from casework.linkage import Band, Clue, Declarant, Gazetteer, Linker, Mention, Posting, Roster

# Surnames with rough weights; given-name characters with a long tail, as registers show.
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤单仇解区查"
GIVEN = "伟强磊军洋勇杰涛超明刚平辉鹏建国华志文斌峰波宁健龙浩亮飞鑫海旭成东林晨宇凯敏静丽娟霞秀艳玲芳燕红梅英慧玉兰桂云莹雪琳倩婷雅思佳欣怡然子涵梓轩博昊泽俊嘉瑞诗清远山书遥秋念慈予安若榆听澜映川绍原见立恒信义德仁和景春光庆福祥贵财宝根生树森源润泉江河湖"
ALIKE = [
    "伟维炜",
    "强蔷",
    "敏闽",
    "静婧靖",
    "丽莉莅",
    "军君钧",
    "勇永咏",
    "杰洁捷",
    "娟涓",
    "涛韬滔",
    "明铭鸣",
    "平萍苹",
    "刚钢纲",
    "贵桂",
    "英瑛颖",
    "华桦骅",
    "玉钰誉",
    "红虹宏",
    "梅玫",
    "鹏朋",
    "辉晖徽",
    "建健",
    "志智治",
    "文雯纹",
    "斌彬宾",
    "峰锋烽",
    "龙隆",
    "浩昊皓",
    "飞菲非",
    "鑫新欣",
    "旭绪序",
    "成诚程",
    "林琳霖",
    "晨辰尘",
    "宇雨羽",
    "慧惠",
    "云芸",
    "莹盈",
    "佳嘉",
    "怡宜",
    "瑞锐",
    "清青",
    "远苑",
    "书舒",
    "恒衡",
    "景璟",
    "春椿",
    "庆磬",
    "福浮",
    "源元原",
]
VARIANTS = {"肖": "萧", "付": "傅", "闫": "阎", "邱": "丘", "戴": "代"}
SCRIPT = str.maketrans(
    "张刘陈杨黄赵吴孙马罗郑谢许邓韩冯萧伟强军涛刚辉鹏华飞东丽娟玲红云书远",
    "張劉陳楊黃趙吳孫馬羅鄭謝許鄧韓馮蕭偉強軍濤剛輝鵬華飛東麗娟玲紅雲書遠",
)
COUNTIES = {
    "990102": "东屿区",
    "990103": "南桥区",
    "990104": "柳溪区",
    "990121": "北泽县",
    "990122": "石亭县",
}
ORGANS = [
    ("市场监督管理局", "市监局"),
    ("住房和城乡建设局", "住建局"),
    ("发展和改革委员会", "发改委"),
    ("财政局", "财政局"),
    ("人力资源和社会保障局", "人社局"),
    ("自然资源和规划局", "资规局"),
    ("卫生健康委员会", "卫健委"),
    ("交通运输局", "交通局"),
    ("农业农村局", "农业局"),
    ("应急管理局", "应急局"),
    ("城市管理局", "城管局"),
    ("生态环境局", "环保局"),
    ("教育局", "教育局"),
    ("审计局", "审计局"),
    ("水务局", "水务局"),
    ("民政局", "民政局"),
    ("司法局", "司法局"),
    ("统计局", "统计局"),
    ("公安局", "公安局"),
    ("文化和旅游局", "文旅局"),
    ("退役军人事务局", "退役军人局"),
    ("科学技术局", "科技局"),
    ("医疗保障局", "医保局"),
    ("商务局", "商务局"),
    ("信访局", "信访局"),
    ("林业和草原局", "林草局"),
]
POSTS = [
    "局长",
    "副局长",
    "党组书记、局长",
    "党组成员、副局长",
    "科长",
    "副科长",
    "所长",
    "副所长",
    "主任",
    "副主任",
    "四级调研员",
    "纪检组长",
]


@dataclass(frozen=True, slots=True)
class Query:
    """A planted report: its clue, the person meant, and what was done to him."""

    kind: str
    clue: Clue
    person_id: str


def people(rng: random.Random, number: int) -> list[Declarant]:
    """A roster with a realistic share of homonyms: names are drawn, never made unique."""
    heavy = [1 / (n + 6) for n in range(len(SURNAMES))]
    tail = [1 / (n + 12) for n in range(len(GIVEN))]
    villages = [f"{a}{b}" for a in "青白石柳桃松竹梅云溪河湖泉东西南北" for b in "桥山坪亭塘湾岭镇"]
    roster = []
    for n in range(number):
        surname = rng.choices(SURNAMES, heavy)[0]
        given = "".join(rng.choices(GIVEN, tail, k=1 if rng.random() < 0.22 else 2))
        region, place = ("990100", "青澜市") if rng.random() < 0.3 else rng.choice(list(COUNTIES.items()))
        organ, _ = rng.choice(ORGANS)
        unit = f"{place}{organ}"
        if rng.random() < 0.5:
            unit = f"{place}{rng.choice(villages)}{rng.choice(['镇人民政府', '街道办事处', '市场监管所', '中心校', '卫生院'])}"
        roster.append(Declarant(f"p{n}", surname + given, (Posting(unit, unit, rng.choice(POSTS), region),)))
    return roster


def _alike(rng: random.Random, name: str) -> str | None:
    places = [(i, group) for i, c in enumerate(name) for group in ALIKE if i and c in group]
    if not places:
        return None
    i, group = rng.choice(places)
    return name[:i] + rng.choice([c for c in group if c != name[i]]) + name[i + 1 :]


def _wrong(rng: random.Random, name: str) -> str | None:
    if len(name) < 3:
        return None
    i = rng.choice([1, 2])
    return name[:i] + rng.choice([c for c in GIVEN if c != name[i]]) + name[i + 1 :]


def _spoken(posting: Posting) -> str:
    for full, short in ORGANS:
        if posting.unit.endswith(full):
            return posting.unit.removesuffix(full) + short
    return posting.unit


def _told(name: str, posting: Posting, *, short: bool = False) -> Mention:
    return Mention(name, _spoken(posting) if short else posting.unit, posting.post, posting.region)


MAKERS: dict[str, Callable[[random.Random, str, Posting], Clue | None]] = {
    "exact": lambda _r, n, p: Clue((_told(n, p),)),
    "traditional script": lambda _r, n, p: Clue((_told(n.translate(SCRIPT), p),)),
    "surname variant": lambda _r, n, p: (
        Clue((_told(VARIANTS[n[0]] + n[1:], p),)) if n[0] in VARIANTS else None
    ),
    "short unit": lambda _r, n, p: Clue((_told(n, p, short=True),)),
    "homophone, short unit": lambda r, n, p: (
        Clue((_told(a, p, short=True),)) if (a := _alike(r, n)) else None
    ),
    "one wrong character, short unit": lambda r, n, p: (
        Clue((_told(w, p, short=True),)) if (w := _wrong(r, n)) else None
    ),
    "name and region only": lambda _r, n, p: Clue((Mention(n, "", "", p.region),)),
    "name and post only": lambda _r, n, p: Clue((Mention(n, "", p.post, p.region),)),
    "in free text": lambda r, n, p: Clue(
        text=f"{'去年以来，' * r.randint(1, 60)}{_spoken(p)}的{n}多次要求商户到其亲属的店里进货，{'不去就反复检查。' * r.randint(1, 20)}"
    ),
}


def queries(rng: random.Random, roster: list[Declarant], number: int) -> Iterator[Query]:
    """Planted reports, all kinds in turn."""
    kinds = list(MAKERS)
    made = 0
    while made < number:
        one = rng.choice(roster)
        kind = kinds[made % len(kinds)]
        clue = MAKERS[kind](rng, one.name, one.postings[0])
        if clue is not None:
            made += 1
            yield Query(kind, clue, one.person_id)


def stranger(rng: random.Random, roster: list[Declarant]) -> Clue:
    """A report on somebody who is not on the roster, placed in a unit that is."""
    while True:
        name = rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=2))
        posting = rng.choice(roster).postings[0]
        if not any(d.name == name and d.postings[0].unit == posting.unit for d in roster):
            return Clue((_told(name, posting, short=True),))


def _percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def main(number: int = 100_000, asked: int = 900, seed: int = 20261120) -> None:
    """Build, ask, print one JSON object a line."""
    rng = random.Random(seed)
    roster = people(rng, number)
    gazetteer = Gazetteer({"990000": "澜江省", "990100": "青澜市", **COUNTIES})
    begun = time.perf_counter()
    linker = Linker(Roster(roster, gazetteer))
    detail = f"{number} declarants"
    report("linkage.build_seconds", time.perf_counter() - begun, "s", detail)
    report("linkage.peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB", detail)
    strangers = [stranger(rng, roster) for _ in range(asked // 3)]
    _ask(linker, queries(rng, roster, asked), number)
    struck = [any(c.band is Band.STRONG for c in linker.officials(clue).candidates) for clue in strangers]
    told = f"{len(struck)} reports on somebody who is on no roster, among {detail}"
    report("linkage.strangers_shown_as_strong", statistics.mean(struck), "share", told)


def _ask(linker: Linker, asked: Iterable[Query], number: int) -> None:
    """Every report in turn: is its official first, among ten, and how soon."""
    seen: dict[str, list[tuple[float, bool, bool]]] = {}
    bands: dict[Band, list[bool]] = {band: [] for band in Band}
    for query in asked:
        begun = time.perf_counter()
        found = linker.officials(query.clue).candidates
        took = (time.perf_counter() - begun) * 1000
        ids = [candidate.id for candidate in found]
        row = (took, ids[:1] == [query.person_id], query.person_id in ids[:10])
        seen.setdefault(query.kind, []).append(row)
        for candidate in found:
            bands[candidate.band].append(candidate.id == query.person_id)
    every = [row for rows in seen.values() for row in rows]
    for kind, rows in [*seen.items(), ("all", every)]:
        times = [row[0] for row in rows]
        detail = f"{len(rows)} reports, {number} declarants"
        report(f"linkage.recall_at_1.{kind}", statistics.mean(row[1] for row in rows), "share", detail)
        report(f"linkage.recall_at_10.{kind}", statistics.mean(row[2] for row in rows), "share", detail)
        report(f"linkage.p50.{kind}", _percentile(times, 0.5), "ms", detail)
        report(f"linkage.p95.{kind}", _percentile(times, 0.95), "ms", detail)
    for band, right in bands.items():
        if right:
            report(f"linkage.precision.{band}", statistics.mean(right), "share", f"{len(right)} candidates")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
