import torch
import torch.nn.functional as F


# --- selected tokens
def reverse_kl(student, teacher, mask):
    lq = student[mask].log_softmax(-1)
    lp = teacher.detach()[mask].log_softmax(-1)
    return (lq.softmax(-1) * (lq - lp)).sum(1).mean()


# --- entropy and cross-entropy apart
def reverse_kl(student, teacher, mask):
    q, lq = F.softmax(student, -1), F.log_softmax(student, -1)
    with torch.no_grad():
        lp = F.log_softmax(teacher, -1)
    cross = -(q * lp).sum(-1)
    entropy = -(q * lq).sum(-1)
    m = mask.to(student.dtype)
    return ((cross - entropy) * m).sum() / m.sum()


# --- a token at a time
def reverse_kl(student, teacher, mask):
    total, count = 0.0, 0
    for b, t in mask.nonzero().tolist():
        lq = F.log_softmax(student[b, t], 0)
        lp = F.log_softmax(teacher[b, t].detach(), 0)
        total = total + torch.dot(lq.exp(), lq - lp)
        count += 1
    return total / count
