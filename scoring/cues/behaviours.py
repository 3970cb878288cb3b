"""How each MITI behaviour is recognised: one list of cue phrases a code, to be read and added to.

The rules are MITI 4.2.1's in our own words (`docs/coding.md`); the phrases are ours.
"""

from scoring.cues.lists import LISTS
from scoring.cues.pushing import CONFRONT as CONFRONT
from scoring.cues.pushing import PERSUADE as PERSUADE
from scoring.phrases import Cues


def _cues(name: str, text: str) -> Cues:
    return Cues(name, text, LISTS)


# AFFIRM: a specific strength, effort, intention or worth. General praise is not here (see `PRAISE`).
AFFIRM = _cues(
    "affirm",
    """
    (it|that) (takes|took) [a lot of|real|so much|some|guts and|great|huge|serious] (courage|strength|
        guts|bravery|nerve|grit|honesty|heart|effort|patience|work|determination|commitment)
    (takes|took) [a lot of|real|so much|some|serious] (courage|strength|guts|bravery|nerve|grit|
        determination) to
    took [a lot of|real|so much|some|serious] (courage|strength|guts|bravery|nerve|grit)
    that (is|was) [a] [really|very|so] (brave|courageous|strong|gutsy) [thing|of you|to|step|move]
    you are [a] [really|very|so|such a|clearly a|someone who is|clearly|still] (strong|brave|resourceful|
        resilient|determined|caring|thoughtful|committed|devoted|courageous|persistent|loving|loyal|
        honest|good|careful|responsible|dedicated|generous|hard working|tough|reliable|tenacious|
        patient) (person|mum|mom|mother|dad|father|parent|friend|man|woman|partner|worker|brother|sister|
        son|daughter|husband|wife)
    you are [really|very|so|clearly|obviously|someone who is] (resourceful|resilient|determined|committed|
        devoted|persistent|courageous|tenacious|brave|loyal|thoughtful)
    you are (someone|a person|the kind of person|the sort of person|a man|a woman|a parent|a mother|
        a father|a mum|a mom|a dad|a friend|somebody) who (keeps|cares|does not give up|does not quit|
        gets|shows|shows up|loves|looks|takes|puts|works|tries|thinks|sticks|stands|finishes|
        wants to do right|follows|can|knows|will|faces|has)
    you (have|showed|show|have shown|have got|had) [a lot of|real|so much|great|such|some|incredible|
        amazing|serious|tremendous] (courage|strength|guts|determination|resilience|patience|grit|insight|
        perseverance|willpower|persistence|bravery|commitment|dedication|resourcefulness|honesty)
    (shows|show|showing|speaks to|tells me|says a lot about|says something about|is a sign of|
        speaks volumes about) ... (how much you care|how strong|how committed|how hard you|your strength|
        your commitment|strength|courage|determination|how much (he|she|they|your|this|it)|how seriously|
        what kind of|the kind of|you care|how deeply|your determination|who you are|how honest|
        how determined|character|how resourceful)
    (says|speaks) (a lot|something|volumes) about (you|your|who|how|what)
    i (appreciate|admire|respect|value|am impressed by|am struck by|notice|can see|want to recognise|
        want to recognize|want to acknowledge) .. (how|your|that|the way|the) ... (honest|honesty|
        strength|courage|effort|work|open|openness|willingness|care|commitment|determination|came|come|
        coming|shared|sharing|telling|told|trust|trusted|hard|kept|keep|keeping|tried|trying|showed|
        candor|candour|much you|guts|stuck|managed|frank|straight|patience)
    i [really] (admire|respect) (that|you|your|how|the)
    you [have] [really|clearly|obviously|already] (worked|fought|tried|pushed|battled) [so|really|very|
        incredibly|awfully|damn] hard
    you (have|are) [really|clearly] (put|putting|given|giving) [so much|a lot of|real|a huge amount of|
        a great deal of] (effort|work|thought|care|heart|time)
    you (care|cared) [so|very|really|a lot|a great deal|deeply] (much|deeply|a lot|about|for)
    you [clearly|really|obviously] (care|love) [a lot|deeply|so much|very much|hugely] (about|for)
    you (clearly|obviously|really) (love|care|want|know|think|value|try|believe|take) ... {dear}
    your (love|care|commitment|devotion|determination|strength|courage|honesty|persistence|resilience|
        loyalty|effort|patience|dedication|concern|willingness|openness) [for|to|about|in|and|here|has|is|
        really|shows|comes|got]
    (despite|even though|even with|in spite of|even when|even after|with) ... you (still|kept|came|showed|
        have kept|managed|made|got|have managed|found|stayed|held|keep|did not|never|are still|are here)
    you (still|kept|have still|have kept) (came|showed up|going|coming|trying|at it|your|turned|show|make|
        made|got up|get|found|managed|walked|your word|the appointment|this appointment) ...
    you (came|showed up|made it|turned up|got yourself|walked|dragged yourself) ... (anyway|even so|
        regardless|in spite of|despite|even though|when it would have been easier|when you did not|
        all the same|on a day)
    you (have|did) (managed|succeeded|made it|kept it up|stuck with it|stuck|held on|stayed|gone|got|
        gotten) [with] .. (days|weeks|months|years|without|through|this far|it)
    you (managed|stuck with|stuck it out|pulled off|held on|hung on|stood up|reached out|spoke up|
        asked for help|took the step|took a step|found a way|figured out|worked out)
    you (did not|do not|have not|have never|never) (give up|gave up|given up|quit|walk away|walked away|
        let that stop|run|hide|stopped trying|stop trying)
    you (keep|kept|have kept) (trying|going|fighting|coming back|showing up|at it|getting up|your promise|
        your word|choosing|finding)
    you (called|rang|phoned|told|reached) ... instead of
    (being|it took honesty|you have been) [so|really|this|very|that] (honest|open|straight|frank|
        upfront) [with] .. (takes|is not easy|was not easy|about|with|me|yourself)
    (thank you|thanks) for [being] [so|your] (honest|honesty|open|openness|trusting|trust|telling me|
        sharing|frank|straight|upfront|letting me)
    that (was|is|must have been) not (easy|an easy|a small|nothing) ... [and] (you|but you|yet you)
    (is|was) no small (thing|feat|step)
    that (is|was) [quite|a real|really|a huge|a big|some] (an accomplishment|accomplishment|achievement|
        an achievement)
    you have what it takes
    you have (come|gone|made it) [such] [a long way|so far|a long way already|this far|all this way]
    you (protected|protect|looked after|look after|take care of|took care of|took responsibility|stood by|
        put) ... (first|{dear}|safe|yourself|responsibility)
    you know yourself [really|very|pretty|so] well
    you (want|wanted) to (do|be) [what is] [right|a good|a better|the best|there|better] (by|for|mum|mom|
        dad|father|mother|parent|thing)
    good (instinct|instincts|insight|judgement|judgment)
    (real|such|so much|serious|genuine|a lot of) (strength|courage|commitment|determination|insight|
        resilience|guts|grit|honesty)
    """,
)

