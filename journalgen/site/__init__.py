"""Turn a journal into pages: addresses, views and the links between them."""
