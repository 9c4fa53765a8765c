"""Connectionist temporal classification of padded sequences, mean over the batch.

Graves, Fernández, Gomez, Schmidhuber: Connectionist Temporal Classification (2006)."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import Draw, edit

# A logarithm of what cannot be: smaller than any sum here, and unlike minus infinity it has a
# gradient when it stands alone in a log-sum-exp.
NEVER = -1e30


class MyCTCLoss(nn.Module):
    """Minus log-probability of the labels [N, S] under logits [T, N, C], over all alignments."""

    def __init__(self, blank: int) -> None:
        super().__init__()
        self.blank = blank

    def forward(
        self, logits: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor
    ) -> Tensor:
        log_probs = torch.log_softmax(logits, dim=2)
        extended = torch.full((len(targets), 2 * targets.shape[1] + 1), self.blank)
        extended[:, 1::2] = targets
        two_before = F.pad(extended, (2, 0), value=self.blank)[:, :-2]
        skip = (extended != self.blank) & (extended != two_before)
        emitted = log_probs.gather(2, extended.expand(len(logits), -1, -1))
        alpha = emitted[0].masked_fill(torch.arange(extended.shape[1]) > 1, NEVER)
        for t in range(1, len(logits)):
            one = F.pad(alpha, (1, 0), value=NEVER)[:, :-1]
            two = F.pad(alpha, (2, 0), value=NEVER)[:, :-2].masked_fill(~skip, NEVER)
            moved = torch.logsumexp(torch.stack((alpha, one, two)), dim=0) + emitted[t]
            alpha = torch.where((t < input_lengths).unsqueeze(1), moved, alpha)
        ends = torch.stack((2 * target_lengths, 2 * target_lengths - 1), dim=1)
        total = torch.logsumexp(alpha.gather(1, ends), dim=1)
        return -(total / target_lengths).mean()


def oracle(
    logits: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor, *, blank: int
) -> Tensor:
    """PyTorch's own, whose gradient is that of the logits once it comes through a log-softmax."""
    log_probs = torch.log_softmax(logits, dim=2)
    return F.ctc_loss(log_probs, targets, input_lengths, target_lengths, blank)


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Labels that are no blank in any setting, often equal to the one before, and as many of them
    as the frames of their sequence have room for."""
    frames, rows, classes, most = (sizes[name] for name in "TNCS")
    targets = draw.whole(2, classes - 1, rows, most)
    for place in range(1, most):
        again = draw.coin(rows, chance=0.4)
        targets[:, place] = torch.where(again, targets[:, place - 1], targets[:, place])
    input_lengths = torch.maximum(draw.whole(1, frames, rows), draw.whole(1, frames, rows))
    input_lengths[int(draw.whole(0, rows - 1))] = frames
    target_lengths = torch.maximum(draw.whole(1, most, rows), draw.whole(1, most, rows))
    for row in range(rows):
        while int(_frames(targets[row, : int(target_lengths[row])])) > int(input_lengths[row]):
            target_lengths[row] -= 1
        # what stands past the end is padding: the blanks too are among it
        length = int(target_lengths[row])
        targets[row, length:] = draw.whole(0, classes - 1, most - length)
    return {"targets": targets, "input_lengths": input_lengths, "target_lengths": target_lengths}


def _frames(labels: Tensor) -> int:
    """How many frames these labels need at least."""
    return len(labels) + int((labels[1:] == labels[:-1]).sum())


WRONG = {
    "repeats-without-blank": edit(
        "(extended != self.blank) & (extended != two_before)",
        "extended != self.blank",
        "The blank between two equal labels may be skipped: merged, such a path has one label less.",
        "相同标签之间的空白也可以跳过了：这样的路径合并之后会少一个标签。",
    ),
    "blanks-are-a-must": edit(
        "two = F.pad(alpha, (2, 0), value=NEVER)[:, :-2].masked_fill(~skip, NEVER)",
        "two = torch.full_like(alpha, NEVER) + 0 * skip",
        "A path has to pass the blank between any two labels; it may go straight from one label to "
        "a different one.",
        "任意两个标签之间都必须经过空白；其实不同的标签之间可以直接走过去。",
    ),
    "last-blank-only": edit(
        "torch.stack((2 * target_lengths, 2 * target_lengths - 1), dim=1)",
        "torch.stack((2 * target_lengths,), dim=1)",
        "Only paths that end with a blank are counted; they may end with the last label too.",
        "只算了以空白结尾的路径；以最后一个标签结尾的也要算。",
    ),
    "last-label-only": edit(
        "torch.stack((2 * target_lengths, 2 * target_lengths - 1), dim=1)",
        "torch.stack((2 * target_lengths - 1,), dim=1)",
        "Only paths that end with the last label are counted; they may end with a blank too.",
        "只算了以最后一个标签结尾的路径；以空白结尾的也要算。",
    ),
    "first-blank-a-must": edit(
        "torch.arange(extended.shape[1]) > 1",
        "torch.arange(extended.shape[1]) > 0",
        "Every path begins with a blank; it may begin with the first label as well.",
        "每条路径都从空白开始；其实也可以从第一个标签开始。",
    ),
    "begins-anywhere": edit(
        "emitted[0].masked_fill(torch.arange(extended.shape[1]) > 1, NEVER)",
        "emitted[0]",
        "A path may begin at any label, so those before it are left out.",
        "路径可以从任何一个标签开始，前面的标签就被漏掉了。",
    ),
    "best-path": edit(
        "torch.logsumexp(torch.stack((alpha, one, two)), dim=0)",
        "torch.stack((alpha, one, two)).amax(dim=0)",
        "Only the likeliest way to each place is kept: that is Viterbi, and the probability of a "
        "single alignment in place of their sum.",
        "每个位置只保留了最可能的来路：那是 Viterbi，得到的是单条对齐的概率，而不是总和。",
    ),
    "padded-frames": edit(
        "(t < input_lengths).unsqueeze(1)",
        "(input_lengths > 0).unsqueeze(1)",
        "The frames past the end of a sequence are counted like real ones.",
        "序列结束之后的帧也被当成真实的帧算了进去。",
    ),
    "padded-labels": edit(
        "torch.stack((2 * target_lengths, 2 * target_lengths - 1), dim=1)",
        "torch.tensor([[-1, -2]]).expand(len(targets), 2) % extended.shape[1]",
        "Every path has to end at the end of the padded row, padding included.",
        "路径都要走到填充后那一行的末尾，把填充也当成了标签。",
    ),
    "sum-of-losses": edit(
        "-(total / target_lengths).mean()",
        "-total.mean()",
        "The loss of a sequence is not divided by its number of labels.",
        "序列的损失没有除以它的标签个数。",
    ),
    "divided-by-frames": edit(
        "total / target_lengths",
        "total / input_lengths",
        "The loss of a sequence is divided by its frames and not by its labels.",
        "序列的损失除以了帧数，而不是标签个数。",
    ),
    "over-all-labels": edit(
        "-(total / target_lengths).mean()",
        "-total.sum() / target_lengths.sum()",
        "The sum over the batch is divided by all its labels: long sequences weigh more. Each is to "
        "be divided by its own number first.",
        "用整个批次的总和除以标签总数：长序列权重更大。应当每个序列先除以自己的标签数。",
    ),
    "blank-is-zero": edit(
        "self.blank = blank",
        "self.blank = 0",
        "The blank is class 0 whatever `blank` says.",
        "不管 `blank` 是多少，都把类别 0 当成了空白。",
    ),
}