# PRAISE: cheering and general support, which MITI does not code.
PRAISE = _cues(
    "praise",
    """
    (good|great|nice|amazing|fantastic|awesome|excellent|brilliant|wonderful|super) (job|work|stuff|going|
        for you|one)
    [i am] [so|very|really] proud of (you|u)
    well done
    (good|great|awesome|amazing|perfect|excellent|fantastic|brilliant|wonderful|lovely|nice|
        congratulations|congrats)
    you (did|are doing) [so|really|very|just] (great|good|well|amazing|awesome|fantastic|brilliant|fine)
    keep (it up|up the good work|going|at it)
    (good|great) (on|for) you
    you (can|will) [totally|definitely|absolutely] (do it|do this|get there|make it|get through this|
        beat this)
    you (got|have got|have) this
    i (believe|have faith|have confidence) in you
    i know you can
    hang in there
    way to go
    i am (here for you|glad you|happy for you|so happy|rooting for you|on your side)
    thank you for (coming|coming in|your time|being here|showing up)
    thanks for (coming|coming in|your time|being here|showing up)
    """,
)

# SEEK COLLABORATION: asks permission, shares the agenda, asks what the person makes of some information.
SEEK = _cues(
    "seek_collaboration",
    """
    (would|will|is|are|was) (it|that|you) be [ok|okay|all right|alright|fine|useful|helpful|good|open|
        willing|interested|up for|happy] .. (if|to|with)
    (would|is) (it|that) [be] (ok|okay|all right|fine|helpful|useful|good|welcome|worth|cool) [with you|
        by you|for you] (if|to|for)
    (ok|okay|cool|alright|fine) (if|with you if) (i|we)
    (is|are|would) you [be] [ok|okay|open|willing|comfortable|happy|up for] (with|if|to) (me|i|we|hearing|
        us|talking|looking|exploring|discussing|sharing|trying|a)
    (may|can|could|might) i [just|maybe|perhaps|possibly] (share|offer|tell|give|suggest|ask|mention|add|
        say|check|pass|run|show|explain|throw|talk|go over|bring|raise|make)
    (can|could|may|shall|should|might) we [just|maybe|perhaps] (talk|look|spend|explore|discuss|go|think|
        start|take|come|go back|chat|figure|work|make|pick|set|put)
    do you mind (if|me)
    would you mind (if|me)
    (mind|cool|okay|ok) if (i|we)
    would you (like|want|be interested in|be open to|be willing|find it (useful|helpful)|prefer|
        care) [me] [to] (hear|hearing|know|knowing|talk|talking|share|some|more|explore|exploring|look|
        looking|go over|see|information|a few|ideas|me to|if i|us to|discuss|discussing|think|spend|it if)
    do you want [me] to (hear|know|tell|share|talk|explain|go over|look|go through|run|give|discuss|see|
        spend)
    (want|wanna|interested in|like) [me|us] [to] (hear|hearing|know|share|tell|go over|go through|explain|
        some info|look at)
    would (some|more|a bit of|any) (information|info|ideas|details|options) .. (help|be|interest)
    (what|which|where) (would you|do you|should we|shall we|would be|will|can we|could we|ought we) [like|
        want|prefer|rather] [most] [to] [be] (talk|focus|start|spend|begin|use|discuss|cover|tackle|look|
        most useful|most helpful|useful|helpful|good) ...
    (what|which) (would|do) you [most] (like|want|hope|prefer|rather) [most] [to] (talk|focus|get|spend|
        start|cover|begin|discuss|use) ... (today|time|first|here|on|about|together|this)
    what (would|might) make (today|this|this time|our time|the next) ... (worth|useful|helpful|good|
        well spent)
    (we could|we can|we might) talk about ... or ... [what|which|where|or]
    (how|what) (does|do|would) (that|this|it|any of that|any of this|those|these|all of that|
        all this) (sit|land|fit|sound|match|strike|compare|square) ... (you|you have|your|experience)
    what do you make of (that|this|it|those|these|all)
    how does (that|this|it) [information|news|idea|plan|agenda|all] (sit|fit|land|sound) ...
    (does|would) (that|this|it) (fit|sound|feel|match|work) [ok|okay|right|like|all right|about right|
        good|useful] .. (with you|for you|to you|with your|with what you|like a good|as a)
    (what|which) of (these|those|that|them) ... (fits|fit|suits|appeals|interests|useful|makes sense|
        stands out|speaks|feels)
    [i would like to|let us] (work|figure|work this out|think|look at|look) (this|it|on this|that|things|
        through this|on it) [out|through] together
    (you and i|we) (can|could|will) (work|figure|think|look|decide|sort) ... together
    (with|if you) [you] (permission|are ok with|are okay with|are open|give me permission|do not mind|
        like i can|want i can|would like i can)
    if (it is|that is|it would be|you are) (ok|okay|all right|alright|fine|cool|useful|open to|
        interested) [with you|by you|for you|to it]
    (you are|you would be) the expert on
    (you are|you know) (the expert|yourself) .. (best|better|on|in)
    (i would|i'd) (like|love|value) your (thoughts|view|take|help|input|ideas)
    help me (understand what would|decide|figure out what would)
    let me know (if|what) you (would|want|are|think)
    """,
)

