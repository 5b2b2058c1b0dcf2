"""How long journalgen takes, beside Hugo with the same entries."""
