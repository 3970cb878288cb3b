"""Reading, checking and drawing make very many values that all stay, and no garbage to speak of."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collected_later() -> Iterator[None]:
    """Put off the search for cyclic garbage: it would go through all that was made, again and again.

    For a large scenario that took two fifths of the time, and a larger part the larger the file. What was made is
    then put with what is old: else the next value made would have all of it gone through once more.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        gc.enable()
