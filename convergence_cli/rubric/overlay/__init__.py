"""Overlays: a province or a group publishes its own requirements on top of a framework that it does not copy.

`extends` names the base; `set` changes its items, `hide` takes some away, `add` brings new ones, each change with a
`because`. What an overlay does not name stays the base's, so that an update of the base shows through. The result
is linted as a whole, and is a framework like any other.

Tighten only
------------

A change that asks less of a station than the base does is refused on its own line, unless it says `relax: true`;
then `because` is the reason, and `rubrics check` names it. What cannot be compared counts as less, and so does a key
that nobody has thought of. Each change is held against what the overlay lies on and, in a chain, against the lowest
base too, but for what a lower overlay has declared. In detail:

=========================  ===================================================================================
change                     it asks for less when
=========================  ===================================================================================
weight                     siblings do not keep their proportions; a red line alone may come to weigh more
add                        with what red lines gain it may raise a measure or a chapter by more than 25 points, or
                           the index by more than 10 (see `rise.py`); it is computed from what the base asks
score                      some answer, for some kind of station, earns more points than before; decided exactly
                           (see `functions.py`), over the bounds before and now, and over all numbers for what is
                           computed. Other options of a closed question cannot be compared
ask                        always: type, unit, `compute`, bounds, and every word of question, criteria and options
target, target_by          it is lower for some kind of station or in some year
red_line                   it is none any more, not for some stations, or kept by fewer points for some kind
applies                    some stations are no longer asked, or some are asked anew, who may have answered already
not_applicable             a reason is permitted that was not; one that is withdrawn is stricter
not_applicable_counts      what is not applicable counts for more: zero, excluded, full; in a sheet of marks with a
                           maximum excluded compares with none
scored                     always: it counts no more, or it may have been answered already
needs_all                  a score is given with blanks again
evidence.required          evidence is no longer required
obligation                 it falls: must, should, may
horizon                    it moves away: progress, breakthrough, long-term
aggregate                  it falls: minimum, harmonic, geometric, arithmetic; a sheet of marks compares with none
maximum                    of a sum it falls, of a deduction it rises; it comes or goes
levels                     a number falls or goes, evidence or red lines count no more, a part of `that` goes; its
                           title changes
severity, voids, that      of a check: it falls: error, no index, warning; or it asserts something else
profile                    a question need not be answered any more, or anything else of it but `carried` changes
reasons                    always
tables                     a column goes, may be left blank, or anything else of it but `total` changes; the hint
scales                     a step earns more or reads otherwise, or the steps are others
hide                       always
=========================  ===================================================================================

Titles of indicators, measures, chapters, scales and tables, hints of evidence, advice, quotes, clauses, the reasons
for weights and thresholds, effort, needs, who answers, and a check's message are neutral. `missing`, `aggregate`,
`maximum`, `needs_all`, `not_applicable_counts`, `horizons` and `name_question` of the whole, the date that horizons
count from, and the order of things stay the base's.

What that comes to, as `tests/overlay_trials.py` tries it: with the answers that a station gave to the base, what is
added left blank and the weights as they are now, no score, level, red line, outcome or due day is better than on the
base. Against the base's own weights, and whatever is answered to what is added, the index of a station that calls
nothing not applicable rises by 10 points at most, and a measure or a chapter by 25 where all of it is asked.
"""
