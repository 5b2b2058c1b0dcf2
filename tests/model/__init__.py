"""Tests of journalgen.model."""
