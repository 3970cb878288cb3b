"""``python -m benchmarks [NAME...]``: prints every measured claim, or those named."""

import sys
from importlib import import_module

SECTIONS = {
    "trainees": "skilled, mixed and pushing trainees with every patient",
    "screens": "first paint, turns and long sessions, as ratios",
    "authoring": "reading, checking and drawing scenarios",
    "coder": "the coder's cost and agreement, with and without its encoder",
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in SECTIONS]
    if unknown:
        print(f"No benchmark called {', '.join(unknown)}. There are: {', '.join(SECTIONS)}.", file=sys.stderr)
        return 2
    for name in names or SECTIONS:
        print(f"\n== {name}: {SECTIONS[name]}\n", flush=True)
        import_module(f"benchmarks.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
