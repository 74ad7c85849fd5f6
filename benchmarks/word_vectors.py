"""Builds the table of what words mean (see bot/domain/matching/vectors.py) from a sentence model.

python -m benchmarks.word_vectors --model DIR --wordnet DIR --out bot/storage/word_vectors.npz

In: the folder of the model all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0) with `model.safetensors`, `vocab.txt`
and `modules.json`, and the database folder of WordNet 3.0 (WordNet licence) with `data.*` and `cntlist.rev`. The model
reads some 700,000 English texts that are made from WordNet; a row for each of its wordpieces is then trained so that
the sum of a text's rows points where the model's vector does.

Out: `pieces` (the wordpieces, UTF-8, one a line), `rows` (int8), `scales` (float16, one a row). The same number of
threads on the same machine gives the same file. It takes ten to twenty minutes on two cores, most of them for reading,
and needs `pip install -e ".[word-vectors]"`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from benchmarks.word_vector_texts import texts
from bot.domain.language.text import tokens
from bot.domain.language.word_vectors import word_pieces
from bot.domain.matching.rows import Floats, Rows

QUESTIONS = 400_000
"""Made-up questions, beside what WordNet itself says."""
WIDTH = 128
EVENED = 0.25
"""Each direction is divided by this power of its variance, so that the widest few do not drown the others."""
ROUNDS, TEXTS_A_STEP, PACE = 5, 512, 3e-3
LARGEST = 127


def read(folder: Path, sentences: Sequence[str]) -> Floats:
    """What the model makes of each text: unit vectors."""
    from sentence_transformers import SentenceTransformer

    # Half precision is three times as fast, and nothing is lost that so small a table could hold.
    model = SentenceTransformer(str(folder), device="cpu", model_kwargs={"dtype": "bfloat16"})
    found = model.encode(list(sentences), batch_size=128, show_progress_bar=True, normalize_embeddings=True)
    return np.asarray(found, np.float32)


def narrowed(vectors: Floats) -> Floats:
    """Unit vectors of WIDTH numbers that are alike where `vectors` are: their principal components."""
    centred = vectors - vectors.mean(axis=0)
    spread, directions = np.linalg.eigh(centred.T @ centred)
    widest = np.argsort(-spread)[:WIDTH]
    print(f"{WIDTH} directions hold {spread[widest].sum() / spread.sum():.0%} of the spread", file=sys.stderr)
    return _units(centred @ (directions[:, widest] / spread[widest] ** EVENED))


def distilled(bags: Rows, targets: Floats) -> Floats:
    """A row for each piece, so that the sum of the rows of a bag (a text's pieces) points where its target does."""
    import torch

    torch.manual_seed(1)
    torch.set_num_threads(1)  # for steps so small more are no faster, and the sums always come in the same order
    table = torch.nn.Parameter(torch.from_numpy(_first_rows(bags, targets)))
    learner = torch.optim.Adam([table], lr=PACE)
    steps = ROUNDS * -(-len(bags) // TEXTS_A_STEP)
    slower = torch.optim.lr_scheduler.LinearLR(learner, 1.0, 0.01, steps)
    for number in range(ROUNDS):
        missed = 0.0
        for some in torch.randperm(len(bags)).split(TEXTS_A_STEP):
            bag = bags.picked(some.numpy())
            columns, starts = torch.from_numpy(bag.columns), torch.from_numpy(bag.starts[:-1])
            sums = torch.nn.functional.embedding_bag(columns, table, starts, mode="sum")
            loss = 1 - torch.nn.functional.cosine_similarity(sums, torch.from_numpy(targets[some.numpy()])).mean()
            learner.zero_grad()
            loss.backward()
            learner.step()
            slower.step()
            missed += loss.item() * len(some)
        print(f"round {number + 1} of {ROUNDS}: cosine {1 - missed / len(bags):.4f}", file=sys.stderr)
    return np.asarray(table.detach().numpy(), np.float32)


def _first_rows(bags: Rows, targets: Floats) -> Floats:
    """For each piece the mean target of the texts that hold it; it is the longer, the less these differ."""
    holding = bags.turned()
    rows = np.zeros((bags.width, targets.shape[1]), np.float32)
    for piece, some in enumerate(np.split(holding.columns, holding.starts[1:-1])):
        if len(some):
            rows[piece] = targets[some].mean(axis=0)
    return rows


def _units(vectors: Floats) -> Floats:
    found: Floats = (vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)).astype(np.float32)
    return found


def save(path: Path, pieces: Sequence[str], rows: Floats) -> None:
    """Eight bits a number, with a scale for each row."""
    scales = (np.abs(rows).max(axis=1) / LARGEST).astype(np.float16)
    small = np.clip(np.round(rows / scales.astype(np.float32)[:, None]), -LARGEST, LARGEST).astype(np.int8)
    listed = np.frombuffer("\n".join(pieces).encode(), np.uint8)
    np.savez_compressed(path, pieces=listed, rows=small, scales=scales)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--wordnet", type=Path, required=True, help="folder with WordNet's data.noun and the like")
    parser.add_argument("--out", type=Path, required=True, help="the file to write, .npz")
    options = parser.parse_args()
    vocabulary = (options.model / "vocab.txt").read_text(encoding="utf-8").split("\n")
    numbers = {piece: i for i, piece in enumerate(vocabulary) if not piece.startswith("[")}
    told = texts(options.wordnet, vocabulary, QUESTIONS)
    cut = [list(chain.from_iterable(word_pieces(word, numbers) for word in tokens(text))) for text in told]
    kept = [i for i, pieces in enumerate(cut) if pieces]
    bags = Rows.of([cut[i] for i in kept], len(vocabulary))
    print(f"{len(bags):,} texts of {len(bags.columns):,} pieces", file=sys.stderr)
    rows = distilled(bags, narrowed(read(options.model, [told[i] for i in kept])))
    used = np.unique(bags.columns)
    save(options.out, [vocabulary[i] for i in used], rows[used])
    print(f"{len(used):,} pieces, {options.out.stat().st_size:,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
