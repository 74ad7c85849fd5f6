"""Decides: pure functions and frozen data classes. No Discord, no files, no clock; the date is handed in."""
