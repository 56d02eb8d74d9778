"""The edition as data: one module for each format, pure functions from a corpus to text; nothing here knows Sphinx."""
