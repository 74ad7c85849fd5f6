"""Discord: events → the advisor, replies → messages. The only code that imports discord."""
