"""How each mark is recognised: one list of cue phrases a mark, to be read and added to.

Some marks also need a code beside them (a reflected feeling needs a reflection); `scoring/marks.py` says which.
"""

from scoring.cues.evoking import EVOKES as EVOKES
from scoring.cues.evoking import EVOKES_SUSTAIN as EVOKES_SUSTAIN
from scoring.cues.lists import LISTS
from scoring.phrases import Cues


def _cues(name: str, text: str) -> Cues:
    return Cues(name, text, LISTS)


# Two sides in one reflection. What stands between the sides is the hinge.
DOUBLE_SIDED = _cues(
    "double_sided_reflection",
    """
    on (the|one) one hand ... on the other
    on one hand
    on the other [hand|side]
    (part|half|one side|a part|some part|one part) of you ... (and|but|yet|while|another|other|part)
    (and|but|while) (another|the other|a different|a bigger|part|some|a smaller) [part|side|half] of you
    (at the same time|and yet|then again|and also|but also|yet also|and still|but still|yet you|
        and at the same)
    (torn|stuck|caught|pulled) [in two|two ways|both ways] between
    (two minds|both things|both sides|both are true|both true|pulled both ways|pulled two ways|
        pulled in two)
    """,
)

# Between the two sides of a sentence about `you`.
HINGE = _cues(
    "hinge",
    """
    (and|but|yet|though|although|while|whereas|at the same time|even though|however)
    """,
)

SUMMARY = _cues(
    "summary",
    """
    (so far|to sum up|summing up|to summarise|to summarize|let me summarise|let me summarize|in summary|
        to recap|let me recap|putting (it|that|this) together|pulling (it|that|this) together|let me pull|
        let me gather|gathering up|let me put|if i put)
    let me see if i (have|got|understand|can) ...
    (you have|you've) (told|shared|said|talked|mentioned|described|given) [me|us] [a lot|about|that|
        several|some|a few|quite] ... (and|also|then)
    (earlier|before|at the start|last time|when you came in) [you] (said|mentioned|told|talked|
        came) ... (and|now|also)
    (what did i miss|have i missed|did i miss|anything i missed|anything i left out|have i got (it|
        that) all|what else have)
    (here is|this is) what i (have|heard|have heard|am hearing) [so far]
    """,
)

FEELING = _cues(
    "reflects_feeling",
    """
    {felt}
    """,
)

VALUE = _cues(
    "reflects_value",
    """
    (matters|matter|mattered|means|mean|meant|important|counts) [so|a lot|a great deal|most|everything|
        more|the world|very|really] [much] [to] [you]
    what [really|matters|you] [most] (matters|care about|value|stand for|is important|you care about|counts)
    you (care|love|value|treasure|cherish) ... (about|for|your|being|{dear})
    (being|be|become|becoming) [a|an|the|somebody|someone|there|present|that] [good|better|kind of|
        sort of|real] (dad|father|mum|mom|mother|parent|husband|wife|partner|friend|grandmother|
        grandfather|son|daughter|there|person|man|woman|who|example)
    (being|be) (honest|independent|free|there|present|reliable|someone|somebody|your own|in charge|
        yourself|able to look|treated|trusted)
    (want|hope|like|love) to be (there|around|present|able|someone|somebody|the|a|around|honest|free|
        independent)
    (your|his|her) (freedom|independence|dignity|pride|faith|honour|honor|word|family|kids|children|
        daughter|son|girls|boys|work|craft|privacy|self respect|health|future|{dear}) (is|are|matters|
        matter|means|mean|come|comes|counts|count) [first|everything|most|more|a lot|so|to|what|at|the|
        number|really]
    (freedom|independence|dignity|honesty|loyalty|fairness|trust|respect|self respect|privacy|control|
        faith|peace|responsibility)
    (for|about) your {dear}
    (your|the) {dear} (is|are|mean|means|matter|matters|come|comes|need)
    (the kind of|the sort of) (person|man|woman|mum|mom|mother|dad|father|parent|life|friend)
    (who you are|who you want to be|what you stand for|the person you|the man you|the woman you|
        the mother you|the father you|the parent you)
    """,
)

