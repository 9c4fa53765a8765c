import torch
import torch.nn.functional as F


# --- the first response token is lost
def sft_loss(logits, ids, prompt_lengths, mask):
    lp = F.log_softmax(logits[:, :-1], -1).gather(2, ids[:, 1:, None])[..., 0]
    pos = torch.arange(lp.shape[1])
    keep = mask[:, 1:] & (pos >= prompt_lengths[:, None])
    return -lp[keep].sum() / keep.sum()


# --- prompt logits set to zero
def sft_loss(logits, ids, prompt_lengths, mask):
    pos = torch.arange(ids.shape[1])
    keep = (mask & (pos >= prompt_lengths[:, None]))[:, 1:]
    lp = (logits[:, :-1] * keep[..., None]).log_softmax(-1)
    return -lp.gather(2, ids[:, 1:, None])[..., 0].sum() / keep.sum()


# --- one prompt length for all
def sft_loss(logits, ids, prompt_lengths, mask):
    start = int(prompt_lengths.max())
    lp = F.log_softmax(logits[:, :-1], -1).gather(2, ids[:, 1:, None])[..., 0]
    keep = mask[:, 1:].clone()
    keep[:, : start - 1] = False
    return -(lp * keep).sum() / keep.sum().clamp(min=1)


# --- divided by the sequences
def sft_loss(logits, ids, prompt_lengths, mask):
    pos = torch.arange(ids.shape[1])
    keep = (mask & (pos >= prompt_lengths[:, None]))[:, 1:]
    lp = F.log_softmax(logits[:, :-1], -1).gather(2, ids[:, 1:, None])[..., 0]
    return -(lp * keep).sum() / len(ids)
