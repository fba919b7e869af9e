"""Writes docs/reference from the code, so that it cannot say anything else: see scripts/docs.

`--check` writes nothing, names what is not current, and exits with 1 if there is any.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import itertools
import pkgutil
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import click

import letapis
from letapis import cli, settings
from letapis.codebook import Kind, kind

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
MADE = "<!-- Made by scripts/docs from the code; changes here are lost. -->"
WIDTH = 88


def write_commands() -> Iterator[str]:
    """Every command with the help it prints itself."""
    yield "# The command line"
    yield "Every command, as `letapis COMMAND --help` prints it."
    for context in walk_commands(cli.main, "letapis", None):
        yield f"## {context.command_path}"
        yield f"```text\n{context.command.get_help(context)}\n```"


def walk_commands(command: click.Command, name: str, parent: click.Context | None) -> Iterator[click.Context]:
    """The command and everything under it, each in a context that knows its full name."""
    context = click.Context(
        command, info_name=name, parent=parent, max_content_width=WIDTH, terminal_width=WIDTH
    )
    yield context
    if isinstance(command, click.Group):
        for under in command.list_commands(context):
            found = command.get_command(context, under)
            if found is not None and not found.hidden:
                yield from walk_commands(found, under, context)


def write_python() -> Iterator[str]:
    """Every public name of the package and of each room, once."""
    yield "# From Python"
    yield "The package itself has what most programs need. The rooms behind it have the rest."
    rooms = [f"letapis.{room.name}" for room in pkgutil.iter_modules(letapis.__path__) if room.ispkg]
    told: dict[int, str] = {}
    for name in ["letapis", "letapis.errors", "letapis.issue", *rooms]:
        module = importlib.import_module(name)
        yield f"## {name}"
        yield describe(module)
        for public in public_names(module):
            thing = getattr(module, public)
            if inspect.ismodule(thing):  # a room that is called by its verb, as in letapis.read(text)
                thing = letapis._VERBS[thing.__name__]
            if id(thing) in told and not isinstance(thing, str | tuple | frozenset):
                yield f"`{public}`: see [{told[id(thing)]}](#{told[id(thing)].replace('.', '')})."
                continue
            told[id(thing)] = name
            yield from write_name(public, thing)


def public_names(module: ModuleType) -> list[str]:
    """What the module says it exports; for a module without `__all__`, the classes made in it."""
    made = [key for key, value in vars(module).items() if getattr(value, "__module__", "") == module.__name__]
    return getattr(module, "__all__", made)


def write_name(name: str, thing: Any) -> Iterator[str]:
    """One public name: how it is called, what it says of itself, and its methods."""
    yield f"### {name}"
    if not inspect.isclass(thing) and not inspect.isroutine(thing):
        yield f"```python\n{name} = {show_value(thing)}\n```"
    elif inspect.isclass(thing) and issubclass(thing, Exception):
        yield describe(thing)
    else:
        yield f"```python\n{show_call(name, thing)}\n```"
        yield describe(thing)
        if inspect.isclass(thing):
            yield from write_methods(name, thing)


def write_methods(name: str, thing: type) -> Iterator[str]:
    """The public methods and properties that the class itself has."""
    for key, value in vars(thing).items():
        if key.startswith("_"):
            continue
        if isinstance(value, property | functools.cached_property):
            yield f"```python\n{name}.{key}\n```"
            yield describe(value)
        elif inspect.isroutine(value):
            function = getattr(value, "__func__", value)
            yield f"```python\n{show_call(f'{name}.{key}', function)}\n```"
            yield describe(function)


def show_call(name: str, thing: Any) -> str:
    """The name with its parameters, one a line where they are many."""
    signature = inspect.signature(thing)
    kept = [one for one in signature.parameters.values() if one.name not in ("self", "cls")]
    if inspect.isclass(thing):
        signature = signature.replace(return_annotation=inspect.Signature.empty)
    call = name + str(signature.replace(parameters=kept))
    if len(call) > WIDTH:
        # Types are written as strings, so no comma inside them stands before a name and a colon.
        opening, _, rest = call.partition("(")
        inside, _, after = rest.rpartition(")")
        lines = re.split(r", (?=\*|/|\w+:)", inside)
        call = f"{opening}(\n" + "".join(f"    {line},\n" for line in lines) + f"){after}"
    return re.sub(r"(: |-> )'([^']*)'", r"\1\2", call)


def show_value(value: object) -> str:
    """A constant as it would be typed; a set in order, since its own order changes from run to run."""
    if isinstance(value, set | frozenset):
        return "{" + ", ".join(repr(item) for item in sorted(value)) + "}"
    text = repr(value)
    return text if len(text) < 400 else f"{text[:400]} …"


def describe(thing: Any) -> str:
    """The docstring as Markdown: doctests become code; what @dataclass writes by itself is left out."""
    words = inspect.getdoc(thing) or ""
    if words.startswith(f"{getattr(thing, '__name__', '')}("):
        return ""
    return re.sub(r"(?ms)^>>> .*?(?=\n\n|\Z)", lambda found: f"```python\n{found[0]}\n```", words)


def write_kinds() -> Iterator[str]:
    """Every kind of the codebook: what it is, what it is not, and the words that tell of it."""
    yield "# The codebook"
    yield "What each kind of act is, what it is not, and the frames by which it is found."
    yield "## The notation of frames"
    yield (inspect.getdoc(kind) or "").partition("\n\n")[2]
    kinds = letapis.load_codebook().kinds
    found = kinds.values() if isinstance(kinds, Mapping) else kinds
    for group, members in itertools.groupby(found, key=lambda one: one.group):
        yield f"## {group.replace('_', ' ').capitalize()}"
        for one in members:
            yield from write_kind(one)


def write_kind(one: Kind) -> Iterator[str]:
    """One kind, as a section of its own."""
    yield f"### {one.name}"
    yield one.definition
    facts = [f"{role}: {words}" for role, words in one.roles.items()]
    facts += [f"details: {', '.join(f'`{name}`' for name in one.details)}"] if one.details else []
    plover = ", ".join(each.type + (f" ({each.mode})" if each.mode else "") for each in one.plover)
    facts.append(f"PLOVER: {plover or 'none'}")
    yield "\n".join(f"- {fact}" for fact in facts)
    if one.near_misses:
        yield "Not to be taken for it:"
        yield "\n".join(f"- [{miss.kind}](#{miss.kind}): {miss.because}" for miss in one.near_misses)
    for language, words in one.words.items():
        lines = "".join(f"  {line.written}\n" for line in words.lines())
        yield f"```text\n{language}\n{lines}```"


def write_settings() -> Iterator[str]:
    """Every setting."""
    yield "# Settings"
    yield "What can be set from outside. `letapis settings` shows the values in force."
    rows = "\n".join(
        f"| `{s.name}` | `{s.variable}` | {s.default and f'`{s.default}`'} | {s.help} |"
        for s in settings.SETTINGS
    )
    yield f"| setting | variable | default | |\n| --- | --- | --- | --- |\n{rows}"


PAGES = {
    "commands.md": write_commands,
    "kinds.md": write_kinds,
    "python.md": write_python,
    "settings.md": write_settings,
}


def main(arguments: list[str]) -> int:
    stale = []
    for name, write in PAGES.items():
        text = "\n\n".join([MADE, *(part for part in write() if part)]) + "\n"
        page = FOLDER / name
        if page.exists() and page.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in arguments:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")
    if stale:
        done = "Not current (scripts/docs writes them)" if "--check" in arguments else "Written"
        print(f"{done}: {', '.join(stale)}", file=sys.stderr)
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
