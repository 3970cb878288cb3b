"""Named word lists that cue phrases use in curly brackets."""

LISTS: dict[str, str] = {
    # What a person may feel.
    "feeling": """
        (scared|afraid|frightened|terrified|anxious|nervous|worried|uneasy|panicky|overwhelmed|
        exhausted|tired|drained|worn (out|down)|fed up|sick and tired|sick of|angry|mad|
        furious|annoyed|irritated|frustrated|frustrating|resentful|bitter|pissed off|sad|down|
        low|hurt|heartbroken|lonely|alone|isolated|hopeless|helpless|powerless|trapped|stuck|
        lost|ashamed|embarrassed|humiliated|humiliating|guilty|guilt|shame|judged|disrespected|
        unheard|torn|conflicted|confused|unsure|uncertain|ambivalent|desperate|disappointed|
        discouraged|let down|betrayed|suspicious|wary|sceptical|skeptical|hopeful|relieved|
        excited|proud|happy|grateful|content|calm|safe|ready|determined|stressed|stressful|
        scary|frightening|exhausting|painful|hard|tough|rough|difficult|lonely|miserable|
        grief|grieving|fear|dread|anger|frustration|sadness|loneliness|worry|relief|hope|
        cornered|pressured|controlled|numb|empty|broken|rejected|bored|raw|vulnerable|weary)
        """,
    # Feelings that are about the person and cannot be about a task: what naming a feeling rests on.
    "felt": """
        (scared|afraid|frightened|terrified|anxious|nervous|worried|uneasy|overwhelmed|
        exhausted|tired|drained|worn (out|down)|fed up|sick and tired|sick of|angry|mad|
        furious|annoyed|irritated|frustrated|frustrating|resentful|pissed off|sad|hurt|hurts|
        hurting|heartbroken|lonely|alone|isolated|hopeless|helpless|powerless|trapped|stuck|
        lost|ashamed|embarrassed|embarrassing|humiliated|humiliating|guilty|guilt|shame|judged|
        disrespected|unheard|torn|conflicted|desperate|disappointed|discouraged|let down|
        betrayed|wary|hopeful|relieved|excited|proud|grateful|stressed|scary|scares|scared|
        frightens|terrifies|terrifying|frightening|worries|exhausting|painful|miserable|grief|
        grieving|fear|dread|dreading|anger|frustration|sadness|loneliness|relief|cornered|
        pressured|controlled|numb|empty|rejected|bored|vulnerable|weary|stings|stung|sting|
        aches|ache|breaks your heart|weighs on you|weighing on you|heavy|missing (him|her|them)|
        miss (him|her|them))
        """,
    # Feelings that no task or thing can have.
    "named": """
        (scared|afraid|frightened|terrified|anxious|nervous|worried|overwhelmed|exhausted|worn out|worn down|
        fed up|angry|furious|annoyed|frustrated|frustrating|resentful|sad|hurt|heartbroken|lonely|isolated|
        hopeless|helpless|powerless|trapped|ashamed|embarrassed|humiliated|humiliating|guilty|judged|
        disappointed|discouraged|let down|betrayed|hopeful|relieved|excited|proud|scary|terrifying|
        frightening|exhausting|miserable|cornered|desperate)
        """,
    # Words for the people and things somebody may care about most.
    "dear": """
        (kids|children|child|son|sons|daughter|daughters|girls|boys|boy|girl|baby|mum|mom|
        mother|dad|father|parent|family|wife|husband|partner|grandkids|grandchildren|grandson|
        granddaughter)
        """,
    # Names that nobody is called in kindness, and what only contempt says of a person.
    "abuse": """
        (idiot|moron|loser|scum|scumbag|dumbass|asshole|arsehole|bitch|lowlife|low life|coward|bastard|prick|wanker|
        twat|cunt|parasite|pig|dick|dickhead|sod|cow|prat|clown|degenerate|brat|muppet|imbecile|cretin|git|half wit|
        weirdo|freak|nutter|psycho|scrounger|sponger|deadbeat|creep|slag|whore|crybaby|drama queen|snowflake|mug|
        disgrace|joke|embarrassment|waste of space|waste of time|waste of oxygen|waste of air|piece of shit|
        retard|numpty|pillock|plonker|tosser|knob|bellend)
        """,
    "contemptible": """
        (pathetic|stupid|useless|worthless|disgusting|dumb|spineless|gutless|brainless|thick|vile|a waste|
        trash|garbage|retarded|not right in the head|sick in the head)
        """,
    # What people are told they are, or fear to be told.
    "verdict": """
        (lying|a liar|liar|crazy|mad|insane|stupid|thick|dumb|daft|lazy|weak|weaker|selfish|pathetic|worthless|hopeless|
        useless|dirty|broken|evil|to blame|at fault|wrong in the head|making (it|this|that|things) up|making excuses|
        faking|faking it|a burden|cheating|a cheat|a waste|disgusting|a nuisance|failing|failure|failed|junkie|addict|
        drunk|alcoholic|criminal|coward|stoner|thief|smackhead|crackhead|monster|
        (a|an|another|some|the) (bad|terrible|awful|lousy|rotten|lost|hopeless) (person|man|woman|mum|mom|mother|dad|
        father|parent|son|daughter|wife|husband|case)|bad (person|man|woman|mum|mom|mother|dad|father|parent)|
        your fault|your own fault|fault)
        """,
    "drug": """
        (drug|drugs|heroin|fentanyl|dope|opioids|opiates|pills|oxy|coke|cocaine|meth|crack|
        weed|cannabis|alcohol|booze|drink|drinking|drinks|beer|wine|vodka|whisky|smoking|
        smokes|cigarettes|cigarette|vaping|nicotine|using|substances|gear|benzos|xanax|percs)
        """,
    "medicine": """
        (medicine|buprenorphine|bupe|suboxone|subutex|sublocade|methadone|naltrexone|vivitrol|
        strips|strip|film|films|shot|injection|patch|patches|gum|varenicline|chantix|
        metformin|insulin|naloxone|narcan|tablet|tablets|pill|pills|dose)
        """,
    # Things people are told to do.
    "remedy": """
        (meeting|meetings|counselling|counseling|therapy|treatment|rehab|detox|exercise|group|
        groups|support|help|sponsor|programme|program|app|diary|journal|walk|walking|gym|
        plan|doctor|clinic|appointment|{medicine})
        """,
    "people": """
        (people|folks|others|patients|men|women|smokers|drinkers|parents|clients|studies|research|evidence)
        many
        most
        some
        """,
    # Any figure, or a number written out.
    "number": """
        (0*|1*|2*|3*|4*|5*|6*|7*|8*|9*)
        (one|two|three|four|five|six|seven|eight|nine|ten)
        """,
    "and": "(and|but|so|well|okay|ok|yeah|yes|right|oh|mm|hmm|ah|um|then|now|look|honestly|i mean|sure|hey|hi|no)",
    # Words between `I` and what is said, that soften.
    "soft": "(just|really|only|maybe|perhaps|also|still|very|quite|so|actually|probably|truly|clearly|always)",
    "wh": "(what|how|why|where|when|who|which)",
}
