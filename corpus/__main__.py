"""The corpus's own commands: python -m corpus COMMAND --help."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

import yaml

from corpus import coverage, variety
from corpus.agreement import GOLD, agree, load_scorer
from corpus.check import check, repeated_names
from corpus.gold import gold
from corpus.notation import Marked, load, parse
from corpus.spans import spans
from letapis.codebook import load_codebook

HERE = Path(__file__).parent
SPLITS = ("train", "dev", "test")


def check_files(options: argparse.Namespace) -> int:
    """Print what is wrong, file by file; 1 where an error is found."""
    codebook = load_codebook()
    errors = reminders = 0
    reports: list[Marked] = []
    for path in options.files or sorted((HERE / "en").glob("*.txt")):
        report, problems = parse(path.read_text(encoding="utf-8"))
        reports.append(report)
        if not problems:
            problems = check(report, codebook)
        if report.id != path.stem:
            print(f"{path}:1: the id is not the file's name")
            errors += 1
        for problem in problems:
            reminders += problem.warning
            errors += not problem.warning
            if options.reminders or not problem.warning:
                print(f"{path}:{problem.line}: {'look again: ' if problem.warning else ''}{problem.message}")
    for name, ids in repeated_names(reports).items():
        print(f"one name in several reports: {name}: {', '.join(ids)}")
    claims = sum(len(report.claims) for report in reports)
    sentences = sum(len(report.sentences) for report in reports)
    print(
        f"{len(reports)} reports, {sentences} sentences, {claims} claims: "
        f"{errors} errors, {reminders} reminders"
        + ("" if options.reminders or not reminders else " (--reminders lists them)"),
        file=sys.stderr,
    )
    return 1 if errors else 0


def load_split(name: str | None = None) -> dict[str, list[Marked]]:
    """The reports of a split, or of each."""
    return {split: load(corpus_files(split)) for split in SPLITS if name in (None, split)}


def corpus_files(split: str) -> list[Path]:
    """The files of a split, by the writer that a file's name opens with."""
    writers: dict[str, list[str]] = yaml.safe_load((HERE / "split.yaml").read_text(encoding="utf-8"))
    return sorted(path for writer in writers[split] for path in (HERE / "en").glob(f"{writer}-*.txt"))


def write_records(options: argparse.Namespace) -> int:
    """Print the gold of a split, or its spans, as JSON Lines."""
    for split, reports in load_split(options.split).items():
        for report in reports:
            record = gold(report) if options.form == "gold" else spans(report, split)
            print(json.dumps(record, ensure_ascii=False))
    return 0


def print_coverage(options: argparse.Namespace) -> int:
    """Print what the marks cover, split by split."""
    print(coverage.table({split: coverage.count(reports) for split, reports in load_split().items()}))
    return 0


def print_variety(options: argparse.Namespace) -> int:
    """Print the measures of variety of each split, of GUM's news and of any other texts given."""
    splits = load_split()
    columns = {
        split: variety.describe(report.text for report in several) for split, several in splits.items()
    }
    columns["GUM news"] = variety.describe(variety.news_of_gum(options.gold / "ud"))
    columns |= {path.stem: variety.describe([path.read_text(encoding="utf-8")]) for path in options.texts}
    print(variety.table(columns))
    skeletons = variety.templates(report for several in splits.values() for report in several)
    print("\nSentences that are alike, most first:")
    for skeleton, times in skeletons.most_common(10):
        print(f"{times:3} {skeleton}")
    return 0


def measure_agreement(options: argparse.Namespace) -> int:
    """Print how far the two codings of a folder's reports agree."""
    seconds = load(options.seconds.glob("*.txt"))
    if not seconds:
        raise FileNotFoundError(f"there are no reports in {options.seconds}")
    firsts = {report.id: report for report in load(options.firsts / f"{report.id}.txt" for report in seconds)}
    figures, lines = agree([(firsts[report.id], report) for report in seconds], load_scorer()["score"])
    for name, figure in figures.items():
        print(f"{name:14} {figure}")
    if options.differences:
        print(*lines, sep="\n")
    return 0


def main() -> int:
    """Run one command."""
    parser = argparse.ArgumentParser(prog="python -m corpus", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser(
        "check", help="is the notation kept to? (python -m corpus check corpus/en/w1-*.txt)"
    )
    command.add_argument("files", nargs="*", type=Path, metavar="FILE", help="default: the whole corpus")
    command.add_argument("--reminders", action="store_true", help="also list what may have been forgotten")
    command.set_defaults(run=check_files)
    for form, purpose in (("gold", "for the claim scorer"), ("spans", "for training")):
        command = commands.add_parser(form, help=f"a split {purpose} (python -m corpus {form} --split dev)")
        command.add_argument("--split", choices=("train", "dev", "test"), help="default: all reports")
        command.set_defaults(run=write_records, form=form)
    command = commands.add_parser("coverage", help="kinds, rules and names (python -m corpus coverage)")
    command.set_defaults(run=print_coverage)
    command = commands.add_parser("variety", help="beside other news (python -m corpus variety REPORT.txt)")
    command.add_argument("texts", nargs="*", type=Path, metavar="TEXT", help="other texts to set beside ours")
    command.add_argument("--gold", type=Path, default=GOLD, metavar="FOLDER", help="third-party data")
    command.set_defaults(run=print_variety)
    command = commands.add_parser("agreement", help="how far two coders agree (python -m corpus agreement)")
    command.add_argument("--firsts", type=Path, default=HERE / "twice" / "first", metavar="FOLDER")
    command.add_argument("--seconds", type=Path, default=HERE / "twice" / "second", metavar="FOLDER")
    command.add_argument("--differences", action="store_true", help="also list every disagreement")
    command.set_defaults(run=measure_agreement)
    options = parser.parse_args()
    try:
        result: int = options.run(options)
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return result


if __name__ == "__main__":
    sys.exit(main())
