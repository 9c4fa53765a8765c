import torch
import torch.nn.functional as F


# --- view mixes batch and time
def next_token_loss(logits, ids, mask):
    lp = F.log_softmax(logits, -1).reshape(-1, logits.shape[-1])[:-1]
    y = ids.reshape(-1)[1:]
    m = mask.reshape(-1)[1:].to(lp.dtype)
    return -(lp.gather(1, y[:, None])[:, 0] * m).sum() / m.sum()


# --- the log of a softmax
def next_token_loss(logits, ids, mask):
    lp = torch.softmax(logits[:, :-1], -1).log()
    m = mask[:, 1:]
    return -(lp.gather(2, ids[:, 1:, None])[..., 0][m]).mean()


# --- padding gets a loss of log V
def next_token_loss(logits, ids, mask):
    x = logits[:, :-1] * mask[:, 1:, None]
    lp = x.log_softmax(-1).gather(2, ids[:, 1:, None])[..., 0]
    return -lp.mean()


# --- all but the first by all
def next_token_loss(logits, ids, mask):
    lp = logits[:, :-1].log_softmax(-1).gather(2, ids[:, 1:, None])[..., 0]
    m = mask[:, 1:].to(lp.dtype)
    return -(lp * m).sum() / mask.sum()
