"""Nobody is named as having done or suffered what the words do not say; where they do, it is found.

Every pair is two sentences that differ in little: in the first nothing has befallen the person, or
nobody knows; in the second it has.
What the shipped model or the rules still get wrong is marked as known, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from letapis.model import Claim

Extract = Callable[..., tuple[Claim, ...]]

FIRM = {"asserted", "claimed"}
"""Statuses under which a reader takes a thing as having happened."""


class Pair(NamedTuple):
    """What must not be read from `innocent` and must from `plain`: that `who` is in a `role` of a `kind`."""

    group: str
    kind: str
    role: str
    who: str
    innocent: str
    plain: str


ZORNY, VRANA = "Ales Zorny", "Petra Vrana"

PAIRS = [
    # Negation in all its places.
    Pair("not", "detain", "recipients", ZORNY, "Ales Zorny was not detained.", "Ales Zorny was detained."),
    Pair(
        "not",
        "detain",
        "recipients",
        ZORNY,
        "Ales Zorny has never been arrested.",
        "Ales Zorny has been arrested.",
    ),
    Pair(
        "not",
        "detain",
        "recipients",
        ZORNY,
        "Ales Zorny was not among those detained.",
        "Ales Zorny was among those detained.",
    ),
    Pair(
        "not",
        "detain",
        "recipients",
        ZORNY,
        "Not Ales Zorny but his brother was detained on Tuesday.",
        "Ales Zorny and his brother were detained on Tuesday.",
    ),
    Pair(
        "not",
        "detain",
        "recipients",
        ZORNY,
        "Neither Ales Zorny nor Petra Vrana was detained.",
        "Both Ales Zorny and Petra Vrana were detained.",
    ),
    Pair("not", "beat", "actors", "olice", "Police did not beat Petra Vrana.", "Police beat Petra Vrana."),
    Pair(
        "not",
        "beat",
        "actors",
        "olice",
        "No police officer beat Petra Vrana.",
        "A police officer beat Petra Vrana.",
    ),
    Pair(
        "not",
        "detain",
        "recipients",
        "protester",
        "No protesters were detained in Orlec.",
        "Ten protesters were detained in Orlec.",
    ),
    Pair(
        "not",
        "charge",
        "recipients",
        ZORNY,
        "Ales Zorny was released without being charged.",
        "Ales Zorny was released after being charged.",
    ),
    Pair(
        "not",
        "charge",
        "recipients",
        VRANA,
        "Petra Vrana was freed without charge.",
        "Petra Vrana was freed although she was charged.",
    ),
    Pair(
        "not",
        "sentence",
        "recipients",
        ZORNY,
        "The court did not sentence Ales Zorny to ten days in jail.",
        "The court sentenced Ales Zorny to ten days in jail.",
    ),
    Pair(
        "not",
        "detain",
        "recipients",
        ZORNY,
        "It is not true that Ales Zorny was detained.",
        "It is true that Ales Zorny was detained.",
    ),
    Pair(
        "not",
        "detain",
        "recipients",
        ZORNY,
        "Police no longer hold Ales Zorny.",
        "Police still hold Ales Zorny.",
    ),
    Pair(
        "not", "detain", "recipients", ZORNY, "Ales Zorny avoided arrest.", "Ales Zorny was put under arrest."
    ),
    Pair(
        "not",
        "detain",
        "recipients",
        ZORNY,
        "Ales Zorny escaped arrest on Tuesday.",
        "Ales Zorny was arrested on Tuesday.",
    ),
    Pair(
        "not",
        "detain",
        "recipients",
        ZORNY,
        "Police failed to detain Ales Zorny.",
        "Police managed to detain Ales Zorny.",
    ),
    Pair(
        "not",
        "detain",
        "recipients",
        ZORNY,
        "Neighbours prevented police from detaining Ales Zorny.",
        "Neighbours saw police detaining Ales Zorny.",
    ),
    Pair(
        "not",
        "detain",
        "recipients",
        ZORNY,
        "Police refused to arrest Ales Zorny.",
        "Police did arrest Ales Zorny.",
    ),
    Pair(
        "not",
        "resign",
        "actors",
        ZORNY,
        "Minister Ales Zorny refused to resign.",
        "Minister Ales Zorny resigned.",
    ),
    Pair(
        "not",
        "fine",
        "recipients",
        VRANA,
        "Petra Vrana was warned instead of being fined.",
        "Petra Vrana was warned and fined.",
    ),
    Pair("not", "kill", "recipients", ZORNY, "Nobody killed Ales Zorny.", "Somebody killed Ales Zorny."),
    Pair(
        "not",
        "sentence",
        "recipients",
        ZORNY,
        "Ales Zorny has yet to be sentenced.",
        "Ales Zorny has been sentenced.",
    ),
    Pair(
        "not",
        "torture",
        "recipients",
        ZORNY,
        "There is no evidence that Ales Zorny was tortured.",
        "There is evidence that Ales Zorny was tortured.",
    ),
    # Attempts.
    Pair(
        "tried",
        "detain",
        "recipients",
        ZORNY,
        "Police tried to detain Ales Zorny.",
        "Police detained Ales Zorny.",
    ),
    Pair(
        "tried",
        "detain",
        "recipients",
        VRANA,
        "Officers attempted to arrest Petra Vrana.",
        "Officers arrested Petra Vrana.",
    ),
    Pair(
        "tried",
        "kill",
        "recipients",
        ZORNY,
        "Two men tried to kill Ales Zorny.",
        "Two men killed Ales Zorny.",
    ),
    Pair(
        "tried",
        "abduct",
        "recipients",
        VRANA,
        "An attempt to abduct Petra Vrana failed.",
        "Masked men abducted Petra Vrana.",
    ),
    # Denials.
    Pair(
        "denied",
        "beat",
        "recipients",
        ZORNY,
        "The ministry denied that police beat Ales Zorny.",
        "The ministry admitted that police beat Ales Zorny.",
    ),
    Pair(
        "denied",
        "beat",
        "recipients",
        ZORNY,
        "Police deny beating Ales Zorny.",
        "Police admit beating Ales Zorny.",
    ),
    Pair(
        "denied",
        "kill",
        "actors",
        ZORNY,
        "Ales Zorny denied killing the guard.",
        "Ales Zorny admitted killing the guard.",
    ),
    Pair(
        "denied",
        "torture",
        "recipients",
        VRANA,
        "The prison rejected allegations that Petra Vrana was tortured.",
        "The prison confirmed that Petra Vrana was tortured.",
    ),
    Pair(
        "denied",
        "detain",
        "recipients",
        ZORNY,
        "Interior Minister Ivo Hlavac denied the arrest of Ales Zorny.",
        "Interior Minister Ivo Hlavac confirmed the arrest of Ales Zorny.",
    ),
    # Conditions and hypotheses.
    Pair(
        "if",
        "detain",
        "recipients",
        ZORNY,
        "If Ales Zorny is detained, workers will strike.",
        "After Ales Zorny was detained, workers went on strike.",
    ),
    Pair(
        "if",
        "convict",
        "recipients",
        ZORNY,
        "If convicted, Ales Zorny faces five years in prison.",
        "Ales Zorny was convicted and faces five years in prison.",
    ),
    Pair(
        "if",
        "detain",
        "recipients",
        VRANA,
        "Workers will strike unless Petra Vrana is released, and she would be detained again.",
        "Workers struck because Petra Vrana was detained again.",
    ),
    Pair(
        "if",
        "detain",
        "recipients",
        ZORNY,
        "Had Ales Zorny stayed in Orlec, he would have been arrested.",
        "Ales Zorny stayed in Orlec, and he was arrested.",
    ),
    Pair(
        "if",
        "kill",
        "recipients",
        ZORNY,
        "Ales Zorny said he would have been killed without his guards.",
        "Ales Zorny was killed without his guards.",
    ),
    Pair(
        "if",
        "detain",
        "recipients",
        ZORNY,
        "Supporters would gather in case Ales Zorny was arrested.",
        "Supporters gathered when Ales Zorny was arrested.",
    ),
    Pair(
        "if",
        "detain",
        "recipients",
        VRANA,
        "Petra Vrana asked what would happen if police arrested her.",
        "Petra Vrana recalled how police arrested her.",
    ),
    # Demands.
    Pair(
        "called for",
        "detain",
        "recipients",
        ZORNY,
        "The governor called for the arrest of Ales Zorny.",
        "The governor announced the arrest of Ales Zorny.",
    ),
    Pair(
        "called for",
        "resign",
        "actors",
        ZORNY,
        "Protesters called on Mayor Ales Zorny to resign.",
        "Protesters cheered after Mayor Ales Zorny resigned.",
    ),
    Pair(
        "called for",
        "release",
        "recipients",
        ZORNY,
        "The bishop demanded the release of Ales Zorny.",
        "The bishop welcomed the release of Ales Zorny.",
    ),
    Pair(
        "called for",
        "release",
        "recipients",
        VRANA,
        "The union demanded that Petra Vrana be released.",
        "The union said that Petra Vrana was released.",
    ),
    Pair(
        "called for",
        "resign",
        "actors",
        ZORNY,
        "Protesters chanted that President Ales Zorny must resign.",
        "Protesters learned that President Ales Zorny had resigned.",
    ),
    Pair(
        "called for",
        "charge",
        "recipients",
        ZORNY,
        "Lawmakers asked prosecutors to charge Ales Zorny.",
        "Lawmakers saw prosecutors charge Ales Zorny.",
    ),
    Pair(
        "called for",
        "sentence",
        "recipients",
        ZORNY,
        "The prosecutor asked the court to sentence Ales Zorny to eight years.",
        "At the prosecutor's request the court sentenced Ales Zorny to eight years.",
    ),
    Pair(
        "called for",
        "release",
        "recipients",
        ZORNY,
        "A petition for the release of Ales Zorny was signed by 4,000 people.",
        "The release of Ales Zorny was welcomed by 4,000 people.",
    ),
    # Fears, risks, threats.
    Pair(
        "feared", "detain", "recipients", VRANA, "Petra Vrana feared arrest.", "Petra Vrana was under arrest."
    ),
    Pair(
        "feared",
        "kill",
        "recipients",
        ZORNY,
        "Relatives fear that Ales Zorny was killed.",
        "Relatives know that Ales Zorny was killed.",
    ),
    Pair(
        "feared",
        "detain",
        "recipients",
        VRANA,
        "Petra Vrana could be arrested at the border.",
        "Petra Vrana was arrested at the border.",
    ),
    Pair(
        "feared",
        "detain",
        "recipients",
        ZORNY,
        "Police threatened to detain Ales Zorny.",
        "Police hurried to detain Ales Zorny.",
    ),
    Pair(
        "feared",
        "kill",
        "recipients",
        ZORNY,
        "Unknown callers threatened to kill Ales Zorny.",
        "Unknown attackers killed Ales Zorny.",
    ),
    Pair(
        "feared",
        "detain",
        "recipients",
        ZORNY,
        "Ales Zorny fled the country for fear of arrest.",
        "Ales Zorny was held after his arrest.",
    ),
    Pair(
        "feared",
        "fine",
        "recipients",
        VRANA,
        "Petra Vrana risks being fined for the post.",
        "Petra Vrana remembers being fined for the post.",
    ),
    Pair(
        "feared",
        "detain",
        "recipients",
        ZORNY,
        "Ales Zorny is at risk of being detained.",
        "Ales Zorny is in a cell after being detained.",
    ),
    Pair(
        "feared",
        "sentence",
        "recipients",
        ZORNY,
        "Ales Zorny faces up to five years in prison.",
        "Ales Zorny was given five years in prison.",
    ),
    # Hedges.
    Pair(
        "hedged",
        "beat",
        "recipients",
        ZORNY,
        "Police allegedly beat Ales Zorny.",
        "Police beat Ales Zorny on camera.",
    ),
    Pair(
        "hedged",
        "detain",
        "recipients",
        ZORNY,
        "Ales Zorny was reportedly arrested.",
        "Ales Zorny was indeed arrested.",
    ),
    Pair(
        "hedged",
        "kill",
        "actors",
        ZORNY,
        "Ales Zorny is suspected of killing a guard.",
        "Ales Zorny has killed a guard.",
    ),
    Pair(
        "hedged",
        "beat",
        "actors",
        ZORNY,
        "Ales Zorny is accused of beating an officer.",
        "Ales Zorny has beaten an officer.",
    ),
    Pair(
        "hedged",
        "kill",
        "recipients",
        ZORNY,
        "Rumours that Ales Zorny was killed spread in Orlec.",
        "The news that Ales Zorny was killed spread in Orlec.",
    ),
    Pair(
        "hedged",
        "detain",
        "recipients",
        ZORNY,
        "Ales Zorny is believed to have been detained.",
        "Ales Zorny is known to have been detained.",
    ),
    Pair(
        "hedged",
        "beat",
        "actors",
        ZORNY,
        "Ales Zorny was charged with beating a policeman.",
        "Ales Zorny was filmed beating a policeman.",
    ),
    Pair(
        "hedged",
        "detain",
        "recipients",
        ZORNY,
        "It is unclear whether Ales Zorny was detained.",
        "It is clear that Ales Zorny was detained.",
    ),
    # Plans and what is due.
    Pair(
        "plans",
        "try",
        "recipients",
        ZORNY,
        "Ales Zorny will be tried in October.",
        "Ales Zorny was tried in October.",
    ),
    Pair(
        "plans",
        "detain",
        "recipients",
        ZORNY,
        "Police plan to detain Ales Zorny.",
        "Police came to Orlec and detained Ales Zorny.",
    ),
    Pair(
        "plans",
        "release",
        "recipients",
        VRANA,
        "Petra Vrana is to be released on Friday.",
        "Petra Vrana was released on Friday.",
    ),
    Pair(
        "plans",
        "deport",
        "recipients",
        VRANA,
        "The authorities are going to deport Petra Vrana.",
        "The authorities went on to deport Petra Vrana.",
    ),
    Pair(
        "plans",
        "appoint",
        "recipients",
        ZORNY,
        "The president intends to appoint Ales Zorny prime minister.",
        "The president has appointed Ales Zorny prime minister.",
    ),
    Pair(
        "plans",
        "sentence",
        "recipients",
        ZORNY,
        "The court is due to sentence Ales Zorny on Friday.",
        "The court sentenced Ales Zorny on Friday.",
    ),
    # Questions.
    Pair("question", "detain", "recipients", ZORNY, "Was Ales Zorny detained?", "Ales Zorny was detained!"),
    Pair(
        "question", "kill", "actors", ZORNY, "Did Ales Zorny kill the guard?", "Ales Zorny killed the guard."
    ),
    Pair("question", "beat", "recipients", ZORNY, "Who beat Ales Zorny?", "They beat Ales Zorny."),
    Pair(
        "question",
        "detain",
        "recipients",
        VRANA,
        "Journalists asked if Petra Vrana had been detained.",
        "Journalists saw that Petra Vrana had been detained.",
    ),
    # Headlines.
    Pair(
        "headline",
        "beat",
        "recipients",
        ZORNY,
        "Police Deny Beating Ales Zorny\n\nORLEC -- A statement was published on Tuesday.",
        "Police Beat Ales Zorny\n\nORLEC -- A statement was published on Tuesday.",
    ),
    Pair(
        "headline",
        "detain",
        "recipients",
        ZORNY,
        "Ales Zorny Not Detained, Ministry Says\n\nORLEC -- A statement was published on Tuesday.",
        "Ales Zorny Detained, Ministry Says\n\nORLEC -- A statement was published on Tuesday.",
    ),
    Pair(
        "headline",
        "detain",
        "recipients",
        ZORNY,
        "Mothers Of The Detained Meet Ales Zorny\n\nORLEC -- A statement was published on Tuesday.",
        "Police Who Met Mothers Detain Ales Zorny\n\nORLEC -- A statement was published on Tuesday.",
    ),
    # Irony and words that only look like it.
    Pair(
        "not meant",
        "detain",
        "recipients",
        ZORNY,
        "A picture by Petra Vrana arrested the attention of Ales Zorny.",
        "The police of Petra Vrana arrested Ales Zorny.",
    ),
    Pair(
        "not meant",
        "release",
        "recipients",
        ZORNY,
        "Ales Zorny released a statement on Tuesday.",
        "Ales Zorny was released on Tuesday.",
    ),
    Pair(
        "not meant",
        "detain",
        "recipients",
        ZORNY,
        "Ales Zorny held a press conference in Orlec.",
        "Ales Zorny was held in Orlec.",
    ),
    Pair(
        "not meant",
        "strike",
        "actors",
        ZORNY,
        "Ales Zorny struck a deal with the ministry.",
        "Ales Zorny went on strike against the ministry.",
    ),
    Pair(
        "not meant",
        "fine",
        "recipients",
        ZORNY,
        "Ales Zorny said that he was fine.",
        "Ales Zorny said that he was fined.",
    ),
    # Who does what to whom.
    Pair(
        "roles",
        "detain",
        "recipients",
        ZORNY,
        "Ales Zorny, who saw police detain Petra Vrana, called a lawyer.",
        "Ales Zorny, whom police detained with Petra Vrana, called a lawyer.",
    ),
    Pair(
        "roles",
        "detain",
        "recipients",
        ZORNY,
        "Ales Zorny's brother was detained.",
        "Ales Zorny, a brother of Petra Vrana, was detained.",
    ),
    Pair(
        "roles",
        "detain",
        "recipients",
        VRANA,
        "The lawyer of Petra Vrana was arrested.",
        "The lawyer Petra Vrana was arrested.",
    ),
    Pair(
        "roles",
        "beat",
        "actors",
        ZORNY,
        "Ales Zorny said a guard beat him.",
        "Ales Zorny said he beat a guard.",
    ),
    Pair(
        "roles",
        "detain",
        "recipients",
        ZORNY,
        "Ales Zorny wrote about those who were detained.",
        "Ales Zorny wrote about how he was detained.",
    ),
    Pair(
        "roles",
        "kill",
        "actors",
        ZORNY,
        "Police shot and killed a man after Ales Zorny left.",
        "Ales Zorny shot and killed a man after police left.",
    ),
    Pair(
        "roles",
        "detain",
        "recipients",
        ZORNY,
        "The arrest of Petra Vrana shocked Ales Zorny.",
        "The arrest of Ales Zorny shocked Petra Vrana.",
    ),
    Pair(
        "roles",
        "accuse",
        "actors",
        VRANA,
        "Petra Vrana was accused by Ales Zorny of fraud.",
        "Ales Zorny was accused by Petra Vrana of fraud.",
    ),
    Pair(
        "roles",
        "fine",
        "recipients",
        VRANA,
        "Ales Zorny was fined 300 crowns for quoting Petra Vrana.",
        "Petra Vrana was fined 300 crowns for quoting Ales Zorny.",
    ),
    Pair(
        "roles",
        "detain",
        "recipients",
        VRANA,
        "Police released Petra Vrana and detained Ales Zorny.",
        "Police released Ales Zorny and detained Petra Vrana.",
    ),
    Pair(
        "roles",
        "convict",
        "recipients",
        ZORNY,
        "Ales Zorny defended a man convicted of theft.",
        "Ales Zorny is a man convicted of theft.",
    ),
    Pair(
        "roles",
        "die_in_custody",
        "recipients",
        ZORNY,
        "Ales Zorny visited a man who died in custody.",
        "Ales Zorny, a man of 40, died in custody.",
    ),
    # Speeches that are denied, doubted or asked, and joined verbs under one negation.
    Pair(
        "not",
        "torture",
        "recipients",
        VRANA,
        "Police did not beat Ales Zorny or torture Petra Vrana.",
        "Police beat Ales Zorny and tortured Petra Vrana.",
    ),
    Pair(
        "unsaid",
        "detain",
        "recipients",
        ZORNY,
        "The ministry did not say that police had detained Ales Zorny.",
        "The ministry said that police had detained Ales Zorny.",
    ),
    Pair(
        "unsaid",
        "beat",
        "recipients",
        ZORNY,
        "No one said that police had beaten Ales Zorny.",
        "Witnesses said that police had beaten Ales Zorny.",
    ),
    Pair(
        "unsaid",
        "kill",
        "recipients",
        ZORNY,
        "Unconfirmed reports say that police killed Ales Zorny.",
        "The prosecutors say that police killed Ales Zorny.",
    ),
    Pair(
        "unsaid",
        "beat",
        "recipients",
        ZORNY,
        "“Was Ales Zorny beaten by police?” she asked.",
        "“Ales Zorny was beaten by police,” she said.",
    ),
    Pair(
        "demands",
        "release",
        "recipients",
        ZORNY,
        "The authorities must release Ales Zorny.",
        "The authorities have released Ales Zorny.",
    ),
    Pair(
        "if",
        "detain",
        "recipients",
        ZORNY,
        "Should police detain Ales Zorny, his lawyers will complain.",
        "Police have detained Ales Zorny.",
    ),
    Pair(
        "hedged",
        "detain",
        "recipients",
        ZORNY,
        "Police appear to have detained Ales Zorny.",
        "Police have detained Ales Zorny.",
    ),
    Pair(
        "roles",
        "kill",
        "actors",
        "prosecutors",
        "Soldiers who prosecutors say killed three protesters were released.",
        "The prosecutors who killed three protesters were released.",
    ),
    Pair(
        "roles",
        "beat",
        "actors",
        "Witnesses",
        "Witnesses saw police beating a student in Orlec.",
        "Witnesses, it turned out, had beaten a student in Orlec.",
    ),
]


KNOWN: dict[str, list[str]] = {
    "a frame takes the participle for its own word, and its claim is lost": [
        "Ales Zorny was released after being charged.",
    ],
    "the copula's phrase heads the clause, and *arrest* is taken as bare": [
        "Petra Vrana was under arrest.",
    ],
    "a predicate noun is not led back to its subject": [
        "Ales Zorny is a man convicted of theft.",
    ],
    "a word in scare quotes is believed, and a snowman taken for a person": [
        "Officers spoke of the “arrest” of a snowman.",
    ],
}
"""Why some sentences are still read wrongly, and which."""


def is_meant(who: str, name: str | None, words: str) -> bool:
    """A person is meant by name, a body or group by a word of it."""
    return name == who if who in (ZORNY, VRANA) else who in words


def firm(claims: tuple[Claim, ...], pair: Pair) -> list[Claim]:
    """The claims that say firmly what the pair is about."""
    return [
        claim
        for claim in claims
        if (claim.kind, claim.modality, claim.polarity) == (pair.kind, "actual", "affirmed")
        and claim.status in FIRM
        and any(is_meant(pair.who, each.name, each.text) for each in getattr(claim, pair.role))
    ]


def mark(request: pytest.FixtureRequest, text: str) -> None:
    for reason, sentences in KNOWN.items():
        if text in sentences:
            request.applymarker(pytest.mark.xfail(reason=reason, strict=True))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.group}: {pair.innocent}")
def test_nobody_is_accused(request: pytest.FixtureRequest, extract_text: Extract, pair: Pair) -> None:
    mark(request, pair.innocent)
    assert firm(extract_text(pair.innocent), pair) == []


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.group}: {pair.plain}")
def test_what_is_said_is_found(request: pytest.FixtureRequest, extract_text: Extract, pair: Pair) -> None:
    mark(request, pair.plain)
    assert firm(extract_text(pair.plain), pair)


class Words(NamedTuple):
    """What only another says: in `said` the claim must carry `source`, in `plain` the report speaks."""

    kind: str
    source: str
    said: str
    plain: str


ANOTHERS = [
    Words("beat", "Zornica", "Guards beat Ales Zorny, Zornica said.", "Guards beat Ales Zorny on Tuesday."),
    Words(
        "detain",
        "Petra Vrana",
        "“Guards detained Ales Zorny at home,” Petra Vrana said.",
        "Guards detained Ales Zorny at home.",
    ),
    Words(
        "kill",
        "VeldPress",
        "According to VeldPress, Ales Zorny killed a guard.",
        "On Tuesday Ales Zorny killed a guard.",
    ),
    Words(
        "beat", "Halek", "Halek claimed that Ales Zorny beat a guard.", "Halek and Ales Zorny beat a guard."
    ),
    Words(
        "torture", "his wife", "Ales Zorny was tortured, his wife told VeldPress.", "Ales Zorny was tortured."
    ),
    Words(
        "detain",
        "Zornica",
        "“They were all innocent,” said Zornica. “They detained Ales Zorny for nothing.”",
        "They detained Ales Zorny for nothing.",
    ),
]


@pytest.mark.parametrize("words", ANOTHERS, ids=lambda words: words.said)
def test_another_s_words_stay_another_s(
    request: pytest.FixtureRequest, extract_text: Extract, words: Words
) -> None:
    mark(request, words.said)
    claims = [claim for claim in extract_text(words.said) if claim.kind == words.kind]
    assert claims
    for claim in claims:
        assert [each.mention.name or each.mention.text for each in claim.sources] == [words.source]


@pytest.mark.parametrize("words", ANOTHERS, ids=lambda words: words.plain)
def test_the_report_speaks_for_itself(
    request: pytest.FixtureRequest, extract_text: Extract, words: Words
) -> None:
    mark(request, words.plain)
    claims = [claim for claim in extract_text(words.plain) if claim.kind == words.kind]
    assert [claim.sources for claim in claims] == [()]


IRONY = [
    ("Officers spoke of the “arrest” of a snowman.", "detain"),
    ("The minister called the crowd “terrorists”.", "charge"),
    ("Guards joked about a “murder” of crows.", "kill"),
    ("Critics say that a book was “executed” on television.", "kill"),
]


@pytest.mark.parametrize(("text", "kind"), IRONY)
def test_irony_befalls_no_person(
    request: pytest.FixtureRequest, extract_text: Extract, text: str, kind: str
) -> None:
    mark(request, text)
    found = [claim for claim in extract_text(text) if claim.kind == kind and claim.status in FIRM]
    assert not [
        each
        for claim in found
        for each in claim.actors + claim.recipients
        if each.name or each.type == "person"
    ]


class Story(NamedTuple):
    """Sentences after which `wrong` must not stand in a `role` of a `kind`."""

    kind: str
    role: str
    wrong: str
    text: str
    known: str | None = None


WITNESS = (
    "Ondrej Sykora has not come home. The police deny holding him.\n\nOur volunteers have taken statements "
    "from 23 people who say that they were beaten. One of them, who asked not to be "
    "named, reports that he was "
    "tortured with a stun gun by masked officers."
)
STORIES = [
    Story(
        "torture",
        "recipients",
        "Ondrej Sykora",
        WITNESS,
    ),
    Story("beat", "recipients", "Our volunteers", WITNESS),
    Story(
        "transfer",
        "recipients",
        "Radomir Halek",
        "The court upheld the sentence of Stepan Holub, who in July was given three years for insulting "
        "President Radomir Halek, and rejected a request that he be moved to a prison hospital.",
    ),
    Story(
        "disappear",
        "actors",
        "His sister",
        "Ondrej Sykora has not come home. His sister has reported him missing.",
    ),
    Story(
        "use_force",
        "recipients",
        "police",
        "About 200 miners stood in the square; police twice threatened to disperse them.",
    ),
    Story(
        "detain",
        "recipients",
        "Petra Vrana",
        "Petra Vrana met Ales Zorny. A neighbour said that she was detained.",
    ),
]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story.kind} {story.role} {story.wrong}")
def test_nobody_is_put_in_another_s_place(
    request: pytest.FixtureRequest, extract_text: Extract, story: Story
) -> None:
    if story.known:
        request.applymarker(pytest.mark.xfail(reason=story.known, strict=True))
    claims = [claim for claim in extract_text(story.text) if claim.kind == story.kind]
    named = {each.name or each.text for claim in claims for each in getattr(claim, story.role)}
    assert story.wrong not in named
