"""The particulars of a claim: term, penalty, grounds, office, article and their exact values."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from letapis.extract.articles import find_articles
from letapis.extract.joined import preposition_of
from letapis.extract.match import Match
from letapis.extract.money import find_money
from letapis.extract.phrases import full_phrase, quote_tokens
from letapis.extract.terms import find_terms
from letapis.extract.vocabulary import Vocabulary
from letapis.model import Analysis, Detail

ROLES = frozenset({"ACTOR", "RECIPIENT", "CLAUSE", "ANY", "SHARE", "VOTES", "PLACE"})
"""Slots that are fields of a claim of their own, not details."""


_MEASURES = {"term": find_terms, "penalty": find_terms, "amount": find_money}
"""Details that have an exact value, and what finds it."""


def find_details(
    doc: Analysis, match: Match, wanted: frozenset[str], words: Vocabulary, limit: int
) -> dict[str, Detail]:
    """The details that a frame's slots give, each with its words and, where exact, its value.

    Arguments:
        wanted: the detail fields of the kind; a term, amount, article, penalty, court or kind of proceeding
            that no slot gave is looked for in the trigger's clause.
        limit: the token before which the clause ends at the latest.
    """
    details: dict[str, Detail] = {}
    for slot, tokens in match.slots.items():
        name = slot.lower()
        if slot in ROLES or not tokens or name in _MEASURES:
            continue
        start, end = full_phrase(doc, tokens[0])
        quote = quote_tokens(doc, start, end)
        details.setdefault(name, Detail(quote.text, quote.start, quote.end))
    start, end = _clause(doc, match, limit)
    if "term" in wanted and (terms := find_terms(doc.text, start, end)):
        details["term"] = terms[0]
    if "amount" in wanted and (money := find_money(doc.text, start, end)):
        details["amount"] = details["penalty"] = money[0]
    if "article" in wanted and (articles := _find_articles(doc, details.get("article"), start, end)):
        details["article"] = articles
    if "penalty" in wanted and ("term" in details or "amount" not in details):
        penalty = _find_penalty(doc.text, start, end, words.penalties)
        if penalty is not None:
            details["penalty"] = penalty
    if "proceeding" in wanted and (proceeding := _find_proceeding(doc, match, words)):
        details["proceeding"] = proceeding
    if "court" in wanted and "court" not in details and (court := _find_court(doc, match, words, limit)):
        details["court"] = court
    return details


def _find_articles(doc: Analysis, slot: Detail | None, start: int, end: int) -> Detail | None:
    """The articles of a slot, else the first citation in the trigger's clause."""
    if slot is not None:
        start, end = slot.start, slot.end + 1  # "Article 307(3)" may lose its bracket to the sentence
    found = find_articles(doc.text, start, end)
    return found[0] if found else None


def find_grounds(
    doc: Analysis, match: Match, limit: int, can_act: Callable[[int], bool], words: Vocabulary
) -> dict[str, Detail]:
    """The grounds under the trigger that no slot caught: "in connection with …", else "for …".

    Only what hangs on the trigger itself may stand beyond `limit`: "guilty of *blocking* a road". People are
    no grounds, nor is a term or a sum.
    """
    below = [token for token in doc.subtree(match.token) if match.token < token not in match.words]
    under = [token for token in below if token < limit or doc.heads[token] in match.words]
    named = [
        each
        for token in under
        if doc.lemmas[token].lower() in words.reason_nouns
        and preposition_of(doc, token) in words.reason_prepositions
        for each in doc.dependents(token, "nmod", "acl", "appos")
    ]
    said = [token for token in under if _leads_to_grounds(doc, match, token, words) and not can_act(token)]
    for token in (*named, *said):
        start, end = full_phrase(doc, token)
        quote = quote_tokens(doc, start, end)
        measured = find_terms(doc.text, quote.start, quote.end) or find_money(
            doc.text, quote.start, quote.end
        )
        if not measured:
            return {"grounds": Detail(quote.text, quote.start, quote.end)}
    return {}


def _leads_to_grounds(doc: Analysis, match: Match, token: int, words: Vocabulary) -> bool:
    """Whether a phrase stands after a word that leads to grounds, beside the trigger or beside its kind."""
    leading = preposition_of(doc, token)
    beside = doc.heads[token] in match.words and match.frame.kind in words.grounds_of.get(leading, ())
    return leading in words.grounds or (beside and match.frame.word_class != "noun")


def _clause(doc: Analysis, match: Match, limit: int) -> tuple[int, int]:
    """Code points of the trigger and what depends on it after it, up to the next trigger."""
    whole = doc.subtree(match.token)
    under = [token for token in whole if match.token <= token < limit]
    first = match.token
    if match.frame.word_class == "noun":  # "a *three-year* prison term", but not what its subject is told of
        told_of = [doc.subtree(child)[-1] + 1 for child in doc.dependents(match.token, "nsubj")]
        first = max((each for each in told_of if each <= match.token), default=whole[0])
    return doc.starts[min(first, match.words[0])], doc.ends[max(under)]


def _find_proceeding(doc: Analysis, match: Match, words: Vocabulary) -> Detail | None:
    """Criminal or administrative: the word beside the trigger's own words, or inside them."""
    nearby = [child for word in match.words for child in (word, *doc.dependents(word, "amod", "compound"))]
    for token in nearby:
        lemma = doc.lemmas[token].lower()
        if lemma in words.proceedings:
            return Detail(doc.form(token), doc.starts[token], doc.ends[token], lemma)
    return None


def _find_court(doc: Analysis, match: Match, words: Vocabulary, limit: int) -> Detail | None:
    """The court before or in which something is done, else the one that does it, or whose judge does."""

    def courts(tokens: Sequence[int]) -> list[int]:
        return [token for token in tokens if doc.lemmas[token].lower() in words.courts]

    under = [token for token in courts(doc.subtree(match.token)) if token < limit]
    before = [token for token in under if preposition_of(doc, token) in words.court_prepositions]
    doing = [token for head in match.slots.get("ACTOR", ()) for token in courts((head, *doc.subtree(head)))]
    for token in (*before, *doing):
        start, end = full_phrase(doc, token)
        quote = quote_tokens(doc, start, end)
        return Detail(quote.text, quote.start, quote.end)
    return None


def _find_penalty(text: str, start: int, end: int, penalties: Sequence[str]) -> Detail | None:
    for words in penalties:
        found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text[start:end], re.IGNORECASE)
        if found:
            return Detail(found.group(), start + found.start(), start + found.end())
    return None
