"""The edition as data: one module per format, pure functions from the Book to text; nothing here knows Sphinx."""
