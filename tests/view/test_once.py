"""What is worked out once for a value that cannot change."""

from microcap.view.once import once


class _Thing:
    def __init__(self, name: str) -> None:
        self.name = name


asked: list[str] = []


@once
def _letters(thing: _Thing) -> int:
    asked.append(thing.name)
    return len(thing.name)


@once
def _first(thing: _Thing) -> str:
    return thing.name[0]


def test_a_question_about_one_thing_is_worked_out_once() -> None:
    """Four letters, asked three times, counted once; another thing is counted for itself."""
    asked.clear()
    one, other = _Thing("ZZHM"), _Thing("ZZ")
    assert [_letters(one), _letters(one), _letters(other), _letters(one)] == [4, 4, 2, 4]
    assert asked == ["ZZHM", "ZZ"]


def test_two_questions_about_one_thing_have_two_answers() -> None:
    one = _Thing("ZZHM")
    assert (_letters(one), _first(one)) == (4, "Z")
