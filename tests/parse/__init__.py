"""Tests of journalgen.parse."""
