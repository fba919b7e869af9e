"""Claims beside the events of WikiEvents, on the types that both have: news that nobody here wrote or marked.

    python -m quality.wikievents [--misses]

A trigger is right where a claim of a kind that `wikievents.yaml` gives its type overlaps its words; a party
is right where a mention of a right trigger's claim, in the role that the file gives, holds the argument's
last word. The file is the development part (Li and others 2021, https://aclanthology.org/2021.naacl-main.69).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml
from corpus.agreement import GOLD

import letapis
from letapis.model import Claim

MAPPING = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
ROLES = {theirs: ours for ours, several in MAPPING["roles"].items() for theirs in several}


def kinds_of(event: str) -> frozenset[str]:
    """The kinds that a type of event may be told by; empty where we have none."""
    names = (event, event.rpartition(".")[0])
    return frozenset(next((MAPPING["events"][name] for name in names if name in MAPPING["events"]), ()))


def lay_out(document: dict[str, Any]) -> tuple[str, list[tuple[int, int]]]:
    """The document's text, sentences as lines apart, and where each token stands in it."""
    text, spans = "", []
    for tokens, words in document["sentences"]:
        at = 0
        for word, *_ in tokens:
            at = words.index(word, at)
            spans.append((len(text) + at, len(text) + at + len(word)))
            at += len(word)
        text += words + "\n\n"
    return text, spans


def compare(document: dict[str, Any], counts: Counter[str], misses: list[str]) -> None:
    """Count one document's triggers and parties, found, right and wanted."""
    text, spans = lay_out(document)
    claims = list(letapis.extract(letapis.read(text, id=document["doc_id"])))
    heads = {each["id"]: spans[each["end"] - 1] for each in document["entity_mentions"]}
    ours = {kind for kinds in MAPPING["events"].values() for kind in kinds}
    open_claims = [claim for claim in claims if claim.kind in ours]
    for event in document["event_mentions"]:
        kinds = kinds_of(event["event_type"])
        if not kinds:
            continue
        start, end = spans[event["trigger"]["start"]][0], spans[event["trigger"]["end"] - 1][1]
        counts["triggers wanted"] += 1
        claim = next(
            (each for each in open_claims if each.kind in kinds and _overlaps(each, start, end)), None
        )
        if claim is None:
            misses.append(f"{event['event_type']}: {text[max(0, start - 50) : end + 40]!r}")
            continue
        open_claims.remove(claim)
        counts["triggers right"] += 1
        parties = {"actor": claim.actors, "recipient": claim.recipients}
        counts["parties found"] += len(claim.actors) + len(claim.recipients)
        for argument in event["arguments"]:
            role, head = ROLES.get(argument["role"]), heads.get(argument["entity_id"])
            if role and head:
                both = argument["role"] == "Participant"
                mentions = (*claim.actors, *claim.recipients) if both else parties[role]
                counts["parties wanted"] += 1
                counts["parties right"] += any(each.start <= head[0] < each.end for each in mentions)
    counts["triggers found"] += sum(claim.kind in ours for claim in claims)


def _overlaps(claim: Claim, start: int, end: int) -> bool:
    return claim.evidence.trigger.start < end and start < claim.evidence.trigger.end


def measure(misses: list[str] | None = None) -> dict[str, float]:
    """Precision, recall and F1 of triggers and of parties; what was not found is added to `misses`.

    Raises `FileNotFoundError` where the third-party data are missing.
    """
    counts: Counter[str] = Counter()
    for line in (GOLD / "wikievents" / "dev.jsonl").read_text("utf-8").splitlines():
        compare(json.loads(line), counts, [] if misses is None else misses)
    figures = {}
    for what in ("triggers", "parties"):
        right, found, wanted = (counts[f"{what} {which}"] for which in ("right", "found", "wanted"))
        figures[f"{what}, precision"] = right / max(found, 1)
        figures[f"{what}, recall"] = right / max(wanted, 1)
        figures[f"{what}, F1"] = 2 * right / max(found + wanted, 1)
    return figures


def main() -> int:
    """Print precision, recall and F1 of triggers and of parties."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--misses", action="store_true", help="also list what was not found")
    options = parser.parse_args()
    misses: list[str] = []
    try:
        figures = measure(misses)
    except FileNotFoundError as error:
        print(f"There is no {error.filename}; set LETAPIS_GOLD.", file=sys.stderr)
        return 2
    for name, value in figures.items():
        print(f"{name:22} {value:.3f}")
    if options.misses:
        print(*misses, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
