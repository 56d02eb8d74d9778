"""From the Book to files: the one ordered list of outputs, and the ledger that decides which are stale."""
