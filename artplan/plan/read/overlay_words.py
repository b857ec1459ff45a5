"""What the file of a scenario or case says of itself: its name and its description.

Both are texts in the two languages, and neither takes part in the model.
"""

from __future__ import annotations

from dataclasses import replace

from pydantic import ValidationError

from artplan.plan.schema.fields import Words
from artplan.plan.schema.refusals import faults_of
from artplan.plan.written.faults import Fault
from artplan.plan.written.yaml_tree import YamlNode, plain


def words_of(file: YamlNode, key: str, faults: list[Fault]) -> Words | None:
    """The text below a key of the file; None without the key, and for what is no text, with its faults."""
    node = file.value.get(key)
    if node is None:
        return None
    try:
        return Words.model_validate(plain(node))
    except ValidationError as error:
        for fault in faults_of(error, Words, node):
            faults.append(replace(fault, path=".".join((key, fault.path)).rstrip(".")))
        return None
