"""Sparse rows in plain numpy: just enough linear algebra for short texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Rows:
    """Row `i` holds `weights[starts[i]:starts[i+1]]` at `columns[...]`; every other cell is zero."""

    starts: Ints
    columns: Ints
    weights: Floats
    width: int

    @classmethod
    def of(cls, columns: Sequence[Sequence[int]], width: int) -> Rows:
        """Rows of ones."""
        lengths = np.fromiter(map(len, columns), np.int64, len(columns))
        flat = np.fromiter(chain.from_iterable(columns), np.int64, int(lengths.sum()))
        return cls(np.concatenate([[0], np.cumsum(lengths)]), flat, np.ones(len(flat), np.float32), width)

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def owners(self) -> Ints:
        """The row of each stored cell."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    def scaled(self, by_column: Floats) -> Rows:
        return Rows(self.starts, self.columns, self.weights * by_column[self.columns], self.width)

    def divided(self, by_row: Floats) -> Rows:
        return Rows(self.starts, self.columns, self.weights / by_row[self.owners], self.width)

    def lengths(self) -> Floats:
        """Euclidean length of each row."""
        squares = np.bincount(self.owners, self.weights.astype(np.float64) ** 2, len(self))
        return np.sqrt(squares).astype(np.float32)

    def turned(self) -> Rows:
        """The transpose: for each column the rows that hold it."""
        order = np.argsort(self.columns, kind="stable")
        counts = np.bincount(self.columns, minlength=self.width)
        starts = np.concatenate([[0], np.cumsum(counts)])
        return Rows(starts, self.owners[order], self.weights[order], len(self))

    def cells(self, rows: Ints) -> Ints:
        """Positions of all cells of `rows`, row after row."""
        first, count = self.starts[rows], self.starts[rows + 1] - self.starts[rows]
        ends = np.cumsum(count)
        total = int(ends[-1]) if len(ends) else 0
        found: Ints = np.arange(total) + np.repeat(first - (ends - count), count)
        return found

    def picked(self, rows: Ints) -> Rows:
        """Only `rows`, in that order."""
        cells = self.cells(rows)
        starts = np.concatenate([[0], np.cumsum(self.starts[rows + 1] - self.starts[rows])])
        return Rows(starts, self.columns[cells], self.weights[cells], self.width)

    def renumbered(self) -> tuple[Ints, Rows]:
        """The columns in use, and the same rows with these alone."""
        used = np.flatnonzero(np.bincount(self.columns, minlength=self.width))
        numbers = np.zeros(self.width, np.int64)
        numbers[used] = np.arange(len(used))
        return used, Rows(self.starts, numbers[self.columns], self.weights, len(used))

    def combined(self, rows: Ints, factors: Floats) -> Floats:
        """The weighted sum of `rows` as one dense vector."""
        cells = self.cells(rows)
        values = self.weights[cells] * np.repeat(factors, self.starts[rows + 1] - self.starts[rows])
        sums: Floats = np.bincount(self.columns[cells], values, self.width).astype(np.float32)
        return sums

    def times(self, vector: Floats) -> Floats:
        """Each row's scalar product with `vector`. No row may be empty."""
        sums: Floats = np.add.reduceat(vector[self.columns] * self.weights, self.starts[:-1])
        return sums

    def counted_by(self, groups: Ints) -> Ints:
        """For each column, in how many different groups of rows it occurs."""
        seen = distinct(groups[self.owners] * np.int64(self.width) + self.columns)
        return np.bincount(seen % self.width, minlength=self.width)


def distinct(numbers: Ints) -> Ints:
    """Each once, in order; quicker than `np.unique` where most come more than once."""
    in_order = np.sort(numbers)
    return in_order[np.concatenate([[True], in_order[1:] != in_order[:-1]])] if len(numbers) else numbers
