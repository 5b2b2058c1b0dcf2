"""Turn a theme folder into rendered pages."""

MANIFEST = "theme.yaml"
"""What makes a folder a theme."""
OWN = "theme"
"""The folder in a journal that goes over any theme."""
