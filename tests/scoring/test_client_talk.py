import pytest

from scoring.coder import Coder
from scoring.codes import ClientTalk, TalkKind
from scoring.coding import Context

T, K = ClientTalk, TalkKind
CONTEXT = Context(target="drink less")


@pytest.mark.parametrize(
    ("text", "talk", "kind"),
    [
        ("I want to stop before it costs me my kids.", T.CHANGE, K.DESIRE),
        ("I'm sick of waking up like this.", T.CHANGE, None),
        ("I'll call them on Monday, I promise.", T.CHANGE, K.COMMITMENT),
        ("I need to stop, something has to change.", T.CHANGE, K.NEED),
        ("I don't want to stop.", T.SUSTAIN, K.DESIRE),
        ("It's the only thing that helps me sleep.", T.SUSTAIN, None),
        ("I can't cope without it.", T.SUSTAIN, K.ABILITY),
        ("It was the number nine bus.", T.NEUTRAL, None),
        ("You don't know anything about me. Stop telling me what to do.", T.DISCORD, None),
    ],
)
def test_a_clients_turn_takes_a_side(text, talk, kind):
    coded = Coder.load().talk(text, CONTEXT)
    assert coded.talk is talk
    if kind is not None:
        assert coded.kind is kind


def test_neutral_talk_and_discord_have_no_kind():
    coder = Coder.load()
    assert coder.talk("The bus was late.", CONTEXT).kind is None
    assert coder.talk("You're not listening to me.", CONTEXT).kind is None


def test_the_words_are_shown():
    text = "I'm sick of waking up like this."
    assert Coder.load().talk(text, CONTEXT).reason.words
