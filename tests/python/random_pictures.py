"""Random specifications of pictures, as keywords of lyap.Picture. The seed makes them the same every time."""

import random
import string


def _window(draw):
    kind = draw.randrange(4)
    if kind == 0:
        return draw.uniform(-10, 0), draw.uniform(0.1, 10)
    if kind == 1:
        low = draw.uniform(2, 4)
        return low, low + 2.0 ** -draw.randint(10, 40)
    if kind == 2:
        return draw.choice([0.0, 2.0]), 4
    return draw.uniform(0, 2.5), draw.uniform(3, 4)


def random_keywords(seed):
    """(sequence, keywords): long and short sequences, sides of all remainders, all precisions, ordinary and odd windows."""
    draw = random.Random(seed)
    letters = string.ascii_uppercase[: draw.randint(1, 5)]
    sequence = "".join(draw.choice(letters) for _ in range(draw.choice([1, 2, 5, 12, 33, 60])))
    horizontal, vertical = draw.choice([("A", "B"), ("B", "A"), ("C", "B")])
    keywords = {
        "size": (draw.choice([1, 2, 5, 47, 64, 97, 200]), draw.randint(1, 17)),
        "horizontal": (horizontal, _window(draw)),
        "vertical": (vertical, _window(draw)),
        "iterations": draw.randint(2, 2500),
        "transient": draw.choice([0, 0, draw.randint(1, 200)]),
        "phase": draw.randint(0, 99),
        "x0": draw.choice([0.5, 0.5, draw.random()]),
        "precision": draw.choice(["auto", "f32", "f64"]),
        "brute_force": draw.random() < 0.2,
    }
    for letter in sorted(set(sequence) - {horizontal, vertical}):
        keywords[letter] = draw.uniform(1, 4)
    return sequence, keywords
