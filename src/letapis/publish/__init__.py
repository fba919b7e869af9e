"""Show what a report says: pages for people to read, events for programs.

In: a Report and its Claims. Out: one self-contained HTML page; records of events.
By hand: templates/, every word, rule and colour of the page.
Never: asks a network for anything, lets a page do so, runs a script, leaves out a claim or a word.
"""

from letapis.publish.plover import Edition, plover_records
from letapis.publish.report_page import render_report_page

__all__ = ["Edition", "plover_records", "render_report_page"]
