"""Writes the taught reader as one ONNX file with 8-bit weights, and the vocabulary beside it."""

import tempfile
import zipfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.network import Reader

OPSET = 17
OUTPUTS = (
    "tags",
    "movers",
    "frames",
    "departure_manner",
    "appointment_manner",
    "status",
    "empty",
    "tokens",
    "candidates",
)


class BothQuestions(nn.Module):
    """One graph for the two questions, so that the encoder's weights are stored once."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self, ids: Tensor, marks: Tensor, cases: Tensor, mask: Tensor, spans: Tensor, target: Tensor
    ) -> tuple[Tensor, ...]:
        hidden = self.reader.encode(ids, marks, cases, mask)
        said = self.reader.answer_digest(hidden, mask, spans, target)
        tags, movers = self.reader.answer_window(hidden)
        return tags, movers, *(said[name] for name in OUTPUTS[2:])


def export(reader: Reader, folder: Path, archive: Path, *, quantised: bool = True) -> Path:
    """`reader.onnx` and `tokenizer.json` in `folder`; returns the path of the first."""
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(archive) as files:
        (folder / "tokenizer.json").write_bytes(files.read("tokenizer.json"))
    sample = torch.randint(5, 999, (1, 12))
    zeros = torch.zeros_like(sample)
    spans = torch.full((1, 3, 12), 1 / 12)
    inputs = (sample, zeros, zeros, torch.ones_like(sample), spans, spans[:, :1])
    names = ["ids", "marks", "cases", "mask", "spans", "target"]
    axes = {name: {1: "pieces"} for name in names[:4]} | {
        "spans": {1: "candidates", 2: "pieces"},
        "target": {2: "pieces"},
    }
    axes |= {"tags": {1: "pieces"}, "movers": {1: "pieces"}, "tokens": {1: "pieces"}, "candidates": {1: "candidates"}}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            BothQuestions(reader).eval(),
            inputs,
            str(plain),
            input_names=names,
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
        target = folder / "reader.onnx"
        if not quantised:
            target.write_bytes(plain.read_bytes())
            return target
        quantize_dynamic(
            plain,
            target,
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=_sensitive(plain),
        )
    return target


def _sensitive(path: Path) -> list[str]:
    """The nodes that stay in floating point: the heads, which are small and whose errors nothing evens out."""
    graph = onnx.load(path).graph
    return [node.name for node in graph.node if node.op_type in {"MatMul", "Gemm"} and "/encoder/" not in node.name]