ASKS_PERMISSION = _cues(
    "asks_permission",
    """
    (would|will|is) (it|that) be [ok|okay|all right|fine|useful|helpful|alright|cool] [with|by|
        for] [you] (if|to|for|with)
    (is|would) (it|that) [be] (ok|okay|all right|fine|cool|alright|useful|helpful) [with|by|
        for] [you] [if|to]
    (ok|okay|cool|alright|fine|all right) [with you|by you] if (i|we)
    (are|would) you [be] (ok|okay|open|willing|comfortable|happy|up for|interested) [with|if|to|in] (me|i|
        we|hearing|hear|us|talking|talk|looking|exploring|discussing|sharing|learning|knowing)
    (may|can|could|might) i [just|maybe|perhaps|possibly|quickly] (share|offer|tell|give|suggest|ask|
        mention|add|say|check|pass|run|show|explain|throw|talk|go over|bring|raise|make|bring up)
    (can|could|may|might|shall) we [just|maybe|perhaps] (talk|look|spend|explore|discuss|go over|
        think about|chat|come back)
    (do|would) you mind (if|me)
    (mind|cool) if (i|we)
    would you (like|want|be interested in|be open to|be willing|find it (useful|helpful)|
        care) [me] [to] (hear|hearing|know|knowing|some|more|explore|see|information|a few|ideas|if i|me|
        talk|discuss|look)
    do you want [me] to (hear|know|tell|share|talk|explain|go over|look|go through|run|give|see)
    (want|wanna|interested in) [me|us] [to] (hear|hearing|know|share|tell|explain|some info)
    with your permission
    (if|as long as) (it is|that is|you are) (ok|okay|all right|alright|fine|cool|open) [with you|by you|
        to it]
    if you (don't|do not|would not|wouldn't) mind
    """,
)

OFFERS_OPTIONS = _cues(
    "offers_options",
    """
    (some|a few|several|two|three|four|many|different|lots of|couple of|number of|all sorts of|
        other) (options|ways|choices|possibilities|routes|paths|things (you|people|we|that|to try)|
        medicines|approaches|ideas)
    (one|another|the other|a second|a third) (option|way|possibility|choice|route|thing people|
        idea) ... (another|or|other|third|second)
    (some|others|other) (people|folks) ... (some|others|other|another|and some) ...
    (could|can|might|may|either) ... or [you|maybe|even|just] [could|can|might|may] (go|start|try|stay|do|
        wait|nothing|leave|keep|take|come|have|use|meet|think|see|talk|an|a|the|at|by|with|in|both|
        neither|something) ...
    (you could|we could|there is|there are|it could be|either) ... or ...
    (any|either|all|none|which) of (these|those|them|that) [is|are] [fine|open|possible|ok|okay|or|
        appeals|fits|would]
    (options|choices) (are|include|would be|on the table)
    """,
)

PLANNING = _cues(
    "planning",
    """
    (what|where) ... (next step|first step|first thing|next|from here|step|plan|do first|start with) ...
    (what|where) (does|do) .. leave you
    (what|how|when|who|where) (will|would|could|might|are|can|else) ... (start|begin|first|help you|
        support you|get in the way|remind|go about|do it|plan|make (it|that|this) happen|do next|
        going to do|in the way|take you|go with)
    (what|how) (are|is) (you|your) (going to|planning|thinking of doing|plan) ...
    (when|which day|what day|what time) (would|will|could|might|are|do|works|suits) ...
    who (could|can|would|might|will|else|do you) ... (help|support|with you|on your side|tell|call|ring|
        lean|there)
    what (might|could|would|will) (get in the way|come up|go wrong|trip you|make it (hard|harder|easier)|
        help|stop you|happen if)
    (make|made|making|work out|put together|write|come up with|build|have|shape) [a|your|the|our] [plan|
        next|small|first] (plan|next step|step)
    (your|the|a|our) (plan|next step|first step|next steps)
    (so|and) (you will|you are going to|you plan to|the plan is|your plan is|you have decided|
        you want to start|by) ... (monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|
        tonight|next|week|morning|first|call|ring)
    """,
)

