"""What changed in a plan since its last run, whose resolved parameters stand in the output folder."""

from __future__ import annotations

from pathlib import Path

from artplan.engine.faults import NumberFault
from artplan.operating import checked
from artplan.pipeline.outputs import staging
from artplan.pipeline.state import PARAMS
from artplan.plan.plan import Plan
from artplan.plan.read.resolved import read_resolved, resolved
from artplan.plan.written.faults import PlanFault
from artplan.study.compare.answer import Comparison
from artplan.study.compare.changed import changed


def changes_since(place: Path, plan: Plan) -> Comparison | None:
    """Compare the plan with the run in the folder.

    None without a run, for a run of the same parameters, and for one that can no longer be read or evaluated.
    """
    manifest = staging.former_manifest(place)
    if manifest is None or manifest.get("parameter_hash") == plan.hash:
        return None
    try:
        before = read_resolved((place / PARAMS).read_text("utf-8"), plan.name, plan.folder)
        return changed(checked(before), checked(resolved(plan)))
    except (OSError, UnicodeDecodeError, PlanFault, NumberFault):
        return None
