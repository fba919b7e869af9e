"""What a card works out: who cites whom, which claims hang together, what is quoted."""

from __future__ import annotations

from collections.abc import Callable

from letapis.model import Claim, Evidence, Mention, Quote, Source
from letapis.publish.cards import QUOTED, chain_sources, make_cards, order_claims, split_quotation


def speaker(name: str, start: int, verb: str) -> Source:
    return Source(Mention(name, start, start + len(name), name, "organisation"), verb)


def test_speakers_side_by_side_do_not_cite_each_other() -> None:
    lantern, zornica, wire = (
        speaker("Lantern", 0, "said"),
        speaker("Zornica", 12, "said"),
        speaker("VeldPress", 60, "said"),
    )
    assert chain_sources([lantern, zornica, wire]) == ((lantern, zornica), (wire,))


def test_another_verb_is_another_link_of_the_chain() -> None:
    lantern, zornica = speaker("Lantern", 0, "said"), speaker("Zornica", 9, "reported")
    assert chain_sources([lantern, zornica]) == ((lantern,), (zornica,))


def test_claims_refer_to_each_other_by_number(make_claim: Callable[..., Claim]) -> None:
    detained = make_claim("detained")
    beaten = make_claim("beaten", "beat", part_of="nowhere")
    denied = make_claim("denied", "deny", about=(beaten.key,))
    ordered = order_claims([beaten, denied, detained])
    cards = make_cards(ordered, {"deny": "Somebody says that it is not so."})
    assert [card.claim.kind for card in cards] == ["detain", "deny", "beat"]
    assert [reference.number for reference in cards[1].about] == [3]
    assert [reference.number for reference in cards[2].told_by] == [2]
    assert cards[2].part_of
    assert cards[2].part_of.number is None
    assert [card.definition for card in cards] == [None, "Somebody says that it is not so.", None]


def test_a_long_quotation_is_cut_around_its_trigger() -> None:
    words = "a" * 5000 + "held" + "b" * 5000
    found = split_quotation(Evidence(Quote("held", 5100, 5104), words, 100, 100 + len(words), "body"))
    assert (found.trigger, found.cut_before, found.cut_after) == ("held", True, True)
    assert (len(found.before), len(found.after)) == (QUOTED, QUOTED)


def test_a_trigger_outside_its_quotation_is_not_emphasised() -> None:
    found = split_quotation(Evidence(Quote("held", 2, 6), "They were held.", 0, 15, "body"))
    assert (found.before, found.trigger) == ("They were held.", "")
