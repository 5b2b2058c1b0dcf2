"""Turn a journal into what can be said about it, and no more than that."""
