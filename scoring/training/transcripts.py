"""AnnoMI's turns, each with what the models of transcripts say of it that had not seen its video."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scoring.fitted import AT, CODES, FAMILIES, MARKED, TALK, ClientReading, ClinicianReading, talk_logits
from scoring.training import annomi
from scoring.training.annomi import Turn

READ = Path(__file__).parent / "annomi_readings.npz"  # numbers alone, in the turns' order

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Transcripts:
    """The turns, the fold of each, and the readings by the models of the other folds."""

    turns: list[Turn]
    fold: NDArray[np.int64]
    clinician: dict[int, ClinicianReading]  # by number of the turn
    client: dict[int, ClientReading]

    @classmethod
    def load(cls, folder: Path) -> "Transcripts":
        """The turns of AnnoMI's training part in `folder`, with the readings that `evaluate` kept."""
        turns = annomi.load(folder)
        with np.load(READ) as file:
            kept = {name: file[name].astype(float) for name in file.files}
        if len(kept["logits"]) != len(turns):
            raise SystemExit(f"{READ.name} is of other turns: run scoring.training.evaluate again")
        rows = range(len(turns))
        return cls(
            turns,
            np.array(annomi.folds(turns)),
            {n: _clinician(kept, n) for n in rows if turns[n].clinician},
            {n: _client(kept, n) for n in rows if not turns[n].clinician},
        )


def save(logits: list[NDArray], read: dict[str, NDArray]) -> None:
    """Keep what was read of every turn: the models' own logits, and what is made of them."""
    said = {name: read[name].astype(np.float32) for name in ("chances", "open", "complex")}
    np.savez_compressed(READ, logits=np.hstack(logits).astype(np.float16), **said)


def _clinician(kept: dict[str, Array], n: int) -> ClinicianReading:
    logits = kept["logits"][n]
    codes, marks = (1 / (1 + np.exp(-logits[AT[name]])) for name in ("codes", "marks"))
    family = dict(zip(FAMILIES, kept["chances"][n].tolist(), strict=True))
    return ClinicianReading(
        main=max(family, key=family.__getitem__),
        family=family,
        open=float(kept["open"][n]),
        complex=float(kept["complex"][n]),
        words=dict.fromkeys(FAMILIES, ()),
        codes=dict(zip(CODES, codes.tolist(), strict=True)),
        marks=dict(zip(MARKED, marks.tolist(), strict=True)),
        logits=tuple(logits.tolist()),
    )


def _client(kept: dict[str, Array], n: int) -> ClientReading:
    talk = dict(zip(TALK, kept["chances"][n].tolist(), strict=False))
    return ClientReading(max(talk, key=talk.__getitem__), talk, {}, talk_logits(kept["logits"][n]))
