"""Beam search under a model that looks at the position and the token before it.

Wu et al.: Google's Neural Machine Translation System (2016), section on decoding."""

import itertools
import math

import torch
from torch import Tensor

from solutions import Draw, edit


def beam_search(log_probs: Tensor, width: int, alpha: float) -> tuple[Tensor, Tensor]:
    """The tokens [T] found under log-probabilities [T, V, V] of each next token, and their score
    [], the sum of their log-probabilities over their number to the power of alpha."""
    vocabulary = log_probs.shape[2]
    nothing_more = torch.full_like(log_probs[0, 0], -torch.inf)
    nothing_more[0] = 0
    tokens = torch.zeros(1, 0, dtype=torch.int64)
    scores = torch.zeros_like(log_probs[0, 0, :1])
    last, lengths = torch.zeros(1, dtype=torch.int64), torch.zeros(1, dtype=torch.int64)
    ended = torch.zeros(1, dtype=torch.bool)
    for following in log_probs:
        rows = torch.where(ended.unsqueeze(1), nothing_more, following[last])
        candidates = (scores.unsqueeze(1) + rows).flatten()
        count = min(width, int(candidates.isfinite().sum()))
        scores, places = candidates.topk(count)
        parents, last = places // vocabulary, places % vocabulary
        tokens = torch.cat((tokens[parents], last.unsqueeze(1)), dim=1)
        lengths = lengths[parents] + ~ended[parents]
        ended = ended[parents] | (last == 0)
    final = scores / lengths.to(scores.dtype) ** alpha
    best = final.argmax()
    return tokens[best], final[best]


