"""One step of decoding a batch of sequences of different lengths, with a cache of fixed size.

Pope et al.: Efficiently Scaling Transformer Inference (2023)."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import edit


def decode_step(
    q: Tensor, k: Tensor, v: Tensor, k_cache: Tensor, v_cache: Tensor, used: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """Attention [B, D] of new tokens [B, D] to caches [B, T, D] of which `used` [B] are filled;
    and both caches with the new tokens in them."""
    places = torch.arange(k_cache.shape[1])
    new = (places == used.unsqueeze(1)).unsqueeze(2)
    keys = torch.where(new, k.unsqueeze(1), k_cache)
    values = torch.where(new, v.unsqueeze(1), v_cache)
    seen = places <= used.unsqueeze(1)
    scores = (keys * q.unsqueeze(1)).sum(dim=2) / math.sqrt(q.shape[1])
    weights = torch.softmax(scores.masked_fill(~seen, -torch.inf), dim=1)
    return (weights.unsqueeze(2) * values).sum(dim=1), keys, values


def oracle(
    q: Tensor, k: Tensor, v: Tensor, k_cache: Tensor, v_cache: Tensor, used: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """Sequence by sequence, cut to its length: the last row of causal attention over all."""
    keys, values, rows = k_cache.clone(), v_cache.clone(), []
    for b, length in enumerate(used.tolist()):
        keys[b, length], values[b, length] = k[b], v[b]
        past, content = keys[b, : length + 1], values[b, : length + 1]
        queries = torch.cat((past[:-1], q[b : b + 1]))
        every = F.scaled_dot_product_attention(
            queries.unsqueeze(0), past.unsqueeze(0), content.unsqueeze(0), is_causal=True
        )
        rows.append(every[0, -1])
    return torch.stack(rows), keys, values


WRONG = {
    "new-token-unseen": edit(
        "places <= used.unsqueeze(1)",
        "(places < used.unsqueeze(1)) | (used.unsqueeze(1) == 0) & (places == 0)",
        "The query does not see its own token, only those before it.",
        "查询看不到自己这个词元，只看到前面的。",
    ),
    "free-places-seen": edit(
        "scores.masked_fill(~seen, -torch.inf)",
        "scores",
        "Places not in use take part in the softmax, with whatever was left in them.",
        "未用的位置也参与了 softmax，里面是以前留下的数。",
    ),
    "free-places-zero": edit(
        "scores.masked_fill(~seen, -torch.inf)",
        "scores * seen",
        "The scores of places not in use are 0, not minus infinity, and keep a weight.",
        "未用位置的得分成了 0 而不是负无穷，仍然分到权重。",
    ),
    "mask-from-the-top-left": edit(
        "places <= used.unsqueeze(1)",
        "(places < 1) & (used.unsqueeze(1) >= 0)",
        "The single query is given the first row of a causal mask and sees only the first place; "
        "it belongs to the last row, which hides nothing that is in use.",
        "把因果掩码的第一行给了唯一的查询，它只看得到第一个位置；它对应的是最后一行，已用的位置一个也不遮。",
    ),
    "one-length-for-all": edit(
        "new = (places == used.unsqueeze(1)).unsqueeze(2)",
        "used = used.amax().expand(used.shape)\n    new = (places == used.unsqueeze(1)).unsqueeze(2)",
        "The longest sequence decides for all: shorter ones get a gap of places that hold nothing "
        "of theirs.",
        "按最长的序列统一处理了：短的序列中间会空出不属于它的位置。",
    ),
    "last-token-overwritten": edit(
        "new = (places == used.unsqueeze(1)).unsqueeze(2)",
        "used = (used - 1).clamp(min=0)\n    new = (places == used.unsqueeze(1)).unsqueeze(2)",
        "The new token is written over the last one: `used` counts places, so it is the index of "
        "the first free one already.",
        "新词元盖掉了上一个：`used` 是已用的个数，本身就是第一个空位的下标。",
    ),
    "shifted-to-the-end": edit(
        """keys = torch.where(new, k.unsqueeze(1), k_cache)
    values = torch.where(new, v.unsqueeze(1), v_cache)""",
        """keys = torch.cat((k_cache[:, 1:], k.unsqueeze(1)), dim=1) + 0 * new
    values = torch.cat((v_cache[:, 1:], v.unsqueeze(1)), dim=1)""",
        "The cache is shifted and the new token put at its end, which drops the oldest place and "
        "fits no `used`.",
        "把缓存整体前移、新词元放到末尾：最早的位置丢了，也与 `used` 对不上。",
    ),
    "scale-missing": edit(
        " / math.sqrt(q.shape[1])",
        "",
        "The products are not divided by the root of D.",
        "点积没有除以根号 D。",
    ),
}
