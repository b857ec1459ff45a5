"""Write docs/model.md from the rules: each line with label, unit, dimensions and formula in words."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from artplan.engine import trace
from artplan.engine.line import Line
from artplan.engine.model import Model
from artplan.model import model
from artplan.rules import SHEETS
from artplan.rules.dimensions import DIMENSIONS

PAGE = Path(__file__).parent / "model.md"


def page(whole: Model) -> str:
    """Return the model as Markdown: one chapter for each sheet, then the inputs."""
    parts = [
        "# The model, line by line",
        "",
        f"Written from the rules by `make docs`: {len(whole.lines)} lines, {len(whole.inputs)} inputs. "
        "A line of several members is worked out for each of them.",
    ]
    for sheet in SHEETS:
        said = (import_module(f"artplan.rules.{sheet}").__doc__ or "").strip()
        lines = [line for line in whole.lines.values() if line.module == sheet]
        parts += ["", f"## {sheet}", "", said, ""]
        parts += ["| line | 中文 | unit | per | is |", "|---|---|---|---|---|"]
        parts += [row(line, whole) for line in lines]
    parts += ["", "## Inputs", "", "What the rules read of a plan.", ""]
    parts += ["| input | label | 中文 | unit | per |", "|---|---|---|---|---|"]
    parts += [
        f"| `{name}` | {card.en} | {card.zh} | {card.unit} | {', '.join(card.per)} |"
        for name, card in whole.inputs.items()
    ]
    return "\n".join(parts) + "\n"


def row(line: Line, whole: Model) -> str:
    """Return a line's row of the table: name, label, unit, dimensions, formula and description."""
    if line.closing:
        formula = f"last month's {whole.lines[line.closing].en}"
    else:
        formula = trace.text(whole.expressions[line.name], lambda name: label(name, whole))
    said = "" if line.closing else f"<br>{line.describe}"
    return (
        f"| `{line.name}`<br>{line.en} | {line.zh} | {line.unit} | {', '.join(line.per)} | {formula}{said} |"
    )


def label(name: str, whole: Model) -> str:
    return DIMENSIONS[name]["en"] if name in DIMENSIONS else whole.cards[name].en


if __name__ == "__main__":
    PAGE.write_text(page(model()), encoding="utf-8")
    print(f"written: {PAGE.name}")
