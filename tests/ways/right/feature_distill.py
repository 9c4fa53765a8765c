import torch
import torch.nn.functional as F


# --- norms by hand, a mean times D
def feature_distillation(student, teacher, projection):
    with torch.no_grad():
        t = teacher / teacher.pow(2).sum(-1, keepdim=True).sqrt()
    s = F.linear(student, projection)
    s = s / s.pow(2).sum(-1, keepdim=True).sqrt()
    return (s - t).pow(2).mean() * t.shape[-1]


# --- sample by sample
def feature_distillation(student, teacher, projection):
    total = 0.0
    for s, t in zip(student, teacher.detach()):
        v = projection @ s
        d = v / torch.norm(v) - t / torch.norm(t)
        total = total + torch.dot(d, d)
    return total / len(student)


# --- through the cosine
def unit(x):
    return x * x.square().sum(1, keepdim=True).rsqrt()


def feature_distillation(student, teacher, projection):
    cos = torch.einsum("nd,nd->n", unit(student @ projection.t()), unit(teacher.detach()))
    return 2 - 2 * cos.mean()


# --- features in rows
def feature_distillation(student, teacher, projection):
    s, t = projection @ student.T, teacher.T.detach()
    s, t = F.normalize(s, dim=0), F.normalize(t, dim=0)
    return ((s - t) ** 2).sum(0).mean()
