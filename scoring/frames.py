"""What a person says they want, can, must or will do, and whether that is towards the target behaviour or away from it.

`I want to stop` leans towards stopping smoking and away from staying on a medicine; `I can't do it` leans away from
either. A frame is a verb of wanting, being able, needing, intending, being ready or trying, or a recent act; what it
governs is read against the target's direction (:mod:`scoring.target`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scoring.target import ANY_DOMAIN, Target
from scoring.words import bag

_OPENS: dict[str, str] = {
    word: kind
    for kind, words in {
        "want": "want wants wanted wish hope hoping rather prefer fancy keen wanting hate love like liked enjoy miss",
        "can": "can could able manage managed cope capable cannot",
        "need": "need needs must should ought",
        "will": "will shall promise swear going gonna intend planning plan",
        "ready": "ready willing prepared open game",
        "try": "try trying tried thinking considering might",
    }.items()
    for word in words.split()
}
_STOP = bag(
    """
    stop stops stopped stopping quit quits quitting cut cutting leave leaving left drop dropped dropping reduce skip
    skipped skipping miss missed missing bin binned flush flushed throw threw chuck chucked delete deleted deleting
    block blocked lose losing lost less without pack packed packing ditch ditched ditching kick kicked kicking poured
    rid avoid avoided refuse refused off sober clean
    """
)
_DO = bag(
    """
    do doing did done try trying tried come coming came call called ring rang go going went start starting started
    sign signed book booked take taking took taken keep keeping kept give giving gave get getting got put putting
    ask asked tell told have having had be being stay staying see check checked carry use using used wear wearing
    make made manage managed pick picked switch bring brought set
    """
)
_GOES_ON = bag("carry carrying keep keeping continue continuing stay staying stick sticking remain")
_BETWEEN = bag("not never just still definitely also really only now")  # between `I am` and what the speaker is doing
_DOING = bag(
    """
    stopping quitting cutting leaving dropping reducing skipping binning flushing throwing chucking deleting blocking
    packing giving coming taking starting keeping staying carrying sticking continuing booking signing ringing calling
    putting setting bringing switching doing
    """
)
_GIVEN_UP = {
    *((give, "up") for give in ("give", "gives", "giving", "gave", "given")),
    ("done", "with"),
    ("free", "of"),
    ("free", "from"),
}
_NOT = bag("not never no nor nothing neither hardly without nope")
_SELF = bag("i we you i'd we'd you'd")
_LEADS = bag("kind sort of really just still honestly do not never and but so yeah well also maybe probably lol")
"""Words that may stand before a verb whose subject is left out: `kind of want to stop`."""
_WOULD = bag("would i'd we'd you'd")
_BACK = bag("it that this them one any some")
_PLAIN = bag(
    """
    i we you it that this them they one ones any some a an the to of on in at for with and or so but if as up out off
    down just really even still ever again now then there here be is are am was were do does did will would can could
    my me your all too very much more less about from into by not no never well yeah going have has had got get go
    honestly maybe probably definitely think know mean day days week weeks month today tomorrow tonight time
    """
)
_ENDS = bag("but or because when if so i i'd")  # a word that ends what a frame's verb governs
_USES = bag("had used smoked drank took bet")  # acts whose object, if unnamed, is the thing itself
_REACH = 7  # words after a frame's verb in which what it governs is looked for
_ACTS = bag(
    """
    stopped quit cut binned flushed threw chucked deleted blocked poured called rang booked signed told gave went took
    bought started picked skipped left missed kept poured put walked came joined asked had used smoked drank
    """
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame: its verb's kind, whether it is denied, how it leans and how plainly, and its words."""

    kind: str
    denied: bool
    lean: int  # 1 towards the target, -1 away from it, 0 neither
    plain: str  # "it" if the thing itself is named, "stop", "do", "back" (it, that), "other", or "none"
    first: int
    last: int

    @property
    def name(self) -> str:
        """Short and unique to what was read."""
        lean = {1: "towards", -1: "away", 0: "none"}[self.lean]
        return f"{self.kind} {'not ' if self.denied else ''}{lean} {self.plain}"


