"""Turn numbers into what the SVG macros draw."""
