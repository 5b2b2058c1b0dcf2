"""The parts of the documents that are written from the code; `make catalog` writes them anew."""
