"""What a notebook needs to run in the reader's browser: Python, its packages, the edition's own code and tables, as files of the site."""
