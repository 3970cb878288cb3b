"""Phrases that decide a mark by themselves, where the code it needs has been given: textbook words, unmistakable.

The wider lists in `marks.py` only speak for a mark; these settle it. They are looked for where `scoring/marks.py` says:
a named feeling in what was reflected, a permission in what was asked.
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

# Blame, a verdict or a label that is taken off the person: the bad word is there, and is denied. And, said back, that
# somebody was sent, or has had enough of people like the speaker.
SPARES = _cues(
    "spares",
    """
    ^ [{and}] [no|look|honestly|please] (it|this|that|what happened) (is|was) (not|never) [really|all|ever] (your fault|
        your doing|down to you|because of you|your failing)
    ^ [{and}] [look|honestly|please] (none of this|none of that|none of it|nothing about this|nothing about it) (is|
        was) [ever] (your fault|your doing|down to you|because of you|your failing|on you)
    ^ [{and}] (i|we) (do not|did not|never|would not|am not|are not) [for one second|for a second|for a moment|
        really|ever] (think|thought|believe|see|say|said|saying|call|calling) [that] (you|you are|you as|you were) [a|
        an] {verdict}
    ^ [{and}] (nobody|no one|noone|none of us|not one of us) [here|in here|in this room] [is] (thinks|thought|believes|
        says|said|saying|sees|calls|calling|thinking) [that] (you|you are|you as) [a|an|are|as] {verdict}
    ^ [{and}] you are not [a|an|just|some|being|any|the] {verdict}
    ^ [{and}|so|still] you (say|said|tell yourself|told yourself|feel like|call yourself|called yourself) [you are|that|
        that you are] [a|an|just|such a] {verdict} $
    ^ you are [a|an|just a] {verdict} you (say|said)
    ^ [{and}] [a|one] (relapse|lapse|slip|bad week|bad night) (is|was) not [a|the|any] (failure|failing|weakness)
    (does|do|did) not (mean|make) [that] you [are|have] [a|an] (weak|failed|failure|bad|junkie|addict|liar)
    (that|it) is not who you are
    you are [only|just|really] here [only|just] (because|since|as) ... (made|makes|sent|told|dragged|booked|signed|want|
        wants|wanted|asked) you
    you have (had it|had enough|had your fill) [up to here] (with|of) (people|someone|somebody|folk) like me
    """,
)

_NEXT = """
        where does (that|this|it|all of this|all this|all that|all of that|any of this) leave you
        what is the first [small|little] (thing|step) you
        (when|what day) (are|will) you (starting|start|going to start)
        how (would|might|could) you go about (it|that|this|stopping|starting|cutting|quitting|taking|getting)
