# An autograd function whose backward is Q minus P.
import torch
import torch.nn as nn


class Divergence(torch.autograd.Function):
    @staticmethod
    def forward(ctx, q_logits, p_logits):
        log_q, log_p = q_logits.log_softmax(dim=1), p_logits.log_softmax(dim=1)
        ctx.save_for_backward(log_q, log_p)
        return (log_p.exp() * (log_p - log_q)).sum(dim=1).mean()

    @staticmethod
    def backward(ctx, grad):
        log_q, log_p = ctx.saved_tensors
        return grad * (log_q.exp() - log_p.exp()) / len(log_q), None


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        return Divergence.apply(y_pred, y_true)
