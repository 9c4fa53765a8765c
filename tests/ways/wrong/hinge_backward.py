import torch


# --- what flows in is forgotten
class HingeFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, scores, signs):
        ctx.save_for_backward(scores, signs)
        return torch.relu(1 - signs * scores).mean()

    @staticmethod
    def backward(ctx, g):
        x, y = ctx.saved_tensors
        return -y * (y * x < 1) / len(x), None


# --- the loss itself
class HingeFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, scores, signs):
        ctx.save_for_backward(scores, signs)
        return torch.relu(1 - signs * scores).mean()

    @staticmethod
    def backward(ctx, g):
        x, y = ctx.saved_tensors
        return -y * torch.relu(1 - y * x) / len(x) * g, None


# --- only what is negative
class HingeFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, scores, signs):
        ctx.save_for_backward(scores, signs)
        return torch.relu(1 - signs * scores).mean()

    @staticmethod
    def backward(ctx, g):
        x, y = ctx.saved_tensors
        return -y * (x < 1) / len(x) * g, None


# --- autograd inside
class HingeFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, scores, signs):
        ctx.save_for_backward(scores, signs)
        return torch.relu(1 - signs * scores).mean()

    @staticmethod
    def backward(ctx, g):
        scores, signs = ctx.saved_tensors
        with torch.enable_grad():
            x = scores.detach().requires_grad_(True)
            loss = torch.relu(1 - signs * x).mean()
            return torch.autograd.grad(loss, x)[0] * g, None
