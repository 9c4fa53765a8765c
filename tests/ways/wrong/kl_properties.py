import torch


# --- nan at zero
def kl_chain(p, q):
    joint = (p * (p / q).log()).sum()
    px, qx = p.sum(1), q.sum(1)
    marg = (px * (px / qx).log()).sum()
    return joint, marg, joint - marg, -(p * q.log()).sum(), -(p * p.log()).sum()


# --- an epsilon everywhere
def kl_chain(p, q):
    joint = (p * ((p + 1e-4) / q).log()).sum()
    px, qx = p.sum(1), q.sum(1)
    marg = (px * (px / qx).log()).sum()
    return joint, marg, joint - marg, -(p * q.log()).sum(), -(p * (p + 1e-4).log()).sum()


# --- the conditional part not weighted
def kl_chain(p, q):
    px, qx = p.sum(1, keepdim=True), q.sum(1, keepdim=True)
    a, b = p / px, q / qx
    cond = (torch.xlogy(a, a) - torch.xlogy(a, b)).sum()
    joint = (torch.xlogy(p, p) - torch.xlogy(p, q)).sum()
    marg = (px * (px / qx).log()).sum()
    return joint, marg, cond, -torch.xlogy(p, q).sum(), torch.special.entr(p).sum()


# --- cross-entropy the other way round
def kl_chain(p, q):
    joint = (torch.xlogy(p, p) - torch.xlogy(p, q)).sum()
    px, qx = p.sum(1), q.sum(1)
    marg = (px * (px / qx).log()).sum()
    return joint, marg, joint - marg, -(q * (p + 1e-9).log()).sum(), torch.special.entr(p).sum()


# --- four results
def kl_chain(p, q):
    joint = (torch.xlogy(p, p) - torch.xlogy(p, q)).sum()
    px, qx = p.sum(1), q.sum(1)
    marg = (px * (px / qx).log()).sum()
    return joint, marg, joint - marg, -torch.xlogy(p, q).sum()
