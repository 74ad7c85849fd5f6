"""How strictly the data classes of YAML files are checked."""

from __future__ import annotations

STRICT = {"extra": "forbid", "strict": True}
"""pydantic's settings for every class of this module: an unknown key is an error, "12" is no number."""
