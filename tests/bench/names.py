"""What only this edition's Markdown has, and how every peer shows it: directives as admonitions or not at all, roles as literal text."""

ADMONITIONS = ("passage", "claim", "gloss", "translation", "debate", "since", "collation")
LISTINGS = (
    "entries", "timeline", "register", "sections", "other-forms", "place-map", "chart", "chart-of", "claim-map", "numbers", "terms",
    "data-table", "product",
)  # fmt: skip
ROLES = ("passage", "note", "claim", "entry", "result", "published")
OPTIONS = (
    "title", "names", "nothing-to-check", "lemma", "sentence", "kind", "finding", "at", "confidence", "claim", "would-change", "check",
    "as-of", "caution", "chinese", "pinyin", "status", "debate", "date", "official",
)  # fmt: skip
