import torch
import torch.nn.functional as F


# --- softmax and log_softmax
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
        return g * (q - p) / n, g * gp / n


# --- gradients made in the forward
class KLFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, q_logits, p_logits):
        lq = q_logits - q_logits.logsumexp(1, True)
        lp = p_logits - p_logits.logsumexp(1, True)
        p = lp.exp()
        kl = (p * (lp - lq)).sum(1)
        ctx.a = (lq.exp() - p) / len(p)
        ctx.b = p * (lp - lq - kl[:, None]) / len(p)
        return kl.mean()

    @staticmethod
    def backward(ctx, g):
        return g * ctx.a, g * ctx.b


# --- the Jacobian of the softmax
class KLFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, q_logits, p_logits):
        lq, lp = F.log_softmax(q_logits, 1), F.log_softmax(p_logits, 1)
        ctx.save_for_backward(lq, lp)
        return (lp.exp() * (lp - lq)).sum(1).mean()

    @staticmethod
    def backward(ctx, g):
        lq, lp = ctx.saved_tensors
        p = lp.exp()
        jacobian = torch.diag_embed(p) - p[:, :, None] * p[:, None, :]
        of_p = torch.einsum("nij,nj->ni", jacobian, lp - lq)
        return (lq.exp() - p) / len(p) * g, of_p / len(p) * g
