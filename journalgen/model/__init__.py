"""The journal as frozen values: entries, their parts, and how they belong together."""
