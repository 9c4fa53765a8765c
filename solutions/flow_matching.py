"""Conditional flow matching on straight paths, with a linear model for the network.

Lipman, Chen, Ben-Hamu, Nickel, Le: Flow Matching for Generative Modeling (2023); Liu, Gong, Liu:
Flow Straight and Fast (2023)."""

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import edit


def flow_matching_loss(
    weight: Tensor, drift: Tensor, noise: Tensor, data: Tensor, t: Tensor
) -> Tensor:
    """Loss of x_t @ weight [D, D] + t * drift [D] on pairs of noise and data [N, D] at t [N]."""
    time = t.unsqueeze(1)
    x_t = (1 - time) * noise + time * data
    predicted = x_t @ weight + time * drift
    velocity = data - noise
    return (predicted - velocity).square().mean()


def oracle(weight: Tensor, drift: Tensor, noise: Tensor, data: Tensor, t: Tensor) -> Tensor:
    """Along the path of each pair: the velocity as the slope of the position, and the model's
    matrix and drift as one matrix with the time for a further coordinate."""

    def position(time: Tensor) -> Tensor:
        return noise + torch.diag(time) @ (data - noise)

    slope = torch.func.jvp(position, (t,), (torch.ones_like(t),))[1]
    joint = torch.cat([weight, drift.unsqueeze(0)])
    return F.mse_loss(torch.cat([position(t), t.unsqueeze(1)], dim=1) @ joint, slope)


WRONG = {
    "velocity-reversed": edit(
        "velocity = data - noise",
        "velocity = noise - data",
        "The velocity points from data to noise: that belongs to a time that runs the other way.",
        "速度从数据指向噪声：那要配反方向的时间。",
    ),
    "time-reversed": edit(
        "(1 - time) * noise + time * data",
        "time * noise + (1 - time) * data",
        "The path runs from data to noise while the velocity runs to the data.",
        "路径从数据走向噪声，速度却指向数据。",
    ),
    "data-predicted": edit(
        "velocity = data - noise",
        "velocity = data",
        "The model is taught where the path ends; it is to learn the velocity.",
        "教给模型的是路径的终点；它要学的是速度。",
    ),
    "rest-of-the-way": edit(
        "velocity = data - noise",
        "velocity = data - x_t",
        "The target is the rest of the way; divided by the time that is left it would be the velocity.",
        "目标成了剩下的路程；除以剩下的时间才是速度。",
    ),
    "path-of-diffusion": edit(
        "(1 - time) * noise + time * data",
        "(1 - time).sqrt() * noise + time.sqrt() * data",
        "Roots of the shares make the path of diffusion, which is curved; its velocity is another.",
        "份额开了平方根，那是扩散的弯曲路径，速度就不一样了。",
    ),
    "time-not-told": edit(
        "x_t @ weight + time * drift",
        "x_t @ weight + drift",
        "The model is not told the time.",
        "没有把时刻告诉模型。",
    ),
    "model-sees-data": edit(
        "predicted = x_t @ weight",
        "predicted = data @ weight",
        "The model is given the data; when samples are drawn there is none yet.",
        "输入模型的是数据；采样时还没有数据。",
    ),
    "summed-over-dimensions": edit(
        ".square().mean()",
        ".square().sum(dim=1).mean()",
        "The dimensions are summed; the mean is taken over them too.",
        "对维度求和了；维度也应当取平均。",
    ),
}
