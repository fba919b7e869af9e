"""The codebook: what counts as which kind of happening, and the words that tell of it.

In: YAML, ours and a folder of the user's own. Out: Kinds, their Frames, the Words of a language.
By hand: kinds/*.yaml, en/*.yaml. Never: reads a report, knows a named private person.
"""

from letapis.codebook.frames import Frame, Part, parse_frames
from letapis.codebook.kind import FrameLine, Kind, KindWords, NearMiss, Plover
from letapis.codebook.load import Codebook, FrameIndex, load_codebook
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
    "Plover",
    "Role",
    "Speech",
    "Words",
    "load_codebook",
    "parse_frames",
]
