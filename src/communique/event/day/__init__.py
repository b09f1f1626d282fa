"""The days of events: each from its own words, then from what else the report tells, stage by stage.

1. `dating`: the time that its own words tell, while the event is found. Whether a time there is the act's says `own`, which
   it has from the clause around it `around`, which days a time gives `when`.
2. `counted`: a day counted from another act, "five days after they signed it".
3. `occasion`: the day of the report's own meeting, for what was done there. Which meeting that is says `about`, how a verb
   tells one says `meeting`, what was done at one says `there`.
4. `nearby`: the day of another meeting, journey or summons told right before.
5. `session`: the day of the body that sat.
6. `aftermath`: the days from the report's happening on, for what others said of it.
7. `headline`: what a title tells, with the day of the same act in the lead.
8. `release`: what an official paper does by being issued, with the paper's day.

Each stage dates what those before it left without a day. `lend` runs 3 to 6, then 7 and 8; between them the sides and terms of
the events are completed. What the stages ask of a report is an `Account`.
"""
