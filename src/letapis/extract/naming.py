"""What a noun phrase is: a person, a body, a group, a place; with which name, office and country."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from letapis.extract.joined import expand, is_excluded, preposition_of
from letapis.extract.names import settle_entities
from letapis.extract.phrases import counted_head, full_phrase, phrase_tokens, quote_tokens
from letapis.extract.syntaxwords import syntax_words
from letapis.extract.vocabulary import Vocabulary
from letapis.model import Analysis, Entity, Mention

_ARTICLE = re.compile(r"\A(the|an?)(\s+|\Z)", re.IGNORECASE)
_LONGEST_ROLE = 120
_LONGEST_COUNTRY = 6
PARTIES = frozenset({"person", "organisation", "group", "outlet"})
"""Types of what can do something, or have it done to them."""

_POSSESSIVE = re.compile(r"(['’]s|['’])\Z")


@dataclass(frozen=True, slots=True)
class Naming:
    """The entities of a report by token, and the words that tell what a noun is."""

    doc: Analysis
    words: Vocabulary
    entity_at: dict[int, Entity]
    _described: dict[int, Mention] = field(default_factory=dict, init=False, repr=False, compare=False)
    _able: dict[int, bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    def entities(self) -> tuple[Entity, ...]:
        """The named spans in text order."""
        return tuple(dict.fromkeys(self.entity_at.values()))

    def entity_of(self, head: int) -> Entity | None:
        """The named span that a phrase is about: the one over its head, or the name its title leads to."""
        if head in self.entity_at:
            return self.entity_at[head]
        start, end = phrase_tokens(self.doc, head)
        for token in range(end - 1, start - 1, -1):
            entity = self.entity_at.get(token)
            if entity and entity.type == "person" and self._leads_to(head, token):
                return entity
        return None

    def apposed_entities(self, head: int) -> tuple[Entity, ...]:
        """All persons that an apposition names: "two co-defendants, *Ludvik Dubov* and *Petra Vrana*"."""
        first = self.apposed_entity(head)
        if first is None:
            return ()
        joined = [
            self.entity_at[token]
            for token in expand(self.doc, self.head_of(first))
            if token in self.entity_at
        ]
        return tuple(dict.fromkeys([first, *(each for each in joined if each.type == "person")]))

    def head_of(self, entity: Entity) -> int:
        """The word of a name that the rest of it hangs on."""
        inside = range(entity.start, entity.end)
        return next((i for i in inside if self.doc.heads[i] not in inside), entity.start)

    def apposed_entity(self, head: int) -> Entity | None:
        """The person that an apposition names, if nobody else: "another member, *Lilia Dubova*"."""
        entity = self._apposed(head)
        return None if entity is not None and self._may_name_another(entity) else entity

    def _may_name_another(self, entity: Entity) -> bool:
        """Whether two people stand before a name: "the lawyer of the student, *Mirka Dol*", may be either."""
        doc, near = self.doc, entity.start - 2
        if near < 0 or doc.form(entity.start - 1) != "," or not self.is_person_noun(near):
            return False
        owner = doc.heads[near]
        return owner < near and doc.labels[near] == "nmod" and self.is_person_noun(owner)

    def is_person_noun(self, token: int) -> bool:
        """Whether a word is a noun for one person: an office, a trade, kin."""
        lemma, plural = self.doc.lemmas[token].lower(), "Number=Plur" in self.doc.feats[token]
        known = lemma in self.words.persons or lemma in self.words.relations
        return known and self.doc.upos[token] == "NOUN" and not plural

    def _apposed(self, head: int) -> Entity | None:
        after = self.entity_at.get(head + 1)
        if after and after.type == "person" and after.start == head + 1 and self.doc.upos[head] == "NOUN":
            return after  # "the blogger Nika Holub", however the parser hangs the name
        for child in self.doc.dependents(head, "appos"):
            entity = self.entity_at.get(child) or self.entity_of(child)
            if entity and entity.type == "person" and not is_excluded(self.doc, child):
                return entity  # "the sergeant, *not Colonel Dubov*" names nobody
        return self._set_off_by_commas(head)

    def _set_off_by_commas(self, head: int) -> Entity | None:
        """A name between commas right after a noun for a person: "its director, *Ramiro Dubov*, and"."""
        doc = self.doc
        lemma = doc.lemmas[head].lower()
        if doc.upos[head] != "NOUN" or not (lemma in self.words.persons or lemma in self.words.relations):
            return None
        comma = phrase_tokens(doc, head)[1]
        entity = self.entity_at.get(comma + 1)
        if comma + 1 >= len(doc) or doc.form(comma) != "," or entity is None or entity.type != "person":
            return None
        closing = doc.form(entity.end) if entity.end < len(doc) else "."
        return entity if entity.start == comma + 1 and closing in (",", ".", ";", ":") else None

    def describe(self, head: int) -> Mention:
        """The mention that a noun phrase's words alone give, before anything is resolved."""
        if head not in self._described:
            self._described[head] = self._describe(head)
        return self._described[head]

    def _describe(self, head: int) -> Mention:
        doc = self.doc
        start, end = phrase_tokens(doc, head)
        entity = self.entity_of(head)
        if entity is not None:
            start, end = min(start, entity.start), max(end, entity.end)
        quote = quote_tokens(doc, start, end)
        noun = counted_head(doc, head, self.words.measures)
        if entity is not None and not self._is_description(head, entity):
            return self._named(head, entity, quote.text, quote.start, quote.end)
        apposed = self.apposed_entity(head)
        if apposed is not None:
            given = self.name_of(apposed)
            role = quote.text
            return Mention(
                quote.text,
                quote.start,
                quote.end,
                given,
                "person",
                role=role,
                country=self._country(start, end),
                sector=self.words.sector_of_office(role),
            )
        after = self.entity_at.get(head + 1)
        if after and after.type == "organisation" and after.start == head + 1 and doc.upos[head] == "NOUN":
            whole = quote_tokens(doc, start, after.end)  # "the coalition *Free Veldania*"
            return self._named(after.start, after, whole.text, whole.start, whole.end)
        lemma = self.noun_at(noun)
        type_, sector = self._type_of_noun(noun, lemma)
        if type_ == "person":
            up_to = doc.text[doc.starts[start] : doc.ends[min(noun + 1, end - 1)]]
            sector = self.words.sector_of_office(up_to) or sector  # "the *prosecutor general*" is no soldier
        name = self._organisation_name(start, end) if type_ in ("organisation", "outlet") else None
        relation = lemma if lemma in self.words.relations and doc.dependents(noun, "nmod:poss") else None
        return Mention(
            quote.text,
            quote.start,
            quote.end,
            name,
            type_,
            relation=relation,
            country=self._country(start, end),
            sector=sector,
        )

    def can_act(self, head: int) -> bool:
        """Whether a phrase is a party: a name, a pronoun, a noun for people or bodies."""
        if head not in self._able:
            self._able[head] = self._can_act(head)
        return self._able[head]

    def _can_act(self, head: int) -> bool:
        doc = self.doc
        noun = counted_head(doc, head, self.words.measures)
        for token in (head, noun):
            if token in self.entity_at or doc.upos[token] in ("PROPN", "PRON", "NUM"):
                return True
            if self.words.is_party(self.noun_at(token)) or doc.lemmas[token].lower() in self.words.crowds:
                return True
            if self._seen_as(token) in PARTIES:
                return True
        return self.apposed_entity(head) is not None

    def _seen_as(self, token: int) -> str:
        """What the model takes a noun for by itself; "" where it takes it for nothing, or nobody looked."""
        return self.doc.mentions[token] if self.doc.mentions else ""

    def is_mere_number(self, head: int) -> bool:
        """Whether a phrase only counts: nobody is taken in "puts *the number* in custody at 38"."""
        counted = counted_head(self.doc, head, self.words.measures)
        return self.doc.lemmas[head].lower() in self.words.mere_numbers and counted == head

    def noun_at(self, token: int) -> str:
        """A token's lemma, or its form where only that is a known noun for people or bodies."""
        lemma, form = self.doc.lemmas[token].lower(), self.doc.form(token).lower()
        for word in (lemma, form, form.removesuffix("s")):
            if self.words.is_party(word):
                return word
        return lemma

    def is_where(self, head: int) -> bool:
        """Whether a name stands behind "in" or "near", where only places do."""
        at = head
        while self.doc.labels[at] == "conj" and self.doc.heads[at] != at:
            at = self.doc.heads[at]
        entity = self.entity_at.get(head)
        named = entity is not None and entity.type == "person"
        return named and preposition_of(self.doc, at) in self.words.inside

    def is_manner(self, head: int) -> bool:
        """Whether a phrase says how many at a time: "detained by *the thousand*"."""
        bare = (
            self.doc.lemmas[head].lower() in self.words.crowds and "Number=Plur" not in self.doc.feats[head]
        )
        article = any(
            self.doc.form(child).lower() in self.words.articles for child in self.doc.dependents(head, "det")
        )
        return (
            bare
            and article
            and preposition_of(self.doc, head) in syntax_words(self.doc.language).agent
            and not self.doc.dependents(head, "nmod")
        )

    def is_thing(self, head: int) -> bool:
        """Whether a pronoun can only mean a thing or a body."""
        return self.words.pronouns.get(self.doc.form(head).lower()) == "thing"

    def place_in(self, head: int) -> Mention | None:
        """The place that a phrase is or names: a place's name, the one inside it, else a body as a place."""
        doc, entity = self.doc, self.entity_at.get(head)
        if entity and entity.type == "place":
            return self.describe(head)
        for token in doc.subtree(head):
            inner = self.entity_at.get(token)
            if (
                inner
                and inner.type == "place"
                and doc.labels[token] in ("nmod", "compound", "nmod:poss", "flat")
            ):
                return self.describe(token)
        lemma = doc.lemmas[head].lower()
        site = lemma in self.words.sites or self._seen_as(head) == "place"
        if (entity and entity.type == "organisation") or site:
            return replace(self.describe(head), type="place")
        return None

    def name_of(self, entity: Entity) -> str:
        """An entity's name without an article before it or a possessive after it."""
        text = quote_tokens(self.doc, entity.start, entity.end).text
        text = _POSSESSIVE.sub("", re.sub(r"\s+", " ", text))
        return re.sub(r"\A[Tt]he ", "", text)

    def _leads_to(self, head: int, token: int) -> bool:
        """Whether a name inside a phrase is the phrase's own and not that of a part of it."""
        for at in (token, *self.doc.ancestors(token)):
            if at == head:
                return True
            if self.doc.labels[at] not in ("flat", "compound", "nmod:desc", "goeswith"):
                return False
        return False

    def _is_description(self, head: int, entity: Entity) -> bool:
        """A place or body that only qualifies a common noun ("Minsk residents") does not name it."""
        return entity.type != "person" and not entity.start <= head < entity.end

    def _named(self, head: int, entity: Entity, text: str, start: int, end: int) -> Mention:
        doc, name = self.doc, self.name_of(entity)
        before = doc.text[start : doc.starts[entity.start]].strip()
        role = _ARTICLE.sub("", before) or None
        org = None
        if entity.type == "person":
            if role is None:
                role = self._apposed_role(head)
            bodies = [
                self.entity_at[i]
                for i in doc.tokens_between(start, doc.starts[entity.start])
                if i in self.entity_at and self.entity_at[i].type == "organisation"
            ]
            if role and bodies:
                org = self.name_of(bodies[0])
        type_ = entity.type
        if type_ == "organisation" and self.words.is_outlet(name):
            type_ = "outlet"
        country, sector = self._belonging(entity, role, org, start, end)
        return Mention(text, start, end, name, type_, role=role, org=org, country=country, sector=sector)

    def _belonging(
        self, entity: Entity, role: str | None, org: str | None, start: int, end: int
    ) -> tuple[str | None, str | None]:
        """The country and sector of a name: a person has those of the office or body before it, or none."""
        inside, name = self.doc.tokens_between(start, end), self.name_of(entity)
        if entity.type != "person":
            country = self._country(inside.start, inside.stop) or self.words.country_of_body(name)
            return country, self.words.sector_of(name) or (self.words.sector_of(role) if role else None)
        country = self._country(inside.start, entity.start) or self._country(entity.end, inside.stop)
        if org is not None:
            country = country or self.words.country_of_body(org)
        return country, self.words.sector_of_office(role) if role else None

    def _apposed_role(self, head: int) -> str | None:
        for child in self.doc.dependents(head, "appos"):
            if child not in self.entity_at or self.entity_at[child].type != "person":
                start, end = full_phrase(self.doc, child)
                text = quote_tokens(self.doc, start, end).text
                return _ARTICLE.sub("", text) if len(text) <= _LONGEST_ROLE else None
        return None

    def _type_of_noun(self, noun: int, lemma: str) -> tuple[str, str | None]:
        plural = "Number=Plur" in self.doc.feats[noun]
        if lemma in self.words.persons:
            return ("group" if plural else "person"), self.words.persons[lemma]
        if lemma in self.words.relations:
            return ("group" if plural else "person"), None
        if lemma in self.words.groups:
            return "group", self.words.groups[lemma]
        if lemma in self.words.organisations:
            type_, sector = self.words.organisations[lemma]
            return ("group" if plural else type_), sector
        if noun in self.entity_at:
            return self.entity_at[noun].type, None
        seen = self._seen_as(noun)
        return ("group" if plural or seen not in PARTIES else seen), None

    def _organisation_name(self, start: int, end: int) -> str | None:
        """The name of a body that the reader's model missed: a phrase with a capital inside."""
        words = [self.doc.form(i) for i in range(start, end)]
        if self.doc.upos[start] == "DET":
            words, start = words[1:], start + 1
        if not words or not any(self.doc.upos[i] == "PROPN" for i in range(start, end)):
            return None
        text = quote_tokens(self.doc, start, end).text
        return _POSSESSIVE.sub("", text) if text[:1].isupper() or text[:1].isdigit() else None

    def _country(self, start: int, end: int) -> str | None:
        """The country that the words name; the longest name counts: "Democratic Republic of the Congo"."""
        for token in range(start, end):
            for last in range(min(end, token + _LONGEST_COUNTRY) - 1, token - 1, -1):
                words = self.doc.text[self.doc.starts[token] : self.doc.ends[last]]
                if (code := self.words.country_of(words)) is not None:
                    return code
        return None


def name_phrases(doc: Analysis, words: Vocabulary) -> Naming:
    """Make a report's entities ready to be looked up by token."""
    entities = settle_entities(doc, words)
    return Naming(doc, words, {token: each for each in entities for token in range(each.start, each.end)})
