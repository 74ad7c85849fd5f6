"""Measures the matcher: quality on public sets, calibration, speed. README.md says how; nothing here is shipped."""
