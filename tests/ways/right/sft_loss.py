import torch
import torch.nn.functional as F


# --- labels of minus 100
def sft_loss(logits, ids, prompt_lengths, mask):
    labels = ids.masked_fill(~mask, -100)
    pos = torch.arange(ids.size(1))[None]
    labels = labels.masked_fill(pos < prompt_lengths[:, None], -100)[:, 1:]
    keep = labels != -100
    lp = F.log_softmax(logits[:, :-1][keep], dim=-1)
    return -lp[torch.arange(len(lp)), labels[keep]].mean()


# --- a sequence at a time
def sft_loss(logits, ids, prompt_lengths, mask):
    total, count = 0.0, 0
    for b in range(ids.shape[0]):
        start, end = int(prompt_lengths[b]), int(mask[b].sum())
        x = logits[b, start - 1 : end - 1]
        y = ids[b, start:end]
        total = total + (x.logsumexp(-1) - x.gather(1, y[:, None])[:, 0]).sum()
        count += end - start
    return total / count


# --- one-hot and a float weight
def sft_loss(logits, ids, prompt_lengths, mask):
    lp = logits[:, :-1].log_softmax(-1)
    hot = F.one_hot(ids[:, 1:], logits.shape[-1]).to(lp.dtype)
    where = torch.arange(1, ids.shape[1])
    w = ((where >= prompt_lengths[:, None]) & mask[:, 1:]).to(lp.dtype)
    return -torch.einsum("btv,btv,bt->", lp, hot, w) / w.sum()
