import torch
import torch.nn.functional as F


# --- one number for the batch
def sequence_log_prob(logits, ids, mask, average):
    lp = F.log_softmax(logits[:, :-1], -1).gather(2, ids[:, 1:].unsqueeze(2)).squeeze(2)
    return lp[mask[:, 1:]].sum()


# --- the log of a softmax
def sequence_log_prob(logits, ids, mask, average):
    lp = logits[:, :-1].softmax(-1).log().gather(2, ids[:, 1:].unsqueeze(2)).squeeze(2)
    s = torch.where(mask[:, 1:], lp, 0.0).sum(1)
    return s / mask[:, 1:].sum(1) if average else s


# --- always the mean
def sequence_log_prob(logits, ids, mask, average):
    lp = F.log_softmax(logits[:, :-1], -1).gather(2, ids[:, 1:].unsqueeze(2)).squeeze(2)
    return torch.where(mask[:, 1:], lp, 0.0).sum(1) / mask[:, 1:].sum(1)


# --- divided by the prompt too
def sequence_log_prob(logits, ids, mask, average):
    lp = F.log_softmax(logits[:, :-1], -1).gather(2, ids[:, 1:].unsqueeze(2)).squeeze(2)
    s = torch.where(mask[:, 1:], lp, 0.0).sum(1)
    return s / mask.shape[1] if average else s