# EMPHASIZE AUTONOMY: the decision, choice or control is the person's.
EMPHASIZE = _cues(
    "emphasize_autonomy",
    """
    (it is|that is|this is|is|it will be|that will be|that would be|it was|it has to be|remains|
        stays) [always|really|completely|totally|entirely|truly|absolutely|ultimately|still|all|100%|
        very much|in the end|only|just] your (choice|decision|call|life|body|right|business|recovery|own)
    (it is|that is|this is|is|it will be|that will be|will be|its|all|totally|completely|entirely|really|
        that part is|what happens next is|what you do is) [always|really|completely|totally|entirely|
        truly|absolutely|ultimately|still|all|100%|very much|just] (up to you|up 2 you|down to you|on your terms|
        in your hands|yours to (make|decide|choose|take)|for you to (decide|say|choose|work out|
        figure out)|your choice|your decision|your call|you who (decides|decide|chooses|gets)|yours alone)
    [completely|totally|entirely|really|all] (up|down) to you
    (only|no one but|nobody but|no one except) you [can|get to|are able to|will|really] (decide|know|
        choose|make|say|can)
    you (decide|choose|get to decide|get to choose|get to say|call the shots|make the call|
        are the one who|are the one to|are the only one who|are the only one|are the boss|are in charge|
        are in control|are the decision maker|have the final|have the last|have the right|set the pace|
        are free|have a choice|have the choice|have every right|are the one in|will decide|
        will be the one|can choose|can decide|can say no|can take it or leave it|can walk|can stop|
        could say no|get the final|get the last|hold the|are driving|are the driver)
    you (do not|don't) have to (decide|do anything|commit|agree|say yes|choose|answer|make up|give|take|
        talk|start|if|sign|change|want|tell|share|use|go)
    no (one|body) (can|is going to|will|gets to|else can|here can|here will|here is going to|
        is) [here] (make|force|forcing|decide|making|push|tell|pushing) ...
    nobody (can|is going to|will|gets to|else can|here can|here will|is|here is) [here] (make|force|
        forcing|decide|making|push|tell|pushing|going to (make|push|force|tell)) ...
    (i am not|i will not|we are not|i can not|i am not going to|i am not here to|
        not here to) [here] [going|trying] [to] (make|force|push|tell|decide|pressure|choose) (you|that|
        for you|anything|this|what) ...
    (whatever|whichever|any|what) [path|way|option|one|direction] you (decide|choose|pick|want to do|do|
        land on|end up|make of)
    (the|this|that|any|your) (choice|decision|call|final say|pace|ball) (is|stays|remains|will be|belongs|
        rests|sits|lies|are) [always|really|completely|totally|entirely|still|all|in|with|to|up|
        ultimately] (yours|you|your|in your|with you|up to you|up 2 you)
    (yours|your) (to make|to decide|choice|call|decision|pace|terms|right to|own pace|hands)
    (at|on|in) your [own] (pace|terms|way|time)
    there is no (pressure|rush|obligation|hurry) [from me|here|to|on]
    (no|zero) pressure
    (if|when|whether) and (when|how|if|whether) you
    (when|if|whether) (or not) you [want|choose|decide|do|take|use|start|stop|go]
    you are the (expert|one) (on|in|who (decides|knows|gets|chooses|lives|has|would|will|calls|makes)|
        that (decides|knows)|living)
    you know (best|better than) ...
    (your|you have the) right to (say|decide|choose|refuse|change your mind)
    take it or leave it
    how you (want|choose) to
    you (two|both) [get to|can|will] (decide|choose|settle|say|pick|agree)
    (so|and|how) [it is] you [two|both] (decide|choose|get to|settle|have the say|are the ones)
    (is|are|it is) between (you|the two of you)
    your (marriage|kitchen|house|home|family|job|money) ... (yours|you decide|you choose|your call|between you)
    you have a say ...
    (the|are the) ones who (decide|choose|settle|say)
    it is [entirely|completely|totally|really|all] you [who|that] (decides|decide|chooses|choose)
    (leave|leaving) (it|that|this|the decision) [up] (to|with) you
    """,
)

