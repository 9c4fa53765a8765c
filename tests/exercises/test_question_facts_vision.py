"""Facts and figures in the questions about detection, segmentation and imbalance."""

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.exercises.figures_vision import both, giou_loss, iou, soft_jaccard, tversky
from tests.exercises.question_facts import about, gradient, says


@about("iou-by-hand", "iou-scale")
def test_iou_does_not_know_the_size_of_boxes():
    a, b = (0.0, 0.0, 2.0, 2.0), (1.0, 0.0, 3.0, 2.0)
    says("iou-by-hand", f"{both(a, b):.0f}", f"{4 + 4 - both(a, b):.0f}")
    assert both(a, b) / 4 == 0.5
    ten = [tuple(10 * x for x in box) for box in (a, b)]
    assert iou(*ten) == pytest.approx(iou(a, b))
    distances = [sum(abs(x - y) for x, y in zip(*pair, strict=True)) for pair in (ten, (a, b))]
    assert distances[0] == 10 * distances[1]


@about("giou-apart", "giou-largest", "giou-inside")
def test_where_giou_helps_and_where_it_does_not():
    target, far, farther = (0, 0, 1, 1), (5, 0, 6, 1), (9, 0, 10, 1)
    assert iou(target, far) == iou(target, farther) == 0
    assert giou_loss(target, far) < giou_loss(target, farther) < 2
    whole, inside, moved = (0, 0, 8, 8), (1, 1, 3, 3), (4, 5, 6, 7)
    for box in (inside, moved):
        assert giou_loss(whole, box) == pytest.approx(1 - iou(whole, box))
    assert giou_loss(whole, inside) == pytest.approx(giou_loss(whole, moved))


@about("box-iou-matrix-clamp")
def test_two_negative_sides_make_a_positive_area():
    def unclamped(a: tuple, b: tuple) -> float:
        return (min(a[2], b[2]) - max(a[0], b[0])) * (min(a[3], b[3]) - max(a[1], b[1]))

    near = unclamped((0, 0, 1, 1), (2, 2, 3, 3))
    assert 0 < near < unclamped((0, 0, 1, 1), (5, 5, 6, 6))
    assert unclamped((0, 0, 1, 1), (2, 0, 3, 1)) < 0
    assert unclamped((0, 0, 2, 2), (1, 1, 3, 3)) == both((0, 0, 2, 2), (1, 1, 3, 3))


def dice_loss(p: Tensor, y: Tensor, smooth: float = 0.0) -> Tensor:
    return 1 - (2 * (p * y).sum() + smooth) / (p.sum() + y.sum() + smooth)


@about("dice-from-iou")
def test_dice_grows_with_iou_and_forgives_bad_images():
    def dice(x: float) -> float:
        return 2 * x / (1 + x)

    assert dice(2 / 4) == pytest.approx(2 * 2 / (2 + 4))
    even, uneven = (0.5, 0.5), (0.1, 0.95)
    assert sum(even) < sum(uneven)
    assert sum(map(dice, even)) > sum(map(dice, uneven))


@about("dice-imbalance", "dice-empty-label")
def test_what_dice_makes_of_background():
    y = torch.zeros(1000, dtype=torch.float64)
    y[:10] = 1
    p = torch.full_like(y, 0.01)
    more = [torch.cat([x, torch.zeros(9000).double()]) for x in (p, y)]
    torch.testing.assert_close(dice_loss(*more), dice_loss(p, y))
    assert dice_loss(torch.zeros_like(y), y) == 1
    empty = torch.zeros_like(y)
    assert gradient(lambda p: dice_loss(p, empty), p).eq(0).all()
    assert gradient(lambda p: dice_loss(p, empty, smooth=1.0), p).gt(0).all()
    assert dice_loss(empty, empty).isnan()
    assert dice_loss(empty, empty, smooth=1.0) == 0
    one = empty.clone()
    one[0] = 1
    assert dice_loss(one, empty, smooth=1.0) == 0.5


@about("soft-jaccard-soft-labels")
def test_a_perfect_soft_prediction_is_not_the_best():
    losses = {p / 100: soft_jaccard(p / 100, 0.5) for p in range(1, 101)}
    assert min(losses, key=losses.get) == 1
    says("soft-jaccard-soft-labels", f"{losses[1.0]}", f"{0.5 * 0.5}")
    assert min(soft_jaccard(p / 100, 1) for p in range(101)) == 0


@about("tversky-by-hand", "tversky-special")
def test_weights_of_the_two_kinds_of_error():
    says("tversky-by-hand", f"{0.3 * 4:.1f}", f"{0.7 * 2:.1f}", f"{tversky(6, 4, 2, 0.7, 0.3):.3f}")
    assert tversky(6, 4, 2, 1, 1) == pytest.approx(1 - 6 / 12)
    assert tversky(6, 4, 2, 0.5, 0.5) == pytest.approx(1 - 2 * 6 / (10 + 8))
    assert tversky(6, 4, 2, 0, 0) == 0


@about("diou-by-hand")
def test_diou_of_two_squares_that_are_apart():
    says("diou-by-hand", f"{3**2}/{4**2 + 1**2}", f"{giou_loss((0, 0, 1, 1), (3, 0, 4, 1))}")


@about("bce-pos-weight-base-rate")
def test_a_weight_of_positives_multiplies_the_odds():
    labels = torch.zeros(10, dtype=torch.float64)
    labels[0] = 1
    weight = torch.tensor(9.0, dtype=torch.float64)

    def loss(x: Tensor) -> Tensor:
        return F.binary_cross_entropy_with_logits(x.expand(10), labels, pos_weight=weight)

    assert gradient(loss, torch.tensor(0.0).double()).abs() < 1e-12
    true = (0 - weight.log()).sigmoid()
    torch.testing.assert_close(true, labels.mean())
