import torch


# --- only Q
class KLFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, q_logits, p_logits):
        ctx.save_for_backward(q_logits, p_logits)
        p = p_logits.softmax(1)
        return (p * (p_logits.log_softmax(1) - q_logits.log_softmax(1))).sum() / len(p)

    @staticmethod
    def backward(ctx, g):
        x, z = ctx.saved_tensors
        d = g * (x.softmax(1) - z.softmax(1)) / len(x)
        return d, -d


# --- logarithms of probabilities
class KLFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, q_logits, p_logits):
        ctx.save_for_backward(q_logits, p_logits)
        p = p_logits.softmax(1)
        return (p * (p_logits.log_softmax(1) - q_logits.log_softmax(1))).sum() / len(p)

    @staticmethod
    def backward(ctx, g):
        x, z = ctx.saved_tensors
        p, q = z.softmax(1), x.softmax(1)
        r = (p / q).log()
        n = x.size(0)
        gp = p * (r - (p * r).sum(1, keepdim=True))
        return g * (q - p) / n, g * gp / n


# --- the sum over everything
class KLFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, q_logits, p_logits):
        ctx.save_for_backward(q_logits, p_logits)
        p = p_logits.softmax(1)
        return (p * (p_logits.log_softmax(1) - q_logits.log_softmax(1))).sum() / len(p)

    @staticmethod
    def backward(ctx, g):
        x, z = ctx.saved_tensors
        p, q = z.softmax(1), x.softmax(1)
        r = z.log_softmax(1) - x.log_softmax(1)
        n = x.size(0)
        return g * (q - p) / n, g * p * (r - (p * r).sum()) / n


# --- what flows in is forgotten once
class KLFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, q_logits, p_logits):
        ctx.save_for_backward(q_logits, p_logits)
        p = p_logits.softmax(1)
        return (p * (p_logits.log_softmax(1) - q_logits.log_softmax(1))).sum() / len(p)

    @staticmethod
    def backward(ctx, g):
        x, z = ctx.saved_tensors
        p, q = z.softmax(1), x.softmax(1)
        r = z.log_softmax(1) - x.log_softmax(1)
        n = x.size(0)
        gp = p * (r - (p * r).sum(1, keepdim=True))
        return g * (q - p) / n, gp / n
