import torch


# --- from conditional probabilities
def kl_chain(p, q):
    def d(a, b):
        return (torch.xlogy(a, a) - torch.xlogy(a, b)).sum()

    px, qx = p.sum(1, keepdim=True), q.sum(1, keepdim=True)
    cond = (px * (torch.xlogy(p / px, p / px) - torch.xlogy(p / px, q / qx))).sum()
    return d(p, q), d(px, qx), cond, -torch.xlogy(p, q).sum(), torch.special.entr(p).sum()


# --- masked
def kl_chain(p, q):
    m = p > 0
    cross = -(p[m] * q[m].log()).sum()
    ent = -(p[m] * p[m].log()).sum()
    px, qx = p.sum(-1), q.sum(-1)
    marg = (px * (px / qx).log()).sum()
    return [cross - ent, marg, cross - ent - marg, cross, ent]


# --- row by row
def kl_chain(p, q):
    joint = marg = cond = cross = ent = torch.zeros((), dtype=p.dtype)
    for a, b in zip(p, q):
        s, t = a.sum(), b.sum()
        marg = marg + s * torch.log(s / t)
        for u, v in zip(a, b):
            if u > 0:
                joint = joint + u * torch.log(u / v)
                cond = cond + u * torch.log(u / s / (v / t))
                cross = cross - u * torch.log(v)
                ent = ent - u * torch.log(u)
    return joint, marg, cond, cross, ent
