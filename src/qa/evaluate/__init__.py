"""Measures retrieval and answers against labelled questions."""
