"""What lines may vary by, in both languages. A member of a dimension is a row of the plan."""

DIMENSIONS = {
    "post": {"zh": "岗位", "en": "post"},
    "position": {"zh": "人员", "en": "position"},
    "department": {"zh": "部门", "en": "department"},
    "scheme": {"zh": "险种", "en": "scheme"},
    "contribution_kind": {"zh": "缴费类别", "en": "kind of contribution"},
    "storefront": {"zh": "店铺", "en": "storefront"},
    "campaign": {"zh": "活动", "en": "campaign"},
    "channel": {"zh": "渠道", "en": "channel"},
    "placement": {"zh": "投放", "en": "placement"},
    "product": {"zh": "品类", "en": "product"},
    "overhead": {"zh": "费用项目", "en": "overhead"},
    "age": {"zh": "月龄", "en": "age in months"},
    "commission_plan": {"zh": "提成方案", "en": "commission plan"},
    "commission_tier": {"zh": "提成档位", "en": "commission band"},
    "wage_tax_tier": {"zh": "个税级次", "en": "wage tax tier"},
    "tier": {"zh": "级次", "en": "tier"},
    "base_month": {"zh": "历史月份", "en": "calendar month"},
    "month": {"zh": "月份", "en": "month"},
}
