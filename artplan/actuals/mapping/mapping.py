"""Which line of the plan an account belongs to: a plan's own words first, then patterns of names, then codes.

A plan's own mapping is `actuals/mapping.yaml`. Its accounts are names or codes; * in a name is anything, and
`none` leaves an account out. What an export calls a shop, an advertising scene or a product is a name or id
of the plan in the same way: a shop is told by the reader of its exports.

    accounts:
      销售费用_直播间布景: overheads_cost
      "560199": advertising_cost
      其他应付款_*: none
    storefronts: {sycm_shop: tmall, tmall_orders: tmall}
    channels: {关键词推广: keyword_ads, 全站*: sitewide}
    products: {"610000000001": prints}
    sellers: {某某广告*: tmall}    # whose invoices are for advertising
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, Field, ValidationError, field_validator

from artplan.actuals.readers.declaration import Part
from artplan.actuals.readers.ledger import code_of
from artplan.plan.schema.fields import refused
from artplan.plan.schema.refusals import faults_of
from artplan.plan.written.faults import Fault, PlanFault
from artplan.plan.written.files import read_file
from artplan.plan.written.yaml_tree import plain
from artplan.texts.closest import closest, suggest

OWN_MAPPING = Path("actuals") / "mapping.yaml"
STANDARD = Path(__file__).parent / "accounts.yaml"
LEFT_OUT = "none"
WORD = re.compile(r"[\u4e00-\u9fff]+")
File = TypeVar("File", bound=BaseModel)
Takes = Literal["debit", "credit", "asset", "source"]
Pattern = Annotated[re.Pattern[str] | None, BeforeValidator(lambda raw: raw and re.compile(str(raw)))]


class AccountEntry(Part):
    """Accounts that belong to a line. takes: which of an account's amounts the line has."""

    line: str
    takes: Takes
    name: Pattern = None
    code: Pattern = None


class Standard(Part):
    accounts: tuple[AccountEntry, ...] = Field(strict=False)

    @property
    def takes(self) -> dict[str, Takes]:
        """What each line takes of its accounts."""
        return {entry.line: entry.takes for entry in self.accounts}


class Own(Part):
    """A plan's own words for accounts, shops, ad scenes, products and sellers.

    Each by its name, code or id, a shop by the reader of its exports; `none` leaves it out. sellers: by name
    or hash, the storefront whose advertising they invoice; one left out is compared with no ad report.
    """

    accounts: dict[str, str] = Field({})
    storefronts: dict[str, str] = Field({})
    channels: dict[str, str] = Field({})
    products: dict[str, str] = Field({})
    sellers: dict[str, str] = Field({})

    @field_validator("accounts")
    @classmethod
    def _lines_are_known(cls, accounts: dict[str, str]) -> dict[str, str]:
        known = [*standard().takes, LEFT_OUT]
        for line in accounts.values():
            if line not in known:
                raise refused("actuals.no_line", line=line, near=suggest(line, known, "lines"))
        return accounts


def standard() -> Standard:
    """Return the mapping that comes with the package."""
    return _read(STANDARD, Standard)


def own_mapping(path: Path = OWN_MAPPING) -> Own:
    """Return a plan's own words, if it has any. Raises PlanFault with all of the file's faults."""
    return _read(path, Own) if path.is_file() else Own()


def member_of(name: str, own: Mapping[str, str]) -> str:
    """Return the plan's member that an export calls by that name, `none`, or "" for a name nothing maps."""
    return next((member for pattern, member in own.items() if fnmatchcase(name, pattern)), "")


def line_of(account: str, own: Mapping[str, str], entries: Sequence[AccountEntry]) -> str:
    """Return the account's line, `none` for one that is left out, and "" for one that nothing maps.

    account: its code, and its name behind those of the accounts above it: `560101 销售费用_推广费`.
    """
    code, name = code_of(account), account.partition(" ")[2]
    for pattern, line in own.items():
        if pattern in (code, account) or fnmatchcase(name, pattern):
            return line
    for entry in entries:
        if entry.name is not None and entry.name.search(name):
            return entry.line
    parts = [code[:size] for size in range(len(code), 3, -1)]
    for entry in entries:
        if entry.code is not None and any(map(entry.code.fullmatch, parts)):
            return entry.line
    return ""


def nearest(account: str, entries: Sequence[AccountEntry]) -> str:
    """Return the line of the entry whose words are most like the account's name."""
    words = {word: entry.line for entry in entries if entry.name for word in WORD.findall(entry.name.pattern)}
    name = account.partition(" ")[2]
    return words[closest(name, words, cutoff=0.0) or next(iter(words))]


def _read(path: Path, model: type[File]) -> File:
    faults: list[Fault] = []
    tree = read_file(path, faults)
    if tree is not None:
        try:
            return model.model_validate(plain(tree))
        except ValidationError as error:
            faults += faults_of(error, model, tree)
    raise PlanFault(faults)
