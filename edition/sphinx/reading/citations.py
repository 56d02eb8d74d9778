"""Citations in running text and the list of sources, as plug-ins of pybtex and sphinxcontrib-bibtex."""

# pybtex and sphinxcontrib-bibtex carry no types of their own.
# mypy: disable-error-code="no-untyped-call,no-any-return,assignment,arg-type,index,misc"

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pybtex.plugin
import pybtex_docutils
import sphinxcontrib.bibtex.plugin
from pybtex.backends import plaintext
from pybtex.database import Entry
from pybtex.richtext import BaseText, Text
from pybtex.style.template import Node, join
from sphinx.application import Sphinx
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.style.referencing import BaseReferenceStyle
from sphinxcontrib.bibtex.style.template import entry_label, post_text, pre_text, reference

from edition.sources.style import STYLE, EditionStyle, LabelStyle, SortingStyle

_ALL = ast.dump(ast.parse("True"))


class SourcesDomain(BibtexDomain):
    """The bibliography's own domain, which looks for the documents that cite an entry only where a list needs them."""

    def get_filtered_entries(self, bibliography_key: Any) -> Iterable[tuple[str, Entry]]:
        """Return the entries of a list; for a list of all, skip the comparison of each entry with each citation of the book."""
        listed = self.bibliographies[bibliography_key]
        if ast.dump(listed.filter_) != _ALL:
            return super().get_filtered_entries(bibliography_key)
        return ((f"{listed.keyprefix}{entry.key}", entry) for entry in self.get_entries(listed.bibfiles))


@dataclass
class ReferenceStyle(BaseReferenceStyle):
    """Citations in running text: `Deng (2020)` for `cite:t`, `(Deng 2020)` for `cite:p`, each one link."""

    def role_names(self) -> Iterable[str]:
        """Return the roles of this style."""
        return ["t", "ts", "ct", "cts", "p", "ps", "alp", "alps", "label", "labelpar"]

    def outer(self, role_name: str, children: list[BaseText]) -> Node:
        """Join several citations."""
        together = join(sep="; ")[children]
        return join["(", together, ")"] if role_name in ("p", "ps", "labelpar") else together

    def inner(self, role_name: str) -> Node:
        """Return the template of one citation with the text before and after it."""
        if role_name in ("t", "ts", "ct", "cts"):
            return join[_before(), _textual_reference(), _after()]
        return join[_before(), reference[entry_label], _after()]


def _before() -> Node:
    def shape(children: list[Any], data: dict[str, Any], **_: Any) -> BaseText:
        text = pre_text.format_data(data)
        return Text(text, " ") if str(text) else Text()

    return Node("before", shape)


def _after() -> Node:
    def shape(children: list[Any], data: dict[str, Any], **_: Any) -> BaseText:
        text = post_text.format_data(data)
        return Text(", ", text) if str(text) else Text()

    return Node("after", shape)


def _textual_reference() -> Node:
    """Return the template of a label with its year in brackets, as one link."""

    def shape(children: list[Any], data: dict[str, Any], **_: Any) -> BaseText:
        name, _space, year = data["formatted_entry"].label.rpartition(" ")
        return reference[f"{name} ({year})"].format_data(data)

    return Node("textual_reference", shape)


def register() -> None:
    """Register the style as `edition`; a second call changes nothing."""
    pybtex.plugin.register_plugin("pybtex.style.labels", STYLE, LabelStyle, force=True)
    pybtex.plugin.register_plugin("pybtex.style.sorting", STYLE, SortingStyle, force=True)
    pybtex.plugin.register_plugin("pybtex.style.formatting", STYLE, EditionStyle, force=True)
    # pybtex finds it anyway, but searches all installed packages, again for each citation, for a name that is not registered.
    pybtex.plugin.register_plugin("pybtex.backends", "plaintext", plaintext.Backend, force=True)
    pybtex.plugin.register_plugin("pybtex.backends", "docutils", pybtex_docutils.Backend, force=True)
    sphinxcontrib.bibtex.plugin.register_plugin("sphinxcontrib.bibtex.style.referencing", STYLE, ReferenceStyle, force=True)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the style, and our domain in place of its base."""
    register()
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_domain(SourcesDomain, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
