# An autograd function whose backward is softmax minus label.
import torch
import torch.nn as nn


class CrossEntropy(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, labels):
        log_probs = logits - logits.logsumexp(dim=1, keepdim=True)
        ctx.save_for_backward(log_probs, labels)
        return -(labels * log_probs).sum() / len(logits)

    @staticmethod
    def backward(ctx, grad):
        log_probs, labels = ctx.saved_tensors
        return grad * (log_probs.exp() - labels) / len(labels), None


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return CrossEntropy.apply(y_pred, y_true)
