"""Tests of journalgen."""
