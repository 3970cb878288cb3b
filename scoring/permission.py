"""Whether advice comes with permission: the client asked, the clinician asked, or autonomy qualifies it.

MITI lets permission last for a few minutes on its topic; here that is the clinician's last three volleys.
"""

from functools import lru_cache

from scoring.codes import Mark
from scoring.coding import Context
from scoring.cues.behaviours import EMPHASIZE
from scoring.cues.lists import LISTS
from scoring.phrases import Cues
from scoring.volley import Volley, volley
from scoring.words import read

LASTS = 3  # volleys of the clinician's for which permission once asked still holds

# The client asks for advice or information, or asks to hear it.
INVITES = Cues("invites", """
    what (should|would|can|could|do) (i|you) (do|suggest|recommend|think|try|advise) ...
    what (would|do) you [think|say|recommend|suggest|do|advise] ...
    what (are|is) (my|the) (options|choices|option|best) ...
    (any|got any|have you got any|do you have any|you got any) (ideas|suggestions|advice|tips|thoughts)
    (tell|show|give) me (what|how|about|more|some|your|the)
    (how|what) (does|do|would|is|about) (it|that|this|they|the {medicine}|{medicine}|those|i) (work|works|
        do|start|take|feel like|like|get|go|help|stop|quit) ...
    (can|could|would|will) you (tell|explain|help|suggest|recommend|advise|give|walk) ...
    (i would|i'd) (like|love) to (hear|know)
    (i want|i need) [some|your|to] (advice|ideas|help|suggestions|know|hear)
    (is there|are there) (anything|something|a way|any) ...
    (go on|go ahead) [then] [tell me|i guess|what is it|shoot|if you want|i will listen|i am listening]  $
    (sure|fine|okay|ok|yeah|yes|alright|all right) [then] (go ahead|go on|tell me|what is it|shoot|if you want|
        i will listen|i am listening)  $
    what (helps|works|worked|has helped) ...
    what (happens|would happen) ...
    (shoot|i am all ears|i am listening|fire away|hit me)
    how (do|would|can|could|should) (i|you|people|anyone) ...
    (should i|do i have to|do i need to|can i|could i) ...
    what do you (think|reckon|suggest|recommend)
    """, LISTS)  # fmt: skip


# A yes and nothing else: to what, only what the clinician said before it tells.
ASSENTS = Cues("assents", """
    (sure|fine|okay|ok|yeah|yes|alright|all right) [then] [i guess]  $
    """, LISTS)  # fmt: skip


# Leave to ask is no leave to tell; to ask whether they would hear advice is to ask for that leave.
TO_ASK = Cues("leave to ask", """
    (may|can|could|might|if) (i|we) [just|maybe|perhaps|possibly|quickly] (ask|asked)
    (mind|minded) (if i|me) [just] (ask|asked|asking)
    """, LISTS)  # fmt: skip
TO_TELL = Cues("leave to tell", """
    (i|we) [just|maybe|perhaps|possibly|quickly|then|also] (share|tell|told|offer|give|gave|suggest|suggested|mention|
        say|said|pass|show|explain|explained|add|advise|advised)
    and [then] (share|tell|told|offer|give|gave|suggest|suggested|mention|say|said|explain|advise) [you]
    (advice|information|info|idea|ideas|suggestion|suggestions|options|thought|thoughts)
    """, LISTS)  # fmt: skip


# Words that leave advice with the person, or recall that it was asked for.
QUALIFIES = Cues("qualifies", """
    (since|as|if|because) (you|you are|u) (ask|asked|asking|want it|want a thought|did ask|have asked)
    you (asked|did ask|wanted to know) [me]
    take it or leave it
    (bin it|ignore it|ignore this|forget it|throw it out|leave it) if
    if (it is|that is|this is) [any|of any|of] (help|use|interest) [to you]
    (you|only you) would know (best|whether|if|better|which)
    only you (can|know|would)
    you (know|know yourself) best
    you (may|might) (disagree|see it differently|not agree)
    (feel|you are) free to
    (up to you|your call|your choice|your decision|you decide|for you to (say|decide|weigh|judge))
    [there is] no (pressure|skin off my nose)
    what (suits|fits|works for) you
    (with|if i have) your permission
    """, LISTS)  # fmt: skip


def qualified(volley: Volley) -> bool:
    """Whether a volley's own words give its advice permission."""
    return bool(QUALIFIES.find(volley.words) or EMPHASIZE.find(volley.words))


@lru_cache(maxsize=64)
def invited(patient: str) -> bool:
    """Whether the client's words ask for advice or information, or agree to hear it."""
    if not patient.strip():
        return False
    words, stops = read(patient)
    edges = [stop.before for stop in stops] + [len(words)]
    low = 0
    for high in edges:
        if high > low and INVITES.find(words, low, high):
            return True
        low = max(low, high)
    return False


def assented(patient: str) -> bool:
    """Whether all that the client says is yes."""
    words, _ = read(patient)
    return bool(words) and any(hit.first == 0 and hit.last == len(words) for hit in ASSENTS.find(words))


def standing(context: Context) -> bool:
    """Whether permission given before this volley still holds.

    A bare yes is permission where the clinician asked for it, or where nobody knows what it answers.
    """
    if invited(context.patient) or (not context.earlier and assented(context.patient)):
        return True
    return any(coding.has(Mark.ASKS_PERMISSION) and _to_tell(said) for said, coding in context.earlier[-LASTS:])


@lru_cache(maxsize=64)
def _to_tell(said: str) -> bool:
    """Whether leave asked for in these words is for more than a question."""
    words = volley(said).words
    asks = TO_ASK.find(words)
    return not asks or bool(TO_TELL.find(words, asks[0].first, len(words)))
