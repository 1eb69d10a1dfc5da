"""Layouts: what paragraphs and tables mean, whichever format they came from."""
