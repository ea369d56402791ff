"""Writes the taught reader as two ONNX files, the encoder with 8-bit weights, and the vocabulary beside them."""

import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.network import Reader

OPSET = 17
ANSWERS = ("frames", "departure_manner", "appointment_manner", "status", "empty", "tokens", "candidates")


class Encoder(nn.Module):
    """What is read once for all questions, with the tags of its pieces."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        states = self.reader.encode(ids, cases, mask)
        return states, *self.reader.answer_window(states)


class Answers(nn.Module):
    """The questions about one person."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, states: Tensor, mask: Tensor, spans: Tensor, target: Tensor) -> tuple[Tensor, ...]:
        said = self.reader.answer_digest(states, mask, spans, target)
        return tuple(said[name] for name in ANSWERS)


def export(reader: Reader, folder: Path, archive: Path) -> list[Path]:
    """`encoder.onnx` with 8-bit weights, `answers.onnx` in floating point, and `tokenizer.json`, in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(archive) as files:
        (folder / "tokenizer.json").write_bytes(files.read("tokenizer.json"))
    reader = reader.eval()
    ids = torch.randint(5, 999, (1, 12))
    mask = torch.ones_like(ids)
    spans = torch.full((1, 3, 12), 1 / 12)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        _write(
            Encoder(reader),
            plain,
            {"ids": ids, "cases": torch.zeros_like(ids), "mask": mask},
            ("states", "tags", "movers"),
            {name: {1: "pieces"} for name in ("ids", "cases", "mask", "states", "tags", "movers")},
        )
        encoder = folder / "encoder.onnx"
        quantize_dynamic(
            plain,
            encoder,
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=_sensitive(plain),
        )
    answers = folder / "answers.onnx"
    _write(
        Answers(reader),
        answers,
        {
            "states": reader.encode(ids, torch.zeros_like(ids), mask),
            "mask": mask,
            "spans": spans,
            "target": spans[:, :1],
        },
        ANSWERS,
        {
            "states": {1: "pieces"},
            "mask": {1: "pieces"},
            "spans": {1: "candidates", 2: "pieces"},
            "target": {2: "pieces"},
            "tokens": {1: "pieces"},
            "candidates": {1: "candidates"},
        },
    )
    return [encoder, answers]


def _write(
    part: nn.Module, path: Path, inputs: dict[str, Tensor], outputs: Sequence[str], axes: dict[str, dict[int, str]]
) -> None:
    torch.onnx.export(
        part.eval(),
        tuple(inputs.values()),
        str(path),
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )


def _sensitive(path: Path) -> list[str]:
    """The nodes that stay in floating point: the heads, which are small and whose errors nothing evens out."""
    graph = onnx.load(path).graph
    return [node.name for node in graph.node if node.op_type in {"MatMul", "Gemm"} and "/encoder/" not in node.name]
