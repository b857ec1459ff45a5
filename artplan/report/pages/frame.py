"""The frame of every page: one HTML file with menu and footer that loads nothing from the network.

The page's content security policy allows only the script whose hash it contains. Only the index of all runs
has one.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files as package_files
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from artplan.report.pages.webfont import font_face
from artplan.result import Result
from artplan.texts.catalogue import text


@dataclass(frozen=True)
class Link:
    """A link of the menu.

    current: whether it is the page on which the menu is shown. within: links to the sections of that page.
    """

    href: str
    title: str
    current: bool = False
    within: Sequence[Link] = ()


@dataclass(frozen=True)
class Foot:
    """The contents of a page's footer."""

    version: str
    hash: str
    seed: int
    checks_passed: int
    checks: int
    alerts: int
    placeholders: int

    def line(self, lang: str) -> str:
        return text(
            "pages.foot",
            lang,
            version=self.version,
            hash=self.hash[:12],
            seed=self.seed,
            passed=self.checks_passed,
            checks=self.checks,
            alerts=self.alerts,
            placeholders=self.placeholders,
        )


def foot(result: Result, version: str, seed: int) -> Foot:
    """Return the footer of a result's pages; `seed` is the seed of its notebooks' random draws."""
    checks = result.checks()
    errors = [each for each in checks if each.kind == "error"]
    alerts = sum(each.kind == "alert" and not each.passed for each in checks)
    passed = sum(each.passed for each in errors)
    return Foot(version, result.plan.hash, seed, passed, len(errors), alerts, len(result.plan.placeholders))


def page(template: str, lang: str, *, script: str = "", **values: Any) -> str:
    """Render a template and embed a font with the Chinese characters that it uses."""
    environment = template_environment()
    style = environment.get_template("style.css").render()
    filled = environment.get_template(f"{template}.html.j2").render(
        lang=lang,
        say=partial(_say, lang=lang),
        style=Markup("/*style*/"),
        script=Markup(script),
        script_hash=f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}" if script else "",
        **values,
    )
    return filled.replace("/*style*/", f"{font_face(filled)}\n{style}", 1).strip() + "\n"


@cache
def template_environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(str(package_files(__package__).joinpath("templates"))),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _say(key: str, lang: str, **values: Any) -> str:
    return text(key, lang, **values)
