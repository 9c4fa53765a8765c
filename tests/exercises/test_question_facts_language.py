"""Facts and figures in the questions about language models and what stands under cross-entropy."""

from collections import Counter
from itertools import pairwise
from math import exp, log

import torch
import torch.nn.functional as F

from tests.exercises.figures_language import LABEL, balance, entropy, js
from tests.exercises.question_facts import about, gradient, says

ROWS = torch.randn(6, 5, dtype=torch.float64, generator=torch.Generator().manual_seed(1))


@about("next-token-shift")
def test_a_model_that_copies_its_input_has_no_loss_without_the_shift():
    ids = torch.tensor([3, 1, 4, 1, 2])
    copying = 50.0 * F.one_hot(ids, 5)
    assert F.cross_entropy(copying, ids) < 1e-9
    assert F.cross_entropy(copying[:-1], ids[1:]) > 10


@about("next-token-accumulation", "next-token-perplexity", "next-token-tokenisers")
def test_what_means_over_tokens_weigh():
    mean_of_means = (2 + 4) / 2
    assert (1 / 2 / 10) / (1 / 2 / 30) == 3  # the share of a token in it, small batch to large
    says("next-token-accumulation", f"{mean_of_means:.0f}")
    says("next-token-perplexity", f"{(2 + 8) / 2:.0f}")
    assert 25 * 2 / 100 == 50 * 1 / 100
    says("next-token-tokenisers", f"{25 * 2 / 100}")


@about("label-smoothing-gap", "label-smoothing-floor")
def test_the_best_logits_under_smoothing_and_the_loss_they_leave():
    best = torch.tensor(LABEL).log()[None]
    target = torch.tensor([0])
    loss = F.cross_entropy(best, target, label_smoothing=0.1)
    found = gradient(lambda x: F.cross_entropy(x, target, label_smoothing=0.1), best)
    torch.testing.assert_close(found, torch.zeros_like(best), atol=1e-6, rtol=0)
    torch.testing.assert_close(loss.item(), entropy(LABEL), atol=1e-6, rtol=0)
    says("label-smoothing-floor", f"{entropy(LABEL):.3f}")
    says("label-smoothing-gap", f"{LABEL[0]:.2f}", f"{LABEL[1]:.2f}")
    says("label-smoothing-gap", f"ln {LABEL[0] / LABEL[1]:.0f}", f"{log(0.9 / (0.1 / 9)):.2f}")


@about("sequence-logprob-prompt")
def test_a_shared_prompt_cancels_in_sums_and_not_in_means():
    prompt, chosen, rejected = ROWS[0, :3], ROWS[1, :4], ROWS[2, :2]
    both = [torch.cat([prompt, each]) for each in (chosen, rejected)]
    summed = both[0].sum() - both[1].sum()
    torch.testing.assert_close(summed, chosen.sum() - rejected.sum())
    assert abs((both[0].mean() - both[1].mean()) - (chosen.mean() - rejected.mean())) > 0.05


@about("sequence-logprob-length", "sequence-logprob-why-logs")
def test_what_a_product_of_many_probabilities_comes_to():
    says("sequence-logprob-length", f"{10 * -0.5:.0f}", f"{30 * -0.5:.0f}")
    p = torch.full((100,), 0.1)
    assert p.prod() == 0
    assert p.prod().log() == -torch.inf
    says("sequence-logprob-why-logs", f"{p.log().sum():.1f}")
    smallest = torch.tensor(2.0**-149)
    assert smallest > 0
    assert smallest / 2 == 0
    says("sequence-logprob-why-logs", f"{smallest:.1e}")


@about("distillation-t-squared")
def test_the_gradient_of_the_soft_loss_falls_with_the_square_of_the_temperature():
    teacher, student = ROWS[:1], ROWS[1:2]

    def size(t: float) -> float:
        target = (teacher / t).softmax(1)
        soft = gradient(
            lambda x: F.kl_div((x / t).log_softmax(1), target, reduction="sum"), student
        )
        return soft.norm().item()

    assert 3.9 < size(50) / size(100) < 4.1
    assert all(abs((teacher / t).softmax(1).sum() - 1) < 1e-12 for t in (1, 50))


@about("distillation-soft-target")
def test_what_a_temperature_of_one_would_show():
    says("distillation-soft-target", f"{exp(4) / (exp(4) + 1):.3f}")


