"""Pixel loss of the masked autoencoder: mean squared error over the patches that were hidden.

He et al.: Masked Autoencoders Are Scalable Vision Learners (2022)."""

import torch
from torch import Tensor, nn

from solutions import Draw, edit, instead


class MyMAEPixelLoss(nn.Module):
    """Mean over hidden patches of the mean squared error of pixels [N, L, P]; each patch of the
    target normalised on its own where that is asked."""

    def __init__(self, normalise: bool) -> None:
        super().__init__()
        self.normalise = normalise

    def forward(self, prediction: Tensor, patches: Tensor, hidden: Tensor) -> Tensor:
        target = patches
        if self.normalise:
            mean, variance = patches.mean(dim=2, keepdim=True), patches.var(dim=2, keepdim=True)
            target = (patches - mean) / torch.sqrt(variance + 1e-6)
        errors = (prediction - target).square().mean(dim=2)
        return (errors * hidden).sum() / hidden.sum()


def oracle(prediction: Tensor, patches: Tensor, hidden: Tensor, *, normalise: bool) -> Tensor:
    """The hidden patches taken out first, the variance from squares of differences."""
    guess, x = prediction[hidden], patches[hidden]
    if normalise:
        pixels = x.shape[1]
        pairs = (x.unsqueeze(1) - x.unsqueeze(2)).square().sum(dim=(1, 2))
        variance = pairs / (2 * pixels * (pixels - 1))
        x = (x - x.sum(dim=1, keepdim=True) / pixels) * (variance + 1e-6).rsqrt().unsqueeze(1)
    return torch.nn.functional.mse_loss(guess, x)


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Patches of their own brightness, with pixels apart enough that float32 can tell the variance;
    a few are so dark that the small number beside the variance counts, or of one colour."""
    n, l, p = sizes["N"], sizes["L"], sizes["P"]  # noqa: E741
    light = torch.where(draw.coin(n, l, 1, chance=0.15), 0.002, 1.0)
    apart = torch.linspace(-0.5, 0.5, p, dtype=torch.float64)
    pixels = draw.normal(n, l, 1).clamp(-1.5, 1.5) + draw.normal(n, l, p).clamp(-2, 2) + apart
    spread = pixels.std(dim=2, keepdim=True)
    pixels = torch.where(spread < 0.2, pixels + 2 * apart, pixels)
    one_colour = 0.25 * draw.whole(-4, 4, n, l, 1).double().expand(n, l, p)
    return {"patches": torch.where(draw.coin(n, l, 1, chance=0.1), one_colour, light * pixels)}


def _images_first(
    prediction: Tensor, patches: Tensor, hidden: Tensor, *, normalise: bool
) -> Tensor:
    loss = MyMAEPixelLoss(normalise)
    each = [
        loss(*(x.unsqueeze(0) for x in one))
        for one in zip(prediction, patches, hidden, strict=True)
    ]
    return torch.stack(each).mean()


WRONG = {
    "visible-patches": edit(
        "(errors * hidden).sum() / hidden.sum()",
        "(errors * ~hidden).sum() / (~hidden).sum().clamp(min=1)",
        "The patches that were seen are scored, and those that were hidden are not.",
        "算的是看得见的图块，被遮住的反而没有计入。",
    ),
    "all-patches": edit(
        "(errors * hidden).sum() / hidden.sum()",
        "errors.mean() + 0 * hidden.sum()",
        "All patches are scored. Those that were seen are easy to copy and drown the others.",
        "所有图块都计入了。看得见的图块照抄即可，会冲淡其余的。",
    ),
    "divided-by-all": edit(
        "/ hidden.sum()",
        "/ hidden.numel()",
        "The sum over the hidden patches is divided by the number of all: the fewer are hidden, the less they cost.",
        "被遮住图块的误差之和除以了全部图块数：遮得越少代价越小。",
    ),
    "images-first": instead(
        _images_first,
        "Each image is averaged first and the images after; it is one mean over all hidden patches.",
        "先对每张图取平均，再对图取平均；应当对所有被遮住的图块只取一次平均。",
    ),
    "pixels-summed": edit(
        ".mean(dim=2)\n        return",
        ".sum(dim=2)\n        return",
        "The pixels of a patch are summed; they are averaged.",
        "对图块里的像素求了和；应当取平均。",
    ),
    "normalised-over-the-image": edit(
        "mean, variance = patches.mean(dim=2, keepdim=True), patches.var(dim=2, keepdim=True)",
        "mean = patches.mean(dim=(1, 2), keepdim=True)\n"
        "            variance = patches.var(dim=(1, 2), keepdim=True)",
        "Mean and variance are those of the whole image. Each patch is normalised by its own, which takes its brightness away.",
        "均值和方差取自整张图。应当每个图块用自己的，这样才去掉了它的亮度。",
    ),
    "prediction-normalised": edit(
        "errors = (prediction - target)",
        "if self.normalise:\n"
        "            mean = prediction.mean(dim=2, keepdim=True)\n"
        "            variance = prediction.var(dim=2, keepdim=True)\n"
        "            prediction = (prediction - mean) / torch.sqrt(variance + 1e-6)\n"
        "        errors = (prediction - target)",
        "The prediction is normalised too, so that any scale of it will do; only the target is.",
        "预测也做了归一化，这样它的尺度怎样都行；只该归一化目标。",
    ),
    "small-number-missing": edit(
        "variance + 1e-6",
        "variance",
        "The small number under the root is missing: a patch of one colour has no variance and becomes 0 / 0.",
        "根号里少了那个小数：纯色图块的方差是 0，结果成了 0 / 0。",
    ),
    "never-normalised": edit(
        "if self.normalise:",
        "if self.normalise and False:",
        "The target is never normalised.",
        "目标始终没有归一化。",
    ),
    "mean-kept": edit(
        "(patches - mean) / torch.sqrt(variance + 1e-6)",
        "(patches - 0 * mean) / torch.sqrt(variance + 1e-6)",
        "The mean of the patch is not taken off.",
        "没有减去图块的均值。",
    ),
}
