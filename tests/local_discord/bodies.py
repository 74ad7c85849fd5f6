"""The limits of a message's body: content, embeds, flags, files, mentions."""

from __future__ import annotations

import re
import struct
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from local_discord.components import check_layout, check_legacy, shown_files, walk
from local_discord.refusals import (
    JSON,
    RefusedError,
    distinct,
    listed,
    need,
    number,
    objects,
    one_of,
    optional_text,
    text,
)

SUPPRESS_EMBEDS, EPHEMERAL, LOADING, SILENT, COMPONENTS_V2 = 1 << 2, 1 << 6, 1 << 7, 1 << 12, 1 << 15
MAX_FILE = 10 * 1024 * 1024
_LEGACY = ("content", "embeds", "poll", "sticker_ids", "stickers")


_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Upload:
    """A file as it came with a request."""

    name: str
    data: bytes
    field: str = "files[0]"
    content_type: str = "application/octet-stream"

    @property
    def facts(self) -> JSON:
        """What Discord finds out by itself: the kind of a picture and its size in pixels."""
        if not self.data.startswith(_PNG):
            return {"content_type": self.content_type}
        width, height = struct.unpack(">II", self.data[16:24])
        return {"content_type": "image/png", "width": width, "height": height}


def check_message(body: JSON, files: list[Upload], *, before: JSON | None = None, may_hide: bool = False) -> None:
    """`before`: the message that is edited; `may_hide`: an answer to an interaction, which may be ephemeral."""
    merged = {**(before or {}), **body}
    flags = number(merged.get("flags") or 0, "flags", 0, 2**31 - 1)
    allowed = SUPPRESS_EMBEDS | SILENT | COMPONENTS_V2 | (EPHEMERAL if may_hide else 0)
    if before is None:
        need(not flags & ~allowed, "flags", f"These flags cannot be set here: {flags & ~allowed}")
    elif before["flags"] & COMPONENTS_V2:
        need(flags & COMPONENTS_V2, "flags", "The flag of Components V2 cannot be taken away again")
    names = _check_files(body, files, before)
    if flags & COMPONENTS_V2:
        _check_layout(merged, names)
        _check_all_are_seen(merged, files)
    else:
        _check_legacy(merged, names, bool(files))
    _check_mentions(body.get("allowed_mentions"))
    need(len(str(body.get("nonce") or "")) <= 25, "nonce", "Must be 25 or fewer in length")


def _check_layout(body: JSON, names: Collection[str]) -> None:
    for key in _LEGACY:
        need(not body.get(key), key, f"The {key!r} field cannot be used with MessageFlags.IS_COMPONENTS_V2")
    if not body.get("components"):
        raise RefusedError(400, 50006, "Cannot send an empty message", mistake=True)
    check_layout(body["components"], names)


def _check_all_are_seen(body: JSON, files: list[Upload]) -> None:
    """Discord takes a file that no component shows, and then nobody sees it: a bot that sends one is mistaken."""
    unseen = {stored_name(file.name) for file in files} - shown_files(body["components"])
    need(not unseen, "files", f"Attached, and shown by no component: {', '.join(sorted(unseen))}")


def stored_name(name: str) -> str:
    """As Discord keeps it: other signs become underscores, so that `attachment://` with the old name finds nothing."""
    return re.sub(r"[^\w.-]", "_", name, flags=re.ASCII)


def _check_legacy(body: JSON, names: Collection[str], uploads: bool) -> None:
    content = body.get("content")
    if content is not None:
        need(isinstance(content, str), "content", "Must be a string")
        need(len(content) <= 2000, "content", f"Must be 2000 or fewer in length (has {len(content)})")
    embeds = objects(body.get("embeds") or [], "embeds", 0, 10)
    for index, embed in enumerate(embeds):
        _check_embed(embed, f"embeds.{index}", names)
    total = sum(map(embed_length, embeds))
    need(total <= 6000, "embeds", f"Embeds together: at most 6000 characters (have {total})")
    check_legacy(body.get("components") or [])
    if not ((content or "").strip() or embeds or uploads or body.get("attachments") or body.get("poll")):
        raise RefusedError(400, 50006, "Cannot send an empty message", mistake=True)


