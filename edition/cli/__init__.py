"""The `edition` command."""