APOLOGY = _cues(
    "apology",
    """
    (i am|i'm|im|so|really|i was|very|my) [so|really|very|truly|deeply] (sorry|apologies|apologise|
        apologize) [i|for|about|that i|if i|we] ... (i|me|my|pushed|pushing|that|push|came|jumped|
        lecturing|jumping|assuming|rushing|interrupting|judging|telling|saying|upset|misunderstood|
        assumed|wrong|it|being)
    i [do|want to|would like to|owe you an|really|must] (apologise|apologize|apology) ...
    (sorry|apologies) (i|for|about|if i|that i|if that|my|that was|let me)
    my (apologies|mistake|bad|fault)
    [that was] (my|on me) (mistake|fault|bad)
    (that is|that was|this is|this one is) on me
    i (got ahead|was pushing|pushed|jumped|overstepped|was wrong|misunderstood|misread|misheard|
        got that wrong|got it wrong|went too|should not have|shouldn't have|was lecturing|was telling|
        rushed|was rushing|came on too|assumed|made an assumption|put words|missed|was out of line|
        crossed a line|sounded|was too|did not listen|didn't listen|was not listening|spoke too|
        interrupted|cut you off|have been pushing|have been telling|have been talking|
        have not been listening|got carried|lost my|snapped|was unfair|was rude) ...
    (can|could|may|let) (we|i|me|us) (start over|start again|try (that|this|it) again|back up|rewind|
        take that back|go back|begin again|slow down|step back|redo)
    (let me|i will|i would like to|i want to|i'd like to) (start over|start again|try again|
        try that again|back up|back off|rewind|take that back|take it back|slow down|step back)
    i take (that|it) back
    (that was|i was) (unfair|uncalled for|rude|out of order|wrong of me|too much|not fair)
    """,
)

SYMPATHY = _cues(
    "sympathy",
    """
    sorry [so|really|truly] (to hear|for your|about your|for you)
    sorry [that] you (had|have|went|are|feel|felt|got|lost) ...
    sorry [that|this|it|all that|all this] (happened|has happened|is happening|is so)
    """,
)

SAFETY: dict[str, Cues] = {
    "suicide": _cues("suicide", """
        (suicide|suicidal|killing yourself|kill yourself|ending your life|end your life|end it all|
            ending it all|take your own life|taking your own life|take your life|taking your life|
            ending it|end it|hurting yourself|hurt yourself|harming yourself|harm yourself|wanting to die|
            want to die|wanted to die|wish you were dead|better off dead|not waking up|not wake up|
            wishing you were dead|self harm|being dead|to be dead|not being here|not wanting to be here|
            not be here|not be alive|do not want to be alive|not wanting to live|do not want to live|
            dying|wake up dead|unalive|meant to kill|meant to die|if you were dead|if u were dead|
            topping yourself|top yourself|doing yourself in|do yourself in|cutting yourself)
        use it on yourself
        (how|when|where) you would do it
        (hoping|so that|so|that) you would not wake
        """),
    "overdose": _cues("overdose", """
        (overdose|overdosed|overdosing|oded|overdoses)
        (using|use|used|do you use|are you using|be|when you use|shooting|shoot) [up] [on your own|
            by yourself|alone]
        (alone|on your own|by yourself) when you use
        (passed out|turned blue|stopped breathing|nodded out|gone blue|went blue|nodding off)
        (your tolerance|tolerance)
        (have|did|has|had) you .. (go|gone|went|going) over
        (hard to wake|stop breathing|breathing slow|short of breath|lips blue|blue lips)
        """),
    "naloxone": _cues("naloxone", """
        (naloxone|narcan|nalaxone|naloxon|nasal spray|reversal kit)
        (use|have|got|carry) the (spray|kit)
        """),
    "violence": _cues("violence", """
        (hurt you|hit you|hits you|hurts you|hitting you|hit her|hit him|hurt her|hurt him|afraid of him|
            afraid of her|scared of him|scared of her|violent|violence|threatened you|threatens you|
            threaten you|threatening you|physical with you|get physical|gets physical|got physical|
            feel safe at home|safe at home|feel unsafe|safe with him|safe with her|hurting someone|
            hurt someone|hurt anyone|hurting anyone|hurt anybody|harm anyone|harming anyone|kill him|
            kill her|hurt them|abuse|abusive|force you|forced you|forces you|laid hands|push you|
            pushed you|shove|choke*|weapon|weapons|gun|hands on you|hand to you|round your neck)
        (has|did|does) (he|she|anyone|anybody|they) [ever] (hurt|hit|harmed|harm) you
        (do|are|would) you [feel] safe [at|with|going|there|right|tonight|to go|here]
        """),
}  # fmt: skip

