import math

import torch


# --- query by query, score by score
def online_step(scores, values, high, total, out):
    hs, ts, os = [], [], []
    for i in range(len(scores)):
        m, l, o = high[i], total[i], out[i]
        for s, v in zip(scores[i], values):
            new = torch.maximum(m, s)
            l = l * (m - new).exp() + (s - new).exp()
            o = o * (m - new).exp() + (s - new).exp() * v
            m = new
        hs.append(m)
        ts.append(l)
        os.append(o)
    return torch.stack(hs), torch.stack(ts), torch.stack(os)


# --- the block by itself, then two parts joined
def online_step(scores, values, high, total, out):
    m = scores.max(dim=1).values
    p = (scores - m[:, None]).exp()
    new = torch.where(high > m, high, m)
    a, b = torch.exp(high - new), torch.exp(m - new)
    return new, a * total + b * p.sum(1), a[:, None] * out + b[:, None] * (p @ values)


# --- through logarithms of the sums
def online_step(scores, values, high, total, out):
    new = torch.stack([high, scores.amax(1)]).amax(0)
    sums = torch.logsumexp(torch.cat([(high + total.log())[:, None], scores], 1), 1)
    part = torch.einsum("mt,tv->mv", torch.exp(scores - new[:, None]), values)
    return new, (sums - new).exp(), torch.addcmul(part, out, (high - new).exp()[:, None])


# --- in place on its own tensors
def online_step(scores, values, high, total, out):
    m_new = torch.cat([scores, high.unsqueeze(1)], dim=1).amax(dim=1)
    alpha = torch.exp(high - m_new)
    p = scores.clone().sub_(m_new.unsqueeze(1)).exp_()
    l_new = total.clone().mul_(alpha).add_(p.sum(-1))
    acc = out.clone().mul_(alpha.unsqueeze(1)).addmm_(p, values)
    return m_new, l_new, acc
