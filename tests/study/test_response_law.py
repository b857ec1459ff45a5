"""The studies' law of response is the rules' law."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from artplan.rules.advertising import visits_bought
from artplan.study.allocate.response_law import response


@given(st.floats(1, 1e6), st.floats(1, 1e6), st.floats(0.1, 0.9), st.floats(0, 0.9))
def test_the_rules_buy_the_visits_that_the_studies_expect(spend, reference, elasticity, saturation):
    raised = (spend / reference) ** (elasticity / (1 - saturation))
    bought = visits_bought.rule(1.0, raised, saturation)
    message = response(*(np.array([each]) for each in (spend, reference, elasticity, saturation)))
    assert message == pytest.approx([bought], rel=1e-9)
