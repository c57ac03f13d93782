"""How leads are split into a part to look at and a part to be measured on."""

from collections.abc import Sequence

TRAIN_SHARE = 0.7


def oldest(count: int) -> range:
    """The positions of the oldest 70 % of leads that stand in order of time."""
    return range(int(count * TRAIN_SHARE))


def newest(count: int) -> range:
    """The positions of the newest 30 %."""
    return range(int(count * TRAIN_SHARE), count)


def random_split(outcomes: Sequence[int], seed: int) -> tuple[list[int], list[int]]:
    """Positions of 70 % and 30 % of the leads, drawn with the seed, with the same share of won leads in both."""
    from sklearn.model_selection import train_test_split

    positions = list(range(len(outcomes)))
    train, test = train_test_split(positions, train_size=TRAIN_SHARE, random_state=seed, stratify=list(outcomes))
    return sorted(train), sorted(test)
