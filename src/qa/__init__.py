"""Wence (问策): verified answers over Chinese government work plans."""

__version__ = "0.1.0"
