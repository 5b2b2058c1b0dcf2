"""Turn a theme folder into rendered pages."""
