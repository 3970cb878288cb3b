"""How the two codes that push are recognised: Persuade and Confront."""

from scoring.cues.lists import LISTS
from scoring.phrases import Cues


def _cues(name: str, text: str) -> Cues:
    return Cues(name, text, LISTS)


# PERSUADE: advice, tips, solutions, argument. Whether with permission is decided by what came before it.
PERSUADE = _cues(
    "persuade",
    """
    (you|u|ya) [really|just|probably|definitely|maybe|also|honestly|all|both] (should|ought to|need to|
        must|have to|have got to|got to|had better|better|gotta|'d better) [not|just|really|probably|
        at least|consider|try|be|do|get|go|stop|quit|take|think|start|give|make|come|talk|see|find|keep|
        focus|tell|call|work]
    (you'd|you had) better
    (you|u) (should|need|must)
    (you|we) (need|have) to (get|take|start|stop|quit|go|make|find|try|talk|do|work|think|cut|be|see|give|
        put|call|tell|change|learn|focus|keep|stay|eat|exercise|move|avoid|accept|admit|understand|
        realise|realize)
    (why do|why don't|why not|why did) (you|not|n't) [not|just|try|you|go|get|start|take|give|make|ask|
        tell|call|talk|think|quit|stop|consider|do|see|come|cut]
    why don't (you|we) [just]
    why not [just] (try|go|get|start|take|give|make|ask|tell|call|talk|quit|stop|do|see|cut|come|switch|use)
    (have|did) you [ever|not|already|even] [not] (tried|try|thought about|thought of|considered|consider|
        think about|think of) [just|maybe|about] (going|a|the|taking|getting|using|cutting|talking|
        quitting|stopping|an|trying|switching|some|calling|doing|joining|moving|changing|exercise|
        meditation|patches|gum|nicotine|counselling|therapy|meetings|na|aa|yoga|walking|drinking|eating|
        keeping|writing|seeing|replacing|suboxone|methadone|buprenorphine|rehab|detox|medicine)
    (have|has|would|do) you [not] consider* [just]
    (how|what) about (you|we|trying|going|taking|getting|a|the|just|calling|using|cutting|switching|
        if you|starting|joining|some|talking|doing|setting|seeing|giving|making)
    what if you [just|tried|try|could|were to|only|took|went|started|stopped|called|got|cut|swapped|had|
        did|used|asked|told|set]
    (maybe|perhaps) you (could|should|can|need|ought|might (want|try))
    you (could|can|might|may) [always|just|also|maybe|at least|perhaps|even|start by|want to|try] (try|
        start|go|get|take|ask|call|use|join|set|find|look into|talk|cut|swap|switch|make|keep|think about|
        consider|do|see|give|put|write|carry|come|replace|drink|eat|avoid|tell|stay|leave|text|move|plan|
        pick|download|sign|visit|stop|move|want to|work|focus)
    ^ [{and}] [just|simply|please] (try|start|stop|quit|go|get|take|call|use|join|find|make|keep|cut|
        avoid|tell|stay|think|give|eat|drink|remember|focus|ask|do|do not|don't|throw|talk|put|consider|
        look|imagine|remind|set|write|carry|distract|download|delete|change|move|let go|see) [to|up|out|
        on|it|a|the|your|of|about|with|away|from|him|her|them|some|going|taking|smoking|drinking|using|
        more|less|in|into|off|give|yourself|back|at|for|one|ten|that|this|something|down]
    (i|we) [would] [really|strongly|definitely|highly|just] (recommend|suggest|advise|urge|encourage|
        propose|'d)
    (my|the best|one) (advice|suggestion|recommendation|tip|thing i would|thing you could|thing that|idea)
    (i|we) [really|do|still|honestly|just|personally] (think|believe|feel|reckon) [that] (you|it would|
        it is|it would be|the best|this would|that|starting|going|treatment|medicine|suboxone|
        methadone) [really|just|probably] (should|need|would|ought|could|must|be|best|important|benefit|
        will|are better|is|might|'d)
    if i were you
    if it were me
    i would [just|really|definitely|probably] (go|start|take|try|get|stop|quit|tell|call|talk|use|cut|
        avoid|do|look|switch|move)
    (the|your) best (thing|option|bet|way|choice|solution|chance|plan) [for you] [is|would|to|here|you]
    (it would|it will|that would|that will|this would|this will|it'd|it is going to|it might|this could|
        it could|that could|medicine will|it can) [really|definitely|probably|totally|also] (help you|
        help|be good for you|be better|be best|solve|fix|do you good|change your life|save your life|
        make (you|it|things|a)|benefit|keep you|give you|work for you|be worth)
    (think|look) (about|of|at) (your|the|how|what|all|it this way) ...
    (but|surely|don't you think|do not you think|wouldn't|would not it|isn't it|is not it|
        aren't) ... (better|worth|important|time|healthier|easier|save|good|help|benefit)
    (don't|do not|wouldn't|would not|isn't|is not|aren't|shouldn't|can't|couldn't) (you|it|that) (think|
        be|want|see|agree|time|better|worth|like|just) ...
    (imagine|think) how much (better|money|easier|happier|healthier|more|your)
    (the sooner|the quicker|the earlier) [you]
    (you will|you'd|you would|you are going to) [definitely|really|only|just|probably] (feel|be|sleep|
        save|have|get|see|live|find|thank|regret|look|breathe|lose) [so|much|a lot|more|way|far] (better|
        healthier|happier|money|energy|your|longer|grateful|glad|it|me|easier|worse)
    (it is|that is) (important|vital|crucial|essential|best|a good idea|better|time|in your interest|
        in your best interest|worth) [that|to|for] [you|try|start|giving|stop|take|get|quit|keep|be|do]
    (a good|good|great|another|one|best) (idea|option|way|thing|first step|place) (is|would be|might be|
        to|could be|for you) ...
    [the] (benefits|advantages|upside|upsides|good thing|point|fact|truth|bottom line|problem|
        thing) .. (outweigh|is that|are that|is you|are|is if)
    (need|needs) (help|treatment|to stop|to change|to quit|medicine|rehab|detox|discipline)
    you can not (keep|go on|just|expect|do this|get better|stay|beat|recover)
    you [really] owe it to
    (do it|quit|stop|change|get better|stay alive|be there) for (your|the) {dear}
    (let us|we are going to|we will|we should|i am going to|i want you to|i need you to|
        i would like you to|i'm gonna|i will) [just|now|go ahead and] (get|sign|book|start|set|put|make|
        try|refer|schedule|send|call|have|cut|move|quit|stop|take|write|go|have) [you|up|an|a|the|some|
        your|it|this|off]
    (promise|make sure|be sure|remember|don't forget|do not forget) [to|me|you|that]
    (instead of|rather than) ... (try|you could|go|do|have|take|call)
    (what|all|the only thing|one thing) (you|u) (need|have|should|could|must|ought) [to] [do|try] [is]
    (works|worked) (wonders|for everyone|great for|best for|for me)
    """,
)

