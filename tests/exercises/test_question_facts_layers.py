"""Facts and figures in the questions about attention, norms, optimizers and sampling."""

from math import ceil, exp, log, pi, sqrt

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.exercises.figures_layers import TOKENS, first_step, nucleus
from tests.exercises.question_facts import about, gradient, says


def drawn(*shape: int, seed: int = 3) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(*shape, dtype=torch.float64, generator=generator)


@about("attention-score-spread", "attention-unscaled")
def test_what_scores_that_are_not_scaled_make_of_attention():
    q, k = drawn(2000, 1, 128), drawn(2000, 64, 128, seed=4)
    scores = (q @ k.mT).squeeze(1)
    assert scores.std().item() == pytest.approx(sqrt(128), rel=0.03)
    says("attention-unscaled", f"{sqrt(128):.1f}")
    says("attention-score-spread", f"{8 / 64}")
    plain, scaled = scores.softmax(1), (scores / sqrt(128)).softmax(1)
    assert plain.amax(1).median() > 0.9
    assert scaled.amax(1).median() < 0.2
    assert (scores / 128).softmax(1).amax(1).median() < 1.5 / 64
    assert plain.sum(1).allclose(torch.ones(2000, dtype=torch.float64))
    assert (1e4 * scores).softmax(1).isfinite().all()


@about("attention-weights-memory", "gqa-cache-size", "adamw-memory")
def test_what_is_kept_in_memory():
    says("attention-weights-memory", f"{32 * 8192**2 * 2 // 2**30}")
    a_token = 2 * 32 * 32 * 128 * 2
    says("gqa-cache-size", f"{a_token // 2**10}", f"{a_token * 32768 // 2**30}")
    says("adamw-memory", f"{2 + 2 + 4 + 4 + 4}")


@about("attention-empty-row")
def test_what_softmax_makes_of_a_row_that_is_masked_throughout():
    row = torch.full((4,), -torch.inf)
    assert row.softmax(0).isnan().all()
    assert torch.full((4,), -1e9).softmax(0).tolist() == [0.25] * 4
    assert gradient(lambda x: 0 * (x + row).softmax(0), torch.zeros(4)).isnan().all()


@about("attention-heads")
def test_heads_cost_as_many_parameters_and_multiplications():
    def parameters(heads: int) -> int:
        layer = torch.nn.MultiheadAttention(512, heads)
        return sum(each.numel() for each in layer.parameters())

    assert parameters(8) == parameters(1)


@about("causal-attention-after-softmax")
def test_a_mask_after_the_softmax_leaves_the_future_in_the_denominator():
    scores = drawn(6, 6)
    late = scores.softmax(1).tril()
    right = scores.masked_fill(torch.ones(6, 6).triu(1).bool(), -torch.inf).softmax(1)
    assert late[0].sum() < 0.5
    torch.testing.assert_close(late / late.sum(1, keepdim=True), right)
    other = scores.clone()
    other[0, 5] += 1
    assert other.softmax(1).tril()[0, 0] < late[0, 0]
    assert gradient(lambda s: s.softmax(1).tril() @ drawn(6, 2), scores).isfinite().all()


@about("causal-attention-cache")
def test_earlier_outputs_do_not_change_when_a_token_is_added():
    q, k, v = drawn(1, 7, 4), drawn(1, 7, 4, seed=4), drawn(1, 7, 4, seed=5)
    whole = F.scaled_dot_product_attention(q, k, v, is_causal=True)
    shorter = F.scaled_dot_product_attention(q[:, :6], k[:, :6], v[:, :6], is_causal=True)
    torch.testing.assert_close(whole[:, :6], shorter)
    newest = F.scaled_dot_product_attention(q[:, 6:], k, v)
    torch.testing.assert_close(whole[:, 6:], newest)


