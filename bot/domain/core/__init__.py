"""The types everything speaks in: knowledge, query, reply, record."""
