"""What people say for and against a thing they do: what it gives them, what it costs them, how easy or hard it is.

None of these takes a side by itself: that drink helps one sleep speaks against drinking less, that a medicine does
speaks for staying on it. The client head reads each against the target's direction, and when it is denied.
"""

from scoring.cues.lists import LISTS
from scoring.phrases import Cues


def _cues(name: str, text: str) -> Cues:
    return Cues(name, text, LISTS)


HELPS = _cues(
    "helps",
    """
    (only|one) thing (that|which) [ever|really] (helps|works|gets|calms|keeps|takes|makes|has|helped|worked)
    (helps|help|calms|relaxes|steadies|settles) (me|you|my|with|the|a bit|a lot)
    (gets|got|keeps|kept|sees) me (through|going|up|out|calm|level|sane|straight|to sleep|off)
    (puts|knocks) me (out|to sleep)
    takes the edge off
    (off switch|time off|me time|my reward|my treat|my time|bit of pleasure|only pleasure|only time|only place|
        only hour|only way|bit of peace|company|unwind|switch off|wind down)
    (i am|i'm|feel) [so|a lot|much] (calm|calmer|relaxed|normal|better|myself|alive|right) (on|with|when|after)
    (it|this|that) (works|worked|helps|helped|does something|does the job|does me good|sorts it|is good)
    (like|feel like|be) a (normal|proper|person)
    (slept|sleep) [through|right|like|so]
    (quiet|quieter|headaches went|steady|undetectable)
    can [actually|finally] (sleep|breathe|think|eat|work|hear)
    """,
)
ENJOYS = _cues(
    "enjoys",
    """
    [i] (love|like|enjoy|adore|look forward to|fancy) (it|a|my|the|that|being|getting|having|them)
    (is|was|it's) [a|so|really|just] (fun|laugh|nice|lovely|funny|social|good time|treat)
    (miss|missed) (it|the|having|being)
    nothing like it
    """,
)
HATES = _cues(
    "hates",
    """
    (hate|hated|hates|detest|loathe|can not stand|can not bear|can not be (doing|arsed|bothered)) ..
    (sick|tired|fed up|bored) (of|with)
    (do not|don't|not) [really|particularly|even] (like|enjoy|fancy|trust)
    (makes me|makes you|made me|makes my|make me) (feel|so|a|sick|heavy|tired|dizzy|ill|foggy|constipated|sluggish|fat)
    (it is|that is|is|it was) [a|so|just|really] (poison|boring|misery|cult|con|pain|hassle|nightmare|joke|waste)
    (tastes|hurts|itches|stings|blows|beeps)
    side effects
    (for life|till you die|never get off|the rest of [my] life|let you go)
    """,
)
COSTS = _cues(
    "costs",
    """
    (cost|costs|costing|cost me|spent|spending|spend|skint|broke|quid|grand|rent|bills|debt|owe)
    (lost|losing|lose|ruin|ruined|ruining|wreck|wrecked|wrecking|killing|eating|destroying) [me|my|it|the|him|her|us]
    (fail|failing|failed|missed|behind) [my|the|two|three]
    (cough|coughing|wheeze|wheezing|breath|blood|chest|liver|heart|teeth|lungs|eyes|foggy|hangover|blackout|nosebleed)
    (can not|could not) (remember|sleep|breathe|think|get to|keep doing|keep going|go on)
    (ashamed|shame|guilt|guilty|regret|lie|lying|lied|hiding|hide|stink|smell|disgusting)
    (fell|fall|crash|crashed|nearly) ..
    (scares|scared|frightens|frightened|worries|worried|terrified|freaked) [me|of|about|that|i]
    (not worth it|no life|no way to (live|be)|that is not right|doing (me|him|her|them) harm|no good for)
    """,
)
GAINS = _cues(
    "gains",
    """
    (would|i'd|i would|it'd|we'd) [be|have|get|feel|sleep|finish|save|see|still] [able|my|the|a] (better|healthier|back|
        more|able|proud|awake|free|calm|right|money|finish|sleep|breath)
    (get|have|got|want|be) (my|the) (life|self|head|face|body|breath|licence|house|job|days|money|nerve|family) back
    (be here for|be there for|see (him|her|them) grow|for (my|the) {dear}|let me in|picks up when)
    worth (it|that|a try|a go|having|doing)
    (clear|clearer) head
    save [some|the|all that] money
    """,
)
NOT_A_PROBLEM = _cues(
    "no problem",
    """
    not (a|the|my|that much of a|an) (problem|issue|big deal|addict|alcoholic)
    (everyone|everybody|all my mates|all the lads|most people) [i know|else] (does|drinks|smokes|do|on it|vapes|uses)
    (never did me|does me no|did me no|not doing me|is not doing any|not hurting|no) [any] (harm|anyone|anybody)
    (turned out|came out|i am|feel|i feel) (fine|alright|all right|okay)
    (under control|nothing wrong with|unlucky|not that bad|not like them|only at|i can handle)
    (what is the point|no point|makes no odds|no use|too late|shutting the gate|die of something|
        going to die anyway|does not matter)
    """,
)
TOO_MUCH = _cues(
    "too much",
    """
    (too|so) (hard|much|difficult|late|old|tired|far|busy|expensive|strong)
    (no|not got the|have not the|have not got the) (willpower|will power|strength|energy|time|brakes|chance|way|hope)
    (never|not|hardly) [ever|really] (last|lasts|lasted|sticks|stick|works|worked|manage|managed|past|get past|made it)
    (hopeless|useless|rubbish|bad) (at|with) ..
    (tried|done) (it|that|them|everything|all of|before) ..
    (always|keep|kept|every time) (go|goes|going|end|ends|reopen|come|comes|forget|forgetting|back|cave|caved) ..
    (stronger than me|know myself|know what i am like|out of my hands|no say in it|in me|can not help it)
    (not|never) (trust|back) myself
    """,
)
NOT_YET = _cues(
    "not yet",
    """
    not [really|quite|even] (ready|there|yet|now|today|right now|this (side|month|week|winter|year)|the moment|
        in the right|the right (time|place)|in the mood|keen|prepared|willing)
    (maybe|perhaps|ask me) (after|when|later|next|some other)
    not [really] (saying|promising|decided|convinced|thinking|looking|bothered|signing) ..
    nowhere near
    (nah|nope|no way|no chance|not gonna happen|never happening|end of|not a chance|and that is flat)
    """,
)
FIRM = _cues(
    "firm",
    """
    (that is it|i am done|i'm done|no more|made my mind up|made up my mind|i have decided|i promise|i swear|my word|
        starting (today|tonight|tomorrow|monday|sunday|now|this)|from (tomorrow|now on|today|monday)|put me down|
        count me in|no question|never again|let us do it|go on then|here is what)
    (monday|tuesday|wednesday|thursday|friday|saturday|sunday|tonight|tomorrow) [i|it] (i will|i am|is|i'm) ..
    """,
)
SINCE = _cues(
    "since",
    """
    (since|for) (sunday|monday|tuesday|wednesday|thursday|friday|saturday|last|payday|christmas|the first|then)
    {number} (days|nights|weeks|months|mornings|evenings) (now|clean|sober|off|running|in a row|on the trot|straight)
    every (day|night|morning|time) (since|this week|last week)
    (last night|yesterday|this morning|this week|on (sunday|monday|tuesday|wednesday|thursday|friday|saturday)|just now|
        on my way|before i came|already)
    have not (had|touched|used|smoked|missed|shouted|been|drunk|bet) ..
    (down to|down from|cut down to|only had|walked past)
    """,
)
ALL = (HELPS, ENJOYS, HATES, COSTS, GAINS, NOT_A_PROBLEM, TOO_MUCH, NOT_YET, FIRM, SINCE)
