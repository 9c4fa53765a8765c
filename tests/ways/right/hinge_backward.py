import torch


# --- where
class HingeFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, scores, signs):
        ctx.save_for_backward(scores, signs)
        return (1 - signs * scores).clamp(min=0).mean()

    @staticmethod
    def backward(ctx, g):
        x, y = ctx.saved_tensors
        return torch.where(y * x >= 1, torch.zeros_like(x), -y) * g / len(x), None


# --- the slope made in the forward
class HingeFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, scores, signs):
        short = torch.relu(1 - signs * scores)
        ctx.slope = -signs * torch.sign(short) / short.shape[0]
        return short.sum() / short.shape[0]

    @staticmethod
    def backward(ctx, g):
        return g * ctx.slope, None


# --- masked in place in a new tensor, at the margin the other slope
class HingeFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, scores, signs):
        loss = torch.maximum(1 - signs * scores, torch.zeros_like(scores))
        ctx.save_for_backward(scores, signs)
        return loss.mean()

    @staticmethod
    def backward(ctx, g):
        scores, signs = ctx.saved_tensors
        d = signs.neg() / signs.numel()
        d[signs * scores > 1] = 0
        return d * g, None
