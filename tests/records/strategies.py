"""Exchanges of every shape that the types allow, whether or not a conversation would ever make them."""

from hypothesis import strategies as st

from mi_trainer.patient.disposition import Disposition
from mi_trainer.patient.voice import Said
from mi_trainer.practice.exchange import Exchange
from scoring.codes import Behaviour, ClientTalk, Family, Mark, QuestionForm, SafetyTopic, TalkKind
from scoring.coding import Basis, Coding, FoundMark, Reason, Span, Utterance

WORDS = st.text(max_size=60) | st.sampled_from(
    ["[b]bold[/b]", "\x1b[31mred", "\u202eback", "\x00", "żółw ♥ 🙂", "';--", "line\nbreak\r"]
)
NAMES = st.text("abcdefgh_/", min_size=1, max_size=12)
_share = st.floats(0, 1)
_level = st.floats(0, 10)
_span = st.builds(lambda a, b: Span(min(a, b), max(a, b)), st.integers(0, 9999), st.integers(0, 9999))
_reason = st.builds(Reason, st.lists(_span, max_size=3).map(tuple), st.sampled_from(Basis), WORDS)
_behaviour = st.sampled_from(Behaviour)
_form = st.none() | st.sampled_from(QuestionForm)
_behaviours = st.lists(_behaviour, max_size=4, unique=True).map(tuple)
CODINGS = st.builds(
    Coding,
    st.lists(st.builds(Utterance, _span, st.none() | _behaviour, _share, _reason, _form), max_size=3).map(tuple),
    _behaviours,
    st.lists(_share, max_size=4).map(tuple),
    _behaviours,
    st.lists(st.builds(FoundMark, st.sampled_from(Mark), _reason, WORDS, _share), max_size=3).map(tuple),
    st.sampled_from(Family),
    _form,
    WORDS,
)
_said = st.builds(
    Said,
    NAMES,
    WORDS,
    st.sampled_from(ClientTalk),
    st.none() | st.sampled_from(TalkKind),
    st.none() | st.sampled_from(SafetyTopic),
    NAMES,
)
EXCHANGES = st.builds(
    Exchange,
    turn=st.just(0),
    trainee=WORDS,
    coding=CODINGS,
    reaction=NAMES,
    state_before=NAMES,
    state_after=NAMES,
    disposition=st.builds(Disposition, _level, _level, _level, _level),
    reply=st.lists(_said, max_size=3).map(tuple),
    ending=st.none() | NAMES,
    flags=st.lists(NAMES, max_size=3).map(tuple),
    addressed=NAMES,
    back_to=NAMES,
    topics=st.lists(NAMES, max_size=3).map(tuple),
)
