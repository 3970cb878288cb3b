"""The target behaviour as it is written: whether the change is to give something up or to keep at it, and what it is.

`I want to stop` is change talk about smoking and sustain talk about staying on a medicine, so a client's words are
read against the target's direction, and words for the thing itself (`fags`, for smoking) are told from words for
something else that people change.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from scoring.words import bag, read

_LESS = bag(
    """
    stop stopping quit quitting reduce reducing less cut cutting cessation avoid avoiding off lose losing loss without
    abstain abstaining abstinence abstinent sober clean limit limiting give giving overcoming fewer lower lowering
    taper tapering not never away
    """
)
_MORE = bag(
    """
    start starting stay staying take taking keep keeping use carry carrying wear wearing go going walk walking exercise
    exercising eat eating increase increasing attend attending check checking get getting more begin beginning follow
    following continue finish join test testing practise practice do doing manage managing management learn
    """
)
_SETTLES = bag(
    "off sober cessation abstain abstinence abstinent less fewer stop stopping quit reduce reducing without away"
)
"""Words that make a giving-up of a target that also says `stay` or `keep`."""

DOMAINS: dict[str, frozenset[str]] = {
    "tobacco": bag(
        """
        smoke smokes smoked smoking smoker cigarette cigarettes cigs cig fag fags tobacco pipe roll rollie rollies vape
        vapes vaping vaped nicotine pack packs lighter puff ciggies baccy juul
        """
    ),
    "alcohol": bag(
        """
        drink drinks drinking drank drunk drinker alcohol beer beers wine vodka whisky whiskey gin sherry cider pint
        pints booze boozing bottle bottles can cans lager rum glass pub bar hangover hangovers hungover
        """
    ),
    "opioids": bag(
        """
        heroin gear fentanyl dope opioid opioids opiate opiates pills oxy oxys percs blues smack painkiller painkillers
        codeine morphine vicodin use using used score scoring needle needles
        """
    ),
    "cannabis": bag(
        """
        weed cannabis pot marijuana joint joints spliff spliffs bong skunk hash high stoned smoke smoking smoked toke
        """
    ),
    "stimulants": bag(
        """
        coke cocaine meth crystal crack speed amphetamine amphetamines bag bags line lines use using used gram grams
        """
    ),
    "gambling": bag(
        """
        gamble gambling bet bets betting slots poker casino bookies flutter horses machine machines lottery scratchcards
        """
    ),
    "medicine": bag(
        """
        medicine medicines pill pills tablet tablets dose doses dosing strip strips film methadone buprenorphine bupe
        suboxone subutex naltrexone vivitrol injection injections shot shots jab insulin pump statin inhaler metformin
        prescription patch mask cpap prep naloxone narcan kit sugar
        """
    ),
    "food": bag(
        """
        eat eats eating ate food foods snack snacks snacking sugar sugars cake cakes biscuit biscuits chocolate crisps
        sweets soda pop fizzy coke diet diets dieting weight stone pounds kilos salad fruit takeaway takeaways
        """
    ),
    "exercise": bag(
        """
        walk walks walking walked exercise exercises exercising gym run runs running ran swim swimming class steps
        active activity training rehab
        """
    ),
    "parenting": bag(
        """
        shout shouts shouting shouted yell yelling smack smacks smacking smacked scream screaming hit hitting screens
        screen tablet phone phones telly temper
        """
    ),
    "meetings": bag(
        """
        meeting meetings aa na group groups programme program sessions session counselling therapy treatment
        """
    ),
}
"""Words for the behaviours that talk is usually about; a target may fall in several, or in none."""
_GIVEN_UP = bag("drug drugs substance substances").union(
    *(DOMAINS[name] for name in ("tobacco", "alcohol", "opioids", "cannabis", "stimulants", "gambling"))
)
_TREATED = DOMAINS["medicine"] | bag("medication medications meds treatment therapy disorder")
_VAGUE = re.compile(
    r"\b(?:do(?:ing)? something about|get(?:ting)? help (?:with|for)|chang(?:e|ing) (?:my|your|his|her|their))\b",
    re.IGNORECASE,
)
"""Words that say that something changes and not which way: a substance that stands after them is given up."""

ANY_DOMAIN = frozenset().union(*DOMAINS.values())
_SHARED = frozenset(word for word in ANY_DOMAIN if sum(word in listed for listed in DOMAINS.values()) > 1)
_LITTLE = bag(
    """
    a an the to of on and or with at for in my your her his their it up down every each day days daily once twice all
    as is be more less time times week weekly month monthly them two one have been agreed off out not
    """
)


@dataclass(frozen=True, slots=True)
class Target:
    """A target behaviour: ``direction`` is -1 for something given up, 1 for something kept at, 0 where unclear."""

    direction: int
    things: frozenset[str]
    """Words, and the first five letters of the target's own words, that mean the thing it is about."""

    def names(self, word: str) -> bool:
        """Whether a word means what the target is about."""
        return word in self.things or (len(word) >= 4 and word[:5] in self.things)


@lru_cache(maxsize=256)
def target_of(text: str) -> Target:
    """A target behaviour as somebody wrote it, in a few words; the shortest and the empty are unclear."""
    words = [word.text for word in read(text[:400])[0]]
    if _gives_up(text[:400], words):
        return Target(-1, _things(words))
    return Target(_direction(words), _things(words))


def _gives_up(text: str, words: Sequence[str]) -> bool:
    """Whether a target that names a substance and no treatment leaves unsaid that it is given up."""
    if not _TREATED.isdisjoint(words):
        return False
    uses = any(word == "use" and before in _GIVEN_UP for before, word in pairwise(words))
    return uses or (bool(_VAGUE.search(text)) and not _GIVEN_UP.isdisjoint(words))


def _direction(words: Sequence[str]) -> int:
    if any(word in _SETTLES for word in words):
        return -1
    for word in words:
        if word in _LESS:
            return -1
        if word in _MORE:
            return 1
    return 0


def _things(words: Sequence[str]) -> frozenset[str]:
    own = {word for word in words if word not in _LITTLE and word not in _LESS and word not in _MORE}
    own |= {word for word in words if word in ANY_DOMAIN and word not in {"use", "using"}}
    found = {word[:5] for word in own if len(word) >= 4} | own
    for listed in _fallen_in(own):
        found |= listed
    return frozenset(found)


def _fallen_in(own: set[str]) -> list[frozenset[str]]:
    """The domains of a target's words: those that a word of one domain only names, else all that any word names."""
    plain = [listed for listed in DOMAINS.values() if own & listed - _SHARED]
    return plain or [listed for listed in DOMAINS.values() if own & listed]
