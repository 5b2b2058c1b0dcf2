"""Turn a theme folder into rendered pages."""

BLANK = "blank.html"
"""The page that stays behind when somebody leaves: no theme has a say in it."""
MANIFEST = "theme.yaml"
"""What makes a folder a theme."""
OWN = "theme"
"""The folder in a journal that goes over any theme."""
