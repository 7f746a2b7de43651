"""Make the weights of the promotion model from the labelled texts and the lexicon.

    MICROCAP_SHARED=../shared .venv/bin/python benchmarks/train_promotion.py

It writes `src/microcap/reading/promotion_weights.tsv`, the same on every run; numpy is all it needs.
With a FILE of texts that have a style it writes nothing, and tells how many of them are told right by a
model without the phrases that were written later than those texts.
"""

import json
import os
import sys
from pathlib import Path

import numpy as np

from microcap.faces.promotion_text import styles_text
from microcap.reading.promotion_model import model_of, table_of
from microcap.reading.promotion_training import SEED, labelled, trained
from microcap.research.promotion_score import styles_told

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("MICROCAP_SHARED", ROOT.parent / "shared"))


def weights(texts: Path, *, whole: bool = True) -> str:
    """The lines of the weights, from a file of labelled texts (a JSON object a line)."""
    rows = [json.loads(line) for line in texts.read_text("utf-8").splitlines() if line.strip()]
    generator = np.random.default_rng(SEED)
    return table_of(trained([labelled(row) for row in rows], generator, whole=whole))


def main() -> int:
    """Write the weights where the package reads them."""
    texts = SHARED / "data" / "promotions" / "promo_texts.jsonl"
    if not texts.is_file():
        sys.stderr.write(f"asked for weights; no labelled texts at {texts}; set MICROCAP_SHARED\n")
        return 2
    if sys.argv[1:]:
        model = model_of(weights(texts, whole=False))
        sys.stdout.write(styles_text(styles_told(Path(sys.argv[1]), model)) + "\n")
        return 0
    target = ROOT / "src" / "microcap" / "reading" / "promotion_weights.tsv"
    target.write_text(weights(texts), "utf-8")
    sys.stdout.write(f"{target}: {len(target.read_text('utf-8').splitlines()) - 5} phrases\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
