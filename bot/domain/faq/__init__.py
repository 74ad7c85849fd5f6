"""What a change of the FAQ does, and what members ask it in vain."""
