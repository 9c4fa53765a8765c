"""Multi-head self-attention with given weights, without biases.

Vaswani et al.: Attention Is All You Need (2017), section on multi-head attention."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import Draw, edit


def multi_head(
    x: Tensor,
    w_q: Tensor,
    w_k: Tensor,
    w_v: Tensor,
    w_o: Tensor,
    heads: int,
    mask: Tensor | None = None,
) -> Tensor:
    """Attention [B, T, 4] of x [B, T, 4] to itself in several heads, weights [4, 4] each."""
    queries = (x @ w_q.T).reshape(*x.shape[:2], heads, -1).transpose(1, 2)
    keys = (x @ w_k.T).reshape(*x.shape[:2], heads, -1).transpose(1, 2)
    values = (x @ w_v.T).reshape(*x.shape[:2], heads, -1).transpose(1, 2)
    scores = queries @ keys.transpose(-2, -1) / math.sqrt(queries.shape[-1])
    allowed = scores if mask is None else scores.masked_fill(~mask.unsqueeze(1), -torch.inf)
    weights = torch.softmax(allowed, dim=-1)
    joined = (weights @ values).transpose(1, 2).flatten(2)
    return joined @ w_o.T


def oracle(
    x: Tensor,
    w_q: Tensor,
    w_k: Tensor,
    w_v: Tensor,
    w_o: Tensor,
    mask: Tensor | None = None,
    *,
    heads: int,
) -> Tensor:
    """PyTorch's own layer: sequence first, masks the other way round, one for each head."""
    hidden = None if mask is None else ~mask.repeat_interleave(heads, dim=0)
    sequence = x.transpose(0, 1)
    out, _ = F.multi_head_attention_forward(
        sequence,
        sequence,
        sequence,
        x.shape[-1],
        heads,
        torch.cat((w_q, w_k, w_v)),
        None,
        None,
        None,
        False,
        0.0,
        w_o,
        None,
        attn_mask=hidden,
        need_weights=False,
    )
    return out.transpose(0, 1)


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Features and weights as a layer has them, so that scores stay moderate: those of float32
    would lose their digits in the thousands."""
    weights = {name: 0.4 * draw.normal(4, 4) for name in ("w_q", "w_k", "w_v", "w_o")}
    return {"x": 0.8 * draw.normal(sizes["B"], sizes["T"], 4), **weights}


_SPLIT = """queries = (x @ w_q.T).reshape(*x.shape[:2], heads, -1).transpose(1, 2)
    keys = (x @ w_k.T).reshape(*x.shape[:2], heads, -1).transpose(1, 2)
    values = (x @ w_v.T).reshape(*x.shape[:2], heads, -1).transpose(1, 2)"""
_BODY = (
    _SPLIT
    + """
    scores = queries @ keys.transpose(-2, -1) / math.sqrt(queries.shape[-1])
    allowed = scores if mask is None else scores.masked_fill(~mask.unsqueeze(1), -torch.inf)
    weights = torch.softmax(allowed, dim=-1)
    joined = (weights @ values).transpose(1, 2).flatten(2)"""
)

WRONG = {
    "heads-by-view": edit(
        _BODY,
        _BODY.replace(
            ".reshape(*x.shape[:2], heads, -1).transpose(1, 2)",
            ".reshape(len(x), heads, x.shape[1], -1)",
        ).replace(".transpose(1, 2).flatten(2)", ".reshape(x.shape)"),
        "The heads are cut by a view of [B, heads, T, d] alone: it deals out positions, where the "
        "last axis has to be split and then two axes have to change places.",
        "只用形状为 [B, heads, T, d] 的视图切头：分掉的是位置；应先拆最后一维，再交换两维。",
    ),
    "joined-by-view": edit(
        ".transpose(1, 2).flatten(2)",
        ".reshape(x.shape)",
        "The heads are joined without changing the axes back: numbers of different positions end "
        "up in one row.",
        "拼回去之前没有把两维换回来：不同位置的数混进了同一行。",
    ),
    "heads-interleaved": edit(
        _SPLIT,
        _SPLIT.replace("heads, -1).transpose(1, 2)", "-1, heads).permute(0, 3, 1, 2)"),
        "A head takes every h-th column; here it owns neighbouring ones.",
        "一个头取了每隔 h 列的那些列；这里一个头占的是相邻的列。",
    ),
    "scale-of-model": edit(
        "math.sqrt(queries.shape[-1])",
        "math.sqrt(x.shape[-1])",
        "The scale is the root of the size of the model; a score sums the entries of one head.",
        "缩放用了整个模型的维数；一个得分里相加的只有一个头的分量。",
    ),
    "scale-missing": edit(
        " / math.sqrt(queries.shape[-1])",
        "",
        "The products are not divided by the root of the size of a head.",
        "点积没有除以单个头维数的平方根。",
    ),
    "weights-not-transposed": edit(
        _SPLIT,
        _SPLIT.replace(".T)", ")"),
        "The inputs are multiplied by the weights themselves; with a row for each output it is "
        "their transpose. Square weights do not complain.",
        "输入直接乘了权重；权重每行对应一个输出，要乘的是转置。方阵在这里不会报错。",
    ),
    "no-output-weights": edit(
        "return joined @ w_o.T",
        "return joined + 0 * w_o.sum()",
        "The output is not projected: the heads stand side by side and never meet.",
        "没有做输出投影：各个头只是并排放着，互不相通。",
    ),
    "mask-ignored": edit(
        "torch.softmax(allowed, dim=-1)",
        "torch.softmax(scores, dim=-1)",
        "The mask has no influence.",
        "掩码不起作用。",
    ),
}
