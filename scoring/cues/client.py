"""How change talk, sustain talk and discord are recognised, and the DARN-CAT kind of either.

Written so that they fit a client's own words (`I want`) and a clinician's reflection of them (`you want`).
"""

from scoring.cues.lists import LISTS
from scoring.phrases import Cues


def _cues(name: str, text: str) -> Cues:
    return Cues(name, text, LISTS)


CHANGE = _cues(
    "change",
    """
    (i|you) [really|do|just|also|still|would|honestly] (want|wanted|wish|would like|would love|hope|
        hoping|need) [to|a|my|your|it|things|something|that|more|out] [be|have|get|stop|quit|change|feel|
        see|live|do|try|keep|different|better|life|cut|sleep|make]
    (tired|sick|fed up|had enough|exhausted|done|worn out) (of|with|from|by)
    (can not|can't) (keep|go on|carry on|live|take) (doing|living|going|like|this|on)
    (scared|afraid|worried|worry|scares|worries|frightened|terrified) [you|me|i|that|of|
        about] ... (overdose|die|dying|lose|losing|lost|health|kids|liver|heart|job|future|daughter|son|
        happen|kill|end up|lungs|using again|relapse)
    (i|you) (could|can|might|may|would) [maybe|probably|definitely] (try|do it|do this|manage|cut|stop|
        quit|start|give it|see)
    (i|you) (have|are|am|had) [already|been|just] (cut|stopped|quit|called|started|tried|managed|went|
        going|told|thrown|reduced|kept|looked)
    (my|your) {dear} (deserve|need|needs|deserves|matter|are|is)
    (for|be there for|lose|losing|see|with) (my|your|the) {dear}
    (better|healthier|safer|easier|clearer|freer) [for|if|when|without|off|life|sleep]
    (ready|willing|prepared|determined|about ready|time) to
    (something|things) (has|have|needs|need|got) to (change|give|be different|stop)
    (i|you) (will|am going to|are going to|promise|plan to|intend to) [definitely|really] (call|start|try|
        do|cut|stop|quit|go|take|ring|keep|come|tell)
    (miss|missed|missing) [my|your|the|out]
    (costing|cost|costs|ruining|hurting|killing|wrecking|affecting|getting in the way|taking over|
        out of control)
    (would not|wouldn't) have to ... (sick|hide|lie|worry|wake|chase)
    (help|helped|helps|gave|gives|steady|steadier|work|works|worked|quiet) [me|him|her|you|my brother|
        my sister|with|them] (back|the cravings|cravings|sleep|feel better|his|her|a lot|get)
    """,
)

SUSTAIN = _cues(
    "sustain",
    """
    (i|you) [really|just|also|still|do] (do not|don't|did not|didn't|never) [really|even] (want|need|
        think|believe|like|trust|see|feel|have) [to|a|it|any|that|the|this|you|there|like|ready]
    (not|isn't|is not|am not|are not|not sure) [really|yet|quite|even] (ready|worth|for (me|you)|
        a problem|that bad|convinced|interested|going to (stop|quit|change|take|do|work|help)|sure)
    (can not|can't|could not|couldn't|cannot) [really|even|just|ever|picture|imagine|see] (stop|quit|cope|
        do it|do without|sleep without|imagine|picture|face|stand|handle|manage|get through|give|relax|
        function|start|see|afford|bear)
    (only|one) thing that (helps|works|gets|calms|keeps|takes|makes|has)
    (helps|help|gets|calms|relaxes|works|keeps|takes) (me|you) (relax|sleep|cope|through|get|calm|feel|
        the edge|unwind|forget|going|down|level|normal|off|with)
    (just|trading|swapping|replacing|switching) [one|another|a] (addiction|drug|crutch|one|another|
        thing) [for|to]
    (scared|afraid|worried|worry|scares|worries|frightened|terrified|dread|dreading) [you|me|i|that|of|
        about] ... (withdrawal|withdrawals|sick|pain|needle|side effects|trapped|stuck on|taking|starting|
        stopping|quitting|judged|being told|without)
    (love|loved|like|enjoy|liked|enjoys|miss) (it|the|drinking|smoking|using|getting|being high|my|how it)
    (too|so) (hard|difficult|much|late|tired|busy|old|stressed|painful|expensive|far|soon|risky|many)
    (tried|been|done) [it|that|this|everything|before|there] (before|and it|did not work|failed|
        never worked|nothing worked)
    (does not|doesn't|did not|didn't|won't|will not|never|wouldn't|would not) (work|help|works|helped|
        worked|last|lasts|matter) [for|on|with]
    (hate|hated|hates) [the|that|being|taking|those|it|those|having|how|going]
    (no|what is the) (point|way|use|reason|need)
    (fine|happy|okay|ok|doing well) (as|the way|with|how|like) (i|you|it|things|is)
    (is not|isn't|not) (hurting|a problem|that bad|anybody's|anyone's|the problem|doing any)
    everyone (drinks|does|smokes|i know|uses|else)
    (lose|losing|give up|giving up) (my|your|the|all) (friends|freedom|mates|comfort|only|one thing|
        social|escape|control|relief)
    (side effects|withdrawal|withdrawals|dope sick|handcuffs|leash|chained|on a leash|queue|queueing|
        lining up)
    """,
)

