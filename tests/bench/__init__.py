"""The benchmark: this book beside the same Markdown built by an unaltered Jupyter Book 1. Run: python -m tests.bench --help"""
