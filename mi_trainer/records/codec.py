"""An exchange as the text it is kept as: JSON, read back equal."""

import re
from dataclasses import replace
from functools import lru_cache

from pydantic import TypeAdapter

from mi_trainer.patient.exchange import Exchange

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Exchange]:
    return TypeAdapter(Exchange)


def encode(exchange: Exchange) -> str:
    """An exchange as JSON. Half characters (lone surrogates), which no file can hold, become U+FFFD."""
    whole = _HALF_CHARACTER.sub("\ufffd", exchange.trainee)
    if whole != exchange.trainee:
        exchange = replace(exchange, trainee=whole)
    return _adapter().dump_json(exchange).decode()


def decode(body: str) -> Exchange:
    """The exchange that the text was made from.

    Raises:
        ValueError: it is no exchange (pydantic's ValidationError is one).
    """
    return _adapter().validate_json(body)


def as_json(exchange: Exchange) -> dict[str, object]:
    """An exchange as plain dictionaries, lists, strings and numbers, for programs that read it."""
    plain: dict[str, object] = _adapter().dump_python(exchange, mode="json")
    return plain
