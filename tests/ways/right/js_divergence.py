import torch


# --- logarithms where there is something
def js_divergence(p, q):
    m = 0.5 * (p + q)

    def kl(a):
        ratio = torch.where(a > 0, a / torch.where(m > 0, m, 1.0), 1.0)
        return (a * ratio.log()).sum(-1)

    return 0.5 * kl(p) + 0.5 * kl(q)


# --- entropies
def js_divergence(p, q):
    def entropy(x):
        return -torch.xlogy(x, x).sum(1)

    return entropy((p + q) / 2) - (entropy(p) + entropy(q)) / 2


# --- a row at a time, over the support
def js_divergence(p, q):
    out = []
    for a, b in zip(p, q):
        m = (a + b) / 2
        i, j = a > 0, b > 0
        left = (a[i] * (a[i].log() - m[i].log())).sum()
        right = (b[j] * (b[j].log() - m[j].log())).sum()
        out.append((left + right) / 2)
    return torch.stack(out)


# --- normalised first, as SciPy does
def js_divergence(p, q):
    p = p / p.sum(dim=-1, keepdim=True)
    q = q / q.sum(dim=-1, keepdim=True)
    m = (p + q) / 2
    left = torch.special.xlogy(p, p) - torch.special.xlogy(p, m)
    right = torch.special.xlogy(q, q) - torch.special.xlogy(q, m)
    return (left + right).sum(dim=-1) / 2
