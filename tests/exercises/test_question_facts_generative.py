"""Facts and figures in the questions about generative models."""

from math import exp, log, log2, sqrt

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.exercises.figures_generative import FOOLED, SHARES, gaussian_kl, noised
from tests.exercises.question_facts import about, gradient, says


def drawn(*shape: int, seed: int = 3) -> Tensor:
    return torch.randn(*shape, dtype=torch.float64, generator=torch.Generator().manual_seed(seed))


@about("gan-d-optimal", "gan-d-balance")
def test_the_best_discriminator_weighs_densities():
    s = torch.linspace(0.001, 0.999, 999, dtype=torch.float64)
    best = s[(-0.3 * s.log() - 0.1 * (1 - s).log()).argmin()]
    assert best.item() == pytest.approx(0.75, abs=0.001)
    assert log(0.75 / 0.25) == pytest.approx(log(0.3 / 0.1))
    assert s[(-s.log() - (1 - s).log()).argmin()].item() == pytest.approx(0.5, abs=0.001)


@about("gan-g-saturating", "gan-g-collapse")
def test_the_minimax_form_saturates_and_pulls_the_same_way():
    minimax = gradient(lambda z: (1 - z.sigmoid()).log(), FOOLED).item()
    other = gradient(lambda z: -F.logsigmoid(z), FOOLED).item()
    assert minimax == pytest.approx(-0.001, rel=1e-3)
    assert other == pytest.approx(-0.999, rel=1e-3)
    one_kind = -F.logsigmoid(torch.full((8,), 2.0)).mean()  # eight copies of one good sample
    varied = -F.logsigmoid(torch.tensor([2.0] * 7 + [1.9])).mean()
    assert one_kind < varied


@about("gan-hinge-lsgan-active", "gan-hinge-lsgan-too-good")
def test_which_scores_have_a_gradient():
    at = torch.tensor([-1.5, -0.5, 0.5, 1.5])
    real = gradient(lambda x: (1 - x).clamp(min=0), at)
    fake = gradient(lambda z: (1 + z).clamp(min=0), at)
    assert real.tolist() == [-1, -1, -1, 0]
    assert fake.tolist() == [0, 1, 1, 1]
    pull = gradient(lambda z: (z - 1) ** 2 / 2, 3.0).item()
    push = gradient(lambda z: -F.logsigmoid(z), 3.0).item()
    assert push < 0 < pull
    says("gan-hinge-lsgan-too-good", f"{abs(push):.2f}", f"{pull:.0f}")


@about("q-sample-by-hand", "q-sample-jump")
def test_many_steps_make_one():
    says("q-sample-by-hand", f"{sqrt(0.64):.1f}", f"{sqrt(0.36):.1f}", f"{0.64 * 2 + 0.36:.2f}")
    betas = torch.linspace(1e-4, 0.02, 500, dtype=torch.float64)
    signal, variance = 1.0, 0.0
    for beta in betas.tolist():
        signal *= sqrt(1 - beta)
        variance = (1 - beta) * variance + beta
    kept = (1 - betas).prod().item()
    assert signal == pytest.approx(sqrt(kept))
    assert variance == pytest.approx(1 - kept)
    assert noised(1, 0, kept) == pytest.approx(signal)


@about("ddpm-eps-zero", "ddpm-eps-weights")
def test_what_the_bound_would_weigh_the_steps():
    noise = drawn(200_000)
    assert F.mse_loss(torch.zeros_like(noise), noise).item() == pytest.approx(1, abs=0.02)
    betas = torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64)
    kept = (1 - betas).cumprod(0)
    weights = betas / (2 * (1 - betas) * (1 - kept))  # with the variance of a step equal to beta
    assert weights.argmax() == 0
    assert weights[0] > 20 * weights[100:].max()


@about("v-prediction-pure-noise")
def test_the_velocity_at_pure_noise_and_what_noise_would_teach_there():
    x0, noise = drawn(4), drawn(4, seed=4)
    kept = 0.0
    torch.testing.assert_close(sqrt(kept) * noise - sqrt(1 - kept) * x0, -x0)
    torch.testing.assert_close(sqrt(kept) * x0 + sqrt(1 - kept) * noise, noise)


@about("min-snr-by-hand")
def test_an_error_of_the_noise_is_an_error_of_the_data():
    kept, x0, noise = 0.9, 0.7, -1.1
    x_t = noised(x0, noise, kept)
    guess = (x_t - sqrt(1 - kept) * (noise + 0.01)) / sqrt(kept)  # the data that this noise means
    ratio = (0.01 / (guess - x0)) ** 2
    says("min-snr-by-hand", f"{ratio:.0f}", f"{min(ratio, 5):.0f}")


@about("denoising-score-target", "denoising-score-levels", "denoising-score-from-noise")
def test_the_score_of_one_gaussian():
    says("denoising-score-target", f"{-0.1 * 0.5:.2f}", f"{0.1**2:.2f}")
    targets = {sigma: -drawn(1000) / sigma for sigma in (0.01, 10.0)}
    assert (targets[0.01].var() / targets[10.0].var()).item() == pytest.approx(1e6)
    kept, x0, noise = 0.3, drawn(5), drawn(5, seed=4)
    x_t = sqrt(kept) * x0 + sqrt(1 - kept) * noise
    normal = torch.distributions.Normal(sqrt(kept) * x0, sqrt(1 - kept))
    torch.testing.assert_close(gradient(normal.log_prob, x_t), -noise / sqrt(1 - kept))


