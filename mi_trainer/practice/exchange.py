"""What one turn was, and how a session is held: the words that practice speaks in."""

from mi_trainer.patient.exchange import Exchange
from mi_trainer.records.keeping import Mode

__all__ = ["Exchange", "Mode"]
