"""Turn what a person is about to write into a file that is ready for it."""
