"""Phrases that decide a mark by themselves, where the code it needs has been given: textbook words, unmistakable.

The wider lists in `marks.py` only speak for a mark; these settle it.
"""

from scoring.codes import Mark
from scoring.cues.lists import LISTS
from scoring.phrases import Cues


def _cues(name: str, text: str) -> Cues:
    return Cues(f"sure {name}", text, LISTS)


# Confront in so many words. These settle the code; `CONFRONT` in `behaviours.py` only speaks for it.
SURELY_CONFRONTS = _cues(
    "confront",
    """
    you are [just|only|clearly|obviously|always|being|really|so|still] (lying|in denial|making excuses|a liar|pathetic|
        selfish|lazy|a junkie|an addict|an alcoholic|a drunk|a coward|a failure|not even trying|just not trying)
    (you are|sounds like you|like you are) [just] [are] (kidding|fooling) yourself
    ^ [{and}] [just|you need to|you have to] stop (lying|making excuses|blaming|feeling sorry)
    (full of|no more|sounds like|just) excuses
    shame on you
    you should be ashamed
    your own fault
    you (brought|did) this (on|to) yourself
    you (addicts|junkies|people) (always|all|never|are)
    if you (really|actually|truly) (loved|cared|wanted) ... you would
    if you (loved|cared about) your {dear} ...
    you do not (care|want it enough|even try|want to change)
    you are going to (die|end up dead|kill yourself)
""",
)

SURE: dict[Mark, Cues] = {
    Mark.DOUBLE_SIDED_REFLECTION: _cues("double sided", """
        on [the] one hand
        (part|half|one side|a part|some part|one part) of you ... (part|half|side) of you
        (torn|caught|pulled) [in two|two ways|both ways] between
        (in|of) two minds
        and at the same time
    """),
    Mark.REFLECTS_FEELING: _cues("feeling", """
        you (are|feel|felt|sound|seem|were) [really|pretty|so|a bit|very|just|left|still|absolutely] {named}
        you (must|have|must have) (be|feel|been|felt) [really|pretty|so|very|feeling] {named}
        (it|that|this) (feels|felt|is|was|must be|must have been|sounds) [really|so] {named}
        (left|leaves|makes|made) you [really|so|feel|feeling] {named}
        sounds [really|so|pretty|like you are|like you feel] {named}
        feeling [really|so|pretty] {named}
        (scares|scared|frightens|frightened|terrifies|terrified|worries|hurts|shames|angers) you
    """),
    Mark.REFLECTS_VALUE: _cues("value", """
        (matters|matter|means|mean|mattered|meant) [so|a lot|a great deal|most|everything|more|the world] [much] to you
        (mean|means) the world
        (is|are) [so|very|really] important to you
        your {dear} (mean|means|matter|matters) [so|the world|a lot|everything|more]
        (being|be) [a|the] [good|better] (dad|father|mum|mom|mother|parent|husband|wife|partner|grandmother|grandfather)
        there for your {dear}
    """),
    Mark.EVOKES_CHANGE_TALK: _cues("evokes change", """
        what would (you|u) [most] like to (be different|change|see change)
        what would be (different|better)
        how would (things|life|your life|it) be (different|better)
        how (confident|important|ready) ...
        why (would|might) you want to
        what makes you want to (stop|quit|change|do)
        what (are|would be) [some of|the] [good|your] (reasons|benefits|advantages) ...
        (and not|rather than|and why not|not) a (zero|one|two|three|lower)
        what (would|do) you (want|hope|wish) [for] (instead|to be different|for your future)
    """),
    Mark.EVOKES_SUSTAIN_TALK: _cues("evokes sustain", """
        why (have|did|can|are|will|would) not you
        why (have|did|can|are|will|would) you not
        why do (not you|you not) (want|like|trust|take|use|come|think|believe|feel|talk|tell|have)
        what (do you like|do you enjoy|is good|are the good things) about ({drug}|it)
        what (stops|is stopping|keeps|is keeping|puts) you [from|off]
        ^ why not $
    """),
    Mark.PLANNING: _cues("planning", """
        where does (that|this|it|all of this|all this|all that|all of that) leave you
        what (would|might|could|will|is|will be) [be] [the|your|a] (first step|next step)
        what do you think you (will|might|would|could|are going to) do
        what (might|could|would|will) get in the way
        who (could|can|might|would) (help|support) you
    """),
    Mark.ASKS_PERMISSION: _cues("permission", """
        (would it be|is it) [ok|okay|all right|alright] [with you] if i
        would it be [ok|okay|all right|alright|useful|helpful] [with you] (if|to)
        (may|can|could) i [just|maybe|quickly] (share|tell|offer|suggest|mention|give you|make a suggestion)
        (would you mind|do you mind|is it ok|is it okay|is it all right) [with you] if (i|we)
        would you like to hear
        with your permission
    """),
    Mark.APOLOGY: _cues("apology", """
        [i am] sorry [i|for] (was|got|pushed|pushing|jumped|lecturing|assumed|interrupted|judging|came across)
        sorry if i (came|sounded|pushed|was|made)
        i (apologise|apologize|owe you an apology)
        (let me|can i|can we) start (over|again)
    """),
    Mark.SAFETY_INQUIRY: _cues("safety", """
        (killing yourself|kill yourself|ending your life|end your life|suicide|suicidal|taking your own life|
            hurting yourself|harming yourself|wanting to die|want to die|wish you were dead|naloxone|overdosed)
        do you feel safe [at home|with him|with her]
        (have|has) [you|anyone] [ever] overdosed
    """),
    Mark.LABELLING: _cues("labelling", """
        (addict|addicts|junkie|junkies|junky|druggie|crackhead|alcoholic|alcoholics|drug abuser|substance abuser|
            abuser|smackhead|dope fiend)
    """),
    Mark.GETS_HELP: _cues("gets help", """
        (call|ring|phone|talk to) [the|a] (crisis line|crisis team|hotline|988|lifeline|samaritans)
        make a (safety plan|plan for tonight)
        (bring|get|call|involve|fetch) [in] my supervisor
    """),
    Mark.INSULT: _cues("insult", """
        (fuck|screw) (you|off)
        (shut up|piss off|go to hell|stfu|drop dead|kys)
        (pathetic|loser|idiot|moron|dumbass|asshole|scumbag|scum|cunt|wanker|piece of shit|waste of space)
    """),
    Mark.GREETING: _cues("greeting", """
        ^ (hi|hello|hey|hiya|good morning|good afternoon|good evening|goodbye|bye)
        (nice|good|pleased|lovely) to meet you
    """),
    Mark.REASSURANCE: _cues("reassurance", """
        (do not|no need to) worry
        (it|everything|things) (will|is going to|are going to) [all] [be|work out] (ok|okay|fine|all right)
        (you will|you are going to) be (fine|ok|okay|all right)
        you [have] got this
    """),
}  # fmt: skip
