"""`python -m letapis.cli` is the command line."""

from letapis.cli import main

main(prog_name="letapis")
