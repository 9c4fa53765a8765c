"""Cross-entropy of the response's tokens given the prompt, mean over those of the batch."""

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import Draw, edit, instead


def sft_loss(logits: Tensor, ids: Tensor, prompt_lengths: Tensor, mask: Tensor) -> Tensor:
    """Loss of logits [B, T, V] on the ids [B, T] after the prompts of lengths [B]."""
    log_probs = torch.log_softmax(logits[:, :-1], dim=-1)
    picked = log_probs.gather(-1, ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    position = torch.arange(ids.shape[1], device=ids.device)
    response = position >= prompt_lengths.unsqueeze(1)
    counted = (mask & response)[:, 1:]
    return -torch.where(counted, picked, 0.0).sum() / counted.sum()


def oracle(logits: Tensor, ids: Tensor, prompt_lengths: Tensor, mask: Tensor) -> Tensor:
    """PyTorch's own, with labels of -100 for prompt and padding, written row by row."""
    labels = ids.clone()
    for row, length in enumerate(prompt_lengths.tolist()):
        labels[row, :length] = -100
        labels[row][~mask[row]] = -100
    loss: Tensor = F.cross_entropy(logits[:, :-1].flatten(0, 1), labels[:, 1:].flatten())
    return loss


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """A prompt of a token or more, a response of a token or more, padding at the end."""
    rows, steps = sizes["B"], sizes["T"]
    prompt = draw.whole(1, steps - 1, rows)
    room = steps - prompt
    response = 1 + (draw.uniform(rows) * room).long().clamp(max=steps)
    end = torch.minimum(prompt + response, torch.full_like(prompt, steps)).unsqueeze(1)
    return {"prompt_lengths": prompt, "mask": torch.arange(steps).expand(rows, -1) < end}


def _per_sequence(logits: Tensor, ids: Tensor, prompt_lengths: Tensor, mask: Tensor) -> Tensor:
    picked = logits[:, :-1].log_softmax(-1).gather(-1, ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    counted = (mask & (torch.arange(ids.shape[1]) >= prompt_lengths.unsqueeze(1)))[:, 1:]
    return -(torch.where(counted, picked, 0.0).sum(1) / counted.sum(1)).mean()


def _not_shifted(logits: Tensor, ids: Tensor, prompt_lengths: Tensor, mask: Tensor) -> Tensor:
    picked = logits.log_softmax(-1).gather(-1, ids.unsqueeze(-1)).squeeze(-1)
    counted = mask & (torch.arange(ids.shape[1]) >= prompt_lengths.unsqueeze(1))
    return -torch.where(counted, picked, 0.0).sum() / counted.sum()


WRONG = {
    "prompt-counted": edit(
        "(mask & response)[:, 1:]",
        "mask[:, 1:]",
        "The prompt is trained on as well; it is only context here.",
        "提示词也算进了损失；这里它只是上文。",
    ),
    "last-prompt-token-counted": edit(
        "position >= prompt_lengths.unsqueeze(1)",
        "position >= prompt_lengths.unsqueeze(1) - 1",
        "The last token of the prompt is a target too: after the shift the mask begins one early.",
        "提示词的最后一个词元也成了目标：错位之后，掩码早开始了一位。",
    ),
    "mask-not-shifted": edit(
        "(mask & response)[:, 1:]",
        "(mask & response)[:, :-1]",
        "The mask is that of the position that predicts: the first token of the response is lost, and a padded one is trained on.",
        "用的是预测位置的掩码：回复的第一个词元丢了，填充反而参与训练。",
    ),
    "padding-counted": edit(
        "(mask & response)[:, 1:]",
        "response.expand_as(mask)[:, 1:]",
        "Padding after the response is trained on.",
        "回复之后的填充也参与了训练。",
    ),
    "divided-by-real": edit(
        "counted.sum()",
        "mask[:, 1:].sum()",
        "The sum is divided by the tokens of prompt and response: the longer the prompt, the smaller the loss.",
        "除以了提示词与回复的词元总数：提示词越长损失越小。",
    ),
    "per-sequence": instead(
        _per_sequence,
        "The mean is taken within each response first: tokens of short responses weigh more.",
        "先在每条回复内取了平均：短回复里的词元权重更大。",
    ),
    "not-shifted": instead(
        _not_shifted,
        "Every position is asked for the token it was given: nothing is shifted.",
        "每个位置预测的是它自己的输入：没有错开一位。",
    ),
    "softmax-missing": edit(
        "torch.log_softmax(logits[:, :-1], dim=-1)",
        "logits[:, :-1]",
        "The logits are taken for log-probabilities.",
        "把 logits 当成了对数概率。",
    ),
}