def oracle(log_probs: Tensor, *, width: int, alpha: float) -> tuple[Tensor, Tensor]:
    """Sequences as tuples in a sorted list; where all of them fit, every sequence is tried."""
    steps, vocabulary, _ = log_probs.shape
    table = log_probs.tolist()

    def total(sequence: tuple[int, ...]) -> float:
        before = (0, *sequence)
        return math.fsum(table[t][before[t]][token] for t, token in enumerate(sequence))

    if vocabulary**steps <= width:
        every = itertools.product(range(vocabulary), repeat=steps)
        beam = {(*itertools.takewhile(bool, one), 0)[:steps] for one in every}
    else:
        beam = {()}
        for _ in range(steps):
            longer = {one for one in beam if one[-1:] == (0,)}
            longer |= {(*one, v) for one in beam - longer for v in range(vocabulary)}
            beam = set(sorted(longer, key=total, reverse=True)[:width])
    best = max(beam, key=lambda one: total(one) / len(one) ** alpha)
    score = log_probs.new_tensor(total(best) / len(best) ** alpha)
    return torch.tensor([*best, *[0] * (steps - len(best))]), score


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Rows in which the end is likely at some positions, and no decision so close that rounding
    would make it; half of the longer ones are such that it matters when the length counts."""
    steps, vocabulary = sizes["T"], sizes["V"]
    telling = steps > 4 and bool(draw.coin(chance=0.5))
    for attempt in itertools.count():
        logits = 0.7 * draw.normal(steps, vocabulary, vocabulary)
        logits[:, :, 0] += draw.uniform(steps, 1, low=-1.5, high=1.0)
        log_probs = torch.log_softmax(logits, dim=2).float().double()
        table = log_probs.tolist()
        if telling and attempt < 40 and _best(_kept(table, 2)) == _best(_kept(table, 2, 1.0)):
            continue
        if all(_clear(_kept(table, width)) for width in (2, 1, 4, 200)):
            return {"log_probs": log_probs}
    raise AssertionError("an endless loop has ended")


Beam = list[tuple[float, tuple[int, ...]]]
"""Sums and the tokens that have them, the best first."""


def _kept(table: list[list[list[float]]], width: int, power: float = 0.0) -> Beam:
    """What a beam is left with that compares sums over this power of the lengths; nothing where a
    sum that is kept is hardly better than one that is not."""
    beam: Beam = [(0.0, ())]
    for rows in table:
        longer = [one for one in beam if one[1][-1:] == (0,)]
        for total, tokens in beam:
            if tokens[-1:] != (0,):
                row = rows[tokens[-1] if tokens else 0]
                longer += [(total + more, (*tokens, token)) for token, more in enumerate(row)]
        longer.sort(key=lambda one: -one[0] / len(one[1]) ** power)
        if power == 0 and len(longer) > width and longer[width - 1][0] < longer[width][0] + 1e-4:
            return []
        beam = longer[:width]
    return beam


def _best(beam: Beam) -> tuple[int, ...]:
    return max(((total / len(tokens), tokens) for total, tokens in beam), default=(0.0, ()))[1]


def _clear(beam: Beam) -> bool:
    """Whether one of these is ahead of the others by more than rounding, whatever alpha."""
    for alpha in (0.6, 0.0, 1.0):
        scores = sorted((total / len(tokens) ** alpha for total, tokens in beam), reverse=True)
        if not scores or (len(scores) > 1 and scores[0] < scores[1] + 1e-4):
            return False
    return True


WRONG = {
    "greedy": edit(
        "min(width, int(candidates.isfinite().sum()))",
        "min(width, 1)",
        "Only the best sequence is kept at each position: that is greedy decoding.",
        "每个位置只留下最好的一条：那是贪心解码。",
    ),
    "ended-extended": edit(
        "torch.where(ended.unsqueeze(1), nothing_more, following[last])",
        "following[last]",
        "A sequence that has ended goes on as if token 0 were a token like others.",
        "已经结束的序列还在延长，好像词元 0 与其他词元没有区别。",
    ),
    "ended-dropped": edit(
        "nothing_more[0] = 0",
        "nothing_more[0] = -1e4",
        "A sequence that has ended is lost at the next position: only those that go on are candidates.",
        "已经结束的序列到下一个位置就丢了：只有还在延长的才当候选。",
    ),
    "penalty-in-the-search": edit(
        "scores, places = candidates.topk(count)",
        "_n = (lengths + ~ended).repeat_interleave(vocabulary).to(scores.dtype) ** alpha\n"
        "        places = (candidates / _n).topk(count).indices\n"
        "        scores = candidates[places]",
        "Candidates are compared by their sums over their lengths during the search already; the "
        "lengths only count at the end.",
        "搜索途中就按除以长度后的得分比较了；长度只在最后才起作用。",
    ),
    "no-penalty": edit(
        "final = scores / lengths.to(scores.dtype) ** alpha",
        "final = scores + 0 * lengths",
        "The length has no influence: the highest sum is chosen, which favours short sequences.",
        "长度不起作用：直接选总和最高的，短序列占了便宜。",
    ),
    "multiplied-by-length": edit(
        "scores / lengths.to(scores.dtype) ** alpha",
        "scores * lengths.to(scores.dtype) ** alpha",
        "The sum is multiplied by the power of the length; that punishes long sequences twice.",
        "总和乘上了长度的幂；长序列被罚了两次。",
    ),
    "chosen-by-sum": edit(
        "best = final.argmax()",
        "best = scores.argmax()",
        "The sequence is chosen by its sum, and only its score is divided.",
        "按总和选出序列，只是返回的得分除了长度。",
    ),
    "length-to-the-end": edit(
        "lengths[parents] + ~ended[parents]",
        "lengths[parents] + 1",
        "Every sequence counts as long as all positions: the filling after the end counts too.",
        "每条序列的长度都按全部位置算：结束之后补的 0 也算进去了。",
    ),
    "history-not-moved": edit(
        "tokens[parents]",
        "tokens.expand(count, -1) if len(tokens) == 1 else tokens[torch.arange(count) % len(tokens)]",
        "The tokens of the sequences stay in their old rows while their sums move: what is returned "
        "was never one sequence.",
        "总和换了行，已选的词元却留在原来的行：返回的根本不是同一条序列。",
    ),
    "probabilities-added": edit(
        "scores.unsqueeze(1) + rows",
        "scores.unsqueeze(1) + rows.exp().where(rows.isfinite(), rows)",
        "Probabilities are added up; it is their logarithms that add.",
        "把概率加了起来；能相加的是对数概率。",
    ),
}
