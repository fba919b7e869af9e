"""`python -m letapis` is the command line."""

from letapis.cli import main

main(prog_name="letapis")
