"""Where a report was filed from: many houses' styles, and sentences that only look like one."""

import pytest

from letapis.read.dateline import find_dateline


@pytest.mark.parametrize(
    ("paragraph", "place", "dateline", "agency", "day"),
    [
        ("ORLEC -- Police held ten.", "ORLEC", "ORLEC --", None, None),
        ("ORLEC, Sept. 3 (VNA) - Police held ten.", "ORLEC", "ORLEC, Sept. 3 (VNA) -", "VNA", (None, 9, 3)),
        (
            "ORLEC, September 3. /TASS/. Police held",
            "ORLEC",
            "ORLEC, September 3. /TASS/.",
            "TASS",
            (None, 9, 3),
        ),
        (
            "ORLEC. May 5 (Interfax) - The court",
            "ORLEC",
            "ORLEC. May 5 (Interfax) -",
            "Interfax",
            (None, 5, 5),
        ),
        ("(Orlec) – The authorities", "Orlec", "(Orlec) –", None, None),
        ("(Reuters) - Police held ten", None, "(Reuters) -", "Reuters", None),
        ("Orlec, September 3, 2020 – The court", "Orlec", "Orlec, September 3, 2020 –", None, (2020, 9, 3)),
        (
            "ORLEC, Thursday, 3 September 2020 — Ten",
            "ORLEC",
            "ORLEC, Thursday, 3 September 2020 —",
            None,
            (2020, 9, 3),
        ),
        (
            "NEW ORLEC/LIND, Veldania (AP) — Police",
            "NEW ORLEC/LIND, Veldania",
            "NEW ORLEC/LIND, Veldania (AP) —",
            "AP",
            None,
        ),
        ("St. Orlec (dpa) – Police", "St. Orlec", "St. Orlec (dpa) –", "dpa", None),
        ("Orlec — Police said ten people were held.", "Orlec", "Orlec —", None, None),
        ("ORLEC—The president", "ORLEC", "ORLEC—", None, None),
        ("ORLEC  --  “We stay,” he said", "ORLEC", "ORLEC  --", None, None),
        ("Orlec, 3 September 2020", "Orlec", "Orlec, 3 September 2020", None, (2020, 9, 3)),
    ],
)
def test_find_dateline(
    paragraph: str,
    place: str | None,
    dateline: str,
    agency: str | None,
    day: tuple[int | None, int, int] | None,
) -> None:
    found = find_dateline(paragraph)
    assert found is not None
    assert paragraph[: found.end] == dateline
    assert (paragraph[slice(*found.place)] if found.place else None) == place
    assert (paragraph[slice(*found.agency)] if found.agency else None) == agency
    assert ((found.day.year, found.day.month, found.day.day) if found.day else None) == day


@pytest.mark.parametrize(
    "paragraph",
    [
        "Police said ten people -- all of them students -- were held.",
        "KGB -- the security service -- said nothing.",
        "Anna Melk — “We will stay” — did not leave.",
        "The opposition — Melk said — will stay.",
        "UPDATE -- Police leave the square",
        "September 3 -- Police held ten",
        "VISIT the Orlec show, Oct. 11–14, in the park",
        "Ten held in Orlec – September 3, 2020",
        "ORLEC - POLICE HOLD TEN",
        "Ten people – among them Anna Melk – were held.",
        "",
    ],
)
def test_a_sentence_with_a_dash_is_no_dateline(paragraph: str) -> None:
    assert find_dateline(paragraph) is None
