"""The only code that opens files or the database."""
