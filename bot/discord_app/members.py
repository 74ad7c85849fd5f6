"""What a Discord member and their conversation are called elsewhere in the program."""

from __future__ import annotations


def member_id(user: int) -> str:
    return f"discord:{user}"


def session_id(channel: int, user: int) -> str:
    """One conversation: a member in a channel."""
    return f"discord:{channel}:{user}"