def frames(words: Sequence[str], low: int, high: int, target: Target) -> Iterator[Frame]:
    """The frames among words `low` to `high`, one sentence, in order."""
    for at in range(low, high):
        word = words[at]
        kind = _OPENS.get(word)
        if kind is None and word in ("have", "has", "got") and at + 1 < high and words[at + 1] == "to":
            kind = "need"
        if kind is None and _is_doing(words, low, at, high):
            kind = "will"
        if kind is None and word in _ACTS and _subject(words, low, at):
            yield _frame("act", at, at, words, low, high, target)
        elif kind is not None and (_subject(words, low, at) or at - low <= 1):
            yield _frame(_mended(kind, word, words, low, at), at, at + 1, words, low, high, target)


def _subject(words: Sequence[str], low: int, at: int) -> bool:
    """Whether the speaker, or the one spoken to, is the subject; at the start of a sentence it may be left out."""
    before = words[max(low, at - 5) : at]
    return any(word in _SELF for word in before) or all(word in _LEADS for word in words[low:at])


def _is_doing(words: Sequence[str], low: int, at: int, high: int) -> bool:
    """Whether `I am stopping`, `I am not coming off` or the like begins here: a plan, told as if it were so already."""
    if words[at] not in ("am", "is") or at == low or words[at - 1] != "i":
        return False
    after = next((word for word in words[at + 1 : min(high, at + 4)] if word not in _BETWEEN), "")
    return after in _DOING


def _stops_on(governed: Sequence[str]) -> bool:
    """Whether `stopping on it` is said, which is staying on it."""
    return any(one.startswith("stop") and two == "on" for one, two in pairwise(governed[:6]))


def _gives_up(governed: Sequence[str]) -> bool:
    """Whether something is given up, or somebody is done with it."""
    return any(pair in _GIVEN_UP for pair in pairwise(governed[:6]))


def _mended(kind: str, word: str, words: Sequence[str], low: int, at: int) -> str:
    if word in ("like", "love") and any(one in _WOULD for one in words[max(low, at - 3) : at]):
        return "want"
    if word in ("like", "liked", "love", "enjoy", "miss"):
        return "like"
    if word == "hate":
        return "hate"
    return kind


def _frame(kind: str, at: int, after: int, words: Sequence[str], low: int, high: int, target: Target) -> Frame:
    end = min(high, after + _REACH)
    end = next((n for n in range(after + 1, end) if words[n] in _ENDS), end)
    governed = words[after:end]
    denied = any(word in _NOT for word in words[max(low, at - 3) : at]) or any(
        word in _NOT and word not in _STOP for word in governed[:2]
    )
    stays = _stops_on(governed)
    stops = (any(word in _STOP for word in governed[:5]) and not stays) or _gives_up(governed)
    names = [target.names(word) for word in governed]
    does = any(word in _DO for word in governed[:4])
    other = any(word in ANY_DOMAIN and not own for word, own in zip(governed, names, strict=True))
    goes_on = stays or any(word in _GOES_ON for word in governed[:3])
    more = sum(
        word not in _PLAIN and word not in _GOES_ON and word not in _DO and word not in _STOP for word in governed
    )
    back = any(word in _BACK for word in governed[:4])
    if stops:
        lean, plain = -1 * (target.direction or -1), "stop it" if any(names) else "stop"
    elif any(names):
        lean, plain = target.direction, "it"
    elif other:
        lean, plain = 0, "other"
    elif kind in ("want", "need", "like", "hate") and back and not does:
        lean, plain = target.direction, "back"
    elif words[at] in _USES and more < 2:
        lean, plain = target.direction, "used"
    elif goes_on and not other and (more == 0 or governed[0] not in ("keep", "to") or "on" in governed[:4]):
        lean, plain = target.direction, "on" if more == 0 else "on more"
    elif does:
        lean, plain = 1, "do" if more < 2 else "do other"
    else:
        lean, plain = (1, "bare") if more == 0 else (0, "none")
    if kind == "hate":
        lean = -lean
    return Frame(kind, denied, -lean if denied else lean, plain, at, end)
