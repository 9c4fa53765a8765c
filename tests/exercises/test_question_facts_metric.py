"""Facts and figures in the questions about metric learning and learning without labels."""

from math import cos, exp, log, pi

import pytest
import torch
import torch.nn.functional as F

from tests.exercises.question_facts import about, gradient, says

A = torch.randn(4, 3, dtype=torch.float64, generator=torch.Generator().manual_seed(2))
B = A.flip(0) + 0.3


@about("byol-no-collapse", "byol-orthogonal")
def test_equal_outputs_are_a_minimum_of_byol():
    same = torch.ones(4, 3)
    assert (2 - 2 * F.cosine_similarity(same, same)).abs().max() < 1e-6
    says("byol-orthogonal", f"{2 - 2 * cos(pi / 2):.0f}", f"{2 * (2 - 2 * cos(pi)):.0f}")


@about("cosine-similarity-norm")
def test_the_gradient_of_a_cosine_is_orthogonal_and_falls_with_the_length():
    def found(scale: float) -> torch.Tensor:
        return gradient(lambda a: F.cosine_similarity(a, B), scale * A)

    torch.testing.assert_close(found(2.0), found(1.0) / 2)
    assert (found(1.0) * A).sum(1).abs().max() < 1e-12
    assert ((A + found(1.0)).norm(dim=1) > A.norm(dim=1)).all()


@about("info-nce-temperature")
def test_how_hard_two_negatives_are_pushed():
    def ratio(temperature: float) -> float:
        similarities = torch.tensor([0.9, 0.8, 0.2], dtype=torch.float64)
        pushes = gradient(
            lambda s: -(s / temperature).log_softmax(0)[0], similarities
        )  # the first is the positive
        return (pushes[1] / pushes[2]).item()

    says("info-nce-temperature", f"{ratio(1.0):.1f}", f"{ratio(0.1):.0f}")
    assert 0.9 < ratio(100.0) < 1.1


@about("info-nce-chance", "info-nce-bound", "clip-local-negatives", "simclr-candidates")
def test_what_the_size_of_a_batch_adds():
    says("info-nce-chance", f"{log(512) - log(256):.2f}")
    says("info-nce-bound", f"{log(1024):.2f}")
    says("clip-local-negatives", f"{log(1024):.2f}", f"{1024 // 8}")
    says("simclr-candidates", f"{128 - 1}", f"{2 * 128}")


@about("clip-log-scale")
def test_once_the_batch_is_told_apart_a_larger_scale_lowers_the_loss():
    similarities, labels = torch.tensor([[0.6, 0.5], [0.4, 0.5]]), torch.arange(2)
    losses = [F.cross_entropy(scale * similarities, labels) for scale in (1.0, 100.0, 1000.0)]
    assert losses == sorted(losses, reverse=True)


@about("siglip-first-loss", "siglip-or-clip")
def test_what_a_bias_makes_of_the_first_loss():
    labels = 2 * torch.eye(256, dtype=torch.float64) - 1

    def terms(logit: float) -> torch.Tensor:
        return -F.logsigmoid(labels * logit) / 256

    for logit, own in ((0.0, False), (-10.0, True)):
        diagonal = terms(logit).diagonal().sum()
        assert (diagonal > terms(logit).sum() / 2).item() is own
    says("siglip-first-loss", f"{terms(-10.0).sum():.1f}")
    blocks = sum(part.sum() for part in terms(0.0).split(32))
    torch.testing.assert_close(blocks, terms(0.0).sum())


@about("simclr-own-copy")
def test_with_the_own_copy_a_perfect_positive_gets_a_half():
    perfect = torch.tensor([1.0, 1.0, -1.0, -1.0]) / 0.05  # itself, its positive, two negatives
    assert -perfect.log_softmax(0)[1] == pytest.approx(log(2), abs=1e-6)
    assert -perfect[1:].log_softmax(0)[0] < 1e-6


@about("supcon-outside")
def test_the_pull_on_positives_inside_and_outside_the_logarithm():
    similarities = torch.tensor([0.9, 0.1, 0.3], dtype=torch.float64) / 0.1  # two positives first
    inside = gradient(lambda s: -(s.logsumexp(0) * -1 + s[:2].logsumexp(0)), similarities)
    outside = gradient(lambda s: -s.log_softmax(0)[:2].mean(), similarities)
    assert inside[0] < inside[1] < 0 or abs(inside[1]) < 1e-3
    assert outside[1] < -0.4  # the far one is pulled
    mean_inside = -(similarities[:2].logsumexp(0) - log(2) - similarities.logsumexp(0))
    assert mean_inside < -similarities.log_softmax(0)[:2].mean()


@about("contrastive-by-hand", "contrastive-margin")
def test_what_the_margin_does():
    says("contrastive-by-hand", f"{0.4**2 / 2:.2f}")
    assert gradient(lambda d: (1 - d).clamp(min=0) ** 2 / 2, 1.5) == 0
    assert gradient(lambda d: -(d**2) / 2, 1.5) < 0


@about("contrastive-nan")
def test_which_distance_of_equal_vectors_has_nan_in_its_gradient():
    b = torch.ones(2, 3)
    distances = {
        "norm": lambda a: (a - b).norm(dim=1),
        "sqrt": lambda a: ((a - b) ** 2).sum(dim=1).sqrt(),
        "pairwise": lambda a: F.pairwise_distance(a, b),
        "squared": lambda a: ((a - b) ** 2).sum(dim=1),
    }
    broken = [name for name, d in distances.items() if gradient(d, torch.ones(2, 3)).isnan().any()]
    assert broken == ["sqrt"]


