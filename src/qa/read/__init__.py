"""From files to plans: knows formats and layouts, nothing of questions."""
