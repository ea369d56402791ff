"""Teaches the reader; saves each epoch and goes on from the last one saved."""

import random
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from training.batches import (
    Question,
    Reading,
    batches,
    digest_targets,
    readings_of,
    spans_and_target,
    tag_targets,
    tensors,
)
from training.labels import AnsweredDigest, TaggedWindow
from training.network import Reader, base_encoder, parameter_groups

ENCODER_RATE, HEAD_RATE = 1e-4, 1e-3
BATCH_PIECES = 2400
WARM_UP = 0.06
AVERAGE_DECAY = 0.995
MAX_NORM = 1.0


def reading_loss(reader: Reader, batch: Sequence[Reading]) -> Tensor:
    """How wrong all the answers to what is asked of the readings are."""
    inputs = tensors([reading.pieces for reading in batch])
    hidden = reader.encode(**inputs)
    loss = hidden.new_zeros(())
    tagged = [(row, reading.window) for row, reading in enumerate(batch) if reading.window]
    if tagged:
        loss = loss + window_loss(reader, hidden[[row for row, _ in tagged]], [window for _, window in tagged])
    asked = [(row, question) for row, reading in enumerate(batch) for question in reading.digests]
    if asked:
        rows = [row for row, _ in asked]
        loss = loss + digest_loss(reader, hidden[rows], inputs["mask"][rows], [question for _, question in asked])
    return loss


def window_loss(reader: Reader, hidden: Tensor, batch: Sequence[TaggedWindow]) -> Tensor:
    """How wrong the tags are, and the guess who moves."""
    tags, movers = reader.answer_window(hidden)
    right_tags, right_movers = tag_targets(batch, hidden.shape[1])
    loss = functional.cross_entropy(tags.flatten(0, 1).float(), right_tags.flatten(), ignore_index=-100)
    said = right_movers >= 0
    if said.any():
        loss = loss + 0.5 * functional.binary_cross_entropy_with_logits(movers[said].float(), right_movers[said])
    return loss


def digest_loss(reader: Reader, hidden: Tensor, mask: Tensor, batch: Sequence[AnsweredDigest]) -> Tensor:
    """How wrong the answers about a person are; each slot counts only where the gold says something of it."""
    longest = hidden.shape[1]
    inputs = spans_and_target([question.digest for question in batch], longest)
    said = {name: value.float() for name, value in reader.answer_digest(hidden, mask, **inputs).items()}
    right = digest_targets(batch, longest, inputs["spans"].shape[1])
    loss = 4.0 * functional.binary_cross_entropy_with_logits(said["frames"], right["frames"])
    for side, name in enumerate(("departure_manner", "appointment_manner")):
        if (right["manner"][:, side] >= 0).any():
            loss = loss + 0.5 * functional.cross_entropy(said[name], right["manner"][:, side], ignore_index=-1)
    if (right["status"] >= 0).any():
        loss = loss + 0.3 * functional.cross_entropy(
            said["status"].flatten(0, 1), right["status"].flatten(), ignore_index=-1
        )
    choices = choice_scores(said, right["allowed"])
    taught = right["choices"].any(-1)
    if taught.any():
        all_mass = torch.logsumexp(choices, -1)
        right_mass = torch.logsumexp(choices.masked_fill(~right["choices"], -1e4), -1)
        weights = torch.tensor([1.0, 1.0, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4]).expand_as(taught)[taught]
        loss = loss + ((all_mass - right_mass)[taught] * weights).sum() / len(batch)
    known = right["many"] >= 0
    if known.any():
        loss = loss + 0.5 * functional.binary_cross_entropy_with_logits(said["candidates"][known], right["many"][known])
    known = right["tokens"] >= 0
    return loss + 4.0 * functional.binary_cross_entropy_with_logits(said["tokens"][known], right["tokens"][known])


def choice_scores(said: dict[str, Tensor], allowed: Tensor) -> Tensor:
    """Logits (batch, single-choice labels, 2 + candidates): nothing, the day of publication, each candidate."""
    labels = said["empty"].shape[1]
    scores = torch.cat([said["empty"], said["candidates"][:, :, :labels].transpose(1, 2)], -1)
    return scores.masked_fill(~allowed, -1e4)


def teach(questions: Iterable[Question], archive: Path, folder: Path, *, epochs: int, seed: int) -> Reader:
    """The reader after `epochs` epochs; each is saved in `folder`, and a run that was cut off goes on from there."""
    torch.set_flush_denormal(True)  # the moments of rare words sink so low that the processor would crawl
    torch.manual_seed(seed)
    reader = Reader(base_encoder(archive))
    optimiser = torch.optim.AdamW(parameter_groups(reader, ENCODER_RATE, HEAD_RATE))
    readings = readings_of(questions)
    per_epoch = len(list(batches(readings, BATCH_PIECES, random.Random(seed))))
    steps = per_epoch * epochs

    def rate(step: int) -> float:
        return min((step + 1) / (WARM_UP * steps), max(0.02, 1 - step / steps))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    average = {name: value.detach().clone() for name, value in reader.state_dict().items()}
    folder.mkdir(parents=True, exist_ok=True)
    first = 0
    for saved in sorted(folder.glob("epoch-*.pt"), reverse=True)[:1]:
        state = torch.load(saved, weights_only=False)
        reader.load_state_dict(state["reader"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        average, first = state["average"], state["epoch"]
    for epoch in range(first, epochs):
        started = time.monotonic()
        torch.manual_seed(seed + epoch)
        reader.train()
        total, count, read = 0.0, 0, 0
        for batch in batches(readings, BATCH_PIECES, random.Random(seed + epoch)):
            with torch.autocast("cpu", torch.bfloat16):
                loss = reading_loss(reader, batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), MAX_NORM)
            optimiser.step()
            schedule.step()
            decay = min(AVERAGE_DECAY, (1 + schedule.last_epoch) / (10 + schedule.last_epoch))
            with torch.no_grad():
                for name, value in reader.state_dict().items():
                    average[name].lerp_(value, 1 - decay) if value.is_floating_point() else average[name].copy_(value)
            total, count = total + loss.item(), count + 1
            read += sum(len(reading.pieces) for reading in batch)
            if count % 50 == 0:
                seconds = time.monotonic() - started
                print(
                    f"epoch {epoch + 1} {count}/{per_epoch} loss {total / count:.3f} {read / seconds:.0f} pieces/s",
                    flush=True,
                )
        torch.save(
            {
                "reader": reader.state_dict(),
                "optimiser": optimiser.state_dict(),
                "schedule": schedule.state_dict(),
                "average": average,
                "epoch": epoch + 1,
            },
            folder / f"epoch-{epoch + 1:02}.pt",
        )
        print(f"epoch {epoch + 1} done: loss {total / count:.3f}, {time.monotonic() - started:.0f} s", flush=True)
    reader.load_state_dict(average)
    return reader.eval()
