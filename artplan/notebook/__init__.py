"""What a notebook opens: a plan, worked out and ready to be told.

    from artplan.notebook import open_report
    story = open_report(scenario, overrides, lang, out)
    story.say("profit")

    ask = open_questions(scenario, overrides)
    story.chart("tornado", ask.sensitivity())

    show(artplan.simulate("base"))      # charts and tables of any study, in one call

Whatever papermill injects is checked before anything runs: an unknown parameter, an override of no
leaf, a language nobody speaks fail the notebook with a fault of one line each.
"""

from artplan.notebook.open import open_questions, open_report, show

__all__ = ["open_questions", "open_report", "show"]