@about("distillation-reverse-kl")
def test_forward_kl_covers_and_reverse_kl_picks():
    at = torch.linspace(-6, 6, 241)
    teacher = (torch.exp(-((at - 3) ** 2)) + 0.8 * torch.exp(-((at + 3) ** 2))).log().log_softmax(0)
    students = {
        (mean, width): (-(((at - mean) / width) ** 2)).log_softmax(0)
        for mean in (-3.0, 0.0, 3.0)
        for width in (1.0, 4.0)
    }
    forward = {k: (teacher.exp() * (teacher - q)).sum().item() for k, q in students.items()}
    reverse = {k: (q.exp() * (q - teacher)).sum().item() for k, q in students.items()}
    assert min(forward, key=forward.get) == (0.0, 4.0)
    assert min(reverse, key=reverse.get) == (3.0, 1.0)


@about("z-loss-value", "z-loss-drift", "softmax-unchanged")
def test_a_shift_is_invisible_to_softmax_and_coarse_in_bfloat16():
    says("z-loss-value", f"{torch.zeros(4).logsumexp(0):.3f}")
    p = ROWS.softmax(1)
    torch.testing.assert_close((ROWS + 7).softmax(1), p)
    torch.testing.assert_close(ROWS.log_softmax(1).softmax(1), p)
    assert not torch.allclose((2 * ROWS).softmax(1), p)
    assert not torch.allclose(p.softmax(1), p)
    found = gradient(lambda x: F.cross_entropy(x, torch.arange(5).repeat(2)[:6]), ROWS)
    torch.testing.assert_close(found.sum(1), torch.zeros(6, dtype=torch.float64))
    apart = torch.finfo(torch.bfloat16).eps * 256
    assert torch.tensor(256 + apart).bfloat16() == 256 + apart
    says("z-loss-drift", "256", f"{apart:.0f}")


@about("entropy-bonus-sign", "entropy-bonus-vanishes")
def test_where_the_gradient_of_the_entropy_is_nothing():
    def slope(p: list[float], offset: float = 0.0) -> float:
        x = torch.tensor(p, dtype=torch.float64).log() + offset
        found = gradient(lambda x: torch.distributions.Categorical(logits=x).entropy(), x)
        q = torch.tensor(p, dtype=torch.float64)
        torch.testing.assert_close(found, -q * (q.log() + entropy(p)))
        return found.abs().max().item()

    assert slope([0.25] * 4) < 1e-12
    assert slope([1 - 3e-9, 1e-9, 1e-9, 1e-9]) < 1e-6
    assert slope([1 / 2, 1 / 6, 1 / 6, 1 / 6]) > 0.1
    assert slope([0.7, 0.1, 0.1, 0.1], offset=100.0) > 0.1


@about("entropy-zero-log-zero")
def test_what_an_exact_zero_makes_of_the_entropy():
    p = torch.tensor([0.0, 0.5, 0.5])
    assert (-(p * p.log()).sum()).isnan()
    for right in (torch.special.entr(p).sum(), -torch.xlogy(p, p).sum()):
        torch.testing.assert_close(right.item(), log(2), atol=1e-6, rtol=0)


@about("kl-properties-sequences")
def test_the_divergence_of_sequences_is_a_sum_under_prefixes_of_the_first_model():
    p1, q1 = ROWS[0].softmax(0), ROWS[1].softmax(0)
    p2, q2 = ROWS[1:].softmax(1), ROWS[:5].softmax(1)  # the second token, a row a first token
    joint_p, joint_q = p1[:, None] * p2, q1[:, None] * q2
    whole = (joint_p * (joint_p / joint_q).log()).sum()
    second = (p2 * (p2 / q2).log()).sum(1)
    first = (p1 * (p1 / q1).log()).sum()
    torch.testing.assert_close(whole, first + (p1 * second).sum())
    assert abs(whole - first - (q1 * second).sum()) > 1e-3


@about("logsumexp-of-hundreds")
def test_where_exponentials_of_float32_overflow():
    assert torch.tensor([100.0, 100.0]).exp().sum().log().isinf()
    largest = log(torch.finfo(torch.float32).max)
    says("logsumexp-of-hundreds", f"{largest:.2f}")


@about("sigmoid-logit-of-point-nine", "sigmoid-naive-gradient")
def test_logits_of_nines_and_a_gradient_that_is_lost():
    says("sigmoid-logit-of-point-nine", f"{log(0.99 / 0.01):.2f}", f"{log(0.999 / 0.001):.2f}")
    says("sigmoid-logit-of-point-nine", f"{log(10):.1f}")
    assert 1 / (1 + torch.exp(torch.tensor(100.0))) == 0
    assert gradient(lambda x: 1 / (1 + torch.exp(-x)), -100.0).isnan()
    assert gradient(torch.sigmoid, -100.0).isfinite()


