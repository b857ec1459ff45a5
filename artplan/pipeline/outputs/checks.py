"""Report the failed checks of a run and derive its exit code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from artplan.exit_codes import CHECK_FAILED, DONE
from artplan.pipeline.terminal import say
from artplan.texts.catalogue import text


def checked(manifest: Mapping[str, Any]) -> int:
    """Print the error checks that failed, and return the exit code.

    manifest: the manifest of the run.
    """
    broken = [check for check in manifest["checks"] if check["kind"] == "error" and not check["passed"]]
    for check in broken:
        place = {"name": check["name"], "worst": f"{check['worst']:g}", "where": check["where"]}
        say(text("progress.check_failed", manifest["lang"], scenario=manifest["scenario"], **place))
    return CHECK_FAILED if broken else DONE
