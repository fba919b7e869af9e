"""Reports written for this project, with every claim marked.

In: `en/*.txt`, plain text with marks. Out: gold for the scorer, spans for training, tables about the corpus.
By hand: the reports, `GUIDELINES.md`, `split.yaml`, `reminders.yaml`, `rules.yaml`. Never: takes a mark from
what the extraction makes of a report.
"""
