"""Labels of the members of a dimension, in Chinese and in English."""

from __future__ import annotations

from datetime import date, timedelta

from artplan.plan.schema.channels import NATURAL
from artplan.plan.schema.root import DIMENSIONS, Sections
from artplan.plan.statutory.chosen import Law
from artplan.plan.written import calendar

EVERYDAY = "everyday_"
NO_COMMISSION = "no-commission"  # not a valid name in a plan, so it cannot clash
SECTION_OF = {dimension: section for section, dimension in DIMENSIONS.items()}
KIND_LABELS = {
    "social_insurance": {"zh": "社会保险", "en": "Social insurance"},
    "housing_fund": {"zh": "住房公积金", "en": "Housing fund"},
    "levy": {"zh": "其他规费", "en": "Levies"},
}
REFUND_LABELS = {
    "before_dispatch": {"zh": "未发货退款", "en": "Before dispatch"},
    "refund_only": {"zh": "仅退款", "en": "Refund only"},
    "return_of_goods": {"zh": "退货退款", "en": "Return of goods"},
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def label(sections: Sections, law: Law, dimension: str, member: str, language: str) -> str:
    if dimension == "placement":
        channel, _, campaign = member.partition("@")
        parts = [
            label(sections, law, "channel", channel, language),
            label(sections, law, "campaign", campaign, language),
        ]
        return " · ".join(parts)
    if dimension == "campaign" and member.startswith(EVERYDAY):
        storefront = label(sections, law, "storefront", member.removeprefix(EVERYDAY), language)
        return f"{storefront} · {'日常' if language == 'zh' else 'everyday'}"
    if dimension == "origin":
        return _origin(sections, law, member, language)
    if dimension == "contribution_kind":
        return KIND_LABELS[member][language]
    if dimension == "refund_kind":
        return REFUND_LABELS[member][language]
    if dimension in ("base_month", "festival_month"):
        return f"{int(member)}月" if language == "zh" else MONTHS[int(member) - 1]
    if dimension == "age":
        return f"第{int(member) + 1}位" if language == "zh" else f"Place {int(member) + 1}"
    if dimension == "month_since":
        if member == "0":
            return "首购当月" if language == "zh" else "First month"
        return f"第{member}个月" if language == "zh" else f"{member} months on"
    if dimension == "commission_plan" and member == NO_COMMISSION:
        return "无提成" if language == "zh" else "No commission"
    if dimension == "tier" or (dimension.endswith("_tier") and dimension != "buyer_tier"):
        return f"第{member}级" if language == "zh" else f"Tier {member}"
    if dimension in ("band", "pay_band"):
        return f"第{member}档" if language == "zh" else f"Band {member}"
    if dimension == "scheme":
        return _scheme(sections, law, member, language)
    if dimension in ("person", "next_person", "stint", "earner"):
        words = _of_people(sections, law, member, language)
        until = _until(sections, member) if dimension == "stint" else ""
        return f"{words} · {f'至 {until}' if language == 'zh' else f'until {until}'}" if until else words
    if dimension == "superior":
        return label(sections, law, "post", member, language)
    if dimension == "rival":
        return label(sections, law, "scorecard", member, language)
    members = getattr(sections, SECTION_OF[dimension])
    name = members[member].name
    if name is None and dimension == "position":
        return _position(sections, law, member, language)
    return name.get(language) if name is not None else member.replace("_", " ")


def _origin(sections: Sections, law: Law, member: str, language: str) -> str:
    """Return the channel's label, or the storefront's with the word for its natural visits."""
    if member in sections.channels:
        return label(sections, law, "channel", member, language)
    storefront = label(sections, law, "storefront", member.removeprefix(NATURAL), language)
    return f"{storefront} · {'自然流量' if language == 'zh' else 'natural visits'}"


def _scheme(sections: Sections, law: Law, member: str, language: str) -> str:
    """Return the scheme's newest name; with the city where it is not the plan's."""
    scheme = law.schemes[member]
    entry = next(entry for entry in reversed(scheme.entries) if entry is not None)
    name, city = entry.scheme.name.get(language), scheme.city_name.get(language)
    if scheme.city == sections.contributions.city:
        return name
    return f"{city} · {name}"


def _of_people(sections: Sections, law: Law, member: str, language: str) -> str:
    """Return the row's label; with the month where others joined before, the day where another state was."""
    person, _, day = member.partition("@")
    position, _, month = person.partition("+")
    words = [label(sections, law, "position", position, language)]
    if month:
        words.append(f"{month} 入职" if language == "zh" else f"joined {month}")
    if day:
        words.append(f"{day} 起" if language == "zh" else f"from {day}")
    return " · ".join(words)


def _until(sections: Sections, member: str) -> str:
    """Return the last day of a person's first state, which else has the person's label; "" of all others."""
    person, _, day = member.partition("@")
    name, _, joined = person.partition("+")
    position, months = sections.positions[name], calendar.horizon(sections.plan.start, sections.plan.months)
    first, last = calendar.first_day(joined or months[0]), calendar.last_day(months[-1])
    begins, ends = max(position.start or first, first), min(position.end or last, last)
    changes = [each for each in map(date.fromisoformat, position.changes) if begins < each <= ends]
    return "" if day or not changes else str(min(changes) - timedelta(days=1))


def _position(sections: Sections, law: Law, member: str, language: str) -> str:
    """Return the person's name, else the post's label, with a number if the post has several positions."""
    position = sections.positions[member]
    if position.person is not None:
        return position.person
    same = [name for name, other in sections.positions.items() if other.post == position.post]
    post = label(sections, law, "post", position.post, language)
    return post if len(same) == 1 else f"{post} {same.index(member) + 1}"