# INFORMATION: neutral facts, and what holds for people in general.
INFORMATION = _cues(
    "giving_information",
    """
    (research|studies|evidence|the evidence|data|surveys|trials|guidelines|the guideline) [has|have|
        generally|also] (show*|suggest*|find*|found|say*|recommend*|indicate*|tell*)
    (some|many|most|a lot of|lots of|plenty of|other) (people|folks|patients|others|men|women|smokers|
        drinkers|parents|clients) .. (find|found|say|report|notice|feel|have|do|take|start|use|choose|get|
        go|start|tell|try|need|struggle|who|in|with|prefer|are|come|stay|stop|relapse|experience)
    (it|this|that|they|{medicine}|medicine|which|and) (works|work|blocks|block|sits|acts|act|reduces|
        reduce|lowers|lower|stays|lasts|last|attaches|binds|helps|stops|eases|takes|comes|contains|
        increases|raises|raise) [by|on|in|the|your|with|for|about|up|down|people|as|to|a|craving|cravings]
    (there are|there is) (a few|two|three|four|several|different|some|a couple|lots|many|a medicine|
        a number|also|medicines|other|a group|a law|no)
    (about|around|roughly|nearly|almost|over|up to|one in|two in|half of|out of) .. (percent|per cent|
        people|in ten|in five|in three|out of|half|times)
    (the|your) (results|result|test|screen|liver|blood|reading|level|levels|score|urine|a1c|numbers|
        pressure|scan) .. (shows|show|showed|came back|came|was|were|is|are|says|suggest*)
    (withdrawal|withdrawals|cravings|craving|tolerance|symptoms|side effects|an overdose|overdose|
        naloxone|narcan|fentanyl|methadone|buprenorphine|suboxone|naltrexone|vivitrol|nicotine|alcohol|
        insulin|metformin|the shot|the injection|the patch|the medicine|medicine|the clinic|the programme|
        the program|the group|this programme|this program|this clinic|meetings|na|aa|smart) [usually|
        often|typically|generally|can|may|also|normally|mostly|tends to|tend to|do|does] (is|are|can|last|
        lasts|peak|peaks|start|starts|work|works|block|blocks|reverse|reverses|need|needs|take|takes|stay|
        stays|drop|drops|run|runs|meet|meets|go|goes|be|open|opens|offers|offer|come|comes|reduce|reduces|
        make|makes|has|have|mean|means|happen|happens|raises|cause|causes|include|includes|help|helps)
    (side effects|symptoms|options) (include|are|can be|range)
    (what|the thing) (we know|is known|the research|doctors know) .. (is|says|about)
    (it|this) (usually|typically|generally|often|normally|tends to) (takes|lasts|starts|is|means|comes|
        works|helps|peaks|goes|happens|clears)
    (called|known as) ...
    (the law|the rules|the rule|policy|hipaa|confidentiality|what you say|what we say|everything you say|
        anything you say) .. (says|changed|is|means|stays|allow|allows|here)
    (the next|our next|the) (appointment|visit|session|clinic|office|pharmacy|group) .. (is|opens|closes|
        meets|runs|will be)
    (average|on average|according to|statistically|in general|in most|for most people|in a study|as a rule)
    (recommended|low risk|safe) (limit|limits|guideline|guidelines|amount)
    (a standard drink|one unit|a unit|units)
    """,
)

