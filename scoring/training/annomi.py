"""AnnoMI's training part as turns with soft labels from every annotator's vote."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

FAMILIES = ("question", "reflection", "input", "other")
TALK = ("change", "neutral", "sustain")
TEN_CODERS = ("7", "109", "130")  # transcripts coded by all ten annotators
INPUTS = ("information", "advice", "options", "negotiation")  # what a clinician's input is, in AnnoMI
_MAIN = {"question": 0, "reflection": 1, "therapist_input": 2, "other": 3}
_VIDEO = re.compile(r"(?:v=|youtu\.be/|vimeo\.com/)([\w-]+)")

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Turn:
    """One coded turn. Shares are of the annotators' votes, 0 to 1; `None` where nobody's code applies."""

    transcript: str
    number: int
    video: str
    high: bool  # the demonstration was labelled as high-quality MI
    clinician: bool
    text: str
    before: str  # the other speaker's previous turn
    target: str
    gold: int  # the agreed label, an index into FAMILIES or TALK
    votes: tuple[int, ...]  # every annotator's label, in annotator order
    shares: tuple[float, ...]  # of FAMILIES or TALK
    present: tuple[float, float, float] | None  # question, reflection, input
    open: float | None  # share of 'open' among those who heard a question
    complex: float | None  # share of 'complex' among those who heard a reflection
    inputs: tuple[float, ...] | None = None  # share of each of INPUTS among those who heard input
    codes: tuple[float, ...] | None = None  # MITI codes, of typed turns only
    marks: tuple[float, ...] | None = None  # as codes
    kinds: tuple[float, ...] | None = None  # DARN-CAT kinds, of typed clients' lines only


def _share(rows: Iterable[Row], column: str, yes: str, among: tuple[str, ...]) -> float | None:
    said = [row[column] for row in rows if row[column] in among]
    return sum(value == yes for value in said) / len(said) if said else None


def _inputs(votes: list[Row]) -> tuple[float, ...] | None:
    shares = [_share(votes, "therapist_input_subtype", name, INPUTS) for name in INPUTS]
    return tuple(share for share in shares if share is not None) or None


def _turn(simple: Row, votes: list[Row], before: str) -> Turn:
    clinician = simple["interlocutor"] == "therapist"
    column = "main_therapist_behaviour" if clinician else "client_talk_type"
    names = _MAIN if clinician else {name: n for n, name in enumerate(TALK)}
    cast = tuple(names[row[column]] for row in votes)
    counts = Counter(cast)
    gold = names[simple[column]]
    present = None
    if clinician:
        exists = ("question_exists", "reflection_exists", "therapist_input_exists")
        present = tuple(_share(votes, name, "True", ("True", "False")) or 0.0 for name in exists)
    video = _VIDEO.search(simple["video_url"])
    return Turn(
        transcript=simple["transcript_id"],
        number=int(simple["utterance_id"]),
        video=video.group(1) if video else simple["video_url"],
        high=simple["mi_quality"] == "high",
        clinician=clinician,
        text=simple["utterance_text"],
        before=before,
        target=simple["topic"].strip(),
        gold=gold,
        votes=cast,
        shares=tuple(counts[n] / len(cast) for n in range(len(names))),
        present=present,  # type: ignore[arg-type]
        open=_share(votes, "question_subtype", "open", ("open", "closed")) if clinician else None,
        complex=_share(votes, "reflection_subtype", "complex", ("simple", "complex")) if clinician else None,
        inputs=_inputs(votes) if clinician else None,
    )


def load(folder: Path) -> list[Turn]:
    """Every turn of `train-simple.csv`, with the votes of `train-full.csv`, in the files' order."""
    votes: dict[tuple[str, str], list[Row]] = defaultdict(list)
    with (folder / "train-full.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            votes[row["transcript_id"], row["utterance_id"]].append(row)
    turns: list[Turn] = []
    last: dict[str, str] = {}  # what each speaker of the transcript said last
    transcript = ""
    with (folder / "train-simple.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["transcript_id"] != transcript:
                transcript, last = row["transcript_id"], {}
            other = "client" if row["interlocutor"] == "therapist" else "therapist"
            cast = sorted(votes[row["transcript_id"], row["utterance_id"]], key=lambda vote: int(vote["annotator_id"]))
            turns.append(_turn(row, cast, last.get(other, "")))
            last[row["interlocutor"]] = row["utterance_text"]
    return turns


def folds(turns: list[Turn], count: int = 5) -> list[int]:
    """A fold for each turn: whole videos, dealt largest first to the fold that holds the fewest turns."""
    sizes = Counter(turn.video for turn in turns)
    held = [0] * count
    fold: dict[str, int] = {}
    for video, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        fold[video] = held.index(min(held))
        held[fold[video]] += size
    return [fold[turn.video] for turn in turns]