"""
"""Questions of what they will do next, which plan, and evoke change talk too."""

SURE: dict[Mark, Cues] = {
    Mark.DOUBLE_SIDED_REFLECTION: _cues("double sided", """
        on [the] one hand
        (part|half|one side|a part|some part|one part|some|a bit|one half) of you ... ... (and|but|while|
            yet) [the] (part|half|side|some|a bit|a part|other|another|rest) [half|part|side|of]
        (torn|pulled|split) [in two|two ways|both ways] between
        and at the same time
        you [would|really|do|also] (want|like|love|need|hope|wish|miss|know) ... ... (and|but|yet|though|
            while) ... you (can|could|do|are|will|would) not
        you (can|could|do|are|will|would) not ... ... (and|but|yet|though|while) ... you [would|do|really|also|
            still] (want|like|love|need|hope|wish|are tired|are sick|are fed up)
        you (are|sound) (tired|sick|fed up|scared|afraid|frightened|weary) ... ... (and|but|yet|though|
            while) ... you (want|like|love|can not|do not|are not|need)
    """),
    Mark.REFLECTS_FEELING: _cues("feeling", """
        you (are|feel|felt|sound|seem|were|must be) [really|pretty|so|a bit|very|just|left|still|absolutely|quite|all|
            completely|also|a little|half|both|more|almost|quietly] {named}
        you (are|feel|felt|sound|seem|were) [really|pretty|so|a bit|very|just|left|still|absolutely|quite|all|more|
            a little] (tired of|sick of|worn through|on edge|on guard|mortified|gutted|relieved|torn|numb|lonelier|
            unheard|watched|rushed|bitter|wary|proud|dreading|sickened|disgusted|touched|grateful|glad|upset|shaken|
            braced|uneasy|surprised|guilty)
        you (feel|felt) [really|so|pretty|a bit|very|left] (small|useless|stupid|daft|alone|lost|low|down|cornered|
            treated|judged|looked at|talked down|invisible)
        you (must|have|must have|would|will|could) (be|feel|been|felt) [really|pretty|so|very|feeling] {named}
        you (feel|felt) (sick|ill) with
        (it|that|this|there) (feels|felt|is|was|must be|must have been|sounds|must feel|must have felt|would be|
            has been) [really|so|very|pretty|quite|all] ({named}|embarrassing|insulting|galling|mortifying|upsetting|
            unsettling|worrying|gutting)
        (it|that|this) (must be|must have been|must feel|must have felt) [really|so|very|a|quite|such a] (hard|tough|
            rough|painful|horrible|awful|lonely|heavy|exhausting|tiring|galling|crushing|bitter|sore)
        (left|leaves|makes|made|leaving) you [really|so|feel|feeling] {named}
        sounds [really|so|pretty|very|like you are|like you feel|like it is|like that was] {named}
        feeling [really|so|pretty|very] {named}
        (scares|scared|frightens|frightened|terrifies|terrified|worries|worried|hurts|shames|shamed|angers|angered|
            shook|shakes|stung|stings|upsets|unsettles|unsettled|bothers|bothered|disgusts|embarrasses|embarrassed|
            humiliates|humiliated|touched|annoys) you
        (it|that) (stung|stings|grates|rankles|galls)
        (gave|gives|given) you [such|quite] a (fright|scare|shock|chill|turn)
        you [really|still|do|also|just] (miss|dread|fear|regret|resent) [being|the|that|having|how|it|him|her|them|
            about|your|those|what|who|going|not|feeling|losing|this]
        you are (dreading|missing|grieving|hurting|mourning)
    """),
    Mark.REFLECTS_VALUE: _cues("value", """
        (matters|matter|mattered|means|mean|meant) (so|a lot|a great deal|most|everything|more|the world) [much|
            more] to you
        (matters|matter|means|counts) to you [most|more] $
        (mean|means) the world
        (matters|matter) [much|so much|far|a lot] (more|most) [than|to]
        (is|are) [so|very|really] important to you
        your {dear} (mean|means|matter|matters) [so|the world|a lot|everything|more]
        your {dear} (come|comes|is|are) (first|everything)
        (being|be) [a|the|that] (good|better|proper|real|decent|present) (dad|father|mum|mom|mother|parent|husband|
            wife|partner|grandmother|grandfather|nan|nana|grandad|grandma|grandpa|brother|sister|son|daughter|friend)
        (being|be) there for (him|her|them|your {dear})
        you want to be [there|the|a|an|somebody|someone] (dad|father|mum|mom|mother|parent|husband|wife|nan|grandad|
            brother|sister|friend)
        (is|are) who you are
        you (care|love) ... (more|most) than anything
    """),
    Mark.EVOKES_CHANGE_TALK: _cues("evokes change", _NEXT + """
        what would you [most] like (to be different|to change|to see change)
        what would be (different|better)
        how would (things|life|your life|it) be (different|better)
        how (confident|important|ready|willing|prepared) (is|are|would|do|does) ...
        why (would|might) you want to
        what makes you want to (stop|quit|change|do)
        what (are|would be) [some of|the] [good|best|your|main|three] (reasons|benefits|advantages) ...
        (and not|rather than|and why not|not) a (zero|one|two|three|lower|nought)
        what (would|do) you (want|hope|wish) [for] (instead|to be different|for your future)
        how did you (manage|do it|do that|find the strength|get yourself|keep)
        how have you (managed|kept|stayed)
        how would you [most] (like|want|love) ... to (be|feel|look|have)
        what (made|has made|makes) (it|that) possible
        what else has it cost
        what are you [really|most] hoping
        what (would|could|might) be [so|some of] [the] (good|better|good side|good things|up side|upside|upsides|
            benefit|benefits|best part|best thing) (about|of|in)
        how (sure|certain) (are|would) you
        how much does it matter
        how much longer (can|could|do|will|would) you
        ^ [so|and] why now
        what would you gain
        what difference (would|will|could|might) ...
        what [else|has] (got|gets) you (here|through)
        what (helped|has helped|helps|worked|has worked) [you] [most|best|before|then|last time|back then] $
        when have you (managed|gone|got through|done)
        how did you [ever] (pull|hold|stay|stop|cope)
        what would (life|things|your life|your days|your mornings|your week|a good day|a good week) (look|be|feel) like
        (where|how) (do|will|would|could) you (see|picture|imagine) (yourself|things|your life) ...
        (what|where|how) ... if nothing (changes|changed)
        (what|where) ... if you (carry|carried|keep|kept) (on|going|using|drinking|smoking|gambling)
        what (is|has) (it|this|that|the {drug}|{drug}|using|drinking|smoking|gambling) [been] (cost|costing) you
        what (worries|concerns|scares|frightens|bothers|troubles) you [most|the most|a bit] about (your {drug}|{drug}|
            you are using|using|your use|you are drinking|drinking|you are smoking|smoking|you are gambling|gambling|
            how much you|how often you|how you (use|drink|smoke)|where (this|it) is going|how things are)
        what concerns do you have about (your {drug}|you are using|using|your use|you are drinking|drinking|
            you are smoking|smoking|you are gambling|gambling|how things are)
        what would (tell|show) you ... time
        what (would|are|might) you [be] (willing|ready|prepared|up for) ...
        what do you think you (will|might|would|are going to) do
        (and|so|now) what will you do
        what (would|will|might|could) (be the first|be your first|you do first)
    """),
    Mark.EVOKES_SUSTAIN_TALK: _cues("evokes sustain", """
        why (have|did|can|are|will|would) not you
        why (have|did|can|are|will|would) you not
        why do (not you|you not) (want|like|trust|take|use|come|think|believe|feel|talk|tell|have)
        why do you (stay|keep)
        what (do you like|do you enjoy|is good|are the good things) about ({drug}|it)
        what do you [really|most] (like|love|enjoy) most about
        what is so (good|great|bad|hard|impossible|wrong|difficult|unbearable|terrible) (about|with)
        what makes (a|it|that|this|them|the|taking|stopping|coming) ... so (hard|difficult|impossible|bad|unbearable|
            awful)
        what (stops|is stopping|keeps|is keeping|puts) you [from|off]
        ^ [so] why not $
    """),
    Mark.PLANNING: _cues("planning", _NEXT + """
        what (would|might|could|will|is|will be) [be] [the|your|a] (first|next|smallest) [small|little|tiny] (step|
            move|thing you do|thing you will do|thing you would do|thing to do)
        what (would|will|might|could) you do first
        what do you think you (will|might|would|could|are going to) do
        what (might|could|would|will|is going to) (get in the way|get in your way|come between|trip you|go wrong)
        who [else] (could|can|might|would|will) (help|support|you (ask|ring|tell|call|take|lean on)|go with|come with|
            remind|have your back)
        (how|what|who) (will|would|might|could|are) you [going to] (handle|manage|do|say|tell|use|spend|keep|make|set|
            take|fill) ... (on|at|when|next|tomorrow|tonight|this|before|after|by) [the] (monday|tuesday|wednesday|
            thursday|friday|saturday|sunday|weekend|week|morning|night|evening|time|then|it comes|they|he|she|
            {number})
        when (would|will|might|could) (you|it|that|the first)
        when would be [a] (good|best)
        what do you (want|need) to have (in place|sorted|ready)
        what would [you want to have|have to be] in place (between|before|by)
        what are you (going to|gonna|planning to|thinking of) (do|doing)
        (and|so) what will you do
        what would help you (get|keep|stick|do|carry|make) ...
        what (would|will|might|could) be (your|the) first
    """),
    Mark.ASKS_PERMISSION: _cues("permission", """
        (would it be|is it|would that be|is that) [ok|okay|all right|alright|fine|cool] [with you] if (i|we)
        would it be [ok|okay|all right|alright|useful|helpful] [with you] (if|to|for me)
        ^ [{and}] (ok|okay|cool|alright|all right|fine) [with you] if (i|we)
        (may|can|could|might|shall) i [just|maybe|quickly|perhaps] (share|tell|offer|suggest|mention|give you|explain|
            pass on|make a suggestion|say something|show you)
        (would you mind|do you mind|is it ok|is it okay|is it all right) [with you] if (i|we)
        would you (like|want) to (hear|know)
        (do you want|would you like) me to (tell|share|explain|go over|run through|go through|show|say)
        with your permission
    """),
    Mark.OFFERS_OPTIONS: _cues("offers options", """
        (some|one) (people|person|folks|couples|men|women|mums|lads|parents) ... ... (some|others|
            another) ... ... (some|others|another|and|or)
        some (go|start|stay|use|have|take|do|come|cut|stop) ... some (go|start|stay|use|have|take|do|come|cut|stop)
    """),
    Mark.APOLOGY: _cues("apology", """
        [i am] sorry [i|for] (was|got|pushed|pushing|jumped|lecturing|assumed|interrupted|judging|came across)
        sorry if i (came|sounded|pushed|was|made)
        i should not have (asked|said|told|pushed|pressed|rushed|jumped|assumed|interrupted|put|gone on|called|talked)
        i (apologise|apologize|owe you an apology)
        (let me|can i|can we) start (over|again)
    """),
    Mark.SAFETY_INQUIRY: _cues("safety", """
        (killing yourself|kill yourself|ending your life|end your life|suicide|suicidal|taking your own life|
            hurting yourself|harming yourself|wanting to die|want to die|wish you were dead|naloxone|narcan|overdosed|
            ending it all|end it all|topping yourself|top yourself|doing yourself in|do yourself in)
        do you feel safe [at home|with him|with her]
        (have|has) [you|anyone] [ever] overdosed
    """),
    Mark.LABELLING: _cues("labelling", """
        (addict|addicts|junkie|junkies|junky|druggie|druggies|druggy|crackhead|alcoholic|alcoholics|drug abuser|
            substance abuser|abuser|abusers|smackhead|smackheads|dope fiend|cokehead|pothead|stoner|stoners|alkie|
            non compliant|noncompliant)
        (a|an|another|typical|you|old|problem|once) (drunk|user|diabetic|offender)
        (a|your|another) (clean|dirty) (man|woman|urine|test|sample)
        (get|getting|stay|staying) [yourself|back] clean
    """),
    Mark.GETS_HELP: _cues("gets help", """
        (call|ring|phone|talk to) [the|a] (crisis line|crisis team|hotline|988|lifeline|samaritans)
        make a (safety plan|plan for tonight)
        (bring|get|call|involve|fetch) [in] my supervisor
    """),
    Mark.DOSING_ADVICE: _cues("dosing advice", """
        (go|bump|put|take|bring|get|drop|lower|raise|push|move) [it|them|yourself|that|back|the dose|your dose] [up|
            down|back] to {number} [mg|units|ml|a day|milligrams]
        (skip|miss|leave out|double|halve|split|cut|drop|stretch) [up|out|back on] (your|the|a|tonight's|tomorrow's|
            today's|this|one|that|every other) [next|morning|evening|night|last|other] (dose|doses|insulin|methadone|
            pill|pills|tablet|tablets|strip|film|injection|jab|metformin|suboxone|bupe)
        (take|have|use|inject|do|chew|swallow) [just|only|about|maybe|another|an extra] {number} [of|more|extra|less|
            fewer] [the|your|those] (units|mg|milligrams|ml|mil|pills|tablets|strips|films|doses|dose)
        {number} [more|extra|less|fewer] units
        (take|drink) double
        stop taking (it|them|your {medicine}|the {medicine}) for (a|one|two|a couple|a few|{number})
        (double up|double it|double them|halve it|halve them|halve the|halve your)
        take [just|only] (half|a half|a quarter) (of it|of one|a tablet|a strip|tonight|tomorrow|first)
    """),
    # Only at the start of what is said, or straight after `you`: "you feel you're worthless" is no insult.
    Mark.INSULT: _cues("insult", """
        ^ [{and}] [honestly|seriously|jesus|christ|god|wow|lol] you are [such|just|nothing but|so|really|fucking|
            being|the|bloody|literally|absolutely|totally|pure|an actual|clearly] [a|an|some|proper] [bit of a|total|
            complete|real|fucking|stupid|dirty|big|little|lying|lazy|selfish|greedy|sad|spoiled|fat|hopeless|old|
            bunch of] {abuse}
        ^ [{and}] [honestly|seriously|god|wow|lol] you are [just|so|really|fucking|absolutely|totally|
            literally] {contemptible} $
        ^ [{and}] [what a|what an|such a|you|how|so|how very|absolutely|utterly|complete|total] [total|complete|
            absolute|sad|stupid|utter|lazy|pathetic|little|fucking] ({abuse}|pathetic|disgusting) $
        ^ [{and}] [you|what a|absolutely|how] (pathetic|disgusting|idiot|moron|loser|scum|coward|muppet)
        (because|cos|when|since|that|and) you are [such|just|so|a|an|fucking] [a|an|total|complete] {abuse}
        you [absolute|total|complete|utter|stupid|lazy|selfish|greedy|fat|sad|pathetic|spoiled|silly|dirty|old|little|
            useless|lying|fucking|dumb|ungrateful|miserable] ({abuse}|waste of (space|time|oxygen|air)|piece of (shit|
            crap))
        you (stupid|lazy|dirty|dumb|lying|pathetic|useless|sad|filthy) [little|old|fat|sad] (junkie|addict|drunk|
            druggie|smackhead|crackhead|man|woman|boy|girl|liar|thief)
        (lazy|selfish|stupid|greedy|fat|sad|silly|lying|miserable|ungrateful|moany) [little|old|fat|sad|greedy|
            ageing] (sod|cow|prat|git|bastard|prick|wanker|twat|bitch)
        (fuck|screw) (you|off)
        ^ [{and}] [oh] [just|do|please] (shut up|piss off|go to hell|stfu|kys|sod off|get lost|eat shit|drop dead|
            bugger off)
        (piss off|stfu|cunt|go to hell)
        you (make|made) me [feel] (sick|want to puke|want to vomit)
        ^ [{and}] (your|ur) [just|such|so|literally] [a|an] [sad|old|lazy|stupid|total|complete|little|
            fucking] ({abuse}|pathetic|useless|worthless|disgusting)
        what a (pathetic|sad|stupid|lazy|selfish) [little|old|sad] (boy|girl|man|woman|person|mother|father)
        only (a|an) (dumb|stupid|lazy|selfish|useless) ...
        ^ [{and}] you are (acting|behaving|being) [like] a (spoiled|spoilt|stupid|silly|big|little) [little|
            big] (child|brat|baby|kid|boy|girl)
        you disgust me
        (nobody|no one) (likes|cares about|would miss|wants) you
        no wonder [that] (she|he|they|your {dear}|everyone|everybody|people|nobody|no one) ... (left|leave|gave up|
            hate|hates|dumped|walked|likes|wants)
        what kind of (mother|father|mum|mom|dad|parent) (does|are|would|leaves|lets)
        (diddums|cry me a river)
    """),
    Mark.GREETING: _cues("greeting", """
        ^ (hi|hello|hey|hiya|good morning|good afternoon|good evening|goodbye|bye)
        (nice|good|pleased|lovely) to meet you
    """),
    Mark.REASSURANCE: _cues("reassurance", """
        (do not|no need to|try not to) (worry|fret|panic|stress|beat yourself|be (so|too) hard)
        (it|everything|things) (will|is going to|are going to) [all] [be|work out|turn out] (ok|okay|fine|all right)
        [just] (it|this|that) will [all|soon|just] (settle down|pass|work out)
        you (will|are going to) [all|just|soon|definitely] (be|do) (fine|ok|okay|all right|great)
        you [have] got this
        ^ [{and}] you (can|will) [totally|definitely] do (it|this) $
        (nothing to worry about|no harm done|not the end of the world|could be worse|time heals|hang in there|
            cheer up|chin up)
    """),
}  # fmt: skip
