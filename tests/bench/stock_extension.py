"""Our directives as plain admonitions and our roles as literal text: what an unaltered Jupyter Book makes of the same Markdown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import myst_nb.core.render
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from tests.bench.names import ADMONITIONS, LISTINGS, ROLES

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class _AnyOption(dict[str, Callable[[str], Any]]):
    """Accept every option as text."""

    def __contains__(self, name: object) -> bool:
        return True

    def __getitem__(self, name: str) -> Callable[[str], Any]:
        return lambda value: value or ""

    def __bool__(self) -> bool:
        return True


class Admonition(SphinxDirective):
    """An admonition titled by the directive's name and argument, its options in one line, its body as written."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = _AnyOption()

    def run(self) -> list[nodes.Node]:
        """Return the admonition."""
        box = nodes.admonition("", nodes.title("", " ".join((self.name.capitalize(), *self.arguments))), classes=[self.name])
        if self.options:
            box += nodes.paragraph("", "; ".join(f"{name}: {value}" for name, value in self.options.items()))
        self.state.nested_parse(self.content, self.content_offset, box)
        return [box]


class Nothing(SphinxDirective):
    """A listing that only this edition can make; a stock book has none."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = _AnyOption()

    def run(self) -> list[nodes.Node]:
        """Return no nodes."""
        return []


def setup(app: Sphinx) -> dict[str, bool]:
    """Register directives and roles; keep this edition's chart renderer, which is installed beside, out of the stock book."""
    for name in ADMONITIONS:
        app.add_directive(name, Admonition)
    for name in LISTINGS:
        app.add_directive(name, Nothing)
    for name in ROLES:
        app.add_generic_role(name, nodes.literal)
    myst_nb.core.render.load_mime_renders = list
    return {"parallel_read_safe": True, "parallel_write_safe": True}
