"""Overlays: a province or a group publishes its own requirements on top of a framework that it does not copy.

`extends` names the base; `set` changes its items, `hide` takes some away, `add` brings new ones, each change with a
`because`. What an overlay does not name stays the base's, so that an update of the base shows through. The result
is linted as a whole, and is a framework like any other.

Tighten only
------------

A change that asks less of a station than the base does is refused on its own line, unless it says `relax: true`;
then `because` is the reason, and `rubrics check` names it. What cannot be compared counts as less. In detail:

=========================  ===================================================================================
change                     it asks for less when
=========================  ===================================================================================
weight                     a red line comes to weigh less against its siblings that are none (see `weights.py`);
                           all other weights are neutral
score                      some answer, for some kind of station, earns more points than before; decided exactly
                           (see `functions.py`). Other options of a closed question, another type, unit or
                           `compute` of an answer cannot be compared
target, target_by          it is lower for some kind of station or in some year
required, required_for     an indicator is no red line any more, or not for some stations
applies                    some stations are no longer asked
not_applicable             a reason is permitted that was not; one that is withdrawn is stricter
evidence.required          evidence is no longer required
obligation                 it falls: must, should, may
horizon                    it moves away: progress, breakthrough, long-term
aggregate                  it falls: minimum, geometric, arithmetic
index, chapter, red_lines  of a level: a condition falls, or goes
severity, that             of a check: an error becomes a warning, or it asserts something else
profile                    a question need not be answered any more, or is of another type
tables                     a column goes, changes type, unit or options, or may be left blank
scales                     a step earns more, or the steps are others
hide                       always
add                        never
=========================  ===================================================================================

Titles, questions, criteria, hints, advice, quotes, clauses, the reasons for weights and thresholds, effort, needs,
who answers, and bounds of answers are neutral. `missing`, `aggregate` and `name_question` of the whole and
the order of things stay the base's.
"""
