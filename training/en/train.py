"""The training loop: two processes of one thread each, the same batches cut in two."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.distributed as dist
from corpus.coverage import coded_kinds
from torch import Tensor
from torch.nn import functional as F

from letapis.model.claim import MENTION_TYPES, STATUSES
from letapis.read.hints import Hints
from letapis.read.lemmas import find_script
from letapis.read.pieces import Pieces
from training.en.augment import Augmenter
from training.en.corpus import PARTY_ROLES, ROLES, read_corpus, read_sentences
from training.en.data import Example, read_news, training_set
from training.en.encoder import encoder_folder, load_tokenizer
from training.en.network import HEADS_OUT, Network, load_labels, load_network
from training.en.recover import recover
from training.en.slim import slim
from training.en.told import mark_told, read_told

NAMES = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
LONGEST = 200
AVERAGE_EVERY = 5
AVERAGE_SHARE = 0.015
LAST = 3
"""Of how many last epochs the weights are averaged for what is shipped."""

SEEN_TO_SLIM = 300
"""How many sentences tell what may be cut out of a network."""

UNHINTED = 0.25
WEIGHTS = {
    "upos": 1.0,
    "feats": 0.7,
    "lemma": 0.7,
    "name": 2.0,
    "arc": 1.0,
    "relation": 1.0,
    "mention": 1.5,
    "trigger": 2.0,
    "status": 1.0,
    "role": 2.0,
}

NO_PARTY = -200
"""The target of a word that is neither actor nor recipient, whatever else it may be."""

READINGS = {"mention": "mentions", "trigger": "triggers", "status": "statuses"}
"""The heads that only this project's corpus teaches, with the column of a reading that they learn."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What one training run is: where it writes, how long, from which seed, on which data.

    `budget` is the word pieces of a batch, `news` how many times an epoch shows this project's own sentences
    with trees, `corpus` how many times those of its corpus. After the `epochs` come a few to `finish`, with
    more of our own data and half of the rest. `source` is the folder of a run whose network this one begins
    with, made slim, or of a shipped model to go on with; without it the run begins with the encoder's
    weights.
    """

    folder: Path
    epochs: int
    seed: int
    budget: int
    workers: int
    news: int = 4
    corpus: int = 1
    finish: int = 0
    source: Path | None = None


@dataclass(frozen=True, slots=True)
class Data:
    """What is trained on: treebanks and name lists, and our own sentences, reports and single sentences.

    `told` are the treebanks' sentences that are marked with what they tell of.
    """

    others: list[Example]
    told: list[Example]
    news: list[Example]
    corpus: list[Example]
    singles: list[Example]

    def of(self, epoch: int, plan: Plan) -> list[Example]:
        """The sentences of an epoch."""
        own = self.told + self.news * plan.news + self.corpus * plan.corpus
        if epoch < plan.epochs:
            return self.others + own + self.singles
        some = random.Random(f"{plan.seed}-{epoch}-others").sample(self.others, len(self.others) // 2)
        return some + own + self.singles * 2


def label_lists(examples: Sequence[Example]) -> dict[str, list[str]]:
    """Every class the heads choose from; what is seen once only is left out."""
    columns: dict[str, Counter[str]] = {
        "upos": Counter(),
        "feats": Counter(),
        "lemmas": Counter(),
        "relations": Counter(),
    }
    for example in examples:
        columns["upos"].update(example.upos)
        columns["feats"].update(example.feats)
        columns["relations"].update(example.labels)
        columns["lemmas"].update(map(find_script, example.forms, example.lemmas))
    least = {"upos": 1, "feats": 3, "lemmas": 3, "relations": 10}
    made = {
        name: [
            value
            for value, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
            if count >= least[name]
        ]
        for name, counts in columns.items()
    }
    return {
        **made,
        "names": NAMES,
        "mentions": ["O", *MENTION_TYPES],
        "triggers": ["O", *coded_kinds()],
        "statuses": ["O", *STATUSES],
        "roles": ["O", *ROLES],
    }


class Targets:
    """Turns a sentence's annotation into class numbers; -100 is "not known, learn nothing"."""

    def __init__(self, labels: dict[str, list[str]]) -> None:
        self._number = {
            name: {value: at for at, value in enumerate(values)} for name, values in labels.items()
        }

    def rows(self, example: Example) -> dict[str, list[int]]:
        """Numbers for every word, position 0 (the wall) included."""
        words = len(example.forms)
        blank = [-100] * words

        def look(name: str, values: list[str]) -> list[int]:
            return [self._number[name].get(value, -100) for value in values] or blank

        scripts = list(map(find_script, example.forms, example.lemmas)) if example.lemmas else []
        made = {
            "upos": look("upos", example.upos),
            "feats": look("feats", example.feats),
            "lemma": look("lemmas", scripts),
            "name": look("names", example.names),
            "arc": example.heads or blank,
            "relation": look("relations", example.labels),
        }
        reading = example.reading
        for name, column in READINGS.items():
            made[name] = look(column, getattr(reading, column)) if reading else blank
        # A word written together with the one before it by mistake has no tree worth learning.
        return {name: [-100, *values] for name, values in made.items()}

    def roles(self, example: Example) -> Iterator[tuple[int, int, int]]:
        """Trigger, mention and role as numbers, the wall counted; every word of a trigger's row is known.

        Where only parties are marked, a word that is none may still be the source or the place: `NO_PARTY`.
        """
        if example.reading:
            number = self._number["roles"]
            other = 0 if example.reading.statuses else NO_PARTY
            triggers = [at for at, kind in enumerate(example.reading.triggers) if kind != "O"]
            yield from ((at + 1, word + 1, other) for at in triggers for word in range(len(example.forms)))
            yield from ((at + 1, word + 1, number[role]) for at, word, role in example.reading.roles)