DISCORD = _cues(
    "discord",
    """
    you (don't|do not|can't|can not|would not|wouldn't|have no idea|have never|could not|never) [even|
        really|know|understand|get|listen|know me|care|believe|hear] ...
    (you people|you lot|people like you|your kind|your sort|your type|all of you)
    (you are|you're) [just|not|all|like|going|here|only|another|being|always|reading|supposed] [even|
        really|just|to] (listening|judging|pushing|like|lecture|lecturing|the same|all the same|telling|
        trying to|my mother|paid|the expert|a cop|patronising|patronizing|not hearing|reading|ticking|
        my dad|getting|wrong|wasting)
    (stop|quit) (telling|pushing|lecturing|judging|asking|talking|saying|nagging|treating|preaching)
    (do not|don't) (tell|talk|lecture|judge|push|patronise|patronize|pretend|start|you dare|give me|act|
        look at) [me|to me|like]
    (who|what) (are|do|gives|would|makes) you [to|know|the|think] ...
    (are you|did you) [even|not|just] (listening|listen|serious|hear|done|finished|reading|kidding|
        for real|judging|calling)
    (easy|all right|fine) for you [to say]
    (here we go|whatever|what would you know|get off my back|back off|leave me alone|
        none of your business|i am done (here|talking)|i am leaving|this is (pointless|a waste|stupid|
        bullshit)|waste of [my] time|you sound like|you have got it all|i did not ask|is this a trick|
        i do not have to|you asked|you tell me|is that in your)
    (you said|you told) ... (before|already|last time|wrong)
    i (did not|don't|do not) (ask|come here|need) (for|to|you|a) ... (advice|lecture|lectured|told|judged|
        opinion|tell|preached|help)
    """,
)

KINDS: dict[str, Cues] = {
    "taking_steps": _cues("taking steps", """
        i [have|already|just|even|also|actually|finally] (called|rang|told|threw|poured|went|deleted|
            blocked|booked|bought|signed|stopped|cut|started|flushed|asked|looked|gave|made|kept|skipped|
            left|came|walked|talked|texted|emailed|moved|filled|picked|joined|put|got) ... (yesterday|
            today|this week|last week|this morning|on sunday|on monday|on tuesday|on wednesday|
            on thursday|on friday|on saturday|last night|away|out|down|the number|already|appointment|
            meeting|back|up)
        """),
    "commitment": _cues("commitment", """
        (i|you) (will|am going to|are going to|promise|swear|guarantee|intend|plan|am gonna|shall|won't|
            will not|am not going|refuse|have decided|am never)
        (i'll|you'll)
        no way [i|am|will]
        """),
    "activation": _cues("activation", """
        (ready|willing|prepared|open to|about ready|thinking about|considering|leaning towards|not ready|
            not willing|not prepared)
        """),
    "need": _cues("need", """
        (need|needs|must|have to|has to|have got to|got to|cannot go on|can not go on|can not keep|
            do not need|do not have to|something has|important)
        """),
    "ability": _cues("ability", """
        (can|could|can not|could not|able|unable|manage|managed|possible|impossible|hard to|too hard|
            difficult|know how|confident|strong enough|too weak|tried everything|figure out|easy|cope|
            handle)
        """),
    "desire": _cues("desire", """
        (want|wanted|wish|wishes|hate|hated|love|loved|like|liked|enjoy|would rather|hope|miss|
            do not want|would love|would like|dream|prefer|fancy)
        """),
}  # fmt: skip
