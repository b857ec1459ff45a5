"""The coming year's plan, begun from what this year closes with.

`places` says for each state that the model carries from month to month which parameter of the new plan has
it; `opening` fills the balance sheet, `members`, `people` and `carried` what belongs to storefronts,
products, staff and taxes; `moved` moves what repeats by a year. `folder` writes all of it into the texts of
the old folder, whose comments stay.
"""
