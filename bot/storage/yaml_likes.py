"""How values are written in a YAML text, so that new ones are written alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.storage.yaml_pieces import Piece, Pieces
from bot.storage.yaml_writing import Like


def like_of(pieces: Pieces, piece: Piece, key: Piece | None = None) -> Like:
    """How a value is written."""
    quote = piece.keys[0].style if piece.keys else ""
    if piece.kind == "list" and not piece.flow and piece.items:
        offset = pieces.column(pieces.dash(piece, 0)) - (pieces.column(key.start) if key else 0)
        return Like("block", max(offset, 0), _commonest(like_of(pieces, item) for item in piece.items))
    if piece.kind in ("list", "map"):
        item = _commonest(like_of(pieces, item) for item in piece.items) if piece.kind == "list" else None
        return Like("flow" if piece.flow else "block", item=item, key_quote=quote)
    return Like(piece.style)


def _commonest(likes: Iterable[Like]) -> Like | None:
    found = Counter(likes).most_common(1)
    return found[0][0] if found else None


def likes(pieces: Pieces, blocks: Sequence[Piece]) -> dict[str, Like]:
    """Key → how its value is mostly written in these blocks."""
    seen: dict[str, list[Like]] = {}
    for block in blocks:
        for key, value in zip(block.keys, block.items, strict=True):
            if value.kind != "alias":
                seen.setdefault(str(pieces.value(key)), []).append(like_of(pieces, value, key))
    return {name: _commonest(found) or Like() for name, found in seen.items()}