# REFLECTION stems, and words that restate.
REFLECTION = _cues(
    "reflection",
    """
    (it|that|this|so it|so that) [really|kind of|just|almost] (sounds|seems|feels|looks|appears) [to me|
        to you|to be|really|pretty|so|like|as if|as though|that]
    ^ [{and}] (sounds|seems|looks|feels) [like|as if|as though|pretty|really|so]
    sounds (like|as)
    [so] what (i am hearing|i hear|you are saying|you are telling me|i heard|you are really saying) [is|
        you say|you saying]
    (i am|i) (hearing|hear|heard|sense|sensing|gather|imagine|guess|wonder if|am guessing) [that|you|
        a lot of|in what|how]
    (you are|you have been) (saying|telling me|feeling|wondering|thinking|worried|hoping|looking|wanting|
        trying|struggling|carrying|finding|seeing|noticing|dealing|living|asking)
    ^ [{and}] you (feel|felt|want|wish|wanted|would like|would rather|are|were|have|had|do not|did not|
        can not|could not|see|know|think|thought|like|love|hate|need|miss|worry|believe|get|got|came|used|
        tried|enjoy|remember|said|never|really|just|already|keep|kept|started|found|noticed|figure|
        figured|would|could|still|also)
    (you are|you were|you feel|you felt|you must (be|feel)|you must have been|feeling|left you|leaves you|
        makes you|made you|you are feeling) [really|pretty|so|kind of|a bit|very|quite|just|more|left|
        feeling|also|still|feel] {felt}
    (must|has to|had to) (be|have been|feel|have felt) [really|so|very|pretty|incredibly|just] {feeling}
    (on the one hand|on one hand|on the other hand|part of you|one part|a part of you|some part)
    (part of you|a part of you|one part|one side|half of you)
    (let me see if|let me make sure|to see if|make sure|if i understand|if i have got|if i am hearing|
        if i heard|am i) [i] [got|have|understand|getting|hearing|understood|right] ...
    (in other words|so basically|to sum up|to summarise|to summarize|so far|you mentioned|you told me|
        you said|earlier you|you were saying|you have said|you have told me|you described|
        you have been telling)
    ^ [{and}] (because|since|like|almost like|as if|as though|for you|to you|with)
    ^ [{and}] (it is|that is|it was|there is|this is|there was|it has been|life|everything|nothing|
        things) ... (you|your|for you|to you)
    ^ (so) (you|your|it|the|that|there|this|they|he|she|part|for|using|drinking|smoking|one|being|things|on)
    (hard|tough|rough|difficult|scary|frustrating|exhausting|lonely) [time|day|week|place|thing|one|
        spot] [for you|to]
    ^ (not|no) ...
    ^ [{and}] your ... (is|are|was|were|has|have|means|mean|matter|matters|want|wants|does|do)
    """,
)

