"""Cross-entropy with class weights and an ignored id: the weighted mean over samples that count."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import Draw, edit


class MyWeightedCrossEntropyLoss(nn.Module):
    """Cross-entropy of logits [N, C] and ids [N] with weights [C], one id ignored."""

    def __init__(self, ignore_index: int) -> None:
        super().__init__()
        self.ignore_index = ignore_index

    def forward(self, logits: Tensor, target: Tensor, weight: Tensor) -> Tensor:
        log_probs = F.log_softmax(logits, dim=1)
        picked = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
        weights = weight.detach()[target] * (target != self.ignore_index)
        return -(weights * picked).sum() / weights.sum()


def oracle(logits: Tensor, target: Tensor, weight: Tensor, *, ignore_index: int) -> Tensor:
    """PyTorch's own."""
    return F.cross_entropy(logits, target, weight=weight.detach(), ignore_index=ignore_index)


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Whichever of 0 and 1 is ignored, one sample counts; both come often."""
    target = draw.whole(0, sizes["C"] - 1, sizes["N"])
    first = torch.tensor([2, 0, 1] if sizes["C"] > 2 else [0, 1])[: sizes["N"]]
    target[: len(first)] = first
    return {"target": target[draw.uniform(sizes["N"]).argsort()]}


WRONG = {
    "divided-by-samples": edit(
        "/ weights.sum()",
        "/ (target != self.ignore_index).sum()",
        "The sum is divided by the number of samples that count; it is divided by their weights.",
        "除以了计入的样本数；应当除以它们的权重之和。",
    ),
    "divided-by-batch": edit(
        "/ weights.sum()",
        "/ len(target)",
        "The sum is divided by the size of the batch, ignored samples included.",
        "除以了批次大小，连被忽略的样本也算在内。",
    ),
    "divided-by-class-weights": edit(
        "/ weights.sum()",
        "/ weight.sum()",
        "The sum is divided by the weights of the classes, whoever came; it is by those of the samples.",
        "除以了各类别的权重之和；应当除以样本的权重之和。",
    ),
    "ignored-in-divisor": edit(
        "/ weights.sum()",
        "/ weight[target].sum()",
        "Ignored samples are left out above the line but not below it.",
        "分子里去掉了被忽略的样本，分母里却没有。",
    ),
    "nothing-ignored": edit(
        "weight.detach()[target] * (target != self.ignore_index)",
        "weight.detach()[target]",
        "The ignored samples count.",
        "被忽略的样本也计入了。",
    ),
    "class-out-of-softmax": edit(
        "F.log_softmax(logits, dim=1)",
        "logits - logits[:, [c for c in range(logits.shape[1]) if c != self.ignore_index]].logsumexp(1, keepdim=True)",
        "The ignored id is taken out of the softmax; only samples are ignored, the class stays.",
        "把被忽略的编号从 softmax 里去掉了；忽略的只是样本，这个类别还在。",
    ),
    "weight-of-prediction": edit(
        "weight.detach()[target]",
        "weight.detach()[logits.argmax(dim=1)]",
        "The weight is that of the predicted class; it is that of the true one.",
        "用了预测类别的权重；应当用真实类别的。",
    ),
    "logits-weighted": edit(
        "F.log_softmax(logits, dim=1)",
        "F.log_softmax(logits * weight.detach(), dim=1)",
        "The logits are multiplied by the weights as well; only the loss of a sample is.",
        "logits 也乘了权重；只有样本的损失该乘。",
    ),
    "weights-missing": edit(
        "weight.detach()[target] * (target != self.ignore_index)",
        "1.0 * (target != self.ignore_index)",
        "The class weights are left out.",
        "没有用类别权重。",
    ),
}
