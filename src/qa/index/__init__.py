"""Vectors, tokens and the manifest that proves they belong together."""
