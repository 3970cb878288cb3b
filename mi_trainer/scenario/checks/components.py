"""Which states lead to each other."""

from collections.abc import Iterable, Mapping


def components(states: Iterable[str], leads: Mapping[str, set[str]]) -> list[set[str]]:
    """The groups of states that lead to each other (Tarjan 1972, without recursion)."""
    inside = set(states)
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    groups: list[set[str]] = []
    for root in sorted(inside):
        if root in index:
            continue
        work = [(root, iter(sorted(leads.get(root, set()) & inside)))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            state, there = work[-1]
            for to in there:
                if to not in index:
                    index[to] = low[to] = len(index)
                    stack.append(to)
                    on_stack.add(to)
                    work.append((to, iter(sorted(leads.get(to, set()) & inside))))
                    break
                if to in on_stack:
                    low[state] = min(low[state], index[to])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[state])
                if low[state] == index[state]:
                    group: set[str] = set()
                    while state not in group:
                        group.add(stack.pop())
                    on_stack -= group
                    groups.append(group)
    return groups
