"""The hand-made features of a turn: how its sentences open and close, and the phrases that mark a code.

Each cue is a pattern over canonical words with a bar before every sentence: ` | so you feel stuck . | is that it ? `.
"""

# ruff: noqa: E501  (a cue is read best on one line)

import re

_FILLER = r"(?:(?:so|and|but|well|okay|oh|now|then|um|uh|yeah|right|alright|all right|,|-) )*"
_AUX = "do|does|did|are|is|was|were|have|has|can|could|would|will|should|might|may|am"
_WHO = "you|your|i|we|it|that|there|this|they|he|she|those|these|any|anything|someone|somebody"
_FEELING = (
    r"frustrat\w*|overwhelm\w*|scar(?:y|ed|ing)|worr\w*|anxi\w*|nervous|sad|angry|upset|stress\w*|tired|exhaust\w*|"
    r"ashamed|guilt\w*|embarrass\w*|hurt\w*|alone|lonely|hopeless|helpless|stuck|torn|afraid|annoy\w*|mad|"
    r"disappoint\w*|confus\w*|surpris\w*|concern\w*|happy|proud|relie\w*|excit\w*|hopeful|fed up|pressure\w*"
)

_CUES: dict[str, str] = {
    # questions
    "mark": r"\?",
    "mark last": r"\?(?= $)",
    "wh open": rf"\| {_FILLER}(?:what|how|why|when|where|who|which|what's|how's|who's|where's)",
    "wh": r"what|how|why|when|where|who|which",
    "inverted": rf"\| {_FILLER}(?:{_AUX}|don't|didn't|isn't|aren't|haven't|wouldn't|couldn't|can't) (?:{_WHO})",
    "inverted inside": rf"(?:{_AUX}) you",
    "declarative asked": rf"\| {_FILLER}(?:you|you're|you've|it|it's|that|that's|your|i)(?: [^| ?]+){{1,40}} \?",
    "tag": r"(?:right|correct|okay|huh|yeah|yes|is it|isn't it|don't you|do you|aren't you|is that right|is that so) \?",
    "tell me": r"tell me|tell us|talk to me|talk about|share with|describe|say more|walk me|help me understand|go ahead",
    "wonder": r"i wonder|i'm wondering|wondering|curious|interested in",
    "else": r"(?:what|anything|something|who|how) else",
    "scale": r"scale (?:of|from)|(?:zero|one|0|1) to (?:ten|10)|how (?:important|confident|ready|motivated|likely)",
    "what would": r"(?:what|how) (?:would|might|could|will)",
    "what do you": r"(?:what|how) (?:do|did|are|is|have|has|does|was|were) (?:you|your|that|it|the|some|things)",
    "how open": r"\| " + _FILLER + r"how(?: about)?",
    "how many": r"how (?:many|much|often|long|old|far)",
    "do you": r"do you",
    "have you": r"have you|have you ever|had you|did you|are you|were you",
    "would you": r"would you|could you|can you|will you",
    "is there": r"(?:is|are|was|were) (?:there|it|that|this)",
    "or asked": r"or(?: [^| ?]+){0,12} \?",
    "think of that": r"what do you (?:think|make)|how does that (?:sound|fit|feel)|what are your thoughts|your thoughts",
    "why": r"why|how come",
    "one question": r"^ \|(?: [^|]*) \? $",
    # reflections
    "sounds like": r"(?:it |that |this )?(?:sounds|sounded) (?:like|as)|sounds",
    "seems": r"(?:it |that )?(?:seems?|looks?|appears?) (?:like|as|to|that)|seems|it feels like",
    "so open": r"\| so",
    "so you": r"\| " + _FILLER + r"so (?:you|you're|you've|your|it|it's|that's|for you|there's|part)",
    "you open": r"\| (?:you|your)",
    "you're open": r"\| (?:you're|you've|you'd|you are|you have)",
    "and you": r"\| (?:and|but|because|or|that|then) (?:you|you're|you've|your|it|it's|that)",
    "it open": r"\| (?:it|it's|that's|that|this|there's|they|they're|he|she|he's|she's)",
    "you feel": r"you(?:'re)? (?:feel|feeling|felt|are feeling|were feeling)|feels?",
    "feeling": _FEELING,
    "you want": r"you(?:'d| would|'re)? (?:really )?(?:want|like|love|wish|hope|hoping|prefer|looking|wanting|value)",
    "you think": r"you (?:think|know|believe|see|notice|noticed|realize|understand|feel like|find)",
    "you not": r"you (?:don't|didn't|can't|haven't|wouldn't|couldn't|aren't|never|won't)|you're not|you've never|not",
    "you've": r"you've|you have (?:been|had|got|a|some)",
    "you past": r"you (?:were|had|went|got|used|started|came|decided|tried|did|made|took)",
    "you said": r"you(?:'ve| have|'re)? (?:said|mentioned|told|saying|talked|talking|described|shared|identified)",
    "i hear": r"i hear|(?:i'm|what i'm|i am) hearing|i heard|i understand|i get the sense|i gather|if i understand",
    "summary": r"let me (?:see if|make sure|summarize|just)|in other words|to summarize|make sure i|put (?:this|it|that) together",
    "two sides": r"one hand|other hand|part of you|at the same time|and yet|on one|two minds|both|side of",
    "but": r"but|yet|even though|although|though",
    "kind of": r"kind of|sort of|a little|a bit|maybe|perhaps|almost",
    "for you": r"for you|to you|with you|about you|of you|you in|in you",
    "important": r"important|matters?|mean(?:s|ing)? (?:a lot|something)|care|value|values|priority",
    "hard": r"hard|tough|difficult|challeng\w*|struggl\w*|not easy|rough",
    "really": r"really|very|pretty|quite|so much|definitely",
    "you'd be": r"you(?:'d|'ll| would| will| might| may) be",
    "rather": r"rather|instead|than|more|less",
    "because": r"because|since|so that|that's why",
    # information, advice, plans
    "should": r"you (?:should|need to|have to|must|ought|better|got to)|you've got to|you'll (?:need|have)|make sure",
    "recommend": r"(?:i'd|i would|i|we|we'd|would|doctors?|they|guidelines) (?:strongly )?(?:suggest|recommend|advise|encourage|urge)\w*|recommend\w*|advice|suggest\w*|advis\w*",
    "you could": r"you (?:could|can|may|might)(?: want| consider| try| also)?",
    "have you tried": r"(?:have you|did you)(?: ever)? (?:thought|tried|considered|think|consider)|what about|how about|why don't (?:you|we)",
    "option": r"options?|one thing|another thing|one way|another way|ways|ideas?|strateg\w*|choices?|alternatives?|things like",
    "permission": r"(?:is it|would it be|if it's|if that's|is that) (?:okay|alright|all right|ok)|(?:do|would) you mind|mind if|permission|can i|could i|may i|i'd like to|would you like",
    "people": r"(?:some|many|most|other|lots of|a lot of|few) (?:people|patients|clients|folks|men|women|kids|students|smokers|drinkers)|people",
    "research": r"research\w*|stud(?:y|ies)|guidelines?|evidence|percent|%|statistics?|shows?|shown|average|typical\w*",
    "risk": r"risks?|increas\w*|decreas\w*|reduc\w*|caus\w*|leads? to|lead|effects?|affects?|symptoms?|damage|danger\w*|harm\w*|cancer|disease|liver|heart|lungs?|blood|infection",
    "medical": r"medic\w*|doctors?|nurse|hospital|treatment|therapy|pills?|dose|prescri\w*|insulin|sugar|pressure|patch|gum|nicotine|clinic|program|group|meeting|counsel\w*|test|tests|results?",
    "number": r"\d+|one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|hundred",
    "we": r"we|we're|we'll|we've|we'd|us|our",
    "we can": r"we (?:can|could|will|have|offer|know|do|need|should|might)|we'll|i can (?:help|give|offer|show)|available",
    "let's": r"let's|let us|let me|today|before we|we have|our time|spend|session|minutes",
    "i will": r"i'll|i will|i'm going|i want to|i'd like|i would like|i'd|i just want",
    "i think": r"i think|i believe|i know|i feel|in my|my (?:concern|advice|opinion|sense)|i'm (?:concerned|worried)",
    "plan": r"plans?|goals?|steps?|next (?:week|time|visit|month|appointment)|tomorrow|start(?:ing)? (?:with|by)|set|commit\w*|appointment|schedul\w*|follow up|come back|check in|write",
    "if you": r"if you|when you|once you|as you",
    "imperative": r"\| " + _FILLER + r"(?:try|take|go|get|make|start|stop|keep|think|talk|call|use|put|give|just|don't|remember|look|imagine|let)",
    "will": r"will|it'll|that'll|would|could|can|may|might",
    "it is": r"(?:it|this|that|which|there|they) (?:is|are|was|can|will|does|has|helps?|means|works?)",
    # affirmation, autonomy, confrontation, courtesy
    "praise": r"great|good|wonderful|awesome|excellent|fantastic|impress\w*|nice|amazing|terrific|perfect|glad|love that|cool",
    "strength": r"strength|strong|courage\w*|hard work|work\w* hard|committed|dedicat\w*|determin\w*|proud|congrat\w*|appreciate|thank you for|you've (?:done|worked|made|managed|come|thought|been able)",
    "autonomy": r"up to you|your (?:choice|decision|call|own|life|body|terms)|you(?:'re| are) the (?:one|expert|boss|person)|only you|you(?:'ll)? decide|your hands|whatever you|if you (?:want|choose|decide|like)",
    "blame": r"you (?:just|never|always|keep|still|only)|excuses?|irresponsib\w*|lying|lie|denial|addict|selfish|ridiculous|supposed to|clearly|obviously|wrong|fault",
    "threat": r"(?:going to|will|you'll|could) (?:die|kill|lose|end up|regret|get worse)|die|kill\w*|prison|jail|dangerous|lose your",
    "greeting": r"hi|hello|hey|good (?:morning|afternoon|evening)|nice to|my name|i'm dr|how are you|welcome|thanks for|come in|have a seat|bye|take care|see you",
    "thanks": r"thanks?|thank you|appreciate|sorry|please|excuse",
    "nod": r"\| (?:mm|hmm|uh|huh|okay|yeah|yes|right|sure|oh|ah|alright|all right|absolutely|exactly|i see|wow|mhm|great|good|fine|gotcha|no)(?= )",
    "only nod": r"^ \|(?: (?:mm|hmm|uh|huh|okay|yeah|yes|right|sure|oh|ah|alright|all|absolutely|exactly|i|see|wow|great|good|fine|gotcha|no|that|makes|sense|well|and|so|um|really|got|it|understand|-|,|\.|\|))+ $",
    # a client's talk
    "yes": r"^ \| (?:yes|yeah|sure|absolutely|definitely|right|exactly|okay|of course|true|mm - hmm|i do|i am|i would)",
    "no": r"^ \| (?:no|nah|nope|not really|never|i don't|i'm not|well , no)",
    "i want": r"i (?:really |just |do |definitely )?(?:want|wanna|would like|wish|hope)|i'd (?:like|love)|i'm hoping",
    "i don't want": r"i (?:really |just )?(?:don't|didn't) (?:really )?(?:want|like)|don't want|i wouldn't want|i hate|sick of|tired of|fed up",
    "i need": r"i (?:really |just |do |definitely )?(?:need|have to|must|should|ought|got to)|i've got to|i'd better|something (?:has|needs) to",
    "i don't need": r"i (?:don't|didn't) (?:need|have to|see|think|care|get|know)|no need|not a (?:big )?(?:problem|deal|issue)|it's (?:fine|not that|not a)|i'm fine|no problem",
    "i can": r"i (?:can|could|would be able|might be able)|i'm able|i think i (?:can|could)|i probably could|possible|i guess i could",
    "i can't": r"i (?:can't|couldn't|cannot|never could)|unable|impossible|i'm not (?:able|going|ready|sure)|not ready|too (?:hard|much|busy|late|expensive|old)|no way|no time",
    "i will do": r"i(?:'ll| will)|i'm (?:going to|gonna|willing|ready|planning|trying)|i (?:plan|promise|intend|guarantee)|i'd be willing|i'm open|i've decided",
    "i tried": r"i (?:tried|stopped|quit|started|cut|went|called|made|threw|talked|signed|began)|i've (?:been|tried|stopped|quit|started|cut|already)|i haven't (?:had|smoked|used|drank|been)",
    "i might": r"i (?:might|may|guess|suppose|probably|maybe)|maybe i|perhaps|possibly|i could try|i'll try|i would try",
    "better": r"better|healthier|healthy|improve|feel good|energy|save money|clean|sober|proud|success\w*|happier",
    "cost": r"problems?|trouble|bad|worse|worst|afraid|money|lost|losing|lose|fight\w*|hurt\w*|sick|die|dying|health|hangover|arrest\w*|regret|ashamed|wrong",
    "change verb": r"quit(?:ting)?|stop(?:ping)?|cut(?:ting)? (?:down|back|out)|give (?:it )?up|change|changing|reduce|less|without|control|manage|get help|lose weight|exercise|different",
    "like using": r"i (?:really |just |do )?(?:like|love|enjoy|enjoyed|liked|loved)|fun|relax\w*|calm\w*|helps? me|makes me feel|takes the edge|good time|taste|reward|escape|deal with|cope",
    "others do": r"everyone|everybody|all my friends|my friends|other people|normal|nobody|no one|it's just|only|just",
    "but i": r"but i|but it|but then|but that|but (?:the|my)|though|however|except|i just",
    "doubt": r"don't think|not sure|don't know|doubt|hard to|difficult|tough|doesn't work|didn't work|won't work|never works|pointless|what's the point|no point|whatever|i mean",
    "blame others": r"she|he|they|my (?:wife|husband|mom|mum|dad|boss|parents|mother|father|girlfriend|boyfriend|teacher|doctor)|they're|he's|she's",
    "family": r"kids?|children|daughters?|sons?|wife|husband|family|baby|grandkids|girls|boys|marriage|relationship",
    "work": r"work\w*|job|school|boss|college|grades|career|class\w*",
    "substance": r"drink\w*|drunk|alcohol|beers?|wine|smok\w*|cigarettes?|weed|pot|marijuana|drugs?|heroin|pills|using|high|cocaine|meth|opioids?|vap\w*",
    "when": r"last (?:week|night|month|year|time)|yesterday|every (?:day|night|time)|ago|usually|sometimes|always|used to|when i",
}  # fmt: skip

NAMES = tuple(_CUES)
PATTERNS = tuple(re.compile(pattern if pattern[0] == "^" else rf" (?:{pattern})(?= )") for pattern in _CUES.values())
"""Each takes in the space before its words, where it has one: that is found fastest."""