def embed_texts(embed: JSON) -> list[str]:
    """Every text of an embed in reading order."""
    fields = [field.get(key) or "" for field in embed.get("fields") or [] for key in ("name", "value")]
    author, footer = embed.get("author") or {}, embed.get("footer") or {}
    parts = [author.get("name"), embed.get("title"), embed.get("description"), *fields, footer.get("text")]
    return [part for part in parts if part]


def embed_length(embed: JSON) -> int:
    return sum(map(len, embed_texts(embed)))


def _check_embed(embed: JSON, path: str, names: Collection[str]) -> None:
    optional_text(embed, "title", path, 256)
    optional_text(embed, "description", path, 4096)
    optional_text(embed.get("footer") or {}, "text", f"{path}.footer", 2048)
    optional_text(embed.get("author") or {}, "name", f"{path}.author", 256)
    for index, field in enumerate(objects(embed.get("fields") or [], f"{path}.fields", 0, 25)):
        text(field.get("name"), f"{path}.fields.{index}.name", 1, 256)
        text(field.get("value"), f"{path}.fields.{index}.value", 1, 1024)
    if embed.get("color") is not None:
        number(embed["color"], f"{path}.color", 0, 0xFFFFFF)
    for key in ("image", "thumbnail"):
        url = (embed.get(key) or {}).get("url")
        _check_url(url, f"{path}.{key}.url", names)
    _check_url(embed.get("url"), f"{path}.url", ())
    pictures = any(embed.get(key) for key in ("image", "thumbnail"))
    need(embed_texts(embed) or pictures, path, "An embed without text or picture is refused")


def _check_url(url: str | None, path: str, names: Collection[str]) -> None:
    if url is None:
        return
    parts = urlsplit(url)
    one_of(parts.scheme, path, {"http", "https", *(["attachment"] if names else [])})
    if parts.scheme == "attachment":
        need(parts.netloc in names, path, f"No file named {parts.netloc} is attached")


def _check_files(body: JSON, files: list[Upload], before: JSON | None) -> set[str]:
    """The names that `attachment://` may point to."""
    described = objects(body.get("attachments") or [], "attachments", 0, 10)
    kept = {str(one["id"]): one["filename"] for one in (before or {}).get("attachments", ())}
    need(len(files) <= 10, "files", "At most 10 files")
    for index, file in enumerate(files):
        need(re.fullmatch(r"files\[\d+\]", file.field), "files", f"A file's field is files[n], not {file.field}")
        if len(file.data) > MAX_FILE:
            raise RefusedError(413, 40005, f"Request entity too large (file {index})", mistake=True)
    fresh = {file.field[6:-1]: stored_name(file.name) for file in files}
    names = set(kept.values() if "attachments" not in body else ())
    for index, one in enumerate(described):
        optional_text(one, "description", f"attachments.{index}", 1024)
        known = str(one.get("id")) in fresh or str(one.get("id")) in kept
        need(known, f"attachments.{index}.id", "There is no such file")
        names.add(one.get("filename") or fresh.get(str(one["id"])) or kept[str(one["id"])])
    return names | set(fresh.values())


def _check_mentions(allowed: object) -> None:
    if allowed is None:
        return
    need(isinstance(allowed, dict), "allowed_mentions", "Must be an object")
    assert isinstance(allowed, dict)
    parse = listed(allowed.get("parse") or [], "allowed_mentions.parse", 0, 3)
    for kind in parse:
        one_of(kind, "allowed_mentions.parse", {"users", "roles", "everyone"})
    for key in ("users", "roles"):
        ids = listed(allowed.get(key) or [], f"allowed_mentions.{key}", 0, 100)
        distinct(list(map(str, ids)), f"allowed_mentions.{key}", "Each id once")
        need(not (ids and key in parse), "allowed_mentions", f'parse:["{key}"] and {key}: [ids…] exclude each other')


def all_text(message: JSON) -> str:
    """What a reader sees, in reading order."""
    embeds = [part for embed in message.get("embeds") or () for part in embed_texts(embed)]
    shown = [part["content"] for part in walk(message.get("components")) if part.get("type") == 10]
    return "\n".join(part for part in [message.get("content") or "", *embeds, *shown] if part)
