"""A reader's own copy of the essay: read it from whatever it came in, recognise its sentences, say how it differs, keep it apart."""

from __future__ import annotations

from edition.essay.recognise import Witness, read

__all__ = ["Witness", "read"]
