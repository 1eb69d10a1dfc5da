"""Measures and answers as files to take away: XLSX, CSV and DOCX."""