@about("denoising-score-mean")
def test_the_mean_of_the_targets_is_the_score_of_the_mixture():
    data, sigma = torch.tensor([-1.0, 0.5, 2.0], dtype=torch.float64), 0.8
    at = torch.tensor(0.3, dtype=torch.float64)
    parts = torch.distributions.Normal(data, sigma)
    shares = parts.log_prob(at).softmax(0)
    targets = -(at - data) / sigma**2
    score = gradient(lambda x: parts.log_prob(x).logsumexp(0), at)
    torch.testing.assert_close((shares * targets).sum(), score)
    assert (shares * (targets - score) ** 2).sum() > 0.1  # what is left of the loss


@about("reparameterise-why")
def test_a_draw_stops_the_gradient_and_a_reparameterised_one_does_not():
    mean = torch.zeros(3, requires_grad=True)
    normal = torch.distributions.Normal(mean, 1.0)
    assert not normal.sample().requires_grad
    assert normal.rsample().requires_grad


@about("vae-kl-log-variance", "vae-kl-zero")
def test_the_divergence_of_a_code_from_its_prior():
    says("vae-kl-log-variance", f"{gaussian_kl(0, exp(2) ** 2):.3f}")
    assert gaussian_kl(0, 1) == 0
    assert gaussian_kl(0, 1e-12) > 10
    # A linear model with two codes: prior equal to q, and still a gap to the likelihood.
    prior, likelihood = torch.tensor([0.5, 0.5]), torch.tensor([0.9, 0.2])
    elbo = (prior * likelihood.log()).sum()
    assert elbo < (prior * likelihood).sum().log() - 0.1


@about("vae-elbo-mean-pixels")
def test_a_mean_over_pixels_is_a_large_beta():
    mean, summed = drawn(784).requires_grad_(), drawn(784)
    labels = (summed > 0).double()
    kl = (mean**2).sum() / 2
    a = F.binary_cross_entropy_with_logits(mean, labels) + kl
    b = F.binary_cross_entropy_with_logits(mean, labels, reduction="sum") + 784 * kl
    torch.testing.assert_close(784 * a, b)


@about("vae-elbo-gap")
def test_the_gap_of_the_elbo_is_the_divergence_from_the_posterior():
    prior, likelihood = torch.tensor([0.3, 0.7]), torch.tensor([0.9, 0.2])
    q = torch.tensor([0.6, 0.4])
    elbo = (q * likelihood.log()).sum() - (q * (q / prior).log()).sum()
    evidence = (prior * likelihood).sum()
    posterior = prior * likelihood / evidence
    gap = evidence.log() - elbo
    torch.testing.assert_close(gap, (q * (q / posterior).log()).sum())
    assert abs(gap - (q * (q / prior).log()).sum()) > 0.01
    assert abs(gap - (posterior * (posterior / q).log()).sum()) > 1e-4


@about("vq-commitment-straight", "vq-commitment-missing")
def test_the_straight_through_gradient():
    z, code = drawn(2, 3), drawn(2, 3, seed=4)

    def decoder(x: Tensor) -> Tensor:
        return (x**3).sum()

    through = gradient(lambda z: decoder(z + (code - z).detach()), z)
    torch.testing.assert_close(through, gradient(decoder, code))
    twice = decoder(2 * z + (code - 2 * z).detach())
    torch.testing.assert_close(twice, decoder(code))  # outputs may move at no cost


@about("vq-commitment-perplexity")
def test_the_entropy_of_the_codes():
    entropy = -sum(p * log2(p) for p in SHARES)
    says("vq-commitment-perplexity", f"{entropy:.2f}")


@about("flow-matching-by-hand", "flow-matching-mean", "flow-matching-one-step")
def test_straight_paths_and_their_mean():
    says("flow-matching-by-hand", f"{-1 - 2}", f"{0.25 * 2 + 0.75 * -1:.2f}")
    noise, data = drawn(200_000), drawn(200_000, seed=4).sign() * 2  # two points, -2 and 2
    middle = 0.5 * noise + 0.5 * data
    assert (0.5 * noise + 0.5 * noise.roll(1)).var() < 0.6
    near = middle.abs() < 0.1
    velocity = (data - noise)[near]
    assert velocity.mean().abs() < 0.1
    assert velocity.std() > 2  # the least loss is far from 0
    start = noise.abs() < 0.1
    landed = (noise + (data - noise))[start].mean()
    assert landed.abs() < 0.1  # one step leads to the mean of the data, where there are none


@about("vae-elbo-derivation")
def test_only_jensens_inequality_loses_something():
    prior, likelihood = torch.tensor([0.3, 0.7]), torch.tensor([0.9, 0.2])
    for q in (torch.tensor([0.6, 0.4]), prior * likelihood / (prior * likelihood).sum()):
        before = (q * (prior * likelihood / q)).sum().log()
        after = (q * (prior * likelihood / q).log()).sum()
        torch.testing.assert_close(before, (prior * likelihood).sum().log())
        torch.testing.assert_close(
            after, (q * likelihood.log()).sum() - (q * (q / prior).log()).sum()
        )
        assert after <= before + 1e-6
    torch.testing.assert_close(after, before)  # q was the posterior


@about("vq-commitment-bytes", "flow-matching-floor", "ddpm-eps-step")
def test_what_is_left_of_the_loss_of_flow_matching():
    says("vq-commitment-bytes", f"{log2(512):.0f}", f"{32 * 32}")
    assert log2(1024) - log2(512) == 1
    noise, data = drawn(100_000), drawn(100_000, seed=4)
    for t, left in ((0.0, 1.0), (0.5, 2.0), (1.0, 1.0)):
        at, target = (1 - t) * noise + t * data, data - noise
        slope = (at * target).sum() / (at * at).sum()  # the best answer is linear here
        assert (target - slope * at).var().item() == pytest.approx(left, rel=0.03)
