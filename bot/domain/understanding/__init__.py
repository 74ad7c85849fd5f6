"""A message and the conversation so far → what is asked and said."""
