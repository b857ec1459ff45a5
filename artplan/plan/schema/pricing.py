"""The kinds of price of a channel, in one table; a channel may be paid in several of these ways at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, WithJsonSchema

from artplan.plan.schema.fields import refused
from artplan.plan.written.faults import shown
from artplan.texts.closest import suggest

PriceKind = Literal["click", "impression", "sale", "fee", "owned"]


@dataclass(frozen=True)
class Pricing:
    """What a kind of price, or several together, needs and allows.

    needs: parameters that must be above 0 in every month. takes: which of `spend`, `mix` (a weight in paid
    visits) and `visits` (entered) the channel may have. buys_visits: each visit is paid for as it comes, so
    that spend buys visits at the channel's price, with an elasticity and a saturation. paid: the channel
    costs something. excludes: kinds with which it does not go together. zh, en: the label of the input
    `priced_by_...`, which the rules read if the kind has a price of its own.
    """

    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    buys_visits: bool = False
    paid: bool = True
    excludes: tuple[str, ...] = ()
    zh: str = ""
    en: str = ""


PRICING: Mapping[PriceKind, Pricing] = {
    "click": Pricing(
        ("cost_per_click",),
        ("spend", "mix"),
        buys_visits=True,
        excludes=("impression", "owned"),
        zh="按点击计费",
        en="Priced by click",
    ),
    "impression": Pricing(
        ("cost_per_thousand_impressions", "click_rate"),
        ("spend", "mix"),
        buys_visits=True,
        excludes=("click", "owned"),
        zh="按展现计费",
        en="Priced by impression",
    ),
    "sale": Pricing(
        ("commission_rate",),
        ("spend", "mix", "visits"),
        excludes=("owned",),
        zh="按成交计费",
        en="Priced by sale",
    ),
    "fee": Pricing(takes=("mix", "visits"), excludes=("owned",)),
    "owned": Pricing(takes=("visits",), paid=False, excludes=("click", "impression", "sale", "fee")),
}


def pricing(kinds: Sequence[PriceKind]) -> Pricing:
    """Return what the kinds need and allow together; visits that are bought cannot be entered as well."""
    rows = [PRICING[kind] for kind in kinds]
    bought = any(each.buys_visits for each in rows)
    taken = [key for each in rows for key in each.takes if not (bought and key == "visits")]
    return Pricing(
        needs=tuple(dict.fromkeys(name for each in rows for name in each.needs)),
        takes=tuple(dict.fromkeys(taken)),
        buys_visits=bought,
        paid=any(each.paid for each in rows),
    )


def kinds_that_take(key: str) -> tuple[str, ...]:
    """Return the kinds of price with which `spend`, `mix` or `visits` is allowed."""
    return tuple(kind for kind, each in PRICING.items() if key in each.takes)


def _as_list(raw: Any) -> Any:
    if isinstance(raw, list | tuple):
        return tuple(raw)
    if raw not in tuple(PRICING):
        raise refused("schema.unknown_word", value=shown(raw), near=suggest(str(raw), PRICING, "one_of"))
    return (raw,)


ONE_KIND = {"enum": list(get_args(PriceKind))}
ONE_OR_MORE = {"anyOf": [ONE_KIND, {"type": "array", "items": ONE_KIND, "minItems": 1}]}
PriceKinds = Annotated[
    tuple[PriceKind, ...], Field(min_length=1), BeforeValidator(_as_list), WithJsonSchema(ONE_OR_MORE)
]
