"""A sheet that grows downwards: what is put on it is measured first, and drawn when its height is known."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path as FilePath
from typing import Any, Literal, NamedTuple

import matplotlib
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, IdentityTransform
from PIL import Image

from bot.pictures.draw import CannotDrawError
from bot.pictures.style import (
    BACKGROUND,
    BODY,
    EDGE,
    INNER,
    LINE,
    MARGIN,
    MUTED,
    SCALE,
    SMALL,
    TEXT,
    TITLE,
    WIDTH,
    Color,
)

matplotlib.rcParams["text.hinting"] = "no_hinting"  # a text is as wide when it is drawn as when it was measured

Align = Literal["left", "center", "right"]
_POINTS = 72
"""With that many dots an inch, times the scale, a point is a pixel."""
_COLORS = 64
"""Of the file's palette: shades between text and background included."""
_WIDTHS_KEPT = 4096
_BLANK = 0.42
"""Width of a blank in sizes, with what the letters beside it leave free."""


class Font(NamedTuple):
    """A size, in pixels, and a weight."""

    size: float
    bold: bool = False

    @property
    def line(self) -> float:
        return self.size * LINE


PLAIN = Font(BODY)


@dataclass(frozen=True)
class Placed:
    """A text on the sheet: `x` is its left end, middle or right end, `y` its baseline."""

    x: float
    y: float
    words: str
    font: Font
    color: Color
    align: Align = "left"

    @property
    def left(self) -> float:
        moved = {"left": 0.0, "center": 0.5, "right": 1.0}[self.align]
        return self.x - moved * width(self.words, self.font)


@dataclass(frozen=True)
class Pen:
    """How a shape is drawn."""

    fill: Color | None = None
    edge: Color | None = None
    thickness: float = 1.0
    dashed: bool = False
    hatched: bool = False
    """Hatched with the color of its edge."""


class Panel:
    """Pixels count from the top left corner; `y` is how far down it is filled."""

    def __init__(self) -> None:
        self.y: float = MARGIN
        self.texts: list[Placed] = []
        self._shapes: list[tuple[Path, Pen]] = []

    # Texts

    def text(
        self, x: float, y: float, words: str, font: Font = PLAIN, color: Color = TEXT, align: Align = "left"
    ) -> None:
        """One line, its baseline at `y`."""
        self.texts.append(Placed(x, y, words, font, color, align))

    def paragraph(
        self, words: str, font: Font = PLAIN, color: Color = TEXT, *, x: float = MARGIN, within: float = INNER
    ) -> None:
        """Lines below what is there, broken between words."""
        for line in wrapped(words, font, within):
            self.text(x, self.y + font.size, line, font, color)
            self.y += font.line

    def heading(self, title: str, lead: str) -> None:
        self.paragraph(title, Font(TITLE, bold=True))
        self.paragraph(lead, Font(BODY), MUTED)
        self.y += SMALL

    def sources(self, sources: Sequence[str]) -> None:
        if not sources:
            return
        self.y += SMALL / 2
        self.paragraph(f"Source: {'; '.join(sources)}", Font(SMALL), MUTED)

    # Shapes

    def box(self, x: float, y: float, wide: float, high: float, pen: Pen) -> None:
        self.polygon([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)], pen)

    def line(self, points: Sequence[tuple[float, float]], pen: Pen) -> None:
        self._shapes.append((Path(points), pen))

    def under(self, points: Sequence[tuple[float, float]], pen: Pen) -> None:
        """A line below all that is drawn so far."""
        self._shapes.insert(0, (Path(points), pen))

    def polygon(self, points: Sequence[tuple[float, float]], pen: Pen) -> None:
        self._shapes.append((Path([*points, points[0]], closed=True), pen))

    def circle(self, x: float, y: float, radius: float, pen: Pen) -> None:
        self._shapes.append((Path.circle((x, y), radius), pen))

    # The picture

    @property
    def height(self) -> int:
        return round(self.y + MARGIN)

    def png(self) -> bytes:
        high = self.height * SCALE
        renderer = _renderer(WIDTH * SCALE, high)
        to_pixels = Affine2D().scale(SCALE, -SCALE).translate(0, high)
        frame = Path.unit_rectangle().transformed(Affine2D().scale(WIDTH, self.height))
        for path, pen in ((frame, Pen(BACKGROUND, EDGE, 1.5)), *self._shapes):
            _draw(renderer, to_pixels.transform_path(path), pen)
        for placed in self.texts:
            _write(renderer, placed)
        return _file(renderer)


def wrapped(words: str, font: Font, within: float) -> list[str]:
    """Lines that fit; a word that is too long for one is broken."""
    lines: list[str] = []
    filled = within
    for piece in (piece for word in words.split() for piece in _pieces(word, font, within)):
        wide = width(piece, font)
        filled += _BLANK * font.size + wide
        if filled > within:
            lines.append(piece)
            filled = wide
        else:
            lines[-1] = f"{lines[-1]} {piece}"
    return lines


def _pieces(word: str, font: Font, within: float) -> list[str]:
    if width(word, font) <= within:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, font) > within:
            pieces.append("")
        pieces[-1] += letter
    return pieces


@lru_cache(_WIDTHS_KEPT)
def width(words: str, font: Font) -> float:
    """Raises CannotDrawError for a letter that the font does not have."""
    properties = _properties(font)
    known = get_font(str(properties.get_file()))
    strange = [letter for letter in words if not known.get_char_index(ord(letter))]
    if strange:
        raise CannotDrawError(f"no letter for {strange[0]!r}")
    wide, _, _ = _measuring().get_text_width_height_descent(words, properties, ismath=False)
    return float(wide) / SCALE


@cache
def _measuring() -> Any:
    return _renderer(1, 1)


def _renderer(wide: int, high: int) -> Any:
    """matplotlib's renderer by itself: a figure around it would take twice the time."""
    return RendererAgg(wide, high, _POINTS * SCALE)  # type: ignore[no-untyped-call]


@cache
def _properties(font: Font) -> FontProperties:
    """matplotlib's own font, by its file: nothing of the system's takes part."""
    name = "DejaVuSans-Bold.ttf" if font.bold else "DejaVuSans.ttf"
    return FontProperties(fname=FilePath(matplotlib.get_data_path(), "fonts", "ttf", name), size=font.size)


def _draw(renderer: Any, path: Path, pen: Pen) -> None:
    pencil = renderer.new_gc()
    pencil.set_antialiased(True)
    pencil.set_linewidth(pen.thickness if pen.edge else 0)
    if pen.edge:
        pencil.set_foreground(pen.edge)
    if pen.dashed:
        pencil.set_dashes(0, [4, 3])
    if pen.edge and pen.hatched:
        pencil.set_hatch("/////")
        pencil.set_hatch_color(pen.edge)
        pencil.set_hatch_linewidth(0.8)
    renderer.draw_path(pencil, path, IdentityTransform(), pen.fill)
    pencil.restore()


def _write(renderer: Any, placed: Placed) -> None:
    pencil = renderer.new_gc()
    pencil.set_foreground(placed.color)
    renderer.draw_text(pencil, placed.left * SCALE, placed.y * SCALE, placed.words, _properties(placed.font), 0)
    pencil.restore()


def _file(renderer: Any) -> bytes:
    """As PNG with a palette: a tenth of the size."""
    size = (int(renderer.width), int(renderer.height))
    drawn = Image.frombuffer("RGBA", size, renderer.buffer_rgba(), "raw", "RGBA", 0, 1).convert("RGB")
    shown = drawn.quantize(_COLORS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    file = io.BytesIO()
    shown.save(file, "png")
    return file.getvalue()
