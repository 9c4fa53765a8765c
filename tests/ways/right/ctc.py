import torch
import torch.nn.functional as F
from torch import nn


# --- sequence by sequence, cell by cell, lists of reachable terms
class MyCTCLoss(nn.Module):
    def __init__(self, blank):
        super().__init__()
        self.blank = blank

    def forward(self, logits, targets, input_lengths, target_lengths):
        lp = F.log_softmax(logits, dim=-1)
        losses = []
        for n in range(targets.size(0)):
            frames, size = input_lengths[n].item(), target_lengths[n].item()
            labels = [self.blank]
            for label in targets[n, :size].tolist():
                labels += [label, self.blank]
            before = {0: lp[0, n, self.blank], 1: lp[0, n, labels[1]]}
            for t in range(1, frames):
                now = {}
                for s, label in enumerate(labels):
                    ways = [s, s - 1]
                    if s > 1 and label != self.blank and label != labels[s - 2]:
                        ways.append(s - 2)
                    terms = [before[w] for w in ways if w in before]
                    if terms:
                        now[s] = torch.stack(terms).logsumexp(0) + lp[t, n, label]
                before = now
            ends = [before[s] for s in (2 * size, 2 * size - 1) if s in before]
            losses.append(-torch.logsumexp(torch.stack(ends), 0) / size)
        return torch.stack(losses).mean()


# --- one matrix of moves for each sequence, log-sum-exp over the places moved from
class MyCTCLoss(nn.Module):
    def __init__(self, blank=0):
        super().__init__()
        self.blank = blank

    def forward(self, logits, targets, input_lengths, target_lengths):
        lp = logits - logits.logsumexp(-1, keepdim=True)
        n, s = targets.shape
        ext = torch.stack([torch.full_like(targets, self.blank), targets], 2).reshape(n, 2 * s)
        ext = torch.cat([ext, ext.new_full((n, 1), self.blank)], 1)
        place = torch.arange(2 * s + 1)
        step = place[:, None] - place[None, :]
        may = ((step == 0) | (step == 1)).expand(n, -1, -1)
        far = (step == 2) & (place[:, None] % 2 == 1) & (ext[:, :, None] != ext[:, None, :])
        moves = torch.zeros(n, 2 * s + 1, 2 * s + 1, dtype=lp.dtype)
        moves = moves.masked_fill(~(may | far), -1e20)
        start = torch.zeros(2 * s + 1, dtype=lp.dtype).masked_fill(place > 1, -1e20)
        index = torch.arange(n)
        alphas = [start + lp[0][index[:, None], ext]]
        for t in range(1, lp.shape[0]):
            came = torch.logsumexp(moves + alphas[-1][:, None, :], dim=2)
            alphas.append(came + lp[t][index[:, None], ext])
        final = torch.stack(alphas)[input_lengths - 1, index]
        end = torch.logaddexp(
            final[index, 2 * target_lengths], final[index, 2 * target_lengths - 1]
        )
        return (-end / target_lengths).sum() / n


# --- backwards in time, so that each sequence begins at its own end
class MyCTCLoss(nn.Module):
    def __init__(self, blank):
        super().__init__()
        self.blank = blank

    def forward(self, logits, targets, input_lengths, target_lengths):
        never = torch.tensor(-1e25, dtype=logits.dtype)
        logp = torch.log_softmax(logits, -1).transpose(0, 1)
        total = 0
        for row, y, frames, size in zip(logp, targets, input_lengths, target_lengths):
            y = y[:size]
            ext = torch.full((2 * int(size) + 1,), self.blank)
            ext[1::2] = y
            jump = torch.zeros(len(ext), dtype=torch.bool)
            jump[1:-2:2] = y[1:] != y[:-1]
            e = row[:, ext]
            beta = torch.full((len(ext),), -1e25, dtype=logits.dtype)
            beta = torch.where(torch.arange(len(ext)) >= len(ext) - 2, e[frames - 1], beta)
            for t in reversed(range(int(frames) - 1)):
                nxt = torch.cat([beta[1:], never[None]])
                skip = torch.cat([beta[2:], never.expand(2)])
                skip = torch.where(jump, skip, never)
                beta = e[t] + torch.logaddexp(torch.logaddexp(beta, nxt), skip)
            total = total - torch.logaddexp(beta[0], beta[1]) / size
        return total / len(targets)
