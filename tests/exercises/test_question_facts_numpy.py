"""Facts and figures in the questions about what is written in NumPy.

Computed with torch, which the tests of questions have everywhere; NumPy is an extra.
"""

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.exercises.question_facts import about, says


def drawn(*shape: int, seed: int = 3) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(*shape, dtype=torch.float64, generator=generator)


def neighbours(samples: Tensor, classes: Tensor, queries: Tensor, k: int) -> list[int]:
    nearest = torch.cdist(queries, samples).argsort(dim=1, stable=True)[:, :k]
    return [int(classes[row].bincount().argmax()) for row in nearest]


@about("np-knn-unscaled-feature")
def test_a_feature_of_large_numbers_decides_alone():
    height, income = 1.7 + 0.1 * drawn(300, 1), 30000 + 8000 * drawn(300, 1, seed=4)
    both = torch.cat([height, income], dim=1)
    queries, samples = both[:100], both[100:]
    nearest = torch.cdist(queries, samples).argmin(dim=1)
    by_income = torch.cdist(queries[:, 1:], samples[:, 1:]).argmin(dim=1)
    by_height = torch.cdist(queries[:, :1], samples[:, :1]).argmin(dim=1)
    assert (nearest == by_income).double().mean() > 0.98
    assert (nearest == by_height).double().mean() < 0.05
    says("np-knn-unscaled-feature", f"{1000**2:,}", f"{0.2**2:.2f}")


@about("np-knn-broadcast-memory")
def test_what_the_distances_take_themselves():
    says("np-knn-broadcast-memory", f"{1000 * 60000 * 4 / 2**30:.2f}")


@about("np-knn-true")
def test_what_k_does_at_its_ends():
    samples, classes = drawn(50, 3), torch.arange(50) % 3
    assert neighbours(samples, classes, samples, 1) == classes.tolist()
    assert len(set(neighbours(samples, classes, drawn(40, 3, seed=5), 50))) == 1
    assert len(set(neighbours(samples, classes, drawn(40, 3, seed=5), 1))) == 3
    squares = torch.cdist(samples, samples).square()
    assert squares.argsort(dim=1).equal(torch.cdist(samples, samples).argsort(dim=1))


@about("np-knn-true")
def test_in_many_dimensions_of_noise_the_farthest_is_hardly_farther():
    distances = torch.cdist(drawn(50, 1000), drawn(100, 1000, seed=6))
    ratio = (distances.amax(dim=1) / distances.amin(dim=1)).mean().item()
    assert ratio == pytest.approx(1.1, abs=0.03)
    says("np-knn-true", f"{ratio:.1f}")
    few = torch.cdist(drawn(50, 2), drawn(100, 2, seed=6))
    assert (few.amax(dim=1) / few.amin(dim=1)).median() > 10


@about("np-conv2d-output-size", "np-conv2d-parameters")
def test_what_a_convolutional_layer_gives_and_takes():
    layer = torch.nn.Conv2d(3, 1, 7, stride=2, padding=3)
    assert layer(torch.zeros(1, 3, 224, 224)).shape[2] == 112
    says("np-conv2d-output-size", f"{(224 + 2 * 3 - 7) / 2}")
    weights = [
        sum(p.numel() for p in torch.nn.Conv2d(64, to, 3, groups=groups, bias=False).parameters())
        for to, groups in ((128, 1), (64, 64))
    ]
    assert weights == [128 * 64 * 3 * 3, 64 * 3 * 3]
    says("np-conv2d-parameters", *map(str, weights), f"{128 * 3 * 3}")


@about("np-conv2d-true")
def test_what_a_convolution_is():
    x, kernel = drawn(1, 2, 6, 6), drawn(3, 2, 3, 3, seed=4)
    basis = torch.eye(72, dtype=torch.float64).reshape(72, 2, 6, 6)
    matrix = F.conv2d(basis, kernel).reshape(72, -1)
    assert torch.allclose(x.reshape(1, -1) @ matrix, F.conv2d(x, kernel).reshape(1, -1))
    assert (matrix == 0).double().mean() > 0.5
    point = drawn(3, 2, 1, 1, seed=5)
    linear = torch.einsum("nchw,oc->nohw", x, point[:, :, 0, 0])
    assert torch.allclose(F.conv2d(x, point), linear)
    leaf, upstream = x.clone().requires_grad_(), drawn(1, 3, 4, 4, seed=6)
    (found,) = torch.autograd.grad(F.conv2d(leaf, kernel), leaf, upstream)
    turned = kernel.flip(2, 3).transpose(0, 1)
    assert torch.allclose(found, F.conv2d(upstream, turned, padding=2))


@about("np-conv2d-true")
def test_a_stride_of_two_keeps_shifts_by_two_only():
    x, kernel = drawn(1, 1, 9, 9), drawn(1, 1, 3, 3, seed=4)
    whole = F.conv2d(x, kernel, stride=2)
    by_two = F.conv2d(x[:, :, 2:], kernel, stride=2)
    by_one = F.conv2d(x[:, :, 1:], kernel, stride=2)
    assert torch.allclose(by_two, whole[:, :, 1:])
    assert not any(torch.allclose(by_one, whole[:, :, start : start + 3]) for start in (0, 1))
