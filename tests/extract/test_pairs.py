"""Minimal pairs: two texts that differ in one thing, and what may be claimed of each.

`pairs/*.yaml` hold the pairs by topic. What a text says stands in one line a claim, and nothing else may be
claimed of it:

    kind[|kind][?] [status[|status]] [neg] [mod=modality[|…]] [who=…] [whom=…] [by=…]

- a kind with `?` may be left out; a status that is not written is `asserted`;
- `who`, `whom`: a party each between `+`, the words that it may be known by between `/`, `-` among them where
  it may be missing; `*` where it is not judged; none where the key is missing;
- `by`: the speakers, those nearest the reader first, joined by `>` (by `+` where they speak together), each
  as `words[:verb[:stance]]`.

`known a` and `known b` say why a text is still read wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import permutations, product
from pathlib import Path
from typing import Any

import pytest
import yaml

from letapis.model import Claim, Mention, Source

Extract = Callable[..., tuple[Claim, ...]]

FOLDER = Path(__file__).with_name("pairs")

MODALITIES = {
    "asserted": {"actual"},
    "claimed": {"actual"},
    "conditional": {"conditional"},
    "demanded": {"demanded"},
    "planned": {"planned", "due", "possible"},
}
"""What the status alone says of the modality; the others leave it open."""


@dataclass(frozen=True)
class Wanted:
    """One line of what a text says."""

    line: str
    kinds: tuple[str, ...]
    optional: bool = False
    statuses: tuple[str, ...] = ("asserted",)
    modalities: frozenset[str] = frozenset()
    negated: bool = False
    roles: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, line: str) -> Wanted:
        """A line in the notation above."""
        head, *rest = re.split(r"\s+(who|whom|by|mod)=", line)
        roles = dict(zip(rest[::2], (each.strip() for each in rest[1::2]), strict=True))
        kinds, *words = head.split()
        negated = "neg" in words
        statuses = next((tuple(word.split("|")) for word in words if word != "neg"), ("asserted",))
        modalities = frozenset(roles.pop("mod", "").split("|")) - {""}
        optional = kinds.endswith("?")
        return cls(line, tuple(kinds.rstrip("?").split("|")), optional, statuses, modalities, negated, roles)

    def fits(self, claim: Claim) -> bool:
        """Whether a claim is what this line says."""
        allowed = self.modalities or set().union(
            *(MODALITIES.get(each, {claim.modality}) for each in self.statuses)
        )
        return (
            claim.kind in self.kinds
            and claim.status in self.statuses
            and claim.modality in allowed
            and (not self.negated or claim.polarity == "negated")
            and _names(self.roles.get("who", ""), claim.actors)
            and _names(self.roles.get("whom", ""), claim.recipients)
            and _speakers(self.roles.get("by", ""), claim.sources)
        )


def _names(wanted: str, mentions: tuple[Mention, ...]) -> bool:
    """Whether each mention is one of those wanted, and all that must be there are."""
    if wanted == "*":
        return True
    parties = [set(each.strip().split("/")) for each in wanted.split("+") if each.strip()]
    return any(
        all(("-" in party if mention is None else _is_called(mention, party)) for party, mention in pairing)
        for pairing in _pairings(parties, mentions)
    )


def _pairings(
    parties: list[set[str]], mentions: tuple[Mention, ...]
) -> Iterator[list[tuple[set[str], Mention | None]]]:
    if len(mentions) > len(parties):
        return
    padded = [*mentions, *[None] * (len(parties) - len(mentions))]
    for order in permutations(padded):
        yield list(zip(parties, order, strict=True))


def _is_called(mention: Mention, words: set[str]) -> bool:
    said = f"{mention.text} | {mention.name or ''}"
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said) for word in words)


def _speakers(wanted: str, sources: tuple[Source, ...]) -> bool:
    """Whether the sources are those wanted, in their order."""
    if wanted == "*":
        return True
    told = [each.strip() for each in re.split(r"[>+]", wanted) if each.strip()]
    ways = product(*([None, each] if each.endswith("/-") else [each] for each in told))
    return any(_are_said([each for each in way if each], sources) for way in ways)


def _are_said(told: list[str], sources: tuple[Source, ...]) -> bool:
    if len(told) != len(sources):
        return False
    for each, source in zip(told, sources, strict=True):
        words, verb, stance, *_ = [*each.removesuffix("/-").split(":"), "", ""]
        if not _is_called(source.mention, set(words.split("/"))):
            return False
        if (verb and source.verb.lower() != verb.lower()) or (stance and source.stance != stance):
            return False
    return True


def _load() -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{path.stem}: {pair['pair']}", pair)
        for path in sorted(FOLDER.glob("*.yaml"))
        for pair in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


PAIRS = _load()


def _lines(pair: dict[str, Any], side: str) -> list[Wanted]:
    said = pair[f"{side} says"]
    return [Wanted.read(line) for line in ([said] if isinstance(said, str) else said)]


def _sides() -> Iterator[Any]:
    for name, pair in PAIRS:
        for side in ("a", "b"):
            known = pair.get(f"known {side}")
            marks = [pytest.mark.xfail(strict=True, reason=known)] if known else []
            yield pytest.param(pair[side], _lines(pair, side), id=f"{name} ({side})", marks=marks)


def show(claim: Claim) -> str:
    """A claim in the notation of the pairs."""
    who, whom = (" + ".join(m.name or m.text for m in role) for role in (claim.actors, claim.recipients))
    by = " > ".join(f"{s.mention.name or s.mention.text}:{s.verb}:{s.stance}" for s in claim.sources)
    return f"{claim.kind} {claim.status} mod={claim.modality} who={who} whom={whom} by={by}"


def judge(claims: tuple[Claim, ...], wanted: list[Wanted]) -> str:
    """What is wrong with the claims of a text, in words; empty where nothing is."""
    left, missing = list(claims), []
    for line in sorted(wanted, key=lambda each: each.optional):
        found = next((claim for claim in left if line.fits(claim)), None)
        if found is not None:
            left.remove(found)
        elif not line.optional:
            missing.append(line.line)
    return "; ".join(
        [*(f"missing {each}" for each in missing), *(f"must not claim {show(each)}" for each in left)]
    )


@pytest.mark.parametrize(("text", "wanted"), list(_sides()))
def test_a_text_says_this_and_no_more(text: str, wanted: list[Wanted], extract_text: Extract) -> None:
    assert judge(extract_text(text), wanted) == ""


def test_there_are_enough_pairs_and_they_differ() -> None:
    assert len(PAIRS) >= 300
    assert len({name for name, _ in PAIRS}) == len(PAIRS)
    assert all(pair["a"] != pair["b"] and pair["a says"] != pair["b says"] for _, pair in PAIRS)


def test_a_line_is_read_and_judged(extract_text: Extract) -> None:
    claims = extract_text("Police arrested Marek Tolan, his sister said.")
    assert judge(claims, [Wanted.read("detain who=Police whom=Marek Tolan by=his sister:said:asserts")]) == ""
    assert "missing" in judge(claims, [Wanted.read("detain who=Police whom=Marek Tolan")])
    assert "must not claim" in judge(claims, [])