@about("moe-balance-one-expert", "moe-balance-gradient")
def test_the_balance_of_experts():
    assert balance([1 / 8] * 8, [1 / 8] * 8) == 1
    assert balance([1.0] + [0.0] * 7, [1 / 8] * 8) == 1  # even probabilities, crowded choices

    def loss(x: torch.Tensor) -> torch.Tensor:
        shares = F.one_hot(x.argmax(1), 5).double().mean(0)
        assert not shares.requires_grad
        return 5 * (shares * x.softmax(1).mean(0)).sum()

    assert gradient(loss, ROWS).abs().max() > 0


@about("sft-loss-first-position", "weighted-ce-mean")
def test_what_is_counted_and_divided_by():
    logits = torch.tensor([[log(exp(-0.2) / (1 - exp(-0.2))), 0.0], [0.0, log(1 / (exp(1) - 1))]])
    target, weight = torch.tensor([0, 1]), torch.tensor([1.0, 3.0])
    torch.testing.assert_close(
        F.cross_entropy(logits, target, reduction="none"), torch.tensor([0.2, 1.0])
    )
    found = F.cross_entropy(logits, target, weight=weight)
    torch.testing.assert_close(found, torch.tensor(0.8))
    says("weighted-ce-mean", f"{4 * found.item() / 2:.1f}")
    one_class = F.cross_entropy(logits[1:], target[1:], weight=weight)
    torch.testing.assert_close(one_class, torch.tensor(1.0))


@about("js-divergence-apart")
def test_the_divergence_of_distributions_that_are_apart_does_not_know_how_far():
    ends = [0.0] * 6
    for at in (1, 5):
        other = ends.copy()
        other[at] = 1.0
        assert abs(js([1.0, *ends[1:]], other) - log(2)) < 1e-12


@about("perplexity-of-two", "unlikelihood-by-hand", "reverse-kl-distill-own-text")
def test_means_of_perplexities_and_a_likelihood_with_its_sign_turned():
    says("perplexity-of-two", f"{(10 + 40) / 2:.0f}")
    says("unlikelihood-by-hand", f"{log(0.9):.3f}")
    assert log(1e-9) < log(0.9) < 0 < -log(1 - 1e-9)


@about("log-softmax-twice", "log-softmax-derivative", "log-softmax-underflow")
def test_what_log_softmax_does():
    once = ROWS.log_softmax(1)
    assert torch.allclose(once.log_softmax(1), once)
    assert not torch.allclose(once.exp().softmax(1), once.exp())
    logits = torch.tensor([0.7, 0.2, 0.1], dtype=torch.float64).log()
    found = gradient(lambda x: x.log_softmax(0)[0], logits)
    assert torch.allclose(found, torch.tensor([0.3, -0.2, -0.1], dtype=torch.float64))
    says("log-softmax-derivative", f"{found[0]:.1f}")
    alone = gradient(lambda x: x[0], once[0])
    assert not torch.allclose(gradient(lambda x: x.log_softmax(0)[0], once[0]), alone)
    far = torch.tensor([0.0, 200.0])
    assert far.log_softmax(0)[0] == -200
    assert far.softmax(0).log()[0] == -torch.inf


@about("poly1-by-hand", "poly1-pull")
def test_where_poly1_pulls_harder():
    def pull(logit: float, epsilon: float) -> float:
        def loss(x):
            p = torch.cat([x, torch.zeros(1, dtype=x.dtype)]).softmax(0)[0]
            return -p.log() + epsilon * (1 - p)

        return gradient(loss, torch.tensor([logit], dtype=torch.float64)).item()

    for logit in (-6.0, 0.0, 6.0):
        p = torch.tensor(logit).sigmoid().item()
        assert abs(pull(logit, 2.0) / pull(logit, 0.0) - (1 + 2 * p)) < 1e-5
    says("poly1-pull", f"{pull(0.0, 2.0) / pull(0.0, 0.0):.0f}")
    says("poly1-by-hand", f"{-log(0.5):.3f}", f"{2 * (1 - 0.5):.0f}")


@about("bpe-first-merge")
def test_a_merge_saves_as_many_tokens_as_it_is_done():
    text = "aaabdaaabac"
    places = Counter(pairwise(text))
    assert places.most_common(1) == [(("a", "a"), 4)]
    assert text.count("aa") == 2
    says("bpe-first-merge", text, f"{places['a', 'a']}", f"{len(text)}", f"{len(text) - 2}")
