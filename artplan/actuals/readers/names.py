"""Which names of an export are kept: those of companies. Of a person's there is a hash, to compare rows by.

A company is known by its number of 18 characters in the register of enterprises (统一社会信用代码). Numbers
that begin with 92 are those of sole traders, who are persons; one with a day of birth is an identity card's.
In a ledger, a person is known by where and how an account stands: below accounts that are kept by partner,
with a name of two to four Chinese characters that begins with a family name and is no word for a thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from artplan.actuals.readers.record import hashed

COMPANY = re.compile(r"(?!92)[0-9A-HJ-NPQRTUWXY]{18}")
IDENTITY_CARD = re.compile(r"\d{6}(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dX]")
BY_PARTNER = re.compile(
    "^(应收账款|预付账款|其他应收款|短期借款|应付账款|预收账款|应付职工薪酬|其他应付款|长期借款|实收资本)"
)
CODES_BY_PARTNER = ("1122", "1123", "1221", "2001", "2202", "2203", "2211", "2241", "2501", "3001", "4001")
LEVELS = re.compile(r"([_\-—/\\])")  # what stands between an account's name and those above it
PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}")
# The family names of about 95 people in 100.
FAMILY_NAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪"
    "庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈"
    "饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞诸冼桑荣仲虞池查"
)
THINGS = re.compile("[费款金税奖险息店台部厂司]$|单位|项目|成本|包装|包材|广告|房租|应收|应付|费用")
DIGITS = 8  # of the hash that stands for a name


def kept_partner(name: str, number: str) -> str:
    """Return the name of a company, and a hash of any other name. number: of the register or of a person."""
    if COMPANY.fullmatch(number) and not IDENTITY_CARD.fullmatch(number):
        return name
    return masked(name) if name else ""


def kept_account(code: str, names: Sequence[str]) -> str:
    """Return an account's own name, or a hash of it if it names a person.

    names: those of the accounts above it, from the top, and its own, which may repeat them: 应付账款_李某.
    """
    *above, own = names
    *before, last = LEVELS.split(own)
    top = above[0] if above else own
    by_partner = BY_PARTNER.match(top) or (code.startswith(CODES_BY_PARTNER) and len(code) > len("1122"))
    if by_partner and (above or before or code) and _is_person(last):
        return "".join([*before, masked(last)])
    return own


def masked(name: str) -> str:
    """Return the hash that stands for a name: # and eight digits."""
    return f"#{hashed(name)[:DIGITS]}"


def _is_person(name: str) -> bool:
    return bool(PERSON.fullmatch(name)) and name[0] in FAMILY_NAMES and not THINGS.search(name)
