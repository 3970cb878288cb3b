"""The command palette: the same actions as the keys, searched by their words."""

from collections.abc import Iterator
from functools import partial

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode

from mi_trainer.tui.actions import key_words


class Commands(Provider):
    """Everything that can be done on the screen under the palette, now."""

    def _now(self) -> Iterator[tuple[DOMNode, Binding]]:
        seen = set()
        for node, binding, enabled, _ in self.screen.active_bindings.values():
            if enabled and binding.id and binding.tooltip and binding.action not in seen:
                if binding.action == "command_palette":
                    continue
                seen.add(binding.action)
                yield node, binding

    async def discover(self) -> Hits:
        """All of it, before anything is typed."""
        for node, binding in self._now():
            name = f"{binding.description}  ({key_words(binding.key)})"
            yield DiscoveryHit(name, partial(self._run, node, binding.action), help=binding.tooltip)

    async def search(self, query: str) -> Hits:
        """What matches the words typed."""
        matcher = self.matcher(query)
        for node, binding in self._now():
            name = f"{binding.description}  ({key_words(binding.key)})"
            score = max(matcher.match(name), matcher.match(binding.tooltip or "") * 0.8)
            if score > 0:
                yield Hit(
                    score, matcher.highlight(name), partial(self._run, node, binding.action), help=binding.tooltip
                )

    async def _run(self, node: DOMNode, action: str) -> None:
        await self.app.run_action(action, node)
