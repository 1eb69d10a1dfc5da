"""From a measure's text to facts with character spans."""