@about("triplet-by-hand", "triplet-stuck", "triplet-easy")
def test_the_ends_of_the_triplet_loss():
    says("triplet-by-hand", f"{0.5**2 - 0.6**2 + 0.2:.2f}")
    same = torch.ones(5, 3)
    loss = torch.nn.TripletMarginLoss(margin=0.2)
    assert loss(same, same, same) == pytest.approx(0.2, abs=1e-6)
    assert gradient(lambda a: loss(a, A + 0.01, A + 100.0), A).eq(0).all()
    assert exp(-loss(A, A + 0.01, A + 100.0).item()) == 1


@about("bpr-by-hand", "bpr-user-offset", "bpr-auc", "bpr-easy-negatives")
def test_pairs_see_differences_only():
    def bpr(liked: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
        return -F.logsigmoid(liked - other).mean()

    liked, other = A[:, 0], B[:, 0]
    torch.testing.assert_close(bpr(liked + 10, other + 10), bpr(liked, other))
    ones = torch.ones_like(liked)
    entropies = [F.binary_cross_entropy_with_logits(liked + c, ones) for c in (0, 10)]
    assert entropies[0] > 2 * entropies[1]
    assert bpr(torch.tensor([12.0]), torch.tensor([11.0])) == pytest.approx(log(1 + exp(-1)))
    assert gradient(lambda x: -F.logsigmoid(x), 8.0).abs() < 0.001
    assert -F.logsigmoid(torch.tensor(8.0)) > 0
    pairs = (liked[:, None] - other[None]).flatten()
    sharp = (1000 * pairs).sigmoid().mean()
    torch.testing.assert_close(sharp, (pairs > 0).double().mean())  # the AUC


def correlations(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    def standard(x: torch.Tensor) -> torch.Tensor:
        return (x - x.mean(0)) / (x.var(0, correction=0) + 1e-5).sqrt()

    return standard(a).T @ standard(b) / len(a)


@about("barlow-twins-collapse", "barlow-twins-copies")
def test_what_barlow_twins_makes_of_collapse_and_of_copies():
    constant = torch.ones(64, 128, dtype=torch.float64)
    found = correlations(constant, constant)
    assert found.abs().max() == 0
    assert ((1 - found.diagonal()) ** 2).sum() == 128
    copies = torch.linspace(-1, 1, 64, dtype=torch.float64)[:, None].expand(64, 8)
    torch.testing.assert_close(
        correlations(copies, copies), torch.ones(8, 8).double(), atol=1e-4, rtol=0
    )


@about("vicreg-no-variance", "vicreg-deviation")
def test_what_the_variance_term_is_for():
    constant = torch.ones(16, 3)
    assert constant.T.cov().abs().max() == 0
    copies = torch.linspace(-1, 1, 16)[:, None].expand(16, 3)
    assert (copies.T.cov() - copies.T.cov().diag().diag()).abs().max() > 0.1

    def push(scale: float, *, root: bool) -> float:
        def spread(x: torch.Tensor) -> torch.Tensor:
            return x.std(0) if root else x.var(0)

        return gradient(spread, scale * A).norm().item()

    assert push(0.001, root=False) == pytest.approx(0.001 * push(1.0, root=False))
    assert push(0.001, root=True) == pytest.approx(push(1.0, root=True))


@about("cosface-gap", "cosface-scale")
def test_what_scale_and_margin_are_worth():
    says("cosface-gap", "22.4")
    near = torch.tensor([64 * (0.5 - 0.35), 64 * 0.5], dtype=torch.float64)
    assert (near[1] - near[0]).item() == pytest.approx(22.4)

    def best(scale: float) -> float:
        logits = torch.tensor([scale] + [-scale] * 9999, dtype=torch.float64)
        return logits.softmax(0)[0].item()

    assert best(1) < 0.001
    assert best(64) > 1 - 1e-9


@about("arcface-past-pi", "arcface-testing")
def test_the_cosine_rises_again_beyond_pi():
    angles = torch.tensor([pi - 0.5, pi - 0.1])
    logits = (angles + 0.5).cos()
    assert logits[1] > logits[0]
    assert torch.tensor(-1.0).acos().isfinite()


@about("triplet-batch-hard-labels")
def test_the_hardest_positive_is_the_one_with_a_wrong_label():
    first, second = A / 10, A / 10 + 5  # two classes, far apart
    labelled = torch.cat(
        [first, second[:1]]
    )  # one of the second class under the label of the first
    farthest = torch.cdist(first, labelled).argmax(1)
    assert farthest.tolist() == [len(first)] * len(first)


@about("cosine-embedding-default")
def test_orthogonal_is_far_enough_for_the_default_margin():
    b, apart = torch.tensor([[1.0, 0.0]]), torch.tensor([-1.0])
    loss = torch.nn.CosineEmbeddingLoss()
    for y, felt in ((1.0, True), (-1.0, False)):
        found = gradient(lambda a: loss(a, b, apart), [[y * 0.5, 1.0]])
        assert found.any().item() is felt
    wide = torch.randn(200, 4096, generator=torch.Generator().manual_seed(1))
    assert F.cosine_similarity(wide[:100], wide[100:]).abs().max() < 0.1


@about("contrastive-or-triplet")
def test_a_pair_that_is_near_enough_for_a_triplet_still_costs_the_contrastive_loss():
    anchor, far = torch.zeros(1, 2), torch.tensor([[3.0, 0.0]])
    near = torch.tensor([[0.5, 0.0]])
    triplet = torch.nn.TripletMarginLoss(margin=1.0)
    assert gradient(lambda x: triplet(anchor, x, far), near).eq(0).all()
    assert gradient(lambda x: F.pairwise_distance(anchor, x) ** 2 / 2, near)[0, 0] > 0.4
