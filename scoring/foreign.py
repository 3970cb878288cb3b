"""Whether a text can be read at all: symbols, random letters and other languages cannot."""

from functools import lru_cache

from scoring.volley import Volley
from scoring.words import bag

_COMMON = bag(
    """
    a about after again all also always am an and any anything are as ask at away back bad be
    because been before being better big both but by call came can change come could day days did
    different difficult do does doing done down each else end enough even ever every everything feel
    feeling feels few find first for from get gets getting give go goes going good got great guess
    had hard has have he hear heard help her here hey hi him his home honest hope how i if important
    in into is it just keep kids kind know last less let life like little long look looking lot love
    made make makes many matter matters may maybe me mean means might mm more morning most much must
    my myself need needs never new next nice no not nothing now of off oh okay old on once one only
    or other our out over own part people please put question quit ready really right said same say
    saying scared see seem seems she should since smoke so some something sometimes sorry sound
    sounds start started stay still stop stopped story stuff such sure take talk tell than thank
    thanks that the their them then there these they thing things think this those though thought
    through time tired to today together too took tough tried true try trying two understand up us
    use used using very want wanted was way we week well went were what when where which while who
    why will wish with without wonder work worried worry would wow year years yeah yes yet you your
    yourself hello goodbye bye welcome great fair hmm mmm uh um ah exactly gotcha drink drinking
    drugs pills clean sober addict junkie pathetic idiot lazy stupid medicine choice brave strong
    respect proud angry sad afraid alone family money job house doctor meeting test dose whatever
    """
)
_OTHER = bag(
    """
    que el los las una por para con pero como está estas estoy muy usted puedo quiero porque cuando
    je tu il elle nous vous est pas une les des pour avec dans mais comment pourquoi bonjour merci
    suis avez c'est ich du wir ihr nicht und der die das ein eine ist mit auf für sie wie warum
    haben sind können möchte il lo gli sono perché come stai grazie ciao questo molto não você está
    por que muito obrigado isso het een niet van en wat hoe jij je ik
    """
)
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=8192)
def _shaped(word: str) -> bool:
    """Whether a word has the shape of an English one: some vowel, no long run without one."""
    if word in _COMMON or word.isdigit() or len(word) <= 2:
        return True
    if not word.replace("'", "").isascii():
        return False
    run = longest = 0
    for letter in word:
        run = 0 if letter in _VOWELS else run + 1
        longest = max(longest, run)
    return longest <= 4 and any(letter in _VOWELS for letter in word)


def unreadable(volley: Volley) -> bool:
    """Whether nothing in a volley reads as English."""
    words = [word for word in volley.words.texts if not word.isdigit()][:400]
    if not words:
        return bool(volley.text.strip())
    common = sum(word in _COMMON for word in words)
    other = sum(word in _OTHER for word in words)
    shaped = sum(_shaped(word) for word in words)
    if common >= 2 and common * 5 >= len(words):
        return False
    if other > common and other >= 1 and len(words) >= 2:
        return True
    if shaped * 2 < len(words):
        return True
    return common == 0 and len(words) >= 5
