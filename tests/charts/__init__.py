"""Tests of journalgen.charts."""
