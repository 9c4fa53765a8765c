"""One step of byte pair encoding: the most frequent pair of neighbours becomes a new token.

Sennrich, Haddow, Birch: Neural Machine Translation of Rare Words with Subword Units (2016)."""

import itertools
from collections import Counter

import torch
from torch import Tensor

from solutions import Draw, edit, further, instead


def bpe_step(ids: Tensor, new_id: int) -> tuple[Tensor, Tensor, Tensor]:
    """The most frequent pair [2] of neighbours among tokens [T], at how many places it stands [],
    and the tokens [K] with the pair replaced from left to right."""
    pairs = torch.stack((ids[:-1], ids[1:]), dim=1)
    kinds, counts = torch.unique(pairs, dim=0, return_counts=True)
    best = int((counts == counts.amax()).nonzero()[0])
    first, second = kinds[best].tolist()
    merged: list[int] = []
    for token in ids.tolist():
        if merged and (merged[-1], token) == (first, second):
            merged[-1] = new_id
        else:
            merged.append(token)
    return kinds[best], counts[best], torch.tensor(merged)


def oracle(ids: Tensor, *, new_id: int) -> tuple[Tensor, Tensor, Tensor]:
    """A table of all pairs, and every second place of each run of places."""
    most = int(ids.max()) + 1
    table = torch.bincount(ids[:-1] * most + ids[1:], minlength=most * most)
    code = min(range(most * most), key=lambda c: (-int(table[c]), c))
    pair = torch.tensor([code // most, code % most])
    here = (ids[:-1] == pair[0]) & (ids[1:] == pair[1])
    run = torch.zeros(len(ids), dtype=torch.int64)
    for t, hit in enumerate(here.tolist()):
        run[t] = run[t - 1] + 1 if hit and t else int(hit)
    taken = run % 2 == 1
    behind = torch.cat((torch.zeros(1, dtype=torch.bool), taken[:-1]))
    return pair, table[code], torch.where(taken, new_id, ids)[~behind]


@further
def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Tokens that repeat the one before, or the two before, more often than chance would; half of
    the texts are such that it matters which of several pairs is taken."""
    telling = bool(draw.coin())
    for attempt in itertools.count():
        ids = draw.whole(0, sizes["V"] - 1, sizes["T"])
        for back, chance in ((2, 0.3), (1, 0.25)):
            again = draw.coin(sizes["T"], chance=chance).tolist()
            for t in range(back, sizes["T"]):
                ids[t] = ids[t - back] if again[t] else ids[t]
        counts = Counter(itertools.pairwise(ids.tolist()))
        equal = [pair for pair, count in counts.items() if count == max(counts.values())]
        if not telling or equal[0] != min(equal) or attempt == 20:
            return {"ids": ids}
    raise AssertionError("an endless loop has ended")


def _merge(tokens: list[int], pair: tuple[int, int], new_id: int) -> Tensor:
    merged: list[int] = []
    for token in tokens:
        hit = (*merged[-1:], token) == pair
        merged[len(merged) - hit :] = [new_id if hit else token]
    return torch.tensor(merged)


def _told(tokens: list[int], pair: tuple[int, int], count: int, new_id: int) -> tuple[Tensor, ...]:
    return torch.tensor(pair), torch.tensor(count), _merge(tokens, pair, new_id)


def _first_seen(ids: Tensor, *, new_id: int) -> tuple[Tensor, ...]:
    tokens = ids.tolist()
    pair, count = Counter(itertools.pairwise(tokens)).most_common(1)[0]
    return _told(tokens, pair, count, new_id)


def _counted_apart(ids: Tensor, *, new_id: int) -> tuple[Tensor, ...]:
    tokens = ids.tolist()
    kinds = sorted(set(itertools.pairwise(tokens)))
    counts = {k: int((_merge(tokens, k, new_id) == new_id).sum()) for k in kinds}
    pair = max(kinds, key=lambda k: counts[k])
    return _told(tokens, pair, counts[pair], new_id)


def _twice(ids: Tensor, *, new_id: int) -> tuple[Tensor, ...]:
    pair, count, _ = bpe_step(ids, new_id)
    here = (ids[:-1] == pair[0]) & (ids[1:] == pair[1])
    ends = torch.zeros(1, dtype=torch.bool)
    behind = torch.cat((ends, here)) & ~torch.cat((here, ends))
    return pair, count, torch.where(torch.cat((here, ends)), new_id, ids)[~behind]


def _either_order(ids: Tensor, *, new_id: int) -> tuple[Tensor, ...]:
    tokens = ids.tolist()
    counts = Counter(tuple(sorted(k)) for k in itertools.pairwise(tokens))
    (a, b), count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return _told(tokens, (a, b), count, new_id)


WRONG = {
    "first-seen-of-equals": instead(
        _first_seen,
        "Of equally frequent pairs the one that comes first in the text is taken, as `Counter` has it; it is the one with the smaller tokens.",
        "次数相同时取了文本里先出现的（`Counter` 就是这样）；应当取词元编号小的。",
    ),
    "last-of-equals": edit(
        ".nonzero()[0]",
        ".nonzero()[-1]",
        "Of equally frequent pairs the one with the largest tokens is taken; it is the smallest.",
        "次数相同时取了编号最大的；应当取最小的。",
    ),
    "overlaps-not-counted": instead(
        _counted_apart,
        "Pairs that overlap are counted once, as they are merged; here every place counts.",
        "重叠的对按能合并的次数来数了；这里每个位置都要算。",
    ),
    "either-order": instead(
        _either_order,
        "The pairs (a, b) and (b, a) are counted together; only one of them is replaced.",
        "(a, b) 与 (b, a) 算在了一起；被替换的却只有其中一种。",
    ),
    "round-the-end": edit(
        "torch.stack((ids[:-1], ids[1:]), dim=1)",
        "torch.stack((ids, ids.roll(-1)), dim=1)",
        "The last token makes a pair with the first: a text is no ring.",
        "最后一个词元与第一个也成了一对：文本不是首尾相接的。",
    ),
    "overlaps-merged": instead(
        _twice,
        "A token is merged twice: with the one before and with the one after. Once merged it is used up.",
        "同一个词元合并了两次，先与前一个、又与后一个。合并过的词元就用掉了。",
    ),
    "second-kept": edit(
        "merged[-1] = new_id",
        "merged[-1:] = [new_id, token]",
        "The second token of the pair stays behind the new one: nothing gets shorter.",
        "对里的第二个词元还留在新词元后面：文本没有变短。",
    ),
    "first-place-only": edit(
        "if merged and ",
        "if merged and new_id not in merged and ",
        "Only the first place is merged; all of them are.",
        "只合并了第一处；所有地方都要合并。",
    ),
    "most-frequent-token": edit(
        "pairs = torch.stack((ids[:-1], ids[1:]), dim=1)",
        "pairs = ids[ids == ids.mode().values].unsqueeze(1).expand(-1, 2)",
        "The most frequent token is looked for and paired with itself; it is the pair that has to be frequent.",
        "找的是出现最多的词元，再与自己配对；要找的是出现最多的词元对。",
    ),
}
