"""How questions that evoke are recognised: change talk, by the DARN-CAT kind they pull, and sustain talk."""

from scoring.cues.lists import LISTS
from scoring.phrases import Cues


def _cues(name: str, text: str) -> Cues:
    return Cues(name, text, LISTS)


# Questions that pull change talk, by the DARN-CAT kind they pull.
EVOKES: dict[str, Cues] = {
    "desire": _cues("desire", """
        (what|how) (would|do|did) you [most|really] (like|want|hope|wish|love|prefer|wanted|hoping) ...
        what are you (hoping|after|looking|wanting) ...
        what (would|do) you want [to be|things to be|your|for|most|to see|to have|to change|from|instead]
        (what|how) would .. (different|better|change|ideal|a good|look like|life be|things be|you like)
        (what|how) would (a good|your ideal|your|the best|the perfect|a better) ... (look|be|feel|like)
        (how|where) would you like (things|your life|it|this|to be|to see)
        (if|imagine|suppose|picture|say) ... (miracle|magic|wake up|woke up|a year from now|in five years|
            in a year|five years|everything went|it worked|things were|you did|you made|changed|
            you decided|no longer|went well|gone)
        (where|what|how) ... (see|picture|imagine) yourself ...
        what do you (miss|wish|hope|want|long for) ...
        """),
    "ability": _cues("ability", """
        (how|what) ... (confident|confidence)
        (how|what) (did|have|do|would|could|might) you [manage|do|go|get|cope|make] ... (manage|managed|
            do it|before|through|succeed|able|work|worked|cope|last time|done it|keep|stay|that|pull|quit|
            stop|cut)
        how did you (do|manage|get|make|keep|stay|pull) ...
        what (has|have|did|else) ... (helped|worked|got you through|worked before|kept you|keeps you|
            made it possible|work before)
        what (helped|worked|got you through|made it possible|kept you|keeps you) ...
        what (strengths|skills|strength|gives you|makes you) .. (confiden*|do you|could|hope|
            think you can|believe|have) ...
        (what|how) (would|might|could|can) ... (help you|make it easier|make you more confident|raise|
            move you|take to|get you from|it take|you do it|you go about|be possible|work for you)
        (if you|were you to|suppose you) (did|decided|wanted|chose|were) ... how
        when have you ... (before|in the past|done|managed|gone)
        (have you|did you) ever (managed|quit|stopped|gone|cut|tried|done) ...
        """),
    "reasons": _cues("reasons", """
        (what|which) .. (reasons|reason|benefits|benefit|advantages|upsides|upside|good things) ...
        what (would|might|could|will) ... (better|gain|benefit|change for you|good about|it do for|
            that give you|it mean|that mean|come of|you get)
        what (worries|concerns|bothers|scares|troubles|frightens|gets to|bugs) you [most|about|a bit]
        what ... (worry|concern|concerns|worries|downside|downsides|not so good|less good|cost|costs|
            price|toll|hard part|down sides|not like|dislike|do not like) ...
        how (has|does|is|have|do|did|might|would) ... (affect|affected|affecting|get in the way|
            getting in the way|interfere|impact|impacted|cost|costing|changed|fit with|gotten in)
        (what|how) (made|makes|brought|brings|led|got) you .. (want|think|decide|consider|come|here|in|
            call|worry|worried|today|choose|pick|feel|say|go) ...
        why (would|might) you [want|make|do|consider|think|like|choose] ...
        why (a|an|not a|are you at|did you pick|that number|did you say|is it a|the|
            you are at) .. (and not|rather than|not|instead|one|two|three|four|five|six|seven|eight|
            number|{number})
        what makes (it|you|that|this) ... (and not|rather than|not a|not lower|important|instead|say|
            a {number})
        (and not|rather than|instead of|not) a (zero|one|two|three|four|five|lower)
        what [else] (matters|is important|do you care|is most important) ...
        how (important) ...
        what (do you|would you) [like|notice|think] ... (about (being|stopping|cutting|not|taking|
            the days)|when you (are not|do not|did not)|on the days|on days)
        what happens if (you|nothing|things|it) ...
        (what|how) (do you think|would|might|could) [will] happen ... (if|do not|change|nothing)
        (what|where) ... (if nothing changes|if things stay|if you keep|if you carry on|keep going) ...
        what (is|was) (it like|different|better) ... (when|on|without|not)
        tell me [more] about ... (good days|good morning|better|before|last time|the days|without|worry|
            worries|concern)
        """),
    "need": _cues("need", """
        how (important|urgent|serious|much do you need|badly|much does it matter) ...
        what (needs|has) to (change|happen|be different|give|stop|shift)
        what (would|do) you (need|have) to ...
        (why|what makes) ... (important|necessary|urgent|matter*|now)
        (on|from|using) [a] scale ... important
        """),
    "commitment": _cues("commitment", """
        (what|where) (will|are|do|would|might|could|can) you [going|think|want|like] .. (do|next|
            go from here|do next|start|begin|plan|try|planning|willing to|take|do about it|do now|
            do first)
        what [is|would be|will be|might be|could be|are] (your|the|a|one) [first|next|small|good|smallest|
            possible] (plan|step|steps|next step|first step|move|thing)
        where does (that|this|it|all of this|all this|all that|all of that) leave you
        what (if anything|next|now) ...
        what (are|is|do) you (going|planning|thinking|intend) ...
        (when|how) (will|would|might|could|are) you [going|like|want|planning] [to] (start|do|begin|
            go about|make|get|take|put)
        """),
    "activation": _cues("activation", """
        (how|what) ready ...
        (are you|how) (ready|willing|prepared) ...
        what (are|would|might) you [be] (willing|ready|prepared|open) ...
        """),
    "taking_steps": _cues("taking_steps", """
        what [steps|have|else] (have|did|steps) you [already|been|taken|done|tried|so far] ... (tried|
            done|taken|doing|already|try|take|so far|week|since)
        what (steps|have you) ...
        (how|what) have you [already|been] (tried|doing|done|cut|taken|gone|changed|managed) ...
        """),
}  # fmt: skip

