"""Cross-entropy of logits against class ids: mean over samples of minus a log-probability."""

import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


class MyCrossEntropyLoss(nn.Module):
    """Cross-entropy of logits [N, C] against class ids [N], mean over the batch."""

    def forward(self, logits: Tensor, target: Tensor) -> Tensor:
        # log(softmax(x)) written as one operation: x - logsumexp(x) never takes log(0).
        log_probs = F.log_softmax(logits, dim=1)
        picked = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
        return -picked.mean()


def oracle(logits: Tensor, target: Tensor) -> Tensor:
    """PyTorch's own."""
    return F.cross_entropy(logits, target)


WRONG = {
    "softmax-missing": edit(
        "F.log_softmax(logits, dim=1)",
        "logits",
        "The logits are scored as they are. Without the normaliser the loss falls "
        "without limit when all "
        "of them grow.",
        "直接拿 logits 算分。没有归一化项，所有 logits 一起变大，损失就能无止境地下降。",
    ),
    "log-missing": edit(
        "F.log_softmax(logits, dim=1)",
        "F.softmax(logits, dim=1)",
        "Probabilities are averaged without their logarithm, so a confident mistake is "
        "cheap and its "
        "gradient vanishes.",
        "平均的是概率，没有取对数。自信地答错代价很小，梯度也会消失。",
    ),
    "softmax-twice": edit(
        "F.log_softmax(logits, dim=1)",
        "F.log_softmax(F.softmax(logits, dim=1), dim=1)",
        "Softmax is applied twice. The second sees numbers between 0 and 1 and can never be sure.",
        "softmax 做了两遍。第二遍看到的是 0 到 1 的数，永远不会有把握。",
    ),
    "softmax-over-batch": edit(
        "F.log_softmax(logits, dim=1)",
        "F.log_softmax(logits, dim=0)",
        "Softmax runs over the batch: samples compete with each other, where the classes should.",
        "softmax 沿批次做了：成了样本之间竞争，而应当是类别之间竞争。",
    ),
    "every-pair": edit(
        "log_probs.gather(1, target.unsqueeze(1)).squeeze(1)",
        "log_probs[:, target]",
        "`[:, target]` pairs every sample with every target of the batch and gives a "
        "matrix [N, N]; its "
        "diagonal is what is wanted.",
        "`[:, target]` 让每个样本配上了批次里所有的目标，得到 [N, N] 的矩阵；要的只是它的对角线。",
    ),
    "predicted-class": edit(
        "log_probs.gather(1, target.unsqueeze(1)).squeeze(1)",
        "log_probs.amax(dim=1)",
        "The most probable class is scored, whatever the target: the labels have no influence.",
        "算的是概率最大的类别，与目标无关，标签完全不起作用。",
    ),
    "log-of-mean": edit(
        "-picked.mean()",
        "-picked.exp().mean().log()",
        "The probabilities of the true classes are averaged first and the logarithm is "
        "taken after.",
        "先平均各样本真实类别的概率，再取对数，次序反了。",
    ),
    "log-base-two": edit(
        "-picked.mean()",
        "-picked.mean() / 0.6931471805599453",
        "The logarithm has base 2; PyTorch's cross-entropy is in nats.",
        "用了以 2 为底的对数；PyTorch 的交叉熵用自然对数。",
    ),
    "through-probabilities": edit(
        "F.log_softmax(logits, dim=1)",
        "F.softmax(logits, dim=1).log()",
        "Softmax first and the logarithm after: once a probability underflows to 0 the "
        "loss is inf.",
        "先 softmax 再取对数：概率一旦下溢为 0，损失就是 inf。",
    ),
    "epsilon-in-log": edit(
        "F.log_softmax(logits, dim=1)",
        "(F.softmax(logits, dim=1) + 1e-8).log()",
        "An epsilon in the logarithm caps the loss of a sample at about 18, and the "
        "gradient of a hopeless "
        "one vanishes.",
        "对数里的 epsilon 让单个样本的损失最多到 18 左右，错得离谱的样本反而没有梯度。",
    ),
}
