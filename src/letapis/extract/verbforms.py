"""What form a verb is in: participle, infinitive, gerund."""

from __future__ import annotations

from letapis.extract.syntaxwords import syntax_words
from letapis.model import Analysis


def is_participle(doc: Analysis, verb: int) -> bool:
    """Whether a verb form is a past participle."""
    return "VerbForm=Part" in doc.feats[verb] and "Tense=Past" in doc.feats[verb]


def is_present_participle(doc: Analysis, verb: int) -> bool:
    """Whether a verb form is one in -ing."""
    return "VerbForm=Ger" in doc.feats[verb] or "Tense=Pres" in doc.feats[verb]


def is_infinitive(doc: Analysis, verb: int) -> bool:
    """Whether a clause is an infinitive with *to*, its own or that of its auxiliary."""
    marks = doc.dependents(verb, "mark")
    return any(doc.form(child).lower() in syntax_words(doc.language).infinitive for child in marks)


def is_gerund(doc: Analysis, verb: int) -> bool:
    """Whether a clause is "having beaten", "being fined": its subject is the one of the verb above."""
    endings = syntax_words(doc.language).gerund_endings
    forms = [verb, *doc.dependents(verb, "aux")]
    return any(doc.form(each).lower().endswith(endings) for each in forms)
