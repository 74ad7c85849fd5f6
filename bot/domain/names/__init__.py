"""Which role, skill, place, level or amount stands where in a text."""