@about("gqa-repeat", "gqa-what-shrinks")
def test_two_ways_to_repeat_heads_have_one_shape_and_half_of_the_pairs():
    k = torch.arange(2.0).view(1, 2, 1, 1)
    interleaved, repeated = k.repeat_interleave(4, dim=1), k.repeat(1, 4, 1, 1)
    assert interleaved.shape == repeated.shape
    assert (interleaved != repeated).sum() == 4
    says("gqa-repeat", " ".join(f"{x:.0f}" for x in interleaved.flatten().tolist()))
    says("gqa-repeat", " ".join(f"{x:.0f}" for x in repeated.flatten().tolist()))


def turned(x: Tensor, position: int, *, halves: bool = False) -> Tensor:
    """RoPE of one vector with base 10000, by complex numbers."""
    n = len(x)
    pairs = x.view(2, n // 2).T if halves else x.view(n // 2, 2)
    angles = position * 10000 ** (-2 * torch.arange(n // 2, dtype=torch.float64) / n)
    by = torch.polar(torch.ones_like(angles), angles)
    both = torch.view_as_real(torch.view_as_complex(pairs.contiguous()) * by)
    return (both.T if halves else both).flatten()


@about("rope-relative", "rope-values")
def test_scores_depend_on_the_signed_difference_of_positions():
    q, k = drawn(8), drawn(8, seed=4)
    score = turned(q, 5) @ turned(k, 2)
    torch.testing.assert_close(turned(q, 105) @ turned(k, 102), score)
    assert abs(turned(q, 2) @ turned(k, 5) - score) > 0.1
    assert abs(turned(q, 6) @ turned(k, 2) - score) > 0.1
    assert not turned(k, 2).allclose(turned(k, 102), atol=0.1)  # what a turned value would be


@about("rope-turn")
def test_how_long_pairs_take_to_turn():
    slowest = 2 * pi * 10000 ** (126 / 128)
    says("rope-turn", f"{2 * pi:.2f}", "0.01", f"{round(slowest, -2):.0f}")
    slow = torch.tensor([0.0, 0.0, 1.0, 0.0], dtype=torch.float64)
    assert turned(slow, 628).allclose(slow, atol=0.004)
    assert turned(slow, 1)[3].item() == pytest.approx(0.01, abs=1e-6)


@about("rope-layout")
def test_the_two_layouts_differ_and_agree_after_a_permutation():
    q, k = drawn(8), drawn(8, seed=4)
    score = turned(q, 5) @ turned(k, 2)
    assert abs(turned(q, 5, halves=True) @ turned(k, 2, halves=True) - score) > 0.1
    order = [0, 2, 4, 6, 1, 3, 5, 7]
    moved = [turned(x[order], at, halves=True) for x, at in ((q, 5), (k, 2))]
    torch.testing.assert_close(moved[0] @ moved[1], score)
    torch.testing.assert_close(turned(q, 0, halves=True), turned(q, 0))


@about("layer-norm-axes", "layer-norm-by-hand", "layer-norm-input-scale")
def test_layer_norm_looks_at_one_token():
    x = drawn(2, 5, 6)
    whole = F.layer_norm(x, [6])
    torch.testing.assert_close(F.layer_norm(x[1, 3], [6]), whole[1, 3])
    row = torch.tensor([2.0, 4.0, 6.0])
    assert ((row - row.mean()) / row.std())[0] == -1
    assert F.layer_norm(row, [3], eps=0.0)[0].item() == pytest.approx(-sqrt(1.5))
    weights = drawn(6, seed=4)
    small, large = (
        gradient(lambda x: F.layer_norm(x, [6], eps=0.0) * weights, s * x) for s in (1, 10)
    )
    torch.testing.assert_close(large, small / 10)


@about("layer-norm-pre")
def test_the_stream_grows_with_pre_norm_and_not_with_post_norm():
    pre = post = drawn(16, 32)
    for seed in range(20):
        matrix = drawn(32, 32, seed=seed) / sqrt(32)
        pre = pre + F.layer_norm(pre, [32]) @ matrix
        post = F.layer_norm(post + post @ matrix, [32])
    assert pre.std() > 3
    assert post.std().item() == pytest.approx(1, abs=0.05)


@about("rms-norm-unchanged")
def test_what_rms_norm_does_not_see():
    x = drawn(2, 6)

    def normed(x: Tensor) -> Tensor:
        return F.rms_norm(x, [6], eps=1e-12)

    torch.testing.assert_close(normed(3 * x), normed(x))
    torch.testing.assert_close(normed(-x), -normed(x))
    assert not normed(x + 3).allclose(normed(x), atol=0.1)
    assert F.layer_norm(x + 3, [6]).allclose(F.layer_norm(x, [6]))
    other = torch.stack([x[0], drawn(6, seed=9)])
    torch.testing.assert_close(normed(other)[0], normed(x)[0])


@about("batch-norm-one")
def test_a_batch_of_one_leaves_the_bias_and_one_of_two_leaves_signs():
    bias = drawn(3)
    for x in (drawn(1, 3), drawn(1, 3, seed=8)):
        by_formula = (x - x.mean(0)) / (x.var(0, correction=0) + 1e-5).sqrt() * 2 + bias
        torch.testing.assert_close(by_formula[0], bias)
    with pytest.raises(ValueError, match="more than 1 value"):
        torch.nn.BatchNorm1d(3)(torch.zeros(1, 3))
    two = F.batch_norm(drawn(2, 3), None, None, training=True)
    torch.testing.assert_close(two.abs(), torch.ones_like(two), atol=0.01, rtol=0)


@about("batch-norm-momentum")
def test_momentum_is_the_share_of_the_new_batch_in_pytorch():
    layer = torch.nn.BatchNorm1d(1, momentum=0.1)
    for _ in range(2):
        layer(torch.tensor([[9.0], [11.0]]))
    assert layer.running_mean.item() == pytest.approx(1.9)
    says("batch-norm-momentum", f"{0.1 * (0.1 * 0 + 0.9 * 10) + 0.9 * 10:.1f}")


@about("batch-norm-accumulation", "batch-norm-text")
def test_with_batch_norm_parts_of_a_batch_do_not_add_up_to_it():
    x, weights = drawn(32, 3), drawn(3, seed=5)

    def loss(x: Tensor) -> Tensor:
        return (F.batch_norm(x, None, None, training=True) * weights).pow(3).sum()

    parts = torch.cat([gradient(loss, part) for part in x.split(4)])
    assert not parts.allclose(gradient(loss, x), atol=0.1)
    later = F.batch_norm(torch.cat([x[:31], x[31:] + 5]), None, None, training=True)
    assert (later[0] - F.batch_norm(x, None, None, training=True)[0]).abs().max() > 0.1


@about("gelu-silu-at-minus-one", "gelu-silu-at-two")
def test_the_slope_of_gelu_left_of_zero():
    assert gradient(F.gelu, -1.0).item() == pytest.approx(-0.0833, abs=1e-4)
    gate = 0.5 * (1 + torch.erf(torch.tensor(-1 / sqrt(2)))).item()
    says("gelu-silu-at-minus-one", "-0.08", f"{gate:.2f}")
    at = torch.linspace(-8, 0, 8001, dtype=torch.float64)
    lowest = F.gelu(at).argmin()
    assert at[lowest].item() == pytest.approx(-0.75, abs=0.01)
    says("gelu-silu-at-minus-one", f"{F.gelu(at[lowest]).item():.2f}")
    assert abs(gradient(F.gelu, -6.0).item()) < 1e-6
    says("gelu-silu-at-two", f"{1 / (1 + exp(-2)):.3f}", f"{F.gelu(torch.tensor(2.0)).item():.3f}")
    assert torch.nn.LeakyReLU().negative_slope == 0.01


@about("gelu-silu-gated-width")
def test_a_gated_layer_of_a_known_width():
    says("gelu-silu-gated-width", f"{ceil(4096 * 8 / 3 / 256) * 256}")


@about("gelu-silu-default")
def test_which_form_of_gelu_is_the_default():
    x = torch.linspace(-6, 6, 2401, dtype=torch.float64)
    exact = 0.5 * x * (1 + torch.erf(x / 2**0.5))
    tanh = 0.5 * x * (1 + torch.tanh(0.79788 * (x + 0.044715 * x**3)))
    quick = x * torch.sigmoid(1.702 * x)
    torch.testing.assert_close(F.gelu(x), exact)
    torch.testing.assert_close(F.gelu(x, approximate="tanh"), tanh, atol=1e-4, rtol=0)
    says(
        "gelu-silu-default",
        f"{(tanh - exact).abs().max():.4f}",
        f"{(quick - exact).abs().max():.2f}",
    )


def adam(grads: list[float], *, weight_decay: float = 0.0, l2: float = 0.0) -> Tensor:
    """How far PyTorch's optimizer moves a weight of 1 for each of these gradients."""
    weights = torch.ones(len(grads), dtype=torch.float64, requires_grad=True)
    optimizer = (
        torch.optim.Adam([weights], lr=0.01, weight_decay=l2)
        if l2
        else torch.optim.AdamW([weights], lr=0.01, weight_decay=weight_decay)
    )
    for _ in range(20):
        weights.grad = torch.tensor(grads, dtype=torch.float64)
        optimizer.step()
    return 1 - weights.detach()


@about("adamw-first-step", "adamw-scaled-loss", "adamw-uncorrected")
def test_the_size_of_adams_steps():
    wrong = first_step(0.003, 0.1, corrected=False)
    says("adamw-first-step", f"{wrong:.3f}")
    says("adamw-uncorrected", f"{sqrt(0.001):.3f}", f"{wrong / 0.1:.2f}")
    torch.testing.assert_close(adam([1.0]), adam([1000.0]))
    torch.testing.assert_close(adam([1.0], weight_decay=0.1), adam([1000.0], weight_decay=0.1))
    assert abs(adam([1.0], l2=0.5) - adam([1000.0], l2=0.5)) < 0.01


@about("adamw-l2")
def test_under_adam_an_l2_penalty_moves_weights_with_large_gradients_less():
    def by_penalty(grad: float) -> float:
        """Gradients of alternating sign, so that the penalty is what moves the weight."""
        weight = torch.ones(1, dtype=torch.float64, requires_grad=True)
        optimizer = torch.optim.Adam([weight], lr=0.001, weight_decay=0.1)
        for step in range(200):
            weight.grad = torch.tensor([grad * (-1) ** step], dtype=torch.float64)
            optimizer.step()
        return 1 - weight.item()

    assert by_penalty(10.0) < by_penalty(1.0) / 3
    for grad in (1.0, 10.0):
        weight = torch.ones(1, dtype=torch.float64, requires_grad=True)
        optimizer = torch.optim.AdamW([weight], lr=0.01, weight_decay=0.5)
        weight.grad = torch.tensor([grad], dtype=torch.float64)
        optimizer.step()
        assert weight.item() == pytest.approx(1 - 0.01 * 0.5 - 0.01, abs=1e-6)


def sgd_steps(rates: list[float]) -> list[float]:
    weight = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=rates[0], momentum=0.9)
    steps = []
    for rate in rates:
        before = weight.item()
        optimizer.param_groups[0]["lr"] = rate
        weight.grad = torch.ones(1, dtype=torch.float64)
        optimizer.step()
        steps.append(before - weight.item())
    return steps


@about("sgd-momentum-limit", "sgd-momentum-new-rate")
def test_the_length_of_steps_with_momentum():
    steps = sgd_steps([0.01] * 300 + [0.001])
    assert steps[299] == pytest.approx(0.1)
    assert steps[300] == pytest.approx(0.01)
    says("sgd-momentum-limit", f"{1 / (1 - 0.9):.0f}")
    inside = [0.9 * 0.1 + 0.001]  # the form with the rate inside: old steps, then the new gradient
    while inside[-1] > 0.02:
        inside.append(0.9 * inside[-1] + 0.001)
    assert inside[0] > 0.9 * 0.1
    assert len(inside) > 10


@about("sgd-momentum-zero-grad")
def test_gradients_add_up_until_they_are_zeroed():
    weight = torch.ones(1, requires_grad=True)
    for scale in (1.0, 2.0, 3.0):
        (scale * weight).sum().backward()
    assert weight.grad.item() == 6


@about("top-k-top-p-nucleus", "top-k-top-p-heat-first", "top-k-top-p-cold", "top-k-top-p-fixed-k")
def test_what_is_kept_and_what_temperature_does():
    says("top-k-top-p-nucleus", f"{0.5 + 0.25}", f"{0.5 + 0.25 + 0.15}", f"{0.5 / 0.75:.3f}")
    assert nucleus([0.9, 0.1], 0.8) == [1.0]
    hot = (torch.tensor(TOKENS).log() / 2).softmax(0).tolist()
    assert len(nucleus(hot, 0.9 + 1e-9)) > len(nucleus(TOKENS, 0.9 - 1e-9))
    assert sorted(hot, reverse=True) == hot
    sharp, flat = (torch.tensor([log(4.0), 0.0]) / t for t in (0.5, 50.0))
    assert (sharp.softmax(0)[0] / sharp.softmax(0)[1]).item() == pytest.approx(16, rel=1e-5)
    assert flat.softmax(0)[0] < 0.51


@about("top-k-top-p-greedy")
def test_the_best_token_at_each_step_is_not_the_best_text():
    first, second = [0.6, 0.4], [[0.5, 0.5], [0.9, 0.1]]
    greedy = first[0] * max(second[0])
    assert greedy < max(first[1] * p for p in second[1])


@about("attention-online")
def test_a_running_softmax_over_blocks_is_exact():
    scores, values = drawn(12) * 5, drawn(12, 3, seed=4)
    most, total, output = torch.tensor(-torch.inf), torch.tensor(0.0), torch.zeros(3)
    for block in range(0, 12, 4):
        s, v = scores[block : block + 4], values[block : block + 4]
        new = torch.maximum(most, s.max())
        total, output = total * (most - new).exp(), output * (most - new).exp()
        total, output = total + (s - new).exp().sum(), output + (s - new).exp() @ v
        most = new
    torch.testing.assert_close(output / total, scores.softmax(0) @ values)


@about("lora-parameters", "lora-both-zero", "lora-true")
def test_what_an_adapter_learns_and_what_it_changes():
    says("lora-parameters", "16", "4096")
    x, b = drawn(5, 4), drawn(3, 2, seed=4)
    zero_a, zero_b = torch.zeros(2, 4).double(), torch.zeros(3, 2).double()
    assert gradient(lambda a: (x @ a.T @ zero_b.T).square(), zero_a).eq(0).all()
    assert gradient(lambda up: x @ zero_a.T @ up.T, zero_b).eq(0).all()
    assert gradient(lambda up: x @ drawn(2, 4).T @ up.T, zero_b).ne(0).any()
    # equal constants in place of zeros: all rows of a learn the same
    ones = torch.ones(3, 2).double()
    rows = gradient(lambda a: (x @ a.T @ ones.T).square(), torch.ones(2, 4).double())
    assert torch.equal(rows[0], rows[1])
    assert torch.linalg.matrix_rank(b @ drawn(2, 4)) == 2
    turn = drawn(2, 2, seed=5)
    assert ((b @ turn) @ (turn.inverse() @ drawn(2, 4))).allclose(b @ drawn(2, 4))