GETS_HELP = _cues(
    "gets_help",
    """
    (crisis line|crisis team|crisis service|crisis number|hotline|helpline|988|lifeline|911|999|ambulance|
        emergency|er|emergency room|a and e|ed|paramedics|the samaritans|samaritans|116 123)
    (safety plan|plan to keep you safe|plan for tonight|keep you safe|make a plan for staying safe|
        stay safe tonight|get through tonight|keeping you safe|make you safe|get you safe)
    (bring|get|call|involve|fetch|ask|phone|talk to|speak to|speak with|page|ring) ... (supervisor|
        my colleague|a colleague|the doctor|the nurse|a doctor|a nurse|on call|the team|psychiatrist|
        the psychiatrist|manager|duty)
    (stay|stay here|sit|stick|remain) (with|right here with|here with) you
    (i am|we are|i'm) (not going to leave|not leaving|staying|going to stay) ...
    (you are|you're|you do not have to be|you don't have to be|
        not going to be) not [going to be] [left] alone (with|in) this
    (remove|lock up|give|hand over|get rid of|put away|hold) ... (the pills|the means|the gun|gun|
        medicine|the tablets|the stash|weapon) ...
    """,
)

PREMATURE_FOCUS = _cues(
    "premature_focus",
    """
    (let us|lets|we will|we are going to|i am going to|i will|i would like to|i want to|today we|
        we need to|we should|ready to) [just|now|go ahead|and|get] (get|book|start|sign|schedule|set|fill|
        focus|move|get you|put|make|talk|begin|refer|go over|discuss) [you|up|an|a|the|on|straight|right|
        down|about] ... (started|booked|signed|appointment|monday|today|quit date|plan|goal|goals|
        programme|program|dose|referral|induction|form|medicine|treatment|drinking|using|use|smoking|
        right away|tomorrow|in|up)
    (when|what day|what date|how soon) (can|will|do|would|are|could|should) (you|we) [want|like|
        going] [to] (start|quit|stop|begin|get|come in)
    (set|pick|choose|have) [a|the|your] (quit date|stop date|start date|date)
    (so|ok|okay|right) [let us] (talk about|focus on|get to|get down to) (your|the) (drinking|drug*|using|
        use|smoking|addiction|problem|goals|plan|dose)
    (are you|so are you|you) ready to (quit|stop|start|change|commit|begin|give up|sign|get clean)
    (sign|fill|fill in|fill out|complete) (here|this|the form|the paperwork|these forms|out)
    (what is|what are|tell me) your (goal|goals|quit date|plan)
    """,
)

RIGHTING = _cues(
    "righting_reflex",
    """
    (but|surely|come on|think|just think|look) [think] [about|of|at] (your|the|how|all|what) ...
    (but|surely) ... (better|worth|health|kids|children|family|help|healthier|important|life|safer|good|
        save|die|risk)
    (don't|do not|wouldn't|would not|isn't|is not|aren't) (you|it|that) ...
    (just|simply) (try|stop|quit|take|go|do|say|tell|give|cut|need|have|think|start|call|ask|don't|do not)
    (you should|you need to|you must|you have to|you have got to|you ought to|you had better|you'd better)
    why don't you
    (have you tried|have you thought about|have you considered)
    (the benefits|it would be (better|good|best)|it will (help|save|be|get)|you will feel|you would feel|
        it really works|works really|you will be|you'd be)
    (if you|once you|when you) ... (you will|you'll|you would|you'd|it will|it would|things will|
        everything will) ... (better|easier|healthier|happier|good|fine|save|longer|back|help|feel|see)
    """,
)

