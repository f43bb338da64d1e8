"""The plan of ``docs/scale.md`` in numbers: what an article costs, holds, and waits for.

    python -m bench.scale [--articles 100000] [--newsrooms 1000] [--daily 10]

``costing`` measures what one article costs here, with a voice and without; ``holding`` what
a store of very many holds and how fast it answers; ``waiting`` simulates a day's queue from
the first of them; ``planning`` multiplies.
"""
