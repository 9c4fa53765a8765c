"""Facts and figures in the questions about reinforcement learning, policies small enough to sum."""

from itertools import product
from math import log
from statistics import fmean, stdev

import pytest
import torch

from tests.exercises.figures_rl import advantages, clipped, punished, standardised
from tests.exercises.question_facts import about, gradient, says

LOGITS = torch.tensor([0.4, -0.7, 1.1], dtype=torch.float64)
REWARDS = torch.tensor([1.0, -0.5, 3.0], dtype=torch.float64)
REFERENCE = torch.tensor([0.2, 0.5, 0.3], dtype=torch.float64).log()
TRUE = gradient(lambda x: (x.softmax(0) * REWARDS).sum(), LOGITS)


def expected_score(weights: torch.Tensor) -> torch.Tensor:
    """The expectation under the policy of weight times the gradient of the log-probability."""
    p = LOGITS.softmax(0)
    return gradient(lambda x: (p * weights * x.log_softmax(0)).sum(), LOGITS)


@about("reinforce-baseline", "reinforce-derivation", "reinforce-loss-value")
def test_the_score_has_mean_zero_and_a_baseline_changes_nothing():
    torch.testing.assert_close(expected_score(REWARDS), TRUE)
    torch.testing.assert_close(expected_score(REWARDS - 7), TRUE)
    torch.testing.assert_close(expected_score(torch.ones(3)), torch.zeros(3).double())


@about("ppo-clip-by-hand", "ppo-clip-where-flat")
def test_where_the_clipped_objective_is_flat():
    def slope(ratio: float, advantage: float) -> float:
        def objective(r):
            return torch.minimum(r * advantage, r.clamp(0.8, 1.2) * advantage)

        return gradient(objective, ratio).item()

    assert [slope(1.3, 1.0), slope(0.7, -1.0)] == [0, 0]
    assert [slope(1.3, -1.0), slope(0.7, 1.0)] == [-1, 1]
    assert slope(1.5, 2.0) == 0
    says("ppo-clip-by-hand", f"{1.2 * -2:.1f}", f"{clipped(1.5, 2, 0.2):.1f}")


@about("ppo-clip-first-step")
def test_the_ratio_on_fresh_samples_is_one_and_in_another_precision_is_not():
    x = LOGITS.float()
    assert (x.log_softmax(0) - x.log_softmax(0)).exp().eq(1).all()
    assert not (x.log_softmax(0) - x.bfloat16().float().log_softmax(0)).exp().eq(1).all()


@about("grpo-length-bias", "grpo-token-weights")
def test_what_each_reduction_makes_a_token_weigh():
    lengths = {"short": 50, "long": 400}
    weights = {
        "per-response": {name: 1 / n / 2 for name, n in lengths.items()},
        "all-tokens": {name: 1 / sum(lengths.values()) for name in lengths},
        "constant": {name: 1 / 2 / 1000 for name in lengths},
        "summed": {name: 1 / 2 for name in lengths},
    }
    assert [k for k, w in weights.items() if w["long"] < w["short"]] == ["per-response"]
    says("grpo-token-weights", f"1/{sum(lengths.values())}")
    assert lengths["long"] / lengths["short"] == 8


@about("dapo-clip-higher")
def test_what_the_clips_allow():
    says("dapo-clip-higher", f"{1.2 * 0.05:.2f}")
    assert 1.2 * 0.9 > 1


@about("dapo-equal-rewards", "grpo-advantage-one-response")
def test_groups_of_equal_rewards_have_no_advantage_and_groups_of_one_are_nan():
    def standardise(r):
        return (r - r.mean(1, keepdim=True)) / (r.std(1, keepdim=True) + 1e-4)

    assert standardise(torch.ones(2, 4)).eq(0).all()
    with pytest.warns(UserWarning, match="degrees of freedom"):
        assert standardise(torch.ones(2, 1)).isnan().all()
    assert torch.ones(2, 1).std(1, correction=0).eq(0).all()


@about("gae-lambda", "gae-by-hand")
def test_the_ends_of_lambda():
    rewards, values = [0.3, -1.0, 2.0], [0.5, 0.1, -0.4]
    returns = [sum(0.9 ** (k - t) * rewards[k] for k in range(t, 3)) for t in range(3)]
    assert advantages(rewards, values, 0.9, 1.0) == pytest.approx(
        [g - v for g, v in zip(returns, values, strict=True)]
    )
    assert advantages(rewards, values, 0.9, 0.0)[0] == pytest.approx(0.3 + 0.9 * 0.1 - 0.5)
    says("gae-by-hand", f"{advantages([0, 1], [0.5, 0.5], 1, 1)[0]}")


