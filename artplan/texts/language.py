"""The default language, if neither a command nor a plan sets one."""

from __future__ import annotations

import os
from collections.abc import Mapping

from artplan.texts.catalogue import LANGUAGES

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def of_environment(environment: Mapping[str, str] = os.environ) -> str:
    """Return `zh` or `en` by the first of LC_ALL, LC_MESSAGES and LANG that is set, as in POSIX."""
    locale = next((environment[name] for name in VARIABLES if environment.get(name)), "")
    language = locale.split("_")[0].split(".")[0].lower()
    return language if language in LANGUAGES else "en"
