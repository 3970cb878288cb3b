"""How well the coder reads clients' lines: macro-F1 of the side and of the DARN-CAT kind.

    python -m scoring.training.typed_client_score [--split fit|held_out]

On `fit` the weights have seen the lines, so that its figures are kind. `python -m scoring.training.client_head --check`
prints them cross-validated by situation, with the head alone and beside the fitted model, which may itself have learnt
from these lines: the head's own figures are clean, the joined ones kind. Of `held_out` totals alone are printed;
neither has seen its situations.
"""

import argparse
from collections.abc import Sequence
from functools import cache

from scoring import client_talk
from scoring.coder import Coder
from scoring.codes import ClientTalk, TalkKind
from scoring.coding import TalkCoding
from scoring.talk_head import SIDES, TalkHead
from scoring.training import client_lines
from scoring.training.client_lines import ClientLine
from scoring.training.typed_score import table

Pair = tuple[ClientLine, TalkCoding]
_OPPOSITE = {ClientTalk.CHANGE, ClientTalk.SUSTAIN}


@cache
def _coder() -> Coder:
    return Coder.load()


def reread(line: ClientLine, head: TalkHead, *, alone: bool = False) -> TalkCoding:
    """A line as the shipped coder would read it, had it another head, or that head alone."""
    fitted = None if alone else _coder().fitted
    heard = fitted.client(line.text, line.before, line.target) if fitted else None
    return client_talk.talk(line.text, line.context, heard, head)


def side(coding: TalkCoding) -> ClientTalk:
    """Change, sustain or neutral: discord is neutral about the target."""
    return ClientTalk.NEUTRAL if coding.talk is ClientTalk.DISCORD else coding.talk


def macro(labelled: Sequence[str], coded: Sequence[str], names: Sequence[str]) -> tuple[float, dict[str, float]]:
    """The mean F1 of some names, and each one's; names that are never labelled are left out."""
    found = table([([one], [other]) for one, other in zip(labelled, coded, strict=True)], names)
    each = {name: row[2] for name, row in found.items() if row[3]}
    return sum(each.values()) / max(len(each), 1), each


def report(title: str, pairs: Sequence[Pair]) -> None:
    """Print the figures of some lines with their codings."""
    labelled, coded = [line.side for line, _ in pairs], [side(coding) for _, coding in pairs]
    mean, each = macro(labelled, coded, SIDES[:3])
    print(f"\n{title}: {len(pairs)} lines")
    print(f"side  macro-F1 {mean:.3f}  ", "  ".join(f"{name} {value:.3f}" for name, value in each.items()))
    turned = sum({one, other} == _OPPOSITE for one, other in zip(labelled, coded, strict=True))
    print(f"      the opposite side {turned}, right {sum(map(str.__eq__, labelled, coded)) / len(pairs):.3f}")
    kinds = [str(kind) for kind in TalkKind]
    mean, each = macro([str(line.kind) for line, _ in pairs], [str(coding.kind) for _, coding in pairs], kinds)
    print(f"kind  macro-F1 {mean:.3f}  ", "  ".join(f"{name} {value:.3f}" for name, value in each.items()))
    same = [(line, coding) for line, coding in pairs if line.kind and side(coding) is line.side]
    given, _ = macro([str(line.kind) for line, _ in same], [str(coding.kind) for _, coding in same], kinds)
    print(f"      given the side {given:.3f} of {len(same)}")


def main() -> None:
    """Print the figures of one split."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("fit", "held_out"), default="fit")
    split = parser.parse_args().split
    coder = _coder()
    report(split, [(line, coder.talk(line.text, line.context)) for line in client_lines.typed(split)])


if __name__ == "__main__":
    main()
