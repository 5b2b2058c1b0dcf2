"""Tests of journalgen.site."""
