"""Run the command as `python -m edition.cli`."""

from edition.cli.main import main

main()
