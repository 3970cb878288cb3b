"""Whether a trainee has typed something real about wanting to die or to hurt themselves.

High precision on purpose: first person, no question to the patient, no reflection, nobody quoted. A screen with help
follows, so a trainee who only writes *about* suicide must not meet it.
"""

from scoring.cues.lists import LISTS
from scoring.phrases import Cues
from scoring.volley import volley

_SAYS_SO = Cues("self harm", """
    i [really|just|actually|honestly|still|do|do not|genuinely|only|truly] (want|wanna|plan|intend|need|
        am going|am planning|would like|am about) [to] [just|really|go and] (die|kill myself|end my life|
        end it all|be dead|hurt myself|harm myself|cut myself|take my [own] life|not be alive|not wake up|
        disappear forever|unalive myself)
    i [really|just|actually|honestly|do|truly] (wish|wished) (i was|i were|i am) dead
    i [really|just|actually|honestly|do] (do not|don't) want to (live|be alive|be here|exist|wake up|
        go on living|live [like this] any more|live anymore) [any more|anymore]
    i [am|have been|keep] [really|actually|seriously|still] (suicidal|feeling suicidal|
        thinking about suicide|thinking of suicide|thinking about killing myself|
        thinking of killing myself|thinking about ending my life|thinking of ending my life|
        thinking about ending it|having suicidal thoughts|self harming|hurting myself|cutting myself|
        going to kill myself|planning to kill myself|thinking of ending it all|
        thinking about ending it all)
    i (have|had) [been having|a|really|some] (suicidal thoughts|thoughts of suicide|
        thoughts of killing myself|thoughts of ending my life|a plan to kill myself)
    i (might|could|will|am gonna|am going to|may|should) [just|as well|really|go|actually] (kill myself|
        end my life|take my own life|end it all|hurt myself|overdose on purpose)
    (i would|i'd|everyone would|everyone will|they would|they'd|my family would|it would|
        people would) be better off (dead|without me|if i was dead|if i were dead|if i was gone|if i died)
    i [have] (tried|attempted) to (kill myself|end my life|take my own life) ...
    i (can not|can't) (go on|do this any more|live) (any more|anymore|living|like this) ... (die|dead|
        kill|end it|alive)
    """, LISTS)  # fmt: skip

_NOT_THEIRS = Cues("not theirs", """
    (you|u|your|ur|yourself)
    (he|she|they|dana|client|patient|patients|someone|people|some people) (said|says|say|told|feel|feels|
        felt|thinks|who|that|want|wants)
    (if|when|imagine|suppose|like|as if|pretend|as though|whether) .. i [ever|said|say|tell|told|were|was|
        had]
    (i do not|i don't|i never|i would never|i have never|not) [really|actually|ever] (want|wanted|plan|
        intend|going|am|feel|been|have) [to] (die|kill|end|hurt|harm|suicidal|be dead)
    (when|years ago|used to|back then|in the past|last year|once)
    (of laughter|of boredom|of embarrassment|laughing|for a|this class|this module|this exercise|homework)
    """, LISTS)  # fmt: skip

_QUOTES = '"“”«»'


def speaks_of_self_harm(text: str) -> bool:
    """Whether the typed words say, in the first person and as the trainee's own, that they want to die or hurt
    themselves."""
    spoken = volley(text)
    for piece in spoken.pieces:
        if not _SAYS_SO.find(spoken.words, piece.low, piece.high):
            continue
        around = text[max(0, piece.span.start - 1) : piece.span.end + 1]
        quoted = any(sign in around for sign in _QUOTES)
        if not quoted and not piece.asks and not _NOT_THEIRS.find(spoken.words, piece.low, piece.high):
            return True
    return False
