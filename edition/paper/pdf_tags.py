"""The tags of a printed PDF, brought closer to PDF/UA-1 than the browser's.

The browser's output is tagged except for five things: what it paints outside its tags (see `pdf_content`), the parts of a list item,
the empty cells of a table, links without a description, and tags of its own names. The file does not claim PDF/UA: nobody has tested it
manually.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pikepdf

from edition.paper import pdf_content

#: Tags of the browser that PDF 1.7 does not know, and their replacements.
ROLES: Final = {"/Em": "/Span", "/Strong": "/Span"}
_INLINE: Final = ("/Link", "/Em", "/Strong", "/Span")


def tag(pdf: pikepdf.Pdf) -> None:
    """Tag what is outside the tags, complete lists and tables, describe links, and map the browser's own tags."""
    root = pdf.Root.StructTreeRoot
    root.RoleMap = pikepdf.Dictionary({name: pikepdf.Name(role) for name, role in ROLES.items()})
    for page in pdf.pages:
        _mark(pdf, page)
    for element in list(elements(root)):
        if element.S == "/LI":
            _complete(pdf, element)
        elif element.S == "/Table":
            _fill(pdf, element)
    _describe_links(pdf)


def elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield every element of a tree, in reading order."""
    for kid in kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def kids(element: pikepdf.Object) -> list[pikepdf.Object | int]:
    """Return the children of an element, stored as a list or as a single one."""
    children = element.get("/K")
    if children is None:
        return []
    return list(children) if isinstance(children, pikepdf.Array) else [children]


def _mark(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Mark what a page paints outside its tags, and give the words among it an element each, in reading order."""
    owners = _owners(pdf, int(page.obj.StructParents)) if "/StructParents" in page.obj else pikepdf.Array()
    forms = _forms(page.obj)
    for _, form in forms:
        if not _shows_words(form):
            _untag(pdf, page, form)
    tagged = {name for name, form in forms if _shows_words(form)}
    instructions, found = pdf_content.mark(pikepdf.parse_content_stream(page), len(owners), tagged)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
    for words in found:
        place = words.before if words.follows or words.after is None else words.after
        if place is None or place >= len(owners):
            raise ValueError(f"page {page.index + 1}: words stand on it that nothing tagged stands beside")
        sibling = owners[place]
        after = place == words.before
        while sibling.P.S in _INLINE and _is_same(kids(sibling.P)[-1 if after else 0], sibling):
            sibling = sibling.P
        element = _element(pdf, "/Span", sibling.P, words.mcid, page)
        _insert(sibling, element, after=after)
        owners.append(element)


def _forms(holder: pikepdf.Object) -> list[tuple[str, pikepdf.Object]]:
    """Return the forms that a page or a form paints, by name: half-transparent or masked parts are pictures within the picture."""
    objects = holder.get("/Resources", pikepdf.Dictionary()).get("/XObject", pikepdf.Dictionary())
    return [(name, form) for name, form in objects.items() if form.get("/Subtype") == "/Form"]


def _shows_words(form: pikepdf.Object) -> bool:
    shown = any(str(instruction.operator) in ("Tj", "TJ") for instruction in pikepdf.parse_content_stream(form))
    return shown or any(_shows_words(inner) for _, inner in _forms(form))


def _untag(pdf: pikepdf.Pdf, page: pikepdf.Page, form: pikepdf.Object) -> None:
    """Remove the tags of a form without words: the marks that a style sheet cuts by a mask, whose meaning is given in words next to it."""
    for _, inner in _forms(form):
        _untag(pdf, page, inner)
    if "/StructParents" not in form:
        return
    untagged = [instruction for instruction in pikepdf.parse_content_stream(form) if str(instruction.operator) not in ("BDC", "EMC")]
    form.write(pikepdf.unparse_content_stream(untagged))
    for number, owner in enumerate(_owners(pdf, int(form.StructParents))):
        children = kids(owner)
        for place, kid in enumerate(children):
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR" and number == kid.MCID and _stands_on(page, kid, owner):
                del children[place]
                break
        owner.K = pikepdf.Array(children)
    del pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[int(form.StructParents)]
    del form["/StructParents"]


def _owners(pdf: pikepdf.Pdf, key: int) -> pikepdf.Object:
    """Return the elements of a page by the numbers of its marked content; appended elements are stored."""
    return pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[key]


def _complete(pdf: pikepdf.Pdf, item: pikepdf.Object) -> None:
    """Wrap all of a list item but its label in one body."""
    labels = [kid for kid in kids(item) if isinstance(kid, pikepdf.Dictionary) and kid.get("/S") == "/Lbl"]
    rest = [kid for kid in kids(item) if kid not in labels]
    if len(rest) == 1 and isinstance(rest[0], pikepdf.Dictionary) and rest[0].get("/S") == "/LBody":
        return
    body = _element(pdf, "/LBody", item, pikepdf.Array(rest))
    for kid in rest:
        if isinstance(kid, pikepdf.Dictionary) and "/P" in kid:
            kid.P = body
    item.K = pikepdf.Array([*labels, body])


