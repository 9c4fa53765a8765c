import torch


# --- the logarithm of a softmax
def reverse_kl(student, teacher, mask):
    q, p = student.softmax(-1), teacher.detach().softmax(-1)
    return (q * (q.log() - p.log())).sum(-1)[mask].mean()


# --- shifted by one
def reverse_kl(student, teacher, mask):
    lq, lp = student.log_softmax(-1), teacher.detach().log_softmax(-1)
    kl = (lq.exp() * (lq - lp)).sum(-1)
    m = mask.roll(1, dims=1)
    return (kl * m).sum() / m.sum()


# --- divided by all positions
def reverse_kl(student, teacher, mask):
    lq, lp = student.log_softmax(-1), teacher.detach().log_softmax(-1)
    kl = (lq.exp() * (lq - lp)).sum(-1)
    return torch.where(mask, kl, 0.0).mean()


# --- a symmetric mixture of both
def reverse_kl(student, teacher, mask):
    lq, lp = student.log_softmax(-1), teacher.detach().log_softmax(-1)
    kl = ((lq.exp() - lp.exp()) * (lq - lp)).sum(-1) / 2
    return torch.where(mask, kl, 0.0).sum() / mask.sum()