LABELLING = _cues(
    "labelling",
    """
    (addict|addicts|junkie|junkies|junky|druggie|druggy|crackhead|crack head|dope fiend|pothead|drunk|
        drunks|alcoholic|alcoholics|alkie|wino|abuser|abusers|drug abuser|substance abuser|
        substance abuse|drug abuse|drug habit|abuse|user|users|drug user|dirty|clean|tweaker|smackhead|
        stoner|boozer|fiend|lowlife|diabetic|noncompliant|non compliant|manipulative|relapser|obese|
        frequent flyer|psycho|crazy|nutcase|med seeking|drug seeking|in denial|problem drinker|offender|
        felon|ex con)
    """,
)

REASSURANCE = _cues(
    "reassurance",
    """
    (don't|do not|no need to|try not to|never) (worry|be (scared|afraid|worried|silly|nervous|anxious|
        sad)|stress|panic)
    no worries
    (it will|it is going to|things will|everything will|everything is going to|you will|you are going to|
        that will|it is all going to|it'll|all will|this will|things are going to|it is gonna) [all|just|
        definitely|probably|totally|really|be|soon] [be|work|get|turn] [just|all|absolutely|totally|
        perfectly] (ok|okay|fine|all right|great|out|better|good|alright|easy|easier|pass|be (ok|okay|
        fine|all right|great|alright))
    (you will|you are going to|i am sure you will|you are gonna) [be|do|definitely|get|just|totally|
        absolutely] [be|do|just|absolutely|totally] (fine|ok|okay|great|all right|amazing|through this|
        through it|there|good|alright)
    i am (sure|certain|positive|confident) (it|you|they|that|she|he|everything|things|your|this)
    (that is|this is|it is|totally|completely|perfectly|its) [totally|completely|perfectly|very|quite|
        so] (normal|understandable|natural|common|ok|okay|fine|not that bad|not so bad|not a big deal|
        nothing to worry)
    (everyone|everybody|lots of people|plenty of people|we all) (feels|feel|goes|go|has|have|does|do|
        struggles|struggle|makes|slip*) [that|like|through|those|bad|this|it|the same]
    (you are|you're) (right|absolutely right|so right|totally right|not alone|going to be fine|
        too hard on yourself|being too hard|a good (person|mum|mom|mother|dad|father|parent))
    (you've|you have) (got this|nothing to (worry|fear|be))
    (you got|you have got) this
    (i totally|i completely|i fully|i) agree [with you|completely|totally]
    (hang in there|cheer up|stay positive|chin up|look on the bright|bright side|could be worse|
        it is not that bad|not the end of the world|there there|time heals|one day at a time|
        happens to (everyone|everybody|all of us|the best))
    you (can|will) [totally|definitely|absolutely] (do it|do this|beat this|get through this)
    (poor thing|oh honey|aww|bless you)
    i [totally|completely|really] (get it|know how you feel|know exactly)
    i know [exactly] how you feel
    """,
)

DOSING = _cues(
    "dosing_advice",
    """
    (take|try|start|have|use|double|skip|split|halve|cut|increase|up|drop|lower|reduce|stop|go down|go up|
        stay|put) [with|just|only|another|on|to|at|by|taking|the|your] [about|maybe|only|just|at|an|a|the|
        your|extra|half|to] (half|two|three|one|four|milligrams|milligram|mg|mgs|ml|doses|dose|pill|pills|
        tablet|tablets|strip|strips|film|films|extra|units|{number}) ...
    {number} (mg|mgs|milligram|milligrams|ml|units|unit)
    (mg|mgs|milligram|milligrams)
    (double|skip|split|halve|miss|cut) [up] [on] (your|the|a|that|it|tomorrow's|tonight's|one|in half|two|
        today's|this) [next|morning|evening|insulin] [dose|doses|pill|pills|medicine|strip|in|half|film|
        up]
    (take|use) (it|them|that|the {medicine}|your {medicine}|one|two|half) [at|in|every|twice|once|before|
        after|when|as soon as|first thing|two|three|with|under|on] ... (morning|night|hours|hour|day|
        daily|bed|food|withdrawal|sick|later|twice|before|after|days)
    (stop|stop taking|come off|go off|quit|start|wait) [taking|the|your|with|at least|it|on] [the|
        your] (methadone|suboxone|buprenorphine|insulin|metformin|medicine|tablets|naltrexone|shot|strips|
        {number} hours|{number} days|twelve hours|24 hours|a day|benzos|xanax|valium) ...
    (your|the|a) dose (should|needs|ought|could|can|must) [to] ...
    (higher|lower|bigger|smaller|half|double|full) (dose|doses)
    """,
)