@about("gae-done")
def test_without_the_cut_the_last_step_has_the_next_episodes_rewards():
    alone = advantages([0, 1], [0.5, 0.5], 1, 1)
    joined = advantages([0, 1, 5, 5], [0.5, 0.5, 0.5, 0.5], 1, 1)
    assert joined[1] - alone[1] == 5 + 5


@about("discounted-returns-by-hand")
def test_the_return_from_the_end_on():
    after = 0 + 0.5 * 2
    says("discounted-returns-by-hand", f"0 + 0.5 · 2 = {after:.0f}")
    assert 1 + 0.5 * after == 1.5


@about("rloo-leave-one-out", "rloo-by-hand")
def test_the_plain_mean_shrinks_the_gradient_and_leaving_one_out_does_not():
    p = LOGITS.softmax(0)
    n = 3  # responses in a group; all groups there are, by their probability
    plain, left_out = torch.zeros(3).double(), torch.zeros(3).double()
    for group in product(range(3), repeat=n):
        drawn = list(group)
        weight, reward = p[drawn].prod(), REWARDS[drawn]
        mean = reward.mean()
        scores = torch.eye(3).double()[drawn] - p  # the gradient of a log-probability by the logits
        plain += weight * ((reward - mean)[:, None] * scores).mean(0)
        others = (reward.sum() - reward) / (n - 1)
        left_out += weight * ((reward - others)[:, None] * scores).mean(0)
    torch.testing.assert_close(left_out, TRUE)
    torch.testing.assert_close(plain, (n - 1) / n * TRUE)
    says("rloo-by-hand", f"{0 - 1 / 4}", f"{1 - 1 / 4}")
    assert sum(r - fmean([1, 0, 0, 0]) for r in (1, 0, 0, 0)) == 0


@about("grpo-advantage-rare-success", "grpo-advantage-difficulty")
def test_what_dividing_by_the_spread_does_to_rare_and_frequent_success():
    one, four = stdev([1.0] + [0.0] * 7), stdev([1.0] * 4 + [0.0] * 4)
    says("grpo-advantage-rare-success", f"{7 / 8}", f"{one:.3f}", f"{standardised(4, 8):.2f}")
    says("grpo-advantage-difficulty", f"{1 / one:.2f}", f"{1 / four:.2f}")
    assert standardised(1, 8) / standardised(4, 8) > (7 / 8) / (4 / 8)


@about("value-clip-by-hand", "value-clip-gradient")
def test_a_value_that_moved_too_far_towards_the_return_has_no_gradient():
    def loss(v):
        return torch.maximum((v - 2) ** 2, (v.clamp(-0.2, 0.2) - 2) ** 2) / 2

    assert gradient(loss, 1.0) == 0
    assert gradient(lambda v: (v - 2) ** 2 / 2, 1.0) == -1
    says("value-clip-by-hand", f"{(0.2 - 2) ** 2:.2f}")
    says("value-clip-gradient", f"{0.2 - 2:.1f}")


@about("value-clip-bad-critic")
def test_a_constant_value_drops_out_of_the_mean_gradient():
    torch.testing.assert_close(expected_score(REWARDS - 1.7), TRUE)
    p = LOGITS.softmax(0)
    scores = torch.eye(3).double() - p

    def spread(baseline: float) -> float:
        samples = (REWARDS - baseline)[:, None] * scores
        return (p[:, None] * (samples - TRUE) ** 2).sum().item()

    assert spread((p * REWARDS).sum().item()) < spread(-5.0)


@about("kl-estimators-which")
def test_what_is_unbiased_in_value_and_what_in_gradient():
    p = LOGITS.softmax(0)

    def k(kind: int, x):
        d = x.log_softmax(0) - REFERENCE
        return {1: d, 2: d**2 / 2, 3: (-d).exp() + d - 1}[kind]

    divergence = (p * (p.log() - REFERENCE)).sum()
    for kind, unbiased in ((1, True), (2, False), (3, True)):
        assert torch.isclose((p * k(kind, LOGITS)).sum(), divergence).item() is unbiased
    assert (k(1, LOGITS) < 0).any()
    assert (k(3, LOGITS) >= 0).all()
    true = gradient(lambda x: (x.softmax(0) * (x.log_softmax(0) - REFERENCE)).sum(), LOGITS)
    mean = {n: gradient(lambda x, n=n: (p * k(n, x)).sum(), LOGITS) for n in (1, 2, 3)}
    torch.testing.assert_close(mean[1], torch.zeros(3).double())
    torch.testing.assert_close(mean[2], true)
    torch.testing.assert_close(
        mean[3],
        gradient(lambda x: (REFERENCE.exp() * (REFERENCE - x.log_softmax(0))).sum(), LOGITS),
    )