# CONFRONT: disagrees, argues, corrects, shames, blames, labels, warns, moralises, ridicules, doubts honesty.
CONFRONT = _cues(
    "confront",
    """
    you are (wrong|lying|in denial|being selfish|selfish|being stubborn|stubborn|being ridiculous|
        making excuses|just making excuses|not trying|kidding yourself|fooling yourself|not being honest|
        being dishonest|irresponsible|being irresponsible|weak|lazy|being lazy|an addict|a drug addict|
        a junkie|an alcoholic|a drunk|a liar|manipulating|being manipulative|ruining|destroying|
        killing yourself|hurting your|putting your|wasting|not serious|not listening|not taking|throwing|
        choosing (drugs|heroin|drink|to use|to drink|your|dope|it over)|being difficult|being childish|
        being defensive|avoiding|the problem|to blame|your own worst|just (lazy|weak|making|looking|using|
        avoiding|playing|not trying)|going to (die|lose|end up|kill|wind up|regret|be dead|relapse|fail)|
        gonna (die|lose|end up|kill))
    you will [just|only|probably|definitely|never|soon] (die|lose|end up|be dead|kill|regret|fail|relapse|
        wind up|never (get|stop|change|make|beat|see|quit)|be back|overdose|go to (jail|prison)|
        get better unless|not get)
    you are (not really|not even|clearly not|obviously not|just not) (trying|serious|ready|being|willing|
        committed|honest|motivated|listening)
    you are [just|clearly|obviously|really|still|totally|always|basically] (in denial|making excuses|
        blaming|lying|minimising|minimizing|rationalising|rationalizing|avoiding|selfish|kidding yourself|
        giving up|hiding|being (selfish|stubborn|difficult|dishonest|naive|dramatic|lazy|childish|silly|
        defensive|ridiculous|unreasonable|irresponsible))
    you [just] (don't|do not|did not|didn't|never|can not be bothered|won't|will not|refuse to|
        clearly do not|obviously do not) [even|really|actually|just|want to] (care|try|tried|trying|
        bother|admit|get it|listen|understand|take responsibility|face|accept|see|realise|realize|
        think about|love|help yourself|deserve|want to (change|get better|quit|stop|get well)|
        want (help|it|this) enough)
    if you (really|truly|actually|loved|cared|wanted|were serious|keep|don't|do not|carry on|go on|
        continue) ... (would|you'd|wouldn't|will|you will|die|lose|kill|then you|going to|gonna|end up|
        never|why)
    how (can|could|dare|do) you [even|possibly|just|expect|not|say] [do|to|say|that|be|think|sit|
        live] ... (that|yourself|this|to them|to your|like that|me to|not|so|be|believe|anyone|trust)
    (how|why) (can|should|would|could) (i|we|anyone|they|she|he) (trust|believe|help) you
    (don't|do not|can't|can not) you [even|ever|just|not] (care|see|realise|realize|understand|feel|
        think about|love|get|have any|want to be|know) ...
    (what|who) (is wrong with you|do you think you are|kind of (mother|father|mum|mom|dad|parent|person|
        man|woman|husband|wife|example|friend)|did you expect|were you thinking|gives you)
    (that is|this is|those are|these are|sounds like|it is|all|just|just an|that sounds like|more|another|
        always) [just|all|only|clearly|a lot of|just more|just another|such|no|not|an|a] (an excuse|
        excuse|excuses|denial|a cop out|cop out|bullshit|nonsense|rubbish|a lie|lies|ridiculous|pathetic|
        selfish|not true|wrong|irresponsible|stupid|crazy|silly|your addiction talking|
        the addiction talking|the disease talking|the drugs talking|your disease talking|addict thinking|
        junkie|a poor excuse|not good enough|unacceptable|a weak)
    stop (making excuses|lying|blaming|kidding|feeling sorry|being|whining|complaining|arguing|wasting|
        playing|pretending|fooling|minimising|minimizing|avoiding|acting)
    (no|any|without|enough|more|your) excuses
    [you] (should be|ought to be) ashamed
    shame on you
    (it is|that is|this is|is) [all] your [own] (fault|doing|addiction talking|own fault|problem)
    your [own] fault
    you (did|brought|made|chose|got yourself|put yourself|asked for) (this|it|that|your bed) [to|on|
        into] [yourself|in]
    you (chose|choose|picked|pick|put|are choosing|are picking) (drugs|heroin|dope|drinking|drink|alcohol|
        pills|the bottle|cigarettes|using|getting high|it|this) (over|before|above|ahead)
    (i do not|i don't|i can not|can't|hard to|not sure i|do you expect me to|expect me to|
        i find it hard to|no one is going to|nobody is going to) (believe|trust) (you|that|a word|it|
        what you|this)
    (are|is) (you|that) [really|sure|actually|being|even] [being|really] (honest|truthful|
        telling me the truth|straight|lying|serious|telling the truth|the truth|even trying|for real)
    (be|let us be|you need to be|you have to be|you should be) [brutally|completely|more] (honest|
        real) [with yourself|here|for once]
    (you need|you have|it is time|time|you have got) [to] (face (facts|reality|it|the)|wake up|grow up|
        man up|accept that you|admit|own up|own it|stop lying|get real|get a grip|take responsibility|
        take some responsibility|snap out|stop making|get over|get your act|get your shit|sort yourself|
        pull yourself|toughen up|hit bottom|hit rock bottom)
    (wake up|grow up|man up|get over it|get a grip|snap out of it|pull yourself together|toughen up|
        face (facts|it|reality)|get real|deal with it|suck it up|get your act together|
        get your shit together|give me a break|spare me)
    (you are|you is|as|once|like|such|just|typical|like every|like all|another) [just|nothing but|being|
        basically|still] [a|an|the|other|every] [drug|typical|real|hopeless|lost] (addict|addicts|junkie|
        junkies|alcoholic|alcoholics|drunk|drunks|abuser|crackhead|druggie|druggy|liar|loser|failure|
        quitter|addict's|coward|deadbeat|lowlife)
    (think|what) about (what you are doing|what this is doing|what you have done|the damage|the harm|
        the pain) ...
    (look|see) (at) (what you|what you have|what it|the state|where) ...
    (do you|don't you|you) (want|wanna) [to] [your|die|end up|lose|be|kill|them|him|her|your] ... (dead|
        die|jail|prison|to die|without a|find you|bury|dying|lose your|grave|orphans|overdose|taken away|
        under a bridge|homeless|morgue|lung cancer|amputat*|blind)
    (i|we|you) (already|have|just) (told|said|been over|warned|gone over|explained) (you|this|that|it)
    i (warned|told) you [so|that|this|not|before]
    (i|let me) [completely|strongly|totally|have to|must|would|really|respectfully|
        am going to have to] (disagree|challenge|correct|stop you|tell you that you are wrong|differ)
    (that is|this is|you have got|you have|you got|that has been) (not true|not right|not how|false|
        a myth|incorrect|untrue|wrong|backwards|it wrong|it backwards|nonsense|not (an|a) (excuse|reason))
    [but] (actually|no) .. (you are|that is|it is|you|it|they) (wrong|not|do not|does not|did not|have|can)
    your (kids|children|son|daughter|family|wife|mother|mum|mom|girls|husband|dad) (deserve|deserves|
        need a|needs a|will|is suffering|are suffering|suffer|will grow|is paying|are paying|will find|
        will hate|would be better) ...
    (you|your) (have|'ve) (failed|ruined|destroyed|wasted|let|hurt|thrown|blown|broken|
        only got yourself) ...
    (only|just|no) yourself to blame
    you only have yourself
    (relapsed|relapse|failed|messed up|screwed up|blew it|blown it|using|drunk|high|late|missed) (again|
        once more)
    ^ (again|seriously|really|wow|great|nice|sure|yeah right|oh please|how convenient|convenient|
        what a surprise) $
    (how convenient|what a surprise) $
    (oh|yeah|sure|well|wow|great|right) (sure|right|please|poor you|boo hoo|because that|that worked|
        that is going|that has worked|like that|here we go|how original|of course you|i bet|i am sure) ...
    (how is|how's|hows) that (working|going|worked) (out) [for you]
    (worked|working) out (so|really|great) (well|for you)
    (so|and) you are (just|really|actually|seriously) (going to|gonna|okay|ok|fine|happy|willing) ...
    you (always|never) (say|do|have|blame|listen|follow|learn|keep|make|finish|try|put|think|take|show|
        tell|come up)
    (you|u) lie (to|about|all the time|every time|constantly)
    (you|u) lie $
    (you|u) (lied|cheated|stole|blame|deserve|keep making|keep blaming|keep lying|keep choosing|
        keep saying that|promised)
    (selfish|pathetic|disgusting|irresponsible|weak|lazy|hopeless|disgrace|disgraceful|useless|worthless|
        ungrateful|shameful|loser)
    (not|isn't|is not) (good enough|an excuse|a reason|trying hard|acceptable|how it works|my problem|
        an option)
    (excuses|excuse|denial)
    normal people (do not|don't|can|would)
    (anyone|everybody|everyone) else (can|manages|does|would|has)
    (just|simply|really) (do not|don't|does not|doesn't|is not|isn't|are not|aren't) (want it|care|trying|
        wanting|willing|serious) [enough|badly enough|hard enough]
    what (makes|made) you think [that] (you|this|i|it|anyone|they)
    """,
)

