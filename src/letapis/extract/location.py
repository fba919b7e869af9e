"""Where in the world a place of a report is: its words tied to the gazetteer, or left without an id."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from letapis.codebook import Place, load_places
from letapis.extract.vocabulary import Vocabulary
from letapis.model import Analysis, Claim, Mention, Quote, Report

_ARTICLE = re.compile(r"\A[Tt]he\s+")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
_AFTER_COMMA = re.compile(r",\s+((?:[^\W\d_][\w.'’-]*[ ]?){1,3})")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The countries that a report speaks of: those it names, the one it names most, that of its dateline."""

    text: str
    words: Vocabulary
    named: frozenset[str]
    most_named: str | None
    dateline: str | None

    def locate(self, claim: Claim) -> Claim:
        """The claim with the id, the point and the country of its place, where only one can be meant."""
        place = self._find(claim.place) if claim.place else None
        if claim.place is None or place is None:
            return claim
        mention = replace(claim.place, id=place.id, lat=place.lat, lon=place.lon, country=place.country)
        return replace(claim, place=mention)

    def _find(self, mention: Mention) -> Place | None:
        name = _ARTICLE.sub("", mention.name or mention.text)
        if not name[:1].isupper() or mention.sector is not None:
            return None  # "the capital", "a court", an office that things are said at
        inside = self.text.find(name, mention.start, mention.end)
        rest = self.text[(inside if inside >= 0 else mention.start) + len(name) :][:80]
        name = self._with_area(name, rest)
        candidates = load_places().candidates(name)
        for told in (self._qualifying(rest), self._described(mention)):
            near = told & {place.country for place in candidates}
            if near:
                return load_places().find(name, *near) if len(near) == 1 else None
        return self._choose(name, candidates, {mention.country, self.most_named, self.dateline})

    def _choose(self, name: str, candidates: Sequence[Place], countries: Set[str | None]) -> Place | None:
        """The place that a name means in some countries; None where it is in several of them.

        A place that is clear by itself gives way only to one that is well known too. A small town is believed
        only in a country that the report speaks of.
        """
        clear = load_places().find(name)
        near = {
            each.country
            for each in candidates
            if each.country in countries and (clear is None or each.prominent)
        }
        if len(near) == 1:
            return load_places().find(name, *near)
        known = clear is not None and (clear.prominent or clear.country in self.named | countries)
        return clear if known and not near else None

    def _with_area(self, name: str, rest: str) -> str:
        """A town's name with the word that makes it that of the land around: "Drava *region*"."""
        following = _NEXT_WORD.match(rest)
        if following is None or following[1].lower() not in self.words.areas:
            return name
        whole = any(place.kind == "country" for place in load_places().candidates(name))
        return name if whole else f"{name} {following[1]}"  # "Belarus state television" is in Belarus

    def _qualifying(self, rest: str) -> frozenset[str]:
        """The countries that the words after a comma may mean: both for "Athens, Georgia"."""
        found = _AFTER_COMMA.match(rest)
        if found is None:
            return frozenset()
        words = found[1].split()
        for count in range(len(words), 0, -1):
            places = load_places().candidates(" ".join(words[:count]))
            if countries := frozenset(each.country for each in places if each.kind != "city"):
                return countries
        return frozenset()

    def _described(self, mention: Mention) -> frozenset[str]:
        """The country that a mention's words give, beside its name: "the *Polish* town of …"."""
        by_name = self.words.country_of(mention.name or mention.text)
        return frozenset({mention.country} if mention.country and mention.country != by_name else ())


def look_around(report: Report, doc: Analysis, words: Vocabulary) -> Surroundings:
    """See which countries a report names, and from which one it is filed."""
    counts: Counter[str] = Counter()
    forms = [*map(doc.form, range(len(doc))), ""]
    for form, following in pairwise(forms):
        if not form[:1].isupper():
            continue
        code = words.country_of(form) or words.country_of(f"{form} {following}")
        if code is not None:
            counts[code] += 1
    first, second = [*counts.most_common(2), (None, 0), (None, 0)][:2]
    most = first[0] if first[1] > second[1] else None
    return Surroundings(report.text, words, frozenset(counts), most, _country_of(report.dateline, words))


def _country_of(dateline: Quote | None, words: Vocabulary) -> str | None:
    """The country of the place that a report is filed from: "MINSK", "OSH, Kyrgyzstan"."""
    for part in reversed(dateline.text.split(",")) if dateline else ():
        place = load_places().find(part)
        if code := words.country_of(part.strip()) or (place.country if place else None):
            return code
    return None