def bundles(
    examples: Sequence[Example], pieces: Pieces, hints: Hints, plan: Plan, epoch: int
) -> list[list[Example]]:
    """The epoch's batches: sentences of like length together, in an order drawn from the seed."""
    draw = random.Random(f"{plan.seed}-{epoch}")
    augment = Augmenter(plan.seed * 1000 + epoch)
    changed = [augment.change(example) for example in examples]
    # Names that nobody listed must be found as well: now and then nothing is known of a sentence's words.
    changed = [
        example if draw.random() < UNHINTED else replace(example, hints=hints.of(example.forms))
        for example in changed
    ]
    sized = [(pieces.count(example.forms), example) for example in changed]
    sized = [(size, example) for size, example in sized if size <= LONGEST]
    sized.sort(key=lambda pair: pair[0] + draw.uniform(-2, 2))
    made: list[list[Example]] = []
    now: list[Example] = []
    widest = 0
    for size, example in sized:
        widest = max(widest, size)
        if now and widest * (len(now) + 1) > plan.budget:
            made.append(now)
            now, widest = [], size
        now.append(example)
    made.append(now)
    # Neighbours share a step, so that both processes have batches of one size.
    made = made[: len(made) // plan.workers * plan.workers]
    steps = [made[at : at + plan.workers] for at in range(0, len(made), plan.workers)]
    draw.shuffle(steps)
    return [bundle for step in steps for bundle in step]


def tensors(
    bundle: list[Example], pieces: Pieces, targets: Targets
) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """A batch's inputs and what should come out."""
    batch = pieces.batch([(example.forms, example.spaces, example.hints) for example in bundle])
    rows, words = batch.first.shape
    wanted = {name: np.full((rows, words), -100, np.int64) for name in WEIGHTS}
    wanted["role"] = np.full((rows, words, words), -100, np.int64)
    for row, example in enumerate(bundle):
        for name, values in targets.rows(example).items():
            wanted[name][row, : len(values)] = values
        for trigger, mention, role in targets.roles(example):
            wanted["role"][row, trigger, mention] = role
    feed = {name: torch.from_numpy(array) for name, array in batch.feed().items()}
    return feed, {name: torch.from_numpy(array) for name, array in wanted.items()}


def losses(network: Network, feed: dict[str, Tensor], wanted: dict[str, Tensor]) -> dict[str, Tensor]:
    """What each head has wrong, a mean over the words that are annotated for it."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = dict(zip(HEADS_OUT, network(**feed), strict=True))
    arc, relation, role = (out.pop(what) for what in ("arc", "relation", "role"))
    made = {what: _mean(out[what].float().flatten(0, 1), wanted[what].flatten()) for what in out}
    made["role"] = _role_loss(role.float().transpose(2, 3).flatten(0, 2), wanted["role"].flatten())
    present = torch.arange(arc.shape[2])[None, None] < (feed["marks"] > 0).sum(1)[:, None, None] + 1
    arc = arc.float().masked_fill(~present, -1e4)
    made["arc"] = _mean(arc.flatten(0, 1), wanted["arc"].flatten(), smooth=0.0)
    heads = wanted["arc"].clamp(min=0)[:, :, None, None].expand(-1, -1, relation.shape[2], 1)
    chosen = torch.gather(relation, 3, heads).squeeze(3).float()
    made["relation"] = _mean(chosen.flatten(0, 1), wanted["relation"].flatten())
    return made


def _mean(scores: Tensor, wanted: Tensor, smooth: float = 0.02) -> Tensor:
    count = (wanted != -100).sum().clamp(min=1)
    return F.cross_entropy(scores, wanted, ignore_index=-100, reduction="sum", label_smoothing=smooth) / count


def _role_loss(scores: Tensor, wanted: Tensor) -> Tensor:
    """The mean loss of roles; of a word that is no party, all that is known is which roles it has not."""
    parties = [at for at, role in enumerate(["O", *ROLES]) if role in PARTY_ROLES]
    whole = torch.logsumexp(scores, 1)
    others = torch.logsumexp(scores.index_fill(1, torch.tensor(parties), -1e4), 1)
    vague = wanted == NO_PARTY
    known = F.cross_entropy(
        scores, wanted.masked_fill(vague, -100), ignore_index=-100, reduction="sum", label_smoothing=0.02
    )
    return (known + ((whole - others) * vague).sum()) / (wanted != -100).sum().clamp(min=1)


def optimizer_for(network: Network) -> torch.optim.Optimizer:
    """AdamW with a small step for the encoder and a larger one for the heads; embeddings are frozen."""
    network.encoder.words.weight.requires_grad_(False)
    inner = [weight for weight in network.encoder.parameters() if weight.requires_grad]
    outer = [weight for name, weight in network.named_parameters() if not name.startswith("encoder.")]
    return torch.optim.AdamW(
        [{"params": inner, "lr": 2e-4, "top": 2e-4}, {"params": outer, "lr": 1.5e-3, "top": 1.5e-3}],
        betas=(0.9, 0.98),
        weight_decay=0.01,
    )


def pace(plan: Plan, epoch: int, share: float) -> float:
    """Part of the full step size, a share of the way through an epoch: up over the first 6 % of the run, then
    down, to a half before the last epochs and to 3 % at their end."""
    way = epoch + share
    warm = 0.06 * (plan.epochs + plan.finish)
    if way < warm:
        return way / warm * (1.0 if plan.epochs else 0.5)
    if epoch >= plan.epochs:
        return max(0.03, 0.5 * (1 - (way - plan.epochs) / plan.finish))
    return 1 - 0.5 * (way - warm) / (plan.epochs - warm)


def share_gradients(network: Network, workers: int) -> None:
    """Both processes go on with the mean of their gradients."""
    if workers == 1:
        return
    grads = [weight.grad for weight in network.parameters() if weight.grad is not None]
    flat = torch.cat([grad.flatten() for grad in grads])
    dist.all_reduce(flat)
    flat /= workers
    at = 0
    for grad in grads:
        grad.copy_(flat[at : at + grad.numel()].view_as(grad))
        at += grad.numel()


def _first_network(
    plan: Plan, data: Data, labels: dict[str, list[str]], pieces: Pieces, hints: Hints
) -> Network:
    """What a run begins with."""
    if plan.source is None:
        network = Network({name: len(values) for name, values in labels.items()})
        network.encoder.load(encoder_folder())
        return network
    if (plan.source / "model.onnx").exists():
        return recover(plan.source)
    network, _ = load_network(plan.source)
    some = random.Random(plan.seed).sample(data.corpus, SEEN_TO_SLIM)
    batches = (pieces.batch([(each.forms, each.spaces, hints.of(each.forms))]) for each in some)
    return slim(
        network,
        ({name: torch.from_numpy(array) for name, array in batch.feed().items()} for batch in batches),
    )


def work(rank: int, plan: Plan, data: Data, labels: dict[str, list[str]]) -> None:
    """One process of the run."""
    torch.set_num_threads(1)
    torch.manual_seed(plan.seed + rank)
    if plan.workers > 1:
        dist.init_process_group(
            "gloo", init_method=f"file://{plan.folder}/meet", rank=rank, world_size=plan.workers
        )
    pieces, hints, targets = (
        Pieces(load_tokenizer(), room=200_000),
        Hints.from_codebook("en"),
        Targets(labels),
    )
    torch.manual_seed(plan.seed)
    network = _first_network(plan, data, labels, pieces, hints)
    optimizer = optimizer_for(network)
    average = {name: weight.detach().clone() for name, weight in network.state_dict().items()}
    begin = resume(plan.folder, network, optimizer, average)
    torch.manual_seed(plan.seed * 100 + begin * 10 + rank)
    for epoch in range(begin, plan.epochs + plan.finish):
        todo = bundles(data.of(epoch, plan), pieces, hints, plan, epoch)
        steps = len(todo) // plan.workers
        clock = Clock(plan, epoch, steps, rank)
        network.train()
        for step in range(steps):
            share = pace(plan, epoch, step / steps)
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * share
            feed, wanted = tensors(todo[step * plan.workers + rank], pieces, targets)
            parts = losses(network, feed, wanted)
            torch.stack([WEIGHTS[name] * part for name, part in parts.items()]).sum().backward()
            share_gradients(network, plan.workers)
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            for group in optimizer.param_groups:
                for weight in group["params"]:
                    if weight.grad is not None:
                        weight.grad.zero_()
            if rank == 0 and step % AVERAGE_EVERY == 0:
                follow(average, network, epoch * steps + step)
            clock.tick(step, parts, int(feed["sizes"].sum()))
        if rank == 0:
            keep(plan, network, optimizer, average, epoch + 1)
        if plan.workers > 1:
            dist.barrier()


@dataclass(slots=True)
class Clock:
    """Writes a line of losses and of speed now and then."""

    plan: Plan
    epoch: int
    steps: int
    rank: int
    began: float = 0.0
    seen: int = 0

    def tick(self, step: int, parts: dict[str, Tensor], words: int) -> None:
        """Count a step; speak every 25th."""
        self.began = self.began or time.time()
        self.seen += words
        if self.rank == 0 and step % 25 == 24:
            pace_now = self.seen / (time.time() - self.began)
            line = {name: round(part.item(), 3) for name, part in parts.items()}
            print(
                f"epoch {self.epoch} step {step + 1}/{self.steps} {pace_now:.0f}/s {json.dumps(line)}",
                flush=True,
            )


def follow(average: dict[str, Tensor], network: Network, step: int) -> None:
    """Move the running mean of the weights, which is what is shipped, towards the weights of now."""
    share = max(AVERAGE_SHARE, 1.0 / (1.0 + step / AVERAGE_EVERY))
    for name, weight in network.state_dict().items():
        average[name].lerp_(weight.detach(), share)


def keep(
    plan: Plan, network: Network, optimizer: torch.optim.Optimizer, average: dict[str, Tensor], epoch: int
) -> None:
    """Write a checkpoint aside, then put it in place; of the last epochs, also what is shipped."""
    if epoch > plan.epochs + plan.finish - LAST:
        torch.save({"average": average}, plan.folder / f"epoch-{epoch}.pt")
    aside = plan.folder / "checkpoint.new"
    torch.save(
        {
            "network": network.state_dict(),
            "optimizer": optimizer.state_dict(),
            "average": average,
            "epoch": epoch,
        },
        aside,
    )
    aside.replace(plan.folder / "checkpoint.pt")


def resume(
    folder: Path, network: Network, optimizer: torch.optim.Optimizer, average: dict[str, Tensor]
) -> int:
    """Take up the last checkpoint, if there is one; the number of epochs it has had."""
    path = folder / "checkpoint.pt"
    if not path.exists():
        return 0
    had: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    network.load_state_dict(had["network"])
    optimizer.load_state_dict(had["optimizer"])
    average.update(had["average"])
    return int(had["epoch"])


def train(plan: Plan) -> None:
    """Train a model and leave its checkpoint and its labels in the plan's folder."""
    plan.folder.mkdir(parents=True, exist_ok=True)
    (plan.folder / "meet").unlink(missing_ok=True)
    banks = list(mark_told(training_set(), read_told()))
    labels = load_labels(plan.source) if plan.source else label_lists(banks)
    others, told = ([each for each in banks if bool(each.reading) == marked] for marked in (False, True))
    data = Data(others, told, read_news("train"), read_corpus("train"), read_sentences())
    (plan.folder / "labels.json").write_text(json.dumps(labels, ensure_ascii=False), "utf-8")
    torch.multiprocessing.spawn(work, (plan, data, labels), nprocs=plan.workers)
