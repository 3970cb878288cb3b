"""What simulated trainees type: a small set of labelled turns that fit any patient."""

import random
from functools import lru_cache
from pathlib import Path

from mi_trainer.practice.session import Session
from mi_trainer.practice.trainees import Trainee
from mi_trainer.scenario import yaml_text
from scoring.coding import Coding

_FILE = Path(__file__).parent / "typed_turns.yaml"


@lru_cache(maxsize=1)
def typed_turns() -> dict[str, tuple[str, ...]]:
    """Typed turns by the code or mark that they are meant as."""
    value = yaml_text.load(_FILE).value
    assert isinstance(value, dict)
    return {str(name): tuple(map(str, texts)) for name, texts in value.items()}


def in_words(session: Session, trainee: Trainee, chance: random.Random) -> tuple[str, Coding | None]:
    """The trainee's move as typed words, by name to one of several people in the room; never the same twice running."""
    texts = typed_turns()[trainee.chooses(session, chance)]
    last = session.exchanges[-1].trainee
    text = chance.choice([one for one in texts if one not in last] or list(texts))
    people = [person.name for person in session.scenario.people.values()]
    return (f"{chance.choice(people)}, {text[0].lower()}{text[1:]}" if len(people) > 1 else text), None