# Questions that pull the case against change.
EVOKES_SUSTAIN = _cues(
    "evokes_sustain_talk",
    """
    why (have not|haven't|did not|didn't|don't|do not|can not|can't|won't|will not|would not|wouldn't|
        are not|aren't|isn't|is not|not) [you|it|that] ...
    why (have|do|did|are|can|would|will|could) you (not|still|keep|continue|never|always|relapse|use|
        drink|smoke|go back|start|refuse|hate|keep)
    what (stops|is stopping|stopped|keeps|is keeping|prevents|prevented|is holding|holds|gets in the way|
        got in the way|is in the way|makes it [so] (hard|difficult)|is so hard|is hard|would be hard|
        would be the hardest|is so bad) ...
    (what|how) (do|did|does|is|are|would) ... (like about|enjoy about|enjoy|good about|get out of|
        gets you|does it do for|do for you|help you|good things about|love about|miss about|worried about|
        worry about taking|against|bad about|not like about|lose by|give up|put you off|puts you off|
        so bad)
    what (puts|put|scares|worries|bothers) you [most] [off] [about] ... (taking|starting|it|that|the|
        quitting|stopping|going|medicine|{medicine}|meetings)
    what (are|is) (the|your) [main|biggest] (reasons|reason|downsides|downside|barriers|barrier|obstacles|
        problem|objection) ... (not|against|to taking|to quitting|to stopping|with|of (taking|stopping|
        quitting)|for not|of|about)
    what (would|do|might|could) you (lose|miss|stand to lose|give up|hate) ...
    what (don't|do not|didn't) you (like|want|trust) ...
    (isn't|is not) it (too|hard|difficult)
    """,
)

# Worry pulls the case against change only where it is about the change; about `it` nobody can say.
WORRY = _cues(
    "worry",
    """
    what .. (worries|worried|worry|concerns|bothers|scares|frightens|troubles) ...
    """,
)
OF_CHANGING = _cues(
    "of changing",
    """
    what .. (worries|worried|worry|concerns|bothers|scares|frightens|troubles) ... (about|by|of) [the|a|being|
        getting|your|
        ever|going on] (stopping|quitting|starting|changing|tapering|cutting (down|back|it|out)|giving (up|it up)|
        coming off|clean|sober|without|treatment|rehab|detox|meetings|medicine|buprenorphine|suboxone|methadone|
        naltrexone|
        shot|injection|strips|taking (it|the|a|medicine|buprenorphine|suboxone|methadone|naltrexone)) ...
    """,
)
