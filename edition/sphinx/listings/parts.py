"""What every listing is made of: the placeholder that its directive leaves, and a table of inline cells."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes


class placeholder(nodes.General, nodes.Element):
    """Placeholder for a listing: `listing` names it, `target` is its subject, `page` the page of a list of sections."""


def table(
    header: Sequence[str],
    rows: Sequence[tuple[Sequence[Sequence[nodes.Node]], list[str]]],
    name: str,
    widths: Sequence[int] | None = None,
) -> nodes.table:
    """Return a table of inline cells; each row carries class names."""
    group = nodes.tgroup(cols=len(header))
    group += [nodes.colspec(colwidth=width) for width in widths or [1] * len(header)]
    head = nodes.row()
    head += [nodes.entry("", nodes.paragraph("", title)) for title in header]
    body = nodes.tbody()
    for cells, classes in rows:
        line = nodes.row(classes=classes)
        line += [nodes.entry("", nodes.paragraph("", "", *cell)) for cell in cells]
        body += line
    group += [nodes.thead("", head), body]
    return nodes.table("", group, classes=[name])
