"""Turn a folder of therapy reflections into a private website."""

__version__ = "0.1.0"

CONFIG_NAME = "journal.yaml"