# Reflections that reach further: feeling, meaning, value, a metaphor, or both sides.
DEEPER = _cues(
    "deeper",
    """
    {felt}
    (deep down|underneath|at the heart|more than anything|at bottom|in a way|almost as if|almost like|
        as though|as if|it is as if|beneath|what matters|really about|at the core|bigger than|part of you|
        a part of you|on the one hand|on one hand|on the other|at the same time|and yet|torn|both|
        two minds|either way|not so much|so much as|rather than|more about|less about)
    (what|that is what|that) [really|most] (matters|scares|hurts|worries|gets to|bothers|counts|you want|
        you miss|you are after|you are looking)
    (matters|important|means|mattered|meant) [so|a lot|a great deal|most|everything|more] [to] (you|much)
    you (want|wish|would love|would like|hope|long|yearn|crave|need) [to] (be|have|feel|get|find|know|see|
        stop|make|live|give)
    (instead of|like a|like you are|feels like|felt like|the way|kind of)
    (tired of|sick of|had enough|done with|running out|losing|lost)
    (afraid|scared|worried|fear) [that|of|if]
    you (do not|don't) want to [be|keep|feel|lose|end|go|live|have|let]
    (trust|respect|control|freedom|peace|dignity|proud|pride|hope|safe|safety|future|belong|identity|
        yourself|worth|normal|alive|relief|escape|comfort|price|cost)
    """,
)

# What only restates: bare assents, and talk that sets something up.
STRUCTURE = _cues(
    "structure",
    """
    ^ [{and}] (let us|let me|i want to|i would like to|before we|first|today we|we have|in this session|
        my name is|i am (a|the|your)|we are going to|i will|so today|welcome|this is)
    ^ (okay|ok|right|yeah|yes|no|mm|hmm|mhm|uh|sure|i see|got it|gotcha|fair enough|understood|thanks|
        thank you|sorry|alright|all right|wow|oh|really|go on|true|makes sense|fine|good|cool|great) $
    ^ i [totally|completely|really|do] (see|understand|get it|get that|know) $
    """,
)
