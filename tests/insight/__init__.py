"""Tests of journalgen.insight."""
