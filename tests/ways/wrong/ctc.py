import torch
import torch.nn.functional as F
from torch import nn


# --- minus infinity, whose gradient is nan
class MyCTCLoss(nn.Module):
    def __init__(self, blank):
        super().__init__()
        self.blank = blank

    def forward(self, logits, targets, input_lengths, target_lengths):
        lp = logits.log_softmax(-1)
        ext = torch.full((targets.size(0), 2 * targets.size(1) + 1), self.blank)
        ext[:, 1::2] = targets
        ninf = float("-inf")
        a = lp[0].gather(1, ext).masked_fill(torch.arange(ext.size(1)) > 1, ninf)
        before = F.pad(ext, (2, 0), value=self.blank)[:, :-2]
        skip = (ext != self.blank) & (ext != before)
        for t in range(1, lp.size(0)):
            b = F.pad(a, (1, 0), value=ninf)[:, :-1]
            c = F.pad(a, (2, 0), value=ninf)[:, :-2].masked_fill(~skip, ninf)
            new = torch.stack((a, b, c)).logsumexp(0) + lp[t].gather(1, ext)
            a = torch.where((t < input_lengths)[:, None], new, a)
        ends = torch.stack((2 * target_lengths, 2 * target_lengths - 1), 1)
        return (-a.gather(1, ends).logsumexp(1) / target_lengths).mean()


# --- probabilities multiplied
class MyCTCLoss(nn.Module):
    def __init__(self, blank):
        super().__init__()
        self.blank = blank

    def forward(self, logits, targets, input_lengths, target_lengths):
        y = logits.softmax(-1)
        ext = torch.full((targets.size(0), 2 * targets.size(1) + 1), self.blank)
        ext[:, 1::2] = targets
        a = y[0].gather(1, ext) * (torch.arange(ext.size(1)) < 2)
        before = F.pad(ext, (2, 0), value=self.blank)[:, :-2]
        skip = (ext != self.blank) & (ext != before)
        for t in range(1, y.size(0)):
            new = a + F.pad(a, (1, 0))[:, :-1] + F.pad(a, (2, 0))[:, :-2] * skip
            new = new * y[t].gather(1, ext)
            a = torch.where((t < input_lengths)[:, None], new, a)
        ends = torch.stack((2 * target_lengths, 2 * target_lengths - 1), 1)
        return (-a.gather(1, ends).sum(1).log() / target_lengths).mean()


# --- labels placed without blanks at all
class MyCTCLoss(nn.Module):
    def __init__(self, blank):
        super().__init__()
        self.blank = blank

    def forward(self, logits, targets, input_lengths, target_lengths):
        lp = logits.log_softmax(-1)
        e = lp.gather(2, targets.expand(lp.size(0), -1, -1))
        a = e[0].masked_fill(torch.arange(targets.size(1)) > 0, -1e30)
        for t in range(1, lp.size(0)):
            new = torch.logaddexp(a, F.pad(a, (1, 0), value=-1e30)[:, :-1]) + e[t]
            a = torch.where((t < input_lengths)[:, None], new, a)
        end = a.gather(1, target_lengths[:, None] - 1)[:, 0]
        return (-end / target_lengths).mean()


# --- the gradient as PyTorch gives it for log-probabilities, through a log-softmax of no effect
class MyCTCLoss(nn.Module):
    def __init__(self, blank):
        super().__init__()
        self.blank = blank

    def forward(self, logits, targets, input_lengths, target_lengths):
        lp = logits.log_softmax(-1)
        ext = torch.full((targets.size(0), 2 * targets.size(1) + 1), self.blank)
        ext[:, 1::2] = targets
        a = lp[0].gather(1, ext).masked_fill(torch.arange(ext.size(1)) > 1, -1e30)
        before = F.pad(ext, (2, 0), value=self.blank)[:, :-2]
        skip = (ext != self.blank) & (ext != before)
        kept = [a]
        for t in range(1, lp.size(0)):
            b = F.pad(a, (1, 0), value=-1e30)[:, :-1]
            c = F.pad(a, (2, 0), value=-1e30)[:, :-2].masked_fill(~skip, -1e30)
            a = torch.stack((a, b, c)).logsumexp(0) + lp[t].detach().gather(1, ext)
            kept.append(a)
        a = torch.stack(kept)[input_lengths - 1, torch.arange(len(ext))]
        ends = torch.stack((2 * target_lengths, 2 * target_lengths - 1), 1)
        return (-a.gather(1, ends).logsumexp(1) / target_lengths).mean()


# --- PyTorch's own
class MyCTCLoss(nn.Module):
    def __init__(self, blank):
        super().__init__()
        self.blank = blank

    def forward(self, logits, targets, input_lengths, target_lengths):
        lp = logits.log_softmax(-1)
        return F.ctc_loss(lp, targets, input_lengths, target_lengths, self.blank)


# --- PyTorch's own by its other name, alphas and all
class MyCTCLoss(nn.Module):
    def __init__(self, blank):
        super().__init__()
        self.blank = blank

    def forward(self, logits, targets, input_lengths, target_lengths):
        lp = logits.log_softmax(-1)
        nll, _ = torch._C._VariableFunctions._ctc_loss(
            lp, targets, input_lengths.tolist(), target_lengths.tolist(), self.blank
        )
        return (nll / target_lengths).mean()
