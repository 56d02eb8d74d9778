"""The addresses of the files about the whole book that a page's script loads on demand, each with a digest of its content.

They stand in a small file of their own: pages that named them would all be written again whenever a word of the book changes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

FILE: Final = "_static/addresses.js"


def script(addresses: Mapping[str, str]) -> str:
    """Return addresses from the site's root, by the name under which scripts ask for them, as a script."""
    return f"editionAddresses={json.dumps(addresses, separators=(',', ':'))};\n"