@about("kl-estimators-by-hand", "kl-estimators-k3-variance")
def test_the_three_estimates_of_one_token():
    says("kl-estimators-by-hand", f"{log(2):.3f}", f"{log(2) ** 2 / 2:.3f}")
    d = -log(1000)
    says("kl-estimators-k3-variance", f"{d:.1f}", f"{d * d / 2:.1f}", f"{1000 + d - 1:.0f}")


@about("dqn-loss-frozen", "dqn-loss-overestimates")
def test_the_maximum_of_noisy_estimates_is_too_high():
    cases = list(product((-1, 1), repeat=2))
    assert sum(max(case) == 1 for case in cases) == 3
    double = [other[case.index(max(case))] for case in cases for other in cases]
    assert fmean(double) == 0  # one network chooses, another one values

    def learnt(every: int) -> float:
        """One weight for two states alike: 1 and, after it, 2; no reward, so 0 is right."""
        weight = copy = 1.0
        for step in range(50):
            copy = weight if step % every == 0 else copy
            weight += 0.1 * (0.9 * 2 * copy - weight)
        return weight

    assert learnt(1) > learnt(10) > 1


@about("td-error-truncated")
def test_a_time_limit_marked_as_an_end_lowers_what_the_last_states_are_worth():
    gamma, true = 0.99, 1 / (1 - 0.99)
    returns = [0.0]
    for _ in range(200):
        returns.append(1 + gamma * returns[-1])  # from the last state back
    assert returns[1] == 1
    assert returns == sorted(returns)
    assert returns[-1] < true
    assert 1 + gamma * true == pytest.approx(true)  # with the value of the next state


@about("gspo-ratio", "gspo-clipped")
def test_the_ratio_of_a_response_belongs_to_all_of_its_tokens():
    says("gspo-ratio", f"{1.01**100:.2f}")
    log_ratios = torch.tensor([0.0, 0.0, 0.0, 1.0])

    def surrogate(x: torch.Tensor, *, whole: bool) -> torch.Tensor:
        ratio = (x.mean() if whole else x).exp()
        return torch.minimum(ratio, ratio.clamp(0.8, 1.2))  # of an advantage of 1

    assert gradient(lambda x: surrogate(x, whole=True), log_ratios).eq(0).all()
    assert gradient(lambda x: surrogate(x, whole=False), log_ratios).ne(0).tolist() == [
        True, True, True, False,
    ]  # fmt: skip
    inside = gradient(lambda x: surrogate(x, whole=True), log_ratios / 10)
    assert len(set(inside.tolist())) == 1


@about("dr-grpo-deviation")
def test_the_deviation_lifts_prompts_that_are_nearly_always_right_or_wrong():
    def lifted(right: int, of: int = 16) -> float:
        rewards = [1.0] * right + [0.0] * (of - right)
        return 1 / stdev(rewards)

    assert lifted(1) == pytest.approx(lifted(15))
    assert lifted(1) > lifted(4) > lifted(8)
    assert stdev([1.0] * 8000 + [0.0] * 8000) == pytest.approx((0.5 * 0.5) ** 0.5, rel=1e-3)


@about("kl-estimator-gradients-k1")
def test_what_each_estimate_teaches_as_a_loss():
    def forward(x: torch.Tensor) -> torch.Tensor:
        return (REFERENCE.exp() * (REFERENCE - x.log_softmax(0))).sum()

    def reverse(x: torch.Tensor) -> torch.Tensor:
        return (x.softmax(0) * (x.log_softmax(0) - REFERENCE)).sum()

    def taught(k) -> torch.Tensor:
        p = LOGITS.softmax(0)  # of sampling, held constant
        return gradient(lambda x: (p * k(x.log_softmax(0) - REFERENCE)).sum(), LOGITS)

    assert taught(lambda d: d).abs().max() < 1e-12
    torch.testing.assert_close(taught(lambda d: d**2 / 2), gradient(reverse, LOGITS))
    torch.testing.assert_close(taught(lambda d: (-d).exp() + d - 1), gradient(forward, LOGITS))


@about("overlong-reward-by-hand", "ppo-dual-clip-by-hand")
def test_the_ends_of_two_bounds():
    assert [punished(length, 1000, 200) for length in (0, 800, 1000, 2000)] == [0, 0, -1, -1]
    says("ppo-dual-clip-by-hand", f"{clipped(10, -2, 0.2):.0f}")
    ratio = torch.tensor(10.0, dtype=torch.float64)
    plain = gradient(lambda r: torch.minimum(r * -2, r.clamp(0.8, 1.2) * -2), ratio)
    bounded = gradient(
        lambda r: torch.minimum(r * -2, r.clamp(0.8, 1.2) * -2).clamp(min=3 * -2), ratio
    )
    assert (plain.item(), bounded.item()) == (-2, 0)
