"""The codebook's words of one language, laid out for quick look-up while a report is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from letapis.codebook import Codebook


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What extraction asks about single words; every set holds lemmas or forms in small letters."""

    persons: Mapping[str, str | None]
    offices: Mapping[str, str | None]
    groups: Mapping[str, str | None]
    organisations: Mapping[str, tuple[str, str | None]]
    known: Mapping[str, tuple[str, str | None, str | None]]
    countries: Mapping[str, str]
    relations: frozenset[str]
    measures: frozenset[str]
    counted: frozenset[str]
    votes: frozenset[str]
    crowds: frozenset[str]
    mere_numbers: frozenset[str]
    pronouns: Mapping[str, str]
    male: frozenset[str]
    female: frozenset[str]
    female_endings: tuple[str, ...]
    male_endings: tuple[str, ...]
    female_name_endings: tuple[str, ...]
    female_names: frozenset[str]
    male_names: frozenset[str]
    unclear_names: frozenset[str]
    person_endings: tuple[str, ...]
    no_persons: frozenset[str]
    naming_nouns: frozenset[str]
    mishaps: frozenset[str]
    unwitting: frozenset[str]
    play: frozenset[str]
    play_too: frozenset[str]
    authority: frozenset[str]
    speech: Mapping[str, str]
    doubtful: frozenset[str]
    according: frozenset[str]
    citing: frozenset[str]
    including: frozenset[str]
    place_prepositions: frozenset[str]
    inside: frozenset[str]
    responding: frozenset[str]
    sites: frozenset[str]
    areas: frozenset[str]
    penalties: tuple[str, ...]
    proceedings: frozenset[str]
    courts: frozenset[str]
    bare_offices: frozenset[str]
    attributive_groups: frozenset[str]
    reserve_groups: frozenset[str]
    concerning_groups: frozenset[str]
    concerning_states: frozenset[str]
    state_sectors: frozenset[str]
    aside: frozenset[str]
    human_groups: frozenset[str]
    grave_groups: frozenset[str]
    suffered_groups: frozenset[str]
    demanding_kinds: frozenset[str]
    occurring: frozenset[str]
    out_of: frozenset[str]
    attended: frozenset[str]
    during: frozenset[str]
    listed: Mapping[str, str]
    addressed_in_clause: Mapping[str, str]
    negations: frozenset[str]
    alternatives: frozenset[str]
    contrasts: frozenset[str]
    inverted: frozenset[str]
    prevented: frozenset[str]
    unfulfilled: frozenset[str]
    simultaneous: frozenset[str]
    dated_by_main: frozenset[str]
    later_on: frozenset[str]
    reason_nouns: frozenset[str]
    instead: frozenset[str]
    untrue: frozenset[str]
    assuring: frozenset[str]
    enabling: frozenset[str]
    laws: frozenset[str]
    naming_verbs: frozenset[str]
    open_questions: frozenset[str]
    open_manner: frozenset[str]
    facing: Mapping[str, Sequence[str]]
    conditions: frozenset[str]
    future: frozenset[str]
    planned: frozenset[str]
    due: frozenset[str]
    may: frozenset[str]
    possible: frozenset[str]
    demanded: frozenset[str]
    asked_with: frozenset[str]
    effecting: frozenset[str]
    called_off: frozenset[str]
    uncertain: frozenset[str]
    able: frozenset[str]
    setting: Mapping[str, Sequence[str]]
    first_person: frozenset[str]
    documents: frozenset[str]
    denying_kinds: frozenset[str]
    blaming_kinds: frozenset[str]
    voicing_kinds: Mapping[str, str]
    mild_threats: frozenset[str]
    threatened: frozenset[str]
    condition_nouns: frozenset[str]
    including_verbs: frozenset[str]
    hedges: frozenset[str]
    hedging: frozenset[str]
    seeming: frozenset[str]
    upcoming: frozenset[str]
    taking_up: Mapping[str, int]
    ever_since: tuple[str, ...]
    on_the_soil_of: frozenset[str]
    causing: frozenset[str]
    articles: frozenset[str]
    definite: frozenset[str]
    definite_numbers: frozenset[str]
    nameless: frozenset[str]
    saying_so: frozenset[str]
    clauseless: frozenset[str]
    relative_places: frozenset[str]
    going_on: frozenset[str]
    grounds: frozenset[str]
    grounds_of: Mapping[str, Sequence[str]]
    cleared: Mapping[str, Sequence[str]]
    reason_prepositions: frozenset[str]
    court_prepositions: frozenset[str]
    surely_about: frozenset[str]

    def country_of(self, word: str) -> str | None:
        """The code of the country that a name, adjective or national means."""
        return self.countries.get(word.casefold().removesuffix("'s").removesuffix("’s"))

    def is_party(self, lemma: str) -> bool:
        """Whether a noun is one for people or bodies, who can do something or have it done to them."""
        listed = any(
            lemma in table for table in (self.persons, self.groups, self.organisations, self.relations)
        )
        return listed or (lemma.endswith(self.person_endings) and lemma not in self.no_persons)

    def is_outlet(self, name: str) -> bool:
        """Whether a name is that of a publisher or broadcaster."""
        known = self.known.get(name.casefold())
        if known is not None:
            return known[0] == "outlet"
        return any(self.organisations.get(word.casefold(), ("",))[0] == "outlet" for word in name.split())

    def country_of_body(self, name: str) -> str | None:
        """The country of a well-known body."""
        known = self.known.get(name.casefold())
        return known[2] if known else None

    def sector_of_office(self, role: str) -> str | None:
        """The CAMEO sector of a person's office; none for an occupation, which is no part of a state or body.

        The longest office in the words counts, and of equal ones the first: "deputy interior minister".
        """
        words = role.casefold().split()
        spans = sorted(
            ((start, end) for start in range(len(words)) for end in range(start + 1, len(words) + 1)),
            key=lambda span: span[0] - span[1],
        )
        found = (" ".join(words[start:end]) for start, end in spans)
        return next((sector for office in found if (sector := self.offices.get(office))), None)

    def sector_of(self, name: str) -> str | None:
        """The CAMEO sector of a body by its name, or of an office by its words."""
        known = self.known.get(name.casefold())
        if known is not None:
            return known[1]
        folded = name.casefold()
        for table in (self.persons, self.groups):
            for words in (folded, *folded.split()):
                if table.get(words):
                    return table[words]
        head = folded.partition(" of ")[0].split()  # "Mill District *Court*", "*Ministry* of Defence"
        order = (*reversed(head), *folded.split())
        return next((found[1] for word in order if (found := self.organisations.get(word))), None)

    def gender_of(self, name: str) -> str | None:
        """The gender that a name shows: a known given name, a surname in -ova or -ov; None where unclear."""
        parts = name.casefold().split()
        if parts[-1].endswith(self.female_endings) or parts[0] in self.female_names:
            return "f"
        if parts[-1].endswith(self.male_endings) or parts[0] in self.male_names:
            return "m"
        unclear = len(parts) < 2 or parts[0] in self.unclear_names
        return "f" if not unclear and parts[0].endswith(self.female_name_endings) else None

    def gender_of_role(self, role: str) -> str | None:
        """The gender that a title shows ("Mrs", "spokesman")."""
        words = set(role.casefold().split())
        return "m" if words & self.male else "f" if words & self.female else None


