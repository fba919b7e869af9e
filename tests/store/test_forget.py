"""A deleted report leaves no word in the file, and a line that says so."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from letapis.errors import UsageError
from letapis.issue import Issue
from letapis.store import (
    Chronicle,
    Filter,
    Judgement,
    delete_report,
    find_claims,
    find_deletion,
    find_deletions,
    find_issues,
    find_reports,
    keep_issue,
    keep_judgement,
    keep_report,
    open_chronicle,
)

SECRETS = (b"Zorny", b"zorny", b"Kvetka", b"witness-7", b"Arrests")


def keep(chronicle: Chronicle, stand_ins: SimpleNamespace, text: str, name: str, stage: str = "s") -> None:
    capture = stand_ins.make_capture(text, name)
    report = stand_ins.read_page(capture)
    keep_report(chronicle, capture, report, stage, stand_ins.extract_claims(report, None))


@pytest.fixture(autouse=True)
def filled(chronicle: Chronicle, stand_ins: SimpleNamespace) -> None:
    """One report with everything that can hang on it, between many others."""
    for number in range(30):
        keep(chronicle, stand_ins, f"Day {number}\nCourt fined Vera Luzhan in Orlec.", f"other-{number}.txt")
    secret = (
        "Arrests on Kvetka street\nPolice detained Ales Zorny in Orlec.\n" + "Kvetka street again. " * 2000
    )
    keep(chronicle, stand_ins, secret, "witness-7.txt")
    keep(chronicle, stand_ins, secret, "witness-7.txt", "s2")
    keep(chronicle, stand_ins, secret + "Later: Zorny is free.", "witness-7.txt", "s2")
    keep_issue(chronicle, Issue("witness-7.txt", "date", "no day found", fatal=False))
    (kept,) = find_claims(chronicle, Filter(report="witness-7.txt"))
    correction = Judgement(
        kept.claim.key, "correct", "reader", datetime.now(UTC), "Kvetka said so", "place", "Kvetka street"
    )
    keep_judgement(chronicle, correction)
    keep(chronicle, stand_ins, "Last day\nCourt fined Vera Luzhan.", "last.txt")


def bytes_of(chronicle: Chronicle) -> bytes:
    """The file and whatever lies beside it."""
    return b"".join(path.read_bytes() for path in sorted(chronicle.path.parent.glob("chronicle.db*")))


def test_no_word_is_left(chronicle: Chronicle) -> None:
    before = bytes_of(chronicle)
    assert all(secret in before for secret in SECRETS)
    deletion = delete_report(chronicle, "witness-7.txt", who="desk", why="asked for")
    assert deletion.purged
    after = bytes_of(chronicle)
    assert [secret for secret in SECRETS if secret in after] == []
    assert b"Luzhan" in after


def test_everything_that_hung_on_it_is_gone(chronicle: Chronicle) -> None:
    deletion = delete_report(chronicle, "witness-7.txt", who="desk", why="asked for")
    assert (deletion.reports, deletion.claims, deletion.judgements) == (2, 3, 1)
    assert len(deletion.digests) == 2
    assert len(find_reports(chronicle)) == 31
    assert find_issues(chronicle) == []
    assert find_reports(chronicle, "kvetka") == []
    assert list(find_claims(chronicle, Filter(words="zorny", superseded=True))) == []


def test_what_stays_has_no_content(chronicle: Chronicle, stand_ins: SimpleNamespace) -> None:
    done = delete_report(chronicle, "witness-7.txt", who="desk", why="asked for")
    left = find_deletions(chronicle)
    assert {digest for each in left for digest in each.digests} == set(done.digests)
    assert {(each.who, each.why) for each in left} == {("desk", "asked for")}
    assert sum(each.claims for each in left) == 3
    found = find_deletion(chronicle, "witness-7.txt", "another digest")
    assert found
    assert found.who == "desk"
    assert find_deletion(chronicle, "moved-elsewhere.txt", done.digests[0])
    assert find_deletion(chronicle, "other-1.txt", "another digest") is None


def test_another_reader_delays_the_purge_but_not_the_deletion(
    chronicle: Chronicle, monkeypatch: pytest.MonkeyPatch
) -> None:
    chronicle.close()
    monkeypatch.setattr("letapis.store.connect.WAIT", 100)
    impatient, other = open_chronicle(chronicle.path), open_chronicle(chronicle.path)
    with other.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM reports").scalar()
        deletion = delete_report(impatient, "witness-7.txt", who="desk", why="asked for")
    assert not deletion.purged
    assert len(find_reports(impatient)) == 31
    impatient.close()
    other.close()
    assert [secret for secret in SECRETS if secret in bytes_of(chronicle)] == []


def test_an_unknown_report_cannot_be_deleted(chronicle: Chronicle) -> None:
    with pytest.raises(UsageError, match=r"nothing\.txt"):
        delete_report(chronicle, "nothing.txt", who="desk", why="asked for")
    assert find_deletions(chronicle) == []


def test_the_index_still_finds_the_others(chronicle: Chronicle) -> None:
    delete_report(chronicle, "witness-7.txt", who="desk", why="asked for")
    assert len(find_reports(chronicle, "luzhan")) == 31
    assert len(list(find_claims(chronicle, Filter(words="fined orlec")))) == 30
