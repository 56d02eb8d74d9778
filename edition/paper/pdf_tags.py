"""The tags of a printed PDF, brought nearer to PDF/UA-1 than the browser leaves them.

What the browser prints is tagged but for four things: what it paints outside its tags (see `pdf_content`), the parts of a list item,
links without a description, and tags of its own names. The file does not claim PDF/UA: nobody has tried it by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pikepdf

from edition.paper import pdf_content

#: Tags of the browser that PDF 1.7 does not know, and what they are.
ROLES: Final = {"/Em": "/Span", "/Strong": "/Span"}
_INLINE: Final = ("/Link", "/Em", "/Strong", "/Span")


def tag(pdf: pikepdf.Pdf) -> None:
    """Mark what stands outside the tags, complete the parts of lists, describe links, and map the browser's own tags."""
    root = pdf.Root.StructTreeRoot
    root.RoleMap = pikepdf.Dictionary({name: pikepdf.Name(role) for name, role in ROLES.items()})
    for page in pdf.pages:
        _mark(pdf, page)
    for element in list(elements(root)):
        if element.S == "/LI":
            _complete(pdf, element)
    _describe_links(pdf)


def elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every element of a tree, in reading order."""
    for kid in kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def kids(element: pikepdf.Object) -> list[pikepdf.Object | int]:
    """What an element holds, whether it stands in a list or alone."""
    held = element.get("/K")
    if held is None:
        return []
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def _mark(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Mark what a page paints outside its tags, and give the words among it an element each, where they are read."""
    owners = _owners(pdf, int(page.obj.StructParents)) if "/StructParents" in page.obj else pikepdf.Array()
    forms = _forms(page.obj)
    for _, form in forms:
        if not _shows_words(form):
            _untag(pdf, page, form)
    tagged = {name for name, form in forms if _shows_words(form)}
    made, found = pdf_content.mark(pikepdf.parse_content_stream(page), len(owners), tagged)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(made))
    for words in found:
        place = words.before if words.follows or words.after is None else words.after
        if place is None or place >= len(owners):
            raise ValueError(f"page {page.index + 1}: words stand on it that nothing tagged stands beside")
        beside = owners[place]
        after = place == words.before
        while beside.P.S in _INLINE and _is(kids(beside.P)[-1 if after else 0], beside):
            beside = beside.P
        element = _element(pdf, "/Span", beside.P, words.mcid, page)
        _insert(beside, element, after=after)
        owners.append(element)


def _forms(holder: pikepdf.Object) -> list[tuple[str, pikepdf.Object]]:
    """List the forms that a page or a form paints by name: what is half transparent or masked is a picture within the picture."""
    held = holder.get("/Resources", pikepdf.Dictionary()).get("/XObject", pikepdf.Dictionary())
    return [(name, form) for name, form in held.items() if form.get("/Subtype") == "/Form"]


def _shows_words(form: pikepdf.Object) -> bool:
    shown = any(str(one.operator) in ("Tj", "TJ") for one in pikepdf.parse_content_stream(form))
    return shown or any(_shows_words(inner) for _, inner in _forms(form))


def _untag(pdf: pikepdf.Pdf, page: pikepdf.Page, form: pikepdf.Object) -> None:
    """Take the tags out of a form without words: the marks that a style sheet cuts by a mask, whose meaning stands beside in words."""
    for _, inner in _forms(form):
        _untag(pdf, page, inner)
    if "/StructParents" not in form:
        return
    kept = [one for one in pikepdf.parse_content_stream(form) if str(one.operator) not in ("BDC", "EMC")]
    form.write(pikepdf.unparse_content_stream(kept))
    for number, owner in enumerate(_owners(pdf, int(form.StructParents))):
        held = kids(owner)
        for place, kid in enumerate(held):
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR" and number == kid.MCID and _is(kid.Pg, page.obj):
                del held[place]
                break
        owner.K = pikepdf.Array(held)
    del pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[int(form.StructParents)]
    del form["/StructParents"]


def _owners(pdf: pikepdf.Pdf, key: int) -> pikepdf.Object:
    """The elements of a page by the numbers of its marked content; what is appended is kept."""
    return pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[key]


def _complete(pdf: pikepdf.Pdf, item: pikepdf.Object) -> None:
    """Put all of a list item but its label into one body."""
    labels = [kid for kid in kids(item) if isinstance(kid, pikepdf.Dictionary) and kid.get("/S") == "/Lbl"]
    rest = [kid for kid in kids(item) if kid not in labels]
    if len(rest) == 1 and isinstance(rest[0], pikepdf.Dictionary) and rest[0].get("/S") == "/LBody":
        return
    body = _element(pdf, "/LBody", item, pikepdf.Array(rest))
    for kid in rest:
        if isinstance(kid, pikepdf.Dictionary) and "/P" in kid:
            kid.P = body
    item.K = pikepdf.Array([*labels, body])


def _describe_links(pdf: pikepdf.Pdf) -> None:
    """Say of each link where it leads, by its address or its page; put one that stands in no link's element into one."""
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
    """Hang a link that the page hides from readers by ear, as those of a map are, on the one that says the same in words."""
    if _target(link) not in tagged:
        raise ValueError(f"page {page.index + 1}: the link to {_target(link)} stands in no tag, and no other link leads there")
    key = int(pdf.Root.StructTreeRoot.ParentTreeNextKey)
    pdf.Root.StructTreeRoot.ParentTreeNextKey = key + 1
    link.StructParent = key
    owner = owners[key] = tagged[_target(link)]
    owner.K = pikepdf.Array([*kids(owner), pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=link, Pg=page.obj)])


def _enclose(pdf: pikepdf.Pdf, owners: pikepdf.NumberTree, link: pikepdf.Object) -> None:
    """See that a link stands in a link's element: that of its words, where they have one to themselves, else one of its own."""
    owner = owners[int(link.StructParent)]
    if owner.S == "/Link":
        return
    held = kids(owner)
    annotations = {place: kid.Obj for place, kid in enumerate(held) if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid}
    if owner.S == "/NonStruct" and {_target(one) for one in annotations.values()} == {_target(link)}:
        owner.S = pikepdf.Name.Link
        return
    (place,) = (place for place, one in annotations.items() if _is(one, link))
    held[place] = owners[int(link.StructParent)] = _element(pdf, "/Link", owner, pikepdf.Array([held[place]]))
    owner.K = pikepdf.Array(held)


def _element(
    pdf: pikepdf.Pdf, tag: str, above: pikepdf.Object, held: pikepdf.Object | int, page: pikepdf.Page | None = None
) -> pikepdf.Object:
    """Make an element; the page is left out where what it holds says its own."""
    made = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name(tag), P=above, K=held)
    if page is not None:
        made.Pg = page.obj
    elif "/Pg" in above:
        made.Pg = above.Pg
    return pdf.make_indirect(made)


def _insert(beside: pikepdf.Object, element: pikepdf.Object, *, after: bool) -> None:
    """Put an element before or behind another one."""
    held = kids(beside.P)
    held.insert(_at(held, beside) + after, element)
    beside.P.K = pikepdf.Array(held)


def _at(held: list[pikepdf.Object | int], element: pikepdf.Object) -> int:
    return next(place for place, kid in enumerate(held) if _is(kid, element))


def _is(one: pikepdf.Object | int, other: pikepdf.Object) -> bool:
    """Tell whether two are one object of the file; to compare what they hold would walk through the whole tree."""
    return isinstance(one, pikepdf.Object) and one.is_indirect and one.objgen == other.objgen
