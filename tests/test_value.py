"""How a type is declared: values are equal by their fields, and what follows from the fields is made once."""

import copy
import pickle
from dataclasses import replace

from convergence_cli.model.framework import Framework
from convergence_cli.value import Keeping, once, value


@value
class Pair(Keeping):
    """A value with something that follows from it."""

    one: int
    two: int

    @once
    def total(self) -> list[int]:
        """A list, so that one that is made anew can be told from one that is kept."""
        return [self.one + self.two]


def test_what_follows_from_the_fields_is_made_once() -> None:
    """The second reading gives the very same thing."""
    pair = Pair(one=1, two=2)
    assert pair.total == [3]
    assert pair.total is pair.total


def test_what_is_kept_is_no_part_of_the_value() -> None:
    """It is not compared, hashed, shown or pickled."""
    fresh, read = Pair(one=1, two=2), Pair(one=1, two=2)
    size = len(pickle.dumps(read))
    assert read.total
    assert (fresh, hash(fresh), repr(fresh)) == (read, hash(read), repr(read))
    assert len(pickle.dumps(read)) == size


def test_a_changed_copy_makes_its_own() -> None:
    """Nothing stale goes along: not by `replace`, not by a copy, not by a pickle."""
    pair = Pair(one=1, two=2)
    assert pair.total == [3]
    assert replace(pair, two=5).total == [6]
    assert copy.copy(pair).total is not pair.total
    assert pickle.loads(pickle.dumps(pair)).total == [3]


def test_the_lookups_of_a_framework_are_its_own(framework: Framework) -> None:
    """Every id leads to the part that bears it, in the framework's order; a changed framework has others."""
    assert tuple(framework.indicator.values()) == framework.indicators
    assert tuple(framework.measure.values()) == framework.measures
    assert tuple(framework.chapter.values()) == framework.chapters
    assert tuple(framework.question.values()) == framework.profile
    assert tuple(framework.table.values()) == framework.tables
    assert tuple(framework.level.values()) == framework.levels
    assert all(name in chapter.measures for name, chapter in framework.chapter_of.items())
    assert framework.chapter_of.keys() == framework.measure.keys()
    fewer = replace(framework, measures=framework.measures[1:])
    assert tuple(fewer.indicator) == tuple(item.id for item in fewer.indicators)
    assert len(fewer.indicators) < len(framework.indicators)
