"""What questions claim about PyTorch and about floating point, tried on the PyTorch installed.

Figures have their own table, in plain Python; here is what only running it can tell.
"""

import warnings

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from tests.exercises.question_facts import QUESTIONS, about, gradient

LOGITS = torch.randn(5, 3, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
INDICES = torch.tensor([0, 2, 1, 1, 0])
ONE_HOT = F.one_hot(INDICES, 3)
LABELS = torch.tensor([[0, 1, 1], [1, 1, 1], [0, 0, 0], [1, 0, 0], [0, 1, 0]]).double()


@about("mae-pytorch-zero", "mae-gradient-size", "mae-gradient-value")
def test_mae_has_gradients_of_one_size_and_zero_at_zero():
    target = torch.tensor([1.0, 1.0, 1.0, 1.0])
    found = gradient(lambda x: nn.L1Loss()(x, target), [1.0, 1.01, 1001.0, -3.0])
    assert found.tolist() == [0.0, 0.25, 0.25, -0.25]


@about("mae-broadcast")
@pytest.mark.parametrize("loss", [nn.L1Loss(), nn.MSELoss()])
def test_a_column_against_a_row_is_averaged_over_all_pairs_with_a_warning(loss):
    column, row = LOGITS[:, :1], LOGITS[:, 0]
    with pytest.warns(UserWarning, match="target size"):
        found = loss(column, row)
    assert torch.equal(found, loss(column.expand(5, 5), row.expand(5, 5)))
    assert found > 0
    with pytest.raises(ValueError, match="must be the same"):
        nn.BCEWithLogitsLoss()(column, row)


@about("mae-printed-digits")
def test_the_nearest_float32_to_the_mean_is_what_is_printed():
    assert torch.tensor(0.42).item() == 0.41999998688697815


@about("mae-smooth-l1")
def test_huber_and_smooth_l1_differ_by_a_factor():
    huber, smooth = nn.HuberLoss(delta=0.3), nn.SmoothL1Loss(beta=0.3)
    assert huber(LOGITS, LABELS) == pytest.approx(0.3 * smooth(LOGITS, LABELS).item())


@about("mae-best-constant", "mse-best-constant")
def test_the_best_constants_are_the_median_and_the_mean():
    targets = torch.tensor([1.0, 2.0, 3.0, 10.0, 40.0])
    grid = torch.arange(0, 45, 0.01)
    errors = grid[:, None] - targets
    assert grid[errors.abs().mean(1).argmin()] == pytest.approx(3.0)
    assert grid[errors.square().mean(1).argmin()] == pytest.approx(11.2)


@about("mse-gradient-form", "mse-near-target", "mse-half")
def test_the_gradient_of_mse_is_twice_the_error_over_n():
    found = gradient(lambda x: nn.MSELoss()(x, LABELS), LOGITS)
    torch.testing.assert_close(found, 2 * (LOGITS - LABELS) / LOGITS.numel())


@about("mse-rmse")
def test_the_root_has_no_gradient_at_a_perfect_fit_and_is_never_below_mae():
    assert gradient(lambda x: F.mse_loss(x, LABELS).sqrt(), LABELS).isnan().all()
    assert F.mse_loss(LOGITS, LABELS).sqrt() > F.l1_loss(LOGITS, LABELS)
    same = LABELS + torch.tensor([2.0, -2.0, 2.0])
    assert F.mse_loss(same, LABELS).sqrt() == F.l1_loss(same, LABELS)


@about("mse-for-probabilities")
def test_squared_error_on_a_sigmoid_learns_nothing_from_a_confident_mistake():
    squared = gradient(lambda x: (torch.sigmoid(x) - 1) ** 2, -12.0)
    entropy = gradient(lambda x: F.binary_cross_entropy_with_logits(x, torch.tensor(1.0)), -12.0)
    assert abs(squared.item()) < 2e-5
    assert entropy.item() == pytest.approx(-1, abs=1e-4)


@about("mse-half-precision")
def test_a_square_overflows_float16_before_the_mean():
    errors = torch.tensor([300.0, 0, 0, 0], dtype=torch.float16)
    assert torch.finfo(torch.float16).max == 65504
    assert errors.square().mean().isinf()


@about("mse-expanded")
def test_the_expanded_square_is_noise_for_large_values():
    p = torch.arange(10_000, 10_050, dtype=torch.float32) + 0.3
    t = p + 1
    errors = (p * p - 2 * p * t + t * t) - (p - t) ** 2
    assert errors.abs().max() > 1


@about("ce-contains")
def test_cross_entropy_is_log_softmax_and_nll():
    parts = nn.NLLLoss()(F.log_softmax(LOGITS, dim=1), INDICES)
    torch.testing.assert_close(nn.CrossEntropyLoss()(LOGITS, INDICES), parts)


@about("ce-targets")
def test_cross_entropy_takes_indices_and_float_probabilities():
    indices = nn.CrossEntropyLoss()(LOGITS, INDICES)
    torch.testing.assert_close(nn.CrossEntropyLoss()(LOGITS, ONE_HOT.double()), indices)
    soft = torch.softmax(LABELS, dim=1)
    expected = -(soft * F.log_softmax(LOGITS, dim=1)).sum(1).mean()
    torch.testing.assert_close(nn.CrossEntropyLoss()(LOGITS, soft), expected)


@about("ce-targets")
@pytest.mark.parametrize("target", [ONE_HOT, INDICES[:, None]], ids=["long one-hot", "column"])
def test_cross_entropy_refuses_other_targets(target):
    with pytest.raises(RuntimeError):
        nn.CrossEntropyLoss()(LOGITS, target)


@about("ce-gradient-form", "ce-other-classes")
def test_the_gradient_of_cross_entropy_is_softmax_minus_label():
    found = gradient(lambda x: nn.CrossEntropyLoss()(x, INDICES), LOGITS)
    torch.testing.assert_close(found, (torch.softmax(LOGITS, 1) - ONE_HOT) / 5)
    torch.testing.assert_close(found.sum(1), torch.zeros(5, dtype=torch.float64))


@about("ce-why-log-softmax", "ce-epsilon", "general-clamp-or-log-space")
def test_only_log_softmax_survives_a_large_gap():
    logits = torch.tensor([0.0, 105.0])
    assert torch.softmax(logits, 0)[0] == 0
    assert torch.log_softmax(logits, 0)[0] == -105
    with_epsilon = gradient(lambda x: -torch.log(torch.softmax(x, 0)[0] + 1e-8), logits)
    clamped = gradient(lambda x: -torch.log(torch.softmax(x, 0)[0].clamp(min=1e-8)), logits)
    exact = gradient(lambda x: -torch.log_softmax(x, 0)[0], logits)
    assert with_epsilon.tolist() == clamped.tolist() == [0, 0]
    assert exact.tolist() == [-1, 1]


@about("ce-shift")
def test_adding_a_constant_to_the_logits_changes_nothing():
    loss = nn.CrossEntropyLoss()
    torch.testing.assert_close(loss(LOGITS + 1000, INDICES), loss(LOGITS, INDICES))


@about("ce-weighted-mean")
def test_class_weights_divide_by_the_weights_of_the_targets():
    # Logits of two classes whose losses are 1.0 for the first sample and 2.0 for the second.
    gaps = torch.log(torch.expm1(torch.tensor([1.0, 2.0])))
    logits = torch.stack([torch.stack([-gaps[0], gaps[1]]), torch.zeros(2)], dim=1)
    targets, weight = torch.tensor([0, 1]), torch.tensor([1.0, 3.0])
    each = F.cross_entropy(logits, targets, reduction="none")
    torch.testing.assert_close(each, torch.tensor([1.0, 2.0]))
    weighed = F.cross_entropy(logits, targets, weight=weight)
    assert weighed.item() == pytest.approx(QUESTIONS["ce-weighted-mean"].answer)
    none = F.cross_entropy(logits, targets, weight=weight, reduction="none")
    assert none.mean().item() == pytest.approx(3.5)


@about("bce-which-class", "bce-target-dtype")
def test_what_the_binary_losses_refuse():
    with pytest.raises(RuntimeError, match="between 0 and 1"):
        nn.BCELoss()(LOGITS * 5, LABELS)
    with pytest.raises(RuntimeError):
        nn.BCEWithLogitsLoss()(LOGITS, LABELS.long())
    with pytest.raises(ValueError, match="must be the same"):
        nn.BCEWithLogitsLoss()(LOGITS, INDICES.double())
    soft = torch.sigmoid(LABELS)
    torch.testing.assert_close(
        nn.BCEWithLogitsLoss()(LOGITS, soft), nn.BCELoss()(torch.sigmoid(LOGITS), soft)
    )


@about("bce-clamped-log", "bce-why-with-logits")
def test_bce_loss_clamps_its_logarithm_at_minus_one_hundred():
    assert nn.BCELoss()(torch.zeros(1), torch.ones(1)).item() == 100
    assert nn.BCEWithLogitsLoss()(torch.tensor([-5e3]), torch.ones(1)).item() == 5e3


@about("bce-gradient-form", "bce-gradient-value")
def test_the_gradient_of_bce_is_sigmoid_minus_label():
    found = gradient(lambda x: nn.BCEWithLogitsLoss()(x, LABELS), LOGITS)
    torch.testing.assert_close(found, (torch.sigmoid(LOGITS) - LABELS) / LABELS.numel())


@about("bce-negative-branch", "bce-derivation", "bce-logit-three")
def test_both_branches_and_the_joined_form_are_bce():
    x, y = LOGITS, LABELS
    expected = F.binary_cross_entropy_with_logits(x, y, reduction="none")
    for form in (
        torch.log(1 + torch.exp(-x)) + x * (1 - y),
        torch.log(1 + torch.exp(x)) - x * y,
        x.clamp(min=0) - x * y + torch.log(1 + torch.exp(-x.abs())),
    ):
        torch.testing.assert_close(form, expected)


@about("bce-overflow", "bce-saturated-sigmoid")
def test_where_the_textbook_forms_break_in_float32():
    assert torch.log(1 + torch.exp(torch.tensor(88.7))).isfinite()
    assert torch.log(1 + torch.exp(torch.tensor(88.8))).isinf()
    assert torch.sigmoid(torch.tensor([16.0, 17.0])).eq(1).tolist() == [False, True]
    assert torch.log(1 - torch.sigmoid(torch.tensor(20.0))) == -torch.inf
    assert torch.log(torch.sigmoid(torch.tensor([-88.0, -89.5]))).isinf().tolist() == [False, True]
    assert F.logsigmoid(torch.tensor(-20.0)).item() == pytest.approx(-20)


@about("bce-two-logits")
def test_two_logits_are_worth_their_difference():
    two = nn.CrossEntropyLoss()(LOGITS[:, :2], torch.zeros(5, dtype=torch.long))
    one = nn.BCEWithLogitsLoss()(LOGITS[:, 0] - LOGITS[:, 1], torch.ones(5, dtype=torch.float64))
    torch.testing.assert_close(two, one)


@about("bce-imbalance")
def test_pos_weight_multiplies_the_term_of_the_positives():
    logits, labels = torch.zeros(100), torch.zeros(100)
    labels[0] = 1
    weight = torch.tensor(QUESTIONS["bce-imbalance"].answer)
    each = F.binary_cross_entropy_with_logits(logits, labels, pos_weight=weight, reduction="none")
    torch.testing.assert_close(each[0], each[1:].sum())


@about("kl-pytorch-arguments")
def test_the_kl_call_that_is_right_is_and_the_others_are_not():
    q, p = LOGITS, LABELS + 0.1 * LOGITS.flip(0)
    expected = (p.softmax(1) * (p.log_softmax(1) - q.log_softmax(1))).sum(1).mean()
    arguments = {
        "probabilities": (q.softmax(1), p.softmax(1)),
        "right": (q.log_softmax(1), p.softmax(1)),
        "swapped": (p.log_softmax(1), q.softmax(1)),
        "both-logs": (q.log_softmax(1), p.log_softmax(1)),
    }
    for option in QUESTIONS["kl-pytorch-arguments"].options:
        found = F.kl_div(*arguments[option.id], reduction="batchmean")
        assert torch.allclose(found, expected) is option.right, option.id


@about("kl-mean-reduction")
def test_the_default_reduction_of_kl_divides_by_the_classes_too_and_warns():
    log_q, p = LOGITS.log_softmax(1), LABELS.softmax(1)
    with pytest.warns(UserWarning, match="batchmean"):
        mean = nn.KLDivLoss()(log_q, p)
    torch.testing.assert_close(mean * 3, nn.KLDivLoss(reduction="batchmean")(log_q, p))


@about("kl-log-target")
def test_log_target_takes_the_target_as_log_probabilities():
    log_q, p = LOGITS.log_softmax(1), LABELS
    with_log = F.kl_div(log_q, p.log_softmax(1), reduction="batchmean", log_target=True)
    torch.testing.assert_close(with_log, F.kl_div(log_q, p.softmax(1), reduction="batchmean"))


@about("kl-input-not-log")
def test_probabilities_in_place_of_log_probabilities_raise_nothing():
    half = torch.full((1, 2), 0.5)
    found = F.kl_div(half, half, reduction="batchmean").item()
    assert found == pytest.approx(QUESTIONS["kl-input-not-log"].answer, abs=1e-6)


@about("kl-nan", "kl-zero-probabilities")
def test_zeros_in_p_are_nan_by_hand_and_zero_in_the_functions_named():
    p, log_q = torch.tensor([1.0, 0.0]), torch.tensor([0.5, 0.5]).log()
    assert (p * (p.log() - log_q)).sum().isnan()
    expected = pytest.approx(torch.log(torch.tensor(2.0)).item())
    assert F.kl_div(log_q, p, reduction="sum").item() == expected
    assert (torch.xlogy(p, p) - p * log_q).sum().item() == expected
    assert (-torch.special.entr(p) - p * log_q).sum().item() == expected


@about("kl-gradient")
def test_the_gradient_of_kl_is_q_minus_p():
    p = LABELS[0].softmax(0)
    found = gradient(lambda x: F.kl_div(x.log_softmax(0), p, reduction="sum"), LOGITS[0])
    torch.testing.assert_close(found, LOGITS[0].softmax(0) - p)


@about("kl-temperature")
def test_gradients_fall_with_the_square_of_the_temperature():
    def size(t: float) -> float:
        p = (LABELS[0] / t).softmax(0)
        found = gradient(lambda x: F.kl_div((x / t).log_softmax(0), p, reduction="sum"), LOGITS[0])
        return found.norm().item()

    assert size(20) / size(40) == pytest.approx(4, rel=0.05)


@about("kl-vae")
def test_the_kl_of_two_gaussians():
    normal = torch.distributions.Normal
    found = torch.distributions.kl_divergence(normal(1.0, 1.0), normal(0.0, 1.0))
    assert found.item() == pytest.approx(QUESTIONS["kl-vae"].answer)


def focal(x: torch.Tensor, alpha: float, gamma: float) -> torch.Tensor:
    """As a textbook writes it, for positive labels."""
    p = torch.sigmoid(x)
    return -alpha * (1 - p) ** gamma * torch.log(p)


@about("focal-gamma-zero", "focal-never-amplifies")
def test_focal_is_half_of_bce_at_gamma_zero_and_never_more_than_bce():
    x = LOGITS[:, 0]
    bce = F.binary_cross_entropy_with_logits(x, torch.ones_like(x), reduction="none")
    torch.testing.assert_close(focal(x, 0.5, 0), bce / 2)
    assert (focal(x, 1, 2) < bce).all()


@about("focal-gradient-value")
def test_the_gradient_of_focal_goes_through_the_factor():
    found = gradient(lambda x: focal(x, 1, 2), 0.0).item()
    assert found == pytest.approx(QUESTIONS["focal-gradient-value"].answer, abs=1e-5)


@about("focal-small-gamma")
@pytest.mark.parametrize(("gamma", "is_nan"), [(0.5, True), (1.0, False), (2.0, False)])
def test_a_gamma_below_one_is_nan_where_p_t_is_one(gamma, is_nan):
    x = torch.tensor(40.0)
    assert focal(x, 1, gamma).isfinite()
    assert gradient(lambda x: focal(x, 1, gamma), x).isnan().item() is is_nan


@about("focal-log-pt")
def test_bce_of_each_element_is_minus_log_p_t():
    p_t = torch.where(LABELS > 0, torch.sigmoid(LOGITS), 1 - torch.sigmoid(LOGITS))
    bce = F.binary_cross_entropy_with_logits(LOGITS, LABELS, reduction="none")
    torch.testing.assert_close(bce, -torch.log(p_t))


@about("focal-pytorch")
def test_torch_itself_has_no_focal_loss():
    assert not [name for name in (*dir(nn), *dir(F)) if "focal" in name.lower()]


@about("general-naive-softmax")
def test_the_naive_softmax_of_a_large_logit_is_nan():
    powers = torch.exp(torch.tensor([1000.0, 0.0]))
    assert (powers / powers.sum()).isnan().tolist() == [True, False]


@about("general-half-precision-epsilon")
def test_an_epsilon_of_1e_8_is_nothing_in_float16():
    assert torch.log(torch.zeros(1, dtype=torch.float16) + 1e-8).item() == -torch.inf


@about("general-which-take-logits")
def test_nll_and_kl_take_logits_without_complaint():
    nn.NLLLoss()(LOGITS, INDICES)
    nn.KLDivLoss(reduction="batchmean")(LOGITS, LABELS)


@about("general-detached-loss")
def test_what_cuts_a_loss_off_from_the_graph():
    x = LOGITS.clone().requires_grad_()
    loss = x.square().mean()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert not torch.tensor(loss).requires_grad
    assert isinstance(loss.item(), float)
    assert torch.stack([loss, loss]).mean().requires_grad
    assert loss.clone().requires_grad


@about("general-outlier-ranking")
def test_only_mse_pulls_harder_the_farther_a_target_is():
    target = torch.tensor(0.0)

    def pulls(function):
        return [gradient(function, at).item() for at in (50.0, 80.0)]

    assert pulls(lambda x: F.mse_loss(x, target)) == [100, 160]
    for function in (
        lambda x: F.l1_loss(x, target),
        lambda x: F.huber_loss(x, target),
        lambda x: torch.log(torch.cosh(x)),
    ):
        assert pulls(function) == pytest.approx([1, 1])