# BLAME: what turns a stem or a plain statement into a confrontation: fault, doubt, labels, warnings, irony.
BLAME = _cues(
    "blame",
    """
    (sounds|seems|looks) [to me] (like|as if|as though|that) you [just|really|clearly|simply|still] (do not|did not|
        have not|
        were not|are not) [really|even|actually] (want|care|trying|serious|changed|committed|respect|bother|put|
        mean) ...
    (sounds|seems|looks|hearing|hear|saying) [is|like|as if|as though|that|you saying] [you] (are|have|had|
        would) [just|really|already|
        so] [looking|decided|giving|trying|making|hooked|fine|being] [for] (an excuse|excuses|a reason not|
        to fail|up|to give up|to blackmail|yourself too|with being)
    (clearly|obviously|just|simply) (choosing|looking for|using it as|doing it|saying that) ...
    you are [just|only|simply|clearly] (choosing|looking for|hiding|blaming|dodging|changing the subject|acting like|
        being (paranoid|dramatic|difficult|stubborn|silly|ridiculous|defensive|selfish|rude|childish)) ...
    (do not|no need to) be (daft|ridiculous|dramatic|paranoid|silly|stupid|sarcastic|difficult|rude|like that)
    (with respect|frankly|let us face it|no offence|no offense|be realistic|let us be realistic|let us be honest)
    let us not (pretend|exaggerate|kid)
    (you people|your sort|your kind|people like you|your lot|types like you)
    ^ [{and}] (charming|lovely|diddums|congratulations|poor you|boo hoo|very mature|very glamorous|well spotted|
        how heroic|
        how convenient|big man|ah yes|oh yes|here we go|of course)
    (have been|has been|is going|has gone|worked|been) (going|gone) (brilliantly|so well|great|really well|
        beautifully) ...
    (who|what) did you expect ...
    (whose|whose is the) fault ...
    (self inflicted|your own doing|bring it on themselves|brought it on yourself|only yourself|no wonder|
        wasting everyone's|
        wasting our|wasting my|cop out|copout|you know it|should know better|should have thought of|if you had listened|
        told you|what did you think|hypocritical|blackmail|bothered about what)
    (kidding|fooling|lying to|telling) yourself ...
    that (attitude|is not fair on|is what they all|is just rude|makes no sense) ...
    (you|u) (could|would) have (killed|died|stopped|thought|done it by now) ...
    (heard|told|say|says) (that|it) [one] [from you] (before|a hundred times|every time)
    (always|all) (say|says) that
    (still|is still|are still) (using|drinking|an addict|a drunk|too many|a junkie)
    (is not|isn't) the point
    (once|always) an (addict|alcoholic) ...
    expect [me|us|a medal|everyone|a prize] ...
    (whether|if) you (are|were) (being|really) (honest|straight|serious)
    you are not (being realistic|being reasonable|thinking clearly|thinking straight|being fair|listening)
    you are [just|clearly|way] (enabling|too controlling|making (this|it) (more complicated|harder) than) ...
    (clearly|obviously) not ...
    you knew (the rules|what would happen|what you were doing) ...
    what you put (her|him|them|everyone|your {dear}) through
    you should be grateful ...
    you are letting ... (make|decide|run) ...
    """,
)
