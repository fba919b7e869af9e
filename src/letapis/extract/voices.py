"""Who says the words that a pronoun is in, and whether the pronoun may mean whoever says them."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from letapis.extract.attribution import Attribution
from letapis.extract.naming import Naming
from letapis.extract.syntax import surface_subjects


@dataclass(frozen=True, slots=True)
class Voices:
    """The speakers of a report, asked by the pronouns in what they say."""

    naming: Naming
    attribution: Attribution

    def over(self, pronoun: int) -> tuple[int, ...]:
        """Who says the clause that a pronoun is the subject of, in the report's words, not their own.

        Nobody where it is asked for, not said, nor in quotation marks: whoever is quoted calls themselves
        "I", and the "he" of a quotation is another.
        """
        doc = self.naming.doc
        clause = doc.heads[pronoun]
        governor = doc.heads[clause]
        stance = self.naming.words.speech.get(doc.lemmas[governor].lower())
        subject = doc.labels[pronoun].startswith("nsubj") and doc.labels[clause] == "ccomp"
        if not subject or stance in (None, "asks") or self.quoting(pronoun):
            return ()
        return surface_subjects(doc, governor)

    def quoting(self, pronoun: int) -> tuple[int, ...]:
        """Whose very words a pronoun is in, whom it cannot mean; nobody's outside quotation marks."""
        return self.attribution.quoting(pronoun)

    def may_mean_nameless(self, pronoun: int, named: Container[int]) -> bool:
        """Whether the speaker is nameless, and no name may be given: "one of them says *he* was beaten"."""
        doc, words = self.naming.doc, self.naming.words
        speakers = self.over(pronoun)
        if len(speakers) != 1 or speakers[0] in named:
            return False
        noun, upos = doc.lemmas[speakers[0]].lower(), doc.upos[speakers[0]]
        person = noun in words.persons or noun in words.relations
        return upos in ("NUM", "DET") or noun in words.nameless or (person and upos == "NOUN")

    def speaks_of_another(self, speaker: int, gender: str) -> bool:
        """ "*her* lawyer said that she …": the speaker is described by the one who is spoken of."""
        doc, pronouns = self.naming.doc, self.naming.words.pronouns
        return any(
            pronouns.get(doc.form(each).lower()) == gender
            for each in doc.subtree(speaker)
            if doc.labels[each] == "nmod:poss"
        )
