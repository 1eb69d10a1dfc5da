"""File formats: each reader turns a file into the same paragraphs and tables."""