INSULT = _cues(
    "insult",
    """
    you are [such|just|nothing but|a|an|so|really|fucking|being|the|bloody|literally|all|absolutely|
        totally|such a|kind of|a total|a complete|a real|a fucking|pure|some] [a|an|total|complete|real|
        fucking|stupid|dirty|big|little|lying|lazy] (pathetic|stupid|idiot|moron|useless|worthless|
        disgusting|disgrace|loser|waste|scum|trash|garbage|dumb|dumbass|asshole|bitch|piece of shit|
        failure|joke|junkie|crackhead|lowlife|weak|lazy|hopeless|nobody|fool|coward|liar|bastard|prick|
        wanker|twat|retard|retarded|burden|embarrassment|idiotic|ridiculous|clown|degenerate|parasite|pig|
        dick)
    (fuck|screw) (you|off|u)
    (shut up|piss off|go to hell|go die|kill yourself|get lost|shut the|stfu|gtfo|fuck off|drop dead|kys|
        eat shit)
    (waste of (space|time|oxygen|air)|piece of (shit|crap|trash|garbage)|good for nothing|
        what is wrong with you|dumb (junkie|addict|bitch|ass)|stupid (junkie|addict|bitch|idiot|man|woman|
        girl|boy|drunk)|dirty (junkie|addict))
    (pathetic|loser|idiot|moron|dumbass|asshole|scumbag|scum|disgusting|bitch|cunt|wanker|imbecile|jackass)
    """,
)

GREETING = _cues(
    "greeting",
    """
    ^ (hi|hello|hey|hiya|heya|yo|good (morning|afternoon|evening)|greetings|howdy|welcome|bye|goodbye|
        see you|see ya|take care|thanks|thank you|cheers)
    my name is
    (nice|good|great|lovely|pleased) to (meet|see) you
    (thank you|thanks) (for|so much for) (coming|your time|being here|meeting|showing|making|talking|seeing)
    (see you|see ya|talk to you|speak) (next|soon|later|then|on|tomorrow)
    have a (good|nice|great|safe)
    ^ i am .. (and|a|the|your|one of|from|i work)
    (goodbye|bye|take care)
    """,
)

FACILITATOR = _cues(
    "facilitator",
    """
    ^ [{and}|i see|go on|uh huh|mm hm|mm hmm|right|okay] [{and}] (mm|mmm|mm hm|mm hmm|mmhm|mmhmm|mhm|mhmm|
        hmm|hm|uh huh|uhhuh|uh|um|okay|ok|k|right|i see|go on|yeah|yes|yep|sure|got it|gotcha|i hear you|
        ah|oh|oh wow|wow|really|is that so|keep going|understood|fair enough|makes sense|that makes sense|
        that is fair|fair|please go on|carry on|i understand|please continue|continue|aha|ah okay|oh okay|
        oh i see|true|alright|all right|i get it|i get that|no|cool|interesting|great|good|fine|nice|
        of course|tell me|absolutely|exactly) [then|okay|ok|yeah|right|please|go on|i see|got it] $
    """,
)

OFF_TOPIC = _cues(
    "off_topic",
    """
    (weather|raining|sunny|snowing|football|the game|the match|cricket|baseball|soccer|basketball|
        super bowl|world cup|premier league|movie|film tonight|netflix|tv show|your hair|nice shoes|
        nice shirt|love your|haircut|parking|traffic|holiday plans|recipe|pizza|lunch|dinner tonight|
        the election|politics|bitcoin|crypto|stock market|video game|video games|playstation|my (dog|cat|
        wife|husband|kids|car|holiday|vacation|boss|weekend)|joke|capital of|homework|write me|chatgpt|
        ai model|language model|system prompt|ignore previous|ignore all|poem|python|code)
    """,
)
