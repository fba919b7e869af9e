"""How likely a careful reviewer accepts a claim unchanged: a logistic model of what it shows of itself.

The weights in `confidence.yaml` are fitted by `quality/calibrate.py` to marked reports that trained no model;
rules and thresholds were tried on them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from letapis.model import Claim

WEIGHTS = Path(__file__).parent / "confidence.yaml"

_PRONOUNS = 4
"""Letters; a party of so few, in small letters and with a name, is a pronoun that stands for it."""


def features(claim: Claim) -> dict[str, float]:
    """What a claim shows of itself, each as a number of about 0 to 1."""
    signals = dict(claim.signals)
    parties = (*claim.actors, *claim.recipients)
    model = min(max(signals.get("model", 0.5), 0.02), 0.98)
    frame = signals.get("frame", 0.0)
    return {
        "by a frame": float(frame > 0),
        "how specific the frame is": min(frame, 6.0) / 6,
        "the main verb": signals.get("main", 0.0),
        "the model on the kind": math.log(model / (1 - model)) / 4,
        "the model does not know the kind": float("model" not in signals),
        "the model on the status": signals.get("status", 0.5) - 0.5,
        "the model on the parties": signals.get("parties", 0.5) - 0.5,
        "the model on the place": signals.get("places", 0.5) - 0.5,
        "the model on who says so": signals.get("tellers", 0.5) - 0.5,
        "a party the model sees and the claim lacks": signals.get("parties_left_out", 0.0),
        "a place the model sees and the claim lacks": signals.get("places_left_out", 0.0),
        "a teller the model sees and the claim lacks": signals.get("tellers_left_out", 0.0),
        "nobody did it": float(not claim.actors),
        "to nobody": float(not claim.recipients),
        "many parties": min(max(len(parties) - 2, 0), 4) / 4,
        "a pronoun for a party": float(any(_is_pronoun(each.text) and each.name for each in parties)),
        "somebody else says so": float(bool(claim.sources)),
        "several say so": float(len(claim.sources) > 1),
        "not plainly done": float(claim.modality != "actual"),
        "negated": float(claim.polarity == "negated"),
        "claimed or alleged": float(claim.status in ("claimed", "alleged", "denied")),
        "a date": float(claim.date is not None),
        "a place": float(claim.place is not None),
        "a number": float(claim.quantity is not None),
        "a detail": float(bool(claim.details)),
        "several details": float(len(claim.details) > 1),
        "a part of another": float(claim.part_of is not None),
        "in a headline": float(claim.evidence.block in ("headline", "caption")),
        "a long sentence": min(len(claim.evidence.text), 400) / 400,
    }


def _is_pronoun(text: str) -> bool:
    return len(text) <= _PRONOUNS and text.islower()


def rate(claim: Claim) -> float:
    """The score of a claim, 0 to 1.

    The logistic function of a weighted sum (Platt 1999), rounded to three places.
    """
    total = sum(weight * value for weight, value in _weighed(claim).values())
    return round(1 / (1 + math.exp(-total - _weights()["always"])), 3)


def explain(claim: Claim) -> list[tuple[str, float]]:
    """What raised and what lowered a claim's score, in log-odds, the strongest first."""
    found = ((name, weight * value) for name, (weight, value) in _weighed(claim).items())
    return sorted((each for each in found if each[1]), key=lambda each: -abs(each[1]))


def _weighed(claim: Claim) -> dict[str, tuple[float, float]]:
    weights = _weights()
    return {name: (weights.get(name, 0.0), value) for name, value in features(claim).items()}


@cache
def _weights() -> Mapping[str, float]:
    """The weights by feature; `always` is that of every claim."""
    found: dict[str, float] = yaml.safe_load(WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return found
