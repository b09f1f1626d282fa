"""Stage 9: what reports have to do with each other. A function of the set of readings, kept up to date by touched parts.

0 judge       what people judged the same, different or wrong holds in all that follows
1 copy        who takes words from whom -> families
2 story       which reports cover one happening; its date narrows its reports'
3 utterance   which statements render one act of speaking; refrains over several stories
4 figure      which figures measure the same thing, and whether they agree
5 event       which mentions tell one event
6 pledge      which mentions tell one pledge
7 disagreement  on what the reports of a story differ
8 relation    dated series of events between two actors

`journey` takes these steps; nothing is imported here, so that a listing which counts families does not load them all.
"""

from __future__ import annotations
