"""Show what a report says: pages for people to read.

In: a Report and its Claims. Out: one self-contained HTML page.
By hand: templates/, every word, rule and colour of the page.
Never: asks a network for anything, lets a page do so, runs a script, leaves out a claim or a word.
"""

from letapis.publish.report_page import render_report_page

__all__ = ["render_report_page"]
