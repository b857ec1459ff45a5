"""The functions that a notebook uses to load and evaluate a plan and to report its results.

    from artplan.notebook import open_report
    story = open_report(scenario, overrides, lang, out)
    story.say("profit")

    ask = open_questions(scenario, overrides)
    story.chart("tornado", ask.sensitivity())

    lived = open_actuals(scenario, overrides)
    story.table("variance", lived.variance())

    show(artplan.simulate("base"))      # charts and tables of any study, in one call

The parameters that papermill injects are checked before anything runs. An unknown parameter, an override
whose path is not a parameter or an unsupported language stops the notebook with a fault of one line each.
"""

from artplan.notebook.open import open_actuals, open_questions, open_report, show

__all__ = ["open_actuals", "open_questions", "open_report", "show"]
