"""Uses of a result in the book: in a role, a check, the code of a notebook, or the title of a chart."""

import re
from collections.abc import Collection

_NAME = re.compile(r"(?<![\w.-])[a-z]+\.[a-z0-9]+(?:-[a-z0-9]+)*(?![\w-])")


def named(source: str, names: Collection[str]) -> set[str]:
    """Return which of the names a document's source contains as whole words."""
    return set(_NAME.findall(source)) & set(names)