def _fill(pdf: pikepdf.Pdf, table: pikepdf.Object) -> None:
    """Give the rows of a table the empty cells that the browser leaves out; each cell names the heading that it stands under."""
    head, *rows = [element for element in elements(table) if element.S == "/TR"]
    columns = [str(cell.get("/ID", "")) for cell in _cells(head)]
    for row in rows:
        cells = _cells(row)
        under = {name: cell for cell in cells for name in _headings(cell) if name in columns}
        if len(under) == len(cells) < len(columns):  # else it is whole, or has cells that span columns or head the row
            row.K = pikepdf.Array([under[name] if name in under else _empty(pdf, row, name) for name in columns])


def _cells(row: pikepdf.Object) -> list[pikepdf.Object]:
    return [cell for cell in kids(row) if isinstance(cell, pikepdf.Dictionary)]


def _empty(pdf: pikepdf.Pdf, row: pikepdf.Object, heading: str) -> pikepdf.Object:
    cell = _element(pdf, "/TD", row, pikepdf.Array())
    cell.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Headers=pikepdf.Array([pikepdf.String(heading)]))
    return cell


def _headings(cell: pikepdf.Object) -> list[str]:
    """Return the ids of the headings that a cell names."""
    given = cell.get("/A", pikepdf.Array())
    attributes = list(given) if isinstance(given, pikepdf.Array) else [given]
    return [str(name) for one in attributes if isinstance(one, pikepdf.Dictionary) for name in one.get("/Headers", ())]


def _describe_links(pdf: pikepdf.Pdf) -> None:
    """Describe each link by its address or its page; wrap one outside every link element in one."""
    numbers = {page.obj.objgen: index for index, page in enumerate(pdf.pages, start=1)}
    named = pdf.Root.get("/Dests", pikepdf.Dictionary())
    owners = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    links = [(page, link) for page in pdf.pages for link in page.obj.get("/Annots", ()) if link.get("/Subtype") == "/Link"]
    tagged: dict[str, pikepdf.Object] = {}
    for _, link in links:
        link.Contents = str(link.A.URI) if "/A" in link else f"Page {numbers[named[str(link.Dest)][0].objgen]}"
        if "/StructParent" in link:
            _enclose(pdf, owners, link)
            tagged.setdefault(_target(link), owners[int(link.StructParent)])
    for page, link in links:
        if "/StructParent" not in link:
            _join(pdf, owners, link, page, tagged)


def _target(link: pikepdf.Object) -> str:
    return str(link.A.URI if "/A" in link else link.Dest)


def _join(
    pdf: pikepdf.Pdf, owners: pikepdf.NumberTree, link: pikepdf.Object, page: pikepdf.Page, tagged: Mapping[str, pikepdf.Object]
) -> None:
    """Attach a link hidden from screen readers, such as those of a map, to the one that says the same in words."""
    if _target(link) not in tagged:
        raise ValueError(f"page {page.index + 1}: the link to {_target(link)} stands in no tag, and no other link leads there")
    key = int(pdf.Root.StructTreeRoot.ParentTreeNextKey)
    pdf.Root.StructTreeRoot.ParentTreeNextKey = key + 1
    link.StructParent = key
    owner = owners[key] = tagged[_target(link)]
    owner.K = pikepdf.Array([*kids(owner), pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=link, Pg=page.obj)])


def _enclose(pdf: pikepdf.Pdf, owners: pikepdf.NumberTree, link: pikepdf.Object) -> None:
    """Make sure that a link is in a link element: that of its words, if they have one to themselves, else a new one."""
    owner = owners[int(link.StructParent)]
    if owner.S == "/Link":
        return
    children = kids(owner)
    annotations = {place: kid.Obj for place, kid in enumerate(children) if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid}
    if owner.S == "/NonStruct" and {_target(annotation) for annotation in annotations.values()} == {_target(link)}:
        owner.S = pikepdf.Name.Link
        return
    (place,) = (place for place, annotation in annotations.items() if _is_same(annotation, link))
    children[place] = owners[int(link.StructParent)] = _element(pdf, "/Link", owner, pikepdf.Array([children[place]]))
    owner.K = pikepdf.Array(children)


def _element(
    pdf: pikepdf.Pdf, tag: str, parent: pikepdf.Object, children: pikepdf.Object | int, page: pikepdf.Page | None = None
) -> pikepdf.Object:
    """Create an element; the page is left out where its content names its own."""
    element = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name(tag), P=parent, K=children)
    if page is not None:
        element.Pg = page.obj
    elif "/Pg" in parent:
        element.Pg = parent.Pg
    return pdf.make_indirect(element)


def _insert(sibling: pikepdf.Object, element: pikepdf.Object, *, after: bool) -> None:
    """Insert an element before or after a sibling."""
    children = kids(sibling.P)
    children.insert(_index_of(children, sibling) + after, element)
    sibling.P.K = pikepdf.Array(children)


def _index_of(children: list[pikepdf.Object | int], element: pikepdf.Object) -> int:
    return next(place for place, kid in enumerate(children) if _is_same(kid, element))


def _stands_on(page: pikepdf.Page, content: pikepdf.Object, owner: pikepdf.Object) -> bool:
    """Return whether marked content belongs to a page; content that names no page belongs to its owner's (ISO 32000-1, 14.7.4.2)."""
    holder = content if "/Pg" in content else owner
    return "/Pg" in holder and _is_same(holder.Pg, page.obj)


def _is_same(first: pikepdf.Object | int, second: pikepdf.Object) -> bool:
    """Return whether both are the same object of the file; comparing their content would walk through the whole tree."""
    return isinstance(first, pikepdf.Object) and first.is_indirect and first.objgen == second.objgen
