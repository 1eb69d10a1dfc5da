"""Understands a question, picks facts, composes and verifies an answer."""
