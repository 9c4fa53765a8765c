"""Facts and figures in the questions about reward models and preferences."""

from math import comb, log

import pytest
import torch
import torch.nn.functional as F

from tests.exercises.figures_preference import odds
from tests.exercises.question_facts import about, gradient, says

REWARDS = torch.tensor([0.3, -1.2, 2.0], dtype=torch.float64)


@about("bradley-terry-one-reward")
def test_a_number_added_to_both_rewards_of_a_pair_changes_nothing():
    other = REWARDS.flip(0) - 0.4
    shifted = F.logsigmoid((REWARDS + 100) - (other + 100))
    torch.testing.assert_close(shifted, F.logsigmoid(REWARDS - other))


@about("bradley-terry-three-of-four")
def test_the_difference_that_fits_three_of_four_is_finite_and_that_of_four_is_not():
    def slope(wins: int, at: float) -> float:
        loss = gradient(lambda d: -(wins * F.logsigmoid(d) + (4 - wins) * F.logsigmoid(-d)), at)
        return loss.item()

    assert slope(3, log(3)) == pytest.approx(0, abs=1e-6)
    assert slope(4, 20.0) < 0
    says("bradley-terry-three-of-four", f"ln {odds(3 / 4):.0f}")


@about("bradley-terry-ranked-responses")
def test_how_many_pairs_nine_responses_make():
    says("bradley-terry-ranked-responses", f"{comb(9, 2)}", f" {9 - 1} ", f"{2 * comb(9, 2)}")


@about("dpo-beta", "dpo-first-loss")
def test_what_beta_moves():
    says("dpo-beta", f"{log(odds(3 / 4)) / 0.1:.0f} nats", f"{log(odds(3 / 4)) / 0.5:.1f}")
    for beta in (0.1, 0.5):  # the gap that fits three of four annotators
        gap = log(3) / beta
        slope = gradient(lambda h: -3 * F.logsigmoid(beta * h) - F.logsigmoid(-beta * h), gap)  # noqa: B023
        assert slope.item() == pytest.approx(0, abs=1e-6)
        assert -F.logsigmoid(torch.tensor(beta * 0.0)).item() == pytest.approx(log(2))


@about("dpo-by-hand")
def test_the_implicit_rewards():
    says("dpo-by-hand", f"{0.1 * (-20 + 25):.1f}", f"{0.1 * (-30 + 28):.1f}")
    says("dpo-by-hand", f"sigmoid({0.1 * 5 + 0.1 * 2:.1f})")


@about("dpo-both-fall")
def test_the_loss_of_dpo_falls_while_both_log_probabilities_do():
    before = -F.logsigmoid(torch.tensor(0.1 * (-20.0 - -30.0)))
    after = -F.logsigmoid(torch.tensor(0.1 * (-40.0 - -80.0)))
    assert after < before


@about("dpo-derivation")
def test_the_optimal_policy_and_the_reward_it_implies():
    beta, reference = 0.3, torch.tensor([0.2, 0.5, 0.3], dtype=torch.float64)

    def objective(logits):
        p = logits.softmax(0)
        return (p * (REWARDS - beta * (p / reference).log())).sum()

    tilted = reference * (REWARDS / beta).exp()
    optimum = tilted / tilted.sum()
    torch.testing.assert_close(
        gradient(objective, optimum.log()), torch.zeros(3, dtype=torch.float64)
    )
    implied = beta * (optimum / reference).log() + beta * tilted.sum().log()
    torch.testing.assert_close(implied, REWARDS)


@about("ipo-target", "ipo-certain-preferences")
def test_ipo_pulls_back_beyond_its_target_and_dpo_never():
    beta = 0.25
    assert gradient(lambda h: (h - 1 / (2 * beta)) ** 2, 3.0) > 0
    assert gradient(lambda h: (h - 1 / (2 * beta)) ** 2, 1.0) < 0
    gaps = torch.tensor([1.0, 10.0, 100.0])
    assert (gradient(lambda h: -F.logsigmoid(beta * h), gaps) < 0).all()


@about("kto-saturates")
def test_kto_is_flat_where_dpo_pushes_hardest():
    def bad(x):  # beta times the distance from the reference point, of an undesirable response
        return 1 - torch.sigmoid(-x)

    at_the_point, far = gradient(bad, [0.0, 5.0]).tolist()
    assert at_the_point == 1 / 4
    says("kto-saturates", f"{far:.4f}")
    assert gradient(lambda x: -F.logsigmoid(-x), 5.0) > 0.99


@about("orpo-odds")
def test_odds_and_the_ratio_of_probabilities():
    says("orpo-odds", f"{odds(0.8):.0f}", f"{odds(0.5):.0f}", f"{log(0.8 / 0.5):.3f}")


@about("simpo-length", "simpo-by-hand")
def test_a_sum_prefers_the_short_response_and_a_mean_need_not():
    chosen, rejected = torch.full((10,), -0.5), torch.full((4,), -1.0)
    assert (chosen.sum(), rejected.sum()) == (-5, -4)
    assert chosen.sum() < rejected.sum()
    assert chosen.mean() > rejected.mean()
    says("simpo-by-hand", f"{chosen.mean():.1f}", f"{rejected.mean():.0f}")


@about("reward-model-margin-centring")
def test_the_square_of_the_sum_holds_the_level_and_nothing_else():
    other = REWARDS.flip(0) - 0.4

    def loss(shift: torch.Tensor, centre: float) -> torch.Tensor:
        both = (REWARDS + shift, other + shift)
        return -F.logsigmoid(both[0] - both[1]).mean() + centre * (both[0] + both[1]).pow(2).mean()

    assert gradient(lambda shift: loss(shift, 0.0), 5.0) == 0
    assert gradient(lambda shift: loss(shift, 0.01), 5.0) > 0
    apart = gradient(lambda x: ((REWARDS + x) + (other - x)).pow(2).mean(), 5.0)
    assert apart.abs() < 1e-12
