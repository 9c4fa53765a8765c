import torch


# --- subtracted in place from a copy
class CrossEntropyFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, target):
        p = torch.softmax(logits, dim=1)
        ctx.save_for_backward(p, target)
        lse = torch.logsumexp(logits, dim=1)
        return (lse - logits[torch.arange(len(target)), target]).mean()

    @staticmethod
    def backward(ctx, g):
        p, t = ctx.saved_tensors
        d = p.clone()
        d[torch.arange(len(t)), t] -= 1
        return g * d / len(t), None


# --- scatter
class CrossEntropyFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, target):
        z = logits - logits.amax(1, keepdim=True)
        lse = z.exp().sum(1, keepdim=True).log()
        ctx.save_for_backward(z - lse, target)
        return (lse - z.gather(1, target[:, None])).sum() / len(target)

    @staticmethod
    def backward(ctx, g):
        lp, t = ctx.saved_tensors
        minus = torch.zeros_like(lp).scatter_(1, t[:, None], -1.0)
        return (lp.exp() + minus) * (g / lp.size(0)), None


# --- a loop
class CrossEntropyFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, target):
        ctx.save_for_backward(logits, target)
        return torch.stack([x.logsumexp(0) - x[t] for x, t in zip(logits, target)]).mean()

    @staticmethod
    def backward(ctx, g):
        x, t = ctx.saved_tensors
        rows = []
        for row, k in zip(x, t):
            p = row.softmax(0)
            rows.append(p - torch.eye(len(row), dtype=p.dtype)[k])
        return torch.stack(rows) * g / len(t), None
