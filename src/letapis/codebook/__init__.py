"""The codebook: what counts as which kind of happening, and the words that tell of it.

In: YAML, ours and a folder of the user's own. Out: Kinds, their Frames, the Words of a language, Places.
By hand: kinds/*.yaml, en/*.yaml, places/*.yaml. Never: reads a report, knows a named private person.
"""

from letapis.codebook.frames import Frame, Part, parse_frames
from letapis.codebook.kind import FrameLine, Kind, KindWords, NearMiss, Plover
from letapis.codebook.load import Codebook, FrameIndex, load_codebook
from letapis.codebook.places import Place, Places, load_places
from letapis.codebook.words import (
    Countries,
    Country,
    Modality,
    Noun,
    Organisation,
    Organisations,
    People,
    Role,
    Speech,
    Syntax,
    Words,
)

__all__ = [
    "Codebook",
    "Countries",
    "Country",
    "Frame",
    "FrameIndex",
    "FrameLine",
    "Kind",
    "KindWords",
    "Modality",
    "NearMiss",
    "Noun",
    "Organisation",
    "Organisations",
    "Part",
    "People",
    "Place",
    "Places",
    "Plover",
    "Role",
    "Speech",
    "Syntax",
    "Words",
    "load_codebook",
    "load_places",
    "parse_frames",
]