@lru_cache(maxsize=4)
def vocabulary_for(codebook: Codebook, language: str) -> Vocabulary:
    """Lay out a codebook's words; kept, since every report of a run asks for the same."""
    words = codebook.words(language)
    moods, people, bodies, countries = words.modality, words.people, words.organisations, words.countries
    grammar = partial(words.frozen_list, "grammar")
    governing = partial(_single, hollow=grammar("hollow"))
    pronouns = words.entries("grammar")["pronouns"]
    return Vocabulary(
        persons={word: role.sector for word, role in words.roles.items()},
        offices={word: role.sector for word, role in words.roles.items() if role.office},
        groups={word: noun.sector for word, noun in people.nouns.items()},
        organisations={word: (noun.type, noun.sector) for word, noun in bodies.nouns.items()},
        known={
            name.casefold(): (each.type, each.sector, each.country) for name, each in bodies.known.items()
        },
        countries={
            name.casefold(): code
            for table in (countries.by_capital, countries.by_people, countries.by_name)
            for name, code in table.items()
        },
        relations=people.relations,
        measures=grammar("measures"),
        counted=grammar("counted"),
        votes=grammar("votes"),
        crowds=grammar("crowds"),
        mere_numbers=grammar("mere_numbers"),
        pronouns={form: sort for sort, forms in pronouns.items() for form in forms},
        male=grammar("male"),
        female=grammar("female"),
        female_endings=tuple(grammar("female_endings")),
        male_endings=tuple(grammar("male_endings")),
        female_name_endings=tuple(grammar("female_name_endings")),
        female_names=words.frozen_list("given_names", "female"),
        male_names=words.frozen_list("given_names", "male"),
        unclear_names=grammar("unclear_names"),
        person_endings=tuple(grammar("person_endings")),
        no_persons=grammar("no_persons"),
        naming_nouns=grammar("naming_nouns"),
        mishaps=grammar("mishaps"),
        unwitting=grammar("unwitting"),
        play=grammar("play"),
        play_too=grammar("play_too"),
        authority=grammar("authority"),
        speech=words.speech.verbs,
        doubtful=grammar("doubtful"),
        according=grammar("according"),
        citing=grammar("citing"),
        including=grammar("including"),
        place_prepositions=grammar("place"),
        inside=grammar("inside"),
        responding=grammar("responding"),
        sites=grammar("sites"),
        areas=grammar("areas"),
        proceedings=grammar("proceedings"),
        courts=grammar("courts"),
        bare_offices=grammar("bare_offices"),
        penalties=tuple(
            sorted(grammar("penalties"), key=lambda each: (each != "suspended", -len(each), each))
        ),
        attributive_groups=grammar("attributive_groups"),
        reserve_groups=grammar("reserve_groups"),
        concerning_groups=grammar("concerning_groups"),
        concerning_states=grammar("concerning_states"),
        state_sectors=grammar("state_sectors"),
        aside=grammar("aside"),
        human_groups=grammar("human_groups"),
        grave_groups=grammar("grave_groups"),
        suffered_groups=grammar("suffered_groups"),
        demanding_kinds=grammar("demanding"),
        occurring=grammar("occurring"),
        out_of=grammar("out_of"),
        attended=grammar("attended"),
        during=grammar("during"),
        listed=words.entries("grammar")["listed"],
        addressed_in_clause=words.entries("grammar")["addressed_in_clause"],
        negations=moods.negation,
        alternatives=grammar("alternatives"),
        contrasts=grammar("contrasts"),
        inverted=grammar("inverted"),
        prevented=governing(moods.failed),
        unfulfilled=grammar("unfulfilled"),
        simultaneous=grammar("simultaneous"),
        dated_by_main=grammar("dated_by_main"),
        later_on=grammar("later_on"),
        reason_nouns=grammar("reason_nouns"),
        instead=grammar("instead"),
        untrue=grammar("untrue"),
        assuring=grammar("assuring"),
        enabling=grammar("enabling"),
        laws=grammar("laws"),
        naming_verbs=grammar("naming_verbs"),
        open_questions=grammar("open_questions"),
        open_manner=grammar("open_manner"),
        facing=words.entries("grammar")["facing"],
        conditions=moods.conditional,
        future=moods.planned,
        planned=governing(moods.planned),
        due=governing(moods.due),
        may=moods.possible,
        possible=governing(moods.possible | moods.contexts) - grammar("hedging"),
        demanded=governing(moods.demanded),
        asked_with=grammar("asked_with"),
        effecting=grammar("effecting"),
        called_off=frozenset(each for each in moods.failed if " " in each),
        uncertain=grammar("uncertain"),
        able=grammar("able"),
        setting=words.entries("grammar")["setting"],
        first_person=grammar("first_person"),
        documents=grammar("documents"),
        denying_kinds=grammar("denying"),
        blaming_kinds=grammar("blaming"),
        mild_threats=grammar("mild_threats"),
        threatened=grammar("threatened"),
        condition_nouns=grammar("condition_nouns"),
        including_verbs=grammar("including_verbs"),
        voicing_kinds=words.entries("grammar")["voicing"],
        hedges=moods.hedges,
        hedging=grammar("hedging"),
        seeming=grammar("seeming"),
        upcoming=grammar("upcoming"),
        ever_since=tuple(grammar("ever_since")),
        on_the_soil_of=grammar("on_the_soil_of"),
        taking_up=words.entries("grammar")["taking_up"],
        causing=grammar("causing"),
        articles=grammar("articles"),
        definite=grammar("definite"),
        definite_numbers=grammar("definite_numbers"),
        nameless=grammar("nameless"),
        saying_so=grammar("saying_so"),
        clauseless=grammar("clauseless"),
        relative_places=grammar("relative_places"),
        going_on=grammar("going_on"),
        grounds=grammar("grounds"),
        grounds_of=words.entries("grammar")["grounds_of"],
        cleared=words.entries("grammar")["cleared"],
        reason_prepositions=grammar("reason_prepositions"),
        court_prepositions=grammar("court_prepositions"),
        surely_about=grammar("surely_about"),
    )


def _single(markers: frozenset[str], hollow: frozenset[str]) -> frozenset[str]:
    """The word of each marker that governs: *plan* of "plan to", *expect* of "be expected to"."""
    found = set()
    for marker in markers:
        content = [word for word in marker.split() if word not in hollow]
        if len(content) == 1:
            found.add(content[0])
    return frozenset(found)
