"""How strictly the data classes of YAML files are checked."""

from __future__ import annotations

STRICT = {"extra": "forbid", "strict": True}
"""pydantic's settings for the class of a whole file and all that it is made of: an unknown key is an
error, "12" is no number."""
