"""The answers against what other libraries compute, values and gradients.

Each row says how a library is asked for what the exercise promises; where the library's own
convention is another, the row says what is put right. `make crosscheck` installs the libraries;
elsewhere a row is skipped with the name of what is missing.
"""

from __future__ import annotations

import importlib
import itertools
import os
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
import torch
from torch import Tensor

from exercises.catalogue import SHIPPED, load_catalogue
from grader import inputs
from grader.solution import load
from packs.numbers import differentiated, settings

CATALOGUE = load_catalogue(SHIPPED)
Given, Init = dict[str, Any], dict[str, Any]


class Row(NamedTuple):
    exercise: str
    library: str
    """The module that is imported."""
    ask: Callable[[Any, Given, Init], Tensor]
    """The library's answer, of the module, the arguments and the plain ones."""
    close: float = 1e-9


def _dice(lib: Any, v: Given, p: Init) -> Tensor:
    # monai's quotient has its own smoothing above and below; a sample is a batch entry of 1 channel
    loss = lib.DiceLoss(smooth_nr=p["smooth"], smooth_dr=p["smooth"])
    return loss(v["probs"][:, None], v["labels"][:, None])


def _tversky(lib: Any, v: Given, p: Init) -> Tensor:
    loss = lib.TverskyLoss(
        alpha=p["alpha"], beta=p["beta"], smooth_nr=p["smooth"], smooth_dr=p["smooth"]
    )
    return loss(v["probs"][:, None], v["labels"][:, None])


def _focal_tversky(lib: Any, v: Given, p: Init) -> Tensor:
    # the Tversky loss of each sample is monai's, the power and the mean are not
    loss = lib.TverskyLoss(
        alpha=p["alpha"], beta=p["beta"], smooth_nr=1.0, smooth_dr=1.0, reduction="none"
    )
    return loss(v["probs"][:, None], v["labels"][:, None]).pow(p["gamma"]).mean()


def _lovasz_hinge(lib: Any, v: Given, p: Init) -> Tensor:
    return lib.lovasz_hinge_loss(v["scores"][:, None, None], v["labels"][:, None])


def _soft_jaccard(lib: Any, v: Given, p: Init) -> Tensor:
    # monai divides 2 (overlap + s) by 2 (union + s): the same quotient with smoothing 2s each
    loss = lib.DiceLoss(jaccard=True, smooth_nr=2 * p["smooth"], smooth_dr=2 * p["smooth"])
    return loss(v["probs"][:, None], v["labels"][:, None])


def _info_nce(lib: Any, v: Given, p: Init) -> Tensor:
    return lib.info_nce(v["queries"], v["keys"], temperature=p["temperature"])


def _supcon(lib: Any, v: Given, p: Init) -> Tensor:
    return lib.SupConLoss(temperature=p["temperature"])(v["vectors"], v["labels"])


def _simclr(lib: Any, v: Given, p: Init) -> Tensor:
    views = torch.cat([v["a"], v["b"]])
    labels = torch.arange(len(v["a"])).repeat(2)
    return lib.NTXentLoss(temperature=p["temperature"])(views, labels)


def _part(package: Any, name: str) -> Any:
    return importlib.import_module(f"{package.__name__}.{name}")


def _batch_hard(lib: Any, v: Given, p: Init) -> Tensor:
    distance = _part(lib, "distances").LpDistance(normalize_embeddings=False)
    miner = _part(lib, "miners").BatchHardMiner(distance=distance)
    reducer = _part(lib, "reducers").MeanReducer()
    loss = _part(lib, "losses").TripletMarginLoss(
        margin=p["margin"], distance=distance, reducer=reducer
    )
    vectors, labels = v["vectors"], v["labels"]
    return loss(vectors, labels, miner(vectors, labels))


def _n_pairs(lib: Any, v: Given, p: Init) -> Tensor:
    # it would choose the pairs itself, and normalise; the penalty on lengths is apart
    distance = _part(lib, "distances").DotProductSimilarity(normalize_embeddings=False)
    anchors, positives = v["anchors"], v["positives"]
    first, second = torch.arange(2 * len(anchors)).chunk(2)
    none = first[:0]
    loss = _part(lib, "losses").NPairsLoss(distance=distance)
    both = torch.cat([anchors, positives])
    pulled = loss(both, torch.arange(len(anchors)).repeat(2), (first, second, none, none))
    return pulled + p["l2"] * both.square().sum() / len(anchors)


def _cosface(lib: Any, v: Given, p: Init) -> Tensor:
    return _with_weights(lib.CosFaceLoss, v, scale=p["scale"], margin=p["margin"])


def _with_weights(kind: Any, v: Given, **options: float) -> Tensor:
    classes, size = v["weights"].shape
    loss = kind(num_classes=classes, embedding_size=size, **options)
    del loss.W  # its own parameter, in the place of which ours is differentiated
    loss.W = v["weights"].T
    return loss(v["vectors"], v["labels"])


def _vicreg(lib: Any, v: Given, p: Init) -> Tensor:
    loss = lib.VICRegLoss(
        invariance_lambda=p["invariance"], variance_mu=p["variance"], covariance_v=p["covariance"]
    )
    return loss(v["a"], ref_emb=v["b"])


def _focal(lib: Any, v: Given, p: Init) -> Tensor:
    return lib.sigmoid_focal_loss(
        v["y_pred"], v["y_true"], alpha=p["alpha"], gamma=p["gamma"]
    ).mean()


def _focal_multiclass(lib: Any, v: Given, p: Init) -> Tensor:
    # its mean is over samples and classes, of which all but the true one are 0
    each = lib.focal_loss(v["logits"], v["target"], alpha=None, gamma=p["gamma"], reduction="none")
    return each.sum() / len(each)


def _kl(lib: Any, v: Given, p: Init) -> Tensor:
    # its first argument is the P of KL(P || Q)
    return lib.kl_divergence(v["y_true"].softmax(1), v["y_pred"].softmax(1))


def _mae(lib: Any, v: Given, p: Init) -> Tensor:
    return lib.mean_absolute_error(v["y_pred"], v["y_true"])


def _mape(lib: Any, v: Given, p: Init) -> Tensor:
    # the public function has no argument for the floor
    update = lib._mean_absolute_percentage_error_update
    total, count = update(v["y_pred"], v["y_true"], epsilon=p["eps"])
    return total / count


def _rmse(lib: Any, v: Given, p: Init) -> Tensor:
    return lib.mean_squared_error(v["y_pred"], v["y_true"], squared=False)


def _ece(lib: Any, v: Given, p: Init) -> Tensor:
    return lib.binary_calibration_error(v["confidence"], v["correct"].int(), n_bins=p["bins"])


def _mse(lib: Any, v: Given, p: Init) -> Tensor:
    return lib.mean_squared_error(v["y_pred"], v["y_true"])


def _triplet(lib: Any, v: Given, p: Init) -> Tensor:
    vectors = torch.cat([v["anchor"], v["positive"], v["negative"]])
    places = torch.arange(len(vectors)).chunk(3)
    distance = _part(lib, "distances").LpDistance(normalize_embeddings=False)
    loss = _part(lib, "losses").TripletMarginLoss(
        margin=p["margin"], distance=distance, reducer=_part(lib, "reducers").MeanReducer()
    )
    return loss(vectors, torch.arange(len(vectors)), indices_tuple=tuple(places))


def _log_cosh(lib: Any, v: Given, p: Init) -> Tensor:
    return lib.log_cosh_error(v["y_pred"], v["y_true"])


def _perplexity(lib: Any, v: Given, p: Init) -> Tensor:
    ids = v["ids"].masked_fill(~v["mask"], -100)
    return lib.perplexity(v["logits"][:, :-1], ids[:, 1:], ignore_index=-100)


def _multi_head(lib: Any, v: Given, p: Init) -> Tensor:
    # this way it takes a mask for every pair, true where attention is allowed
    block = lib.SABlock(4, p["heads"], use_flash_attention=True)
    weights = {
        "qkv.weight": torch.cat((v["w_q"], v["w_k"], v["w_v"])),
        "out_proj.weight": v["w_o"],
        "out_proj.bias": torch.zeros(4, dtype=v["x"].dtype),
    }
    mask = None if v["mask"] is None else v["mask"].unsqueeze(1)
    return torch.func.functional_call(block, weights, (v["x"],), {"attn_mask": mask})


def _rope(lib: Any, v: Given, p: Init) -> Tensor:
    # it turns neighbours only: halves are put side by side for it and taken apart again
    x, size = v["x"], v["x"].shape[-1]
    together = torch.arange(size).reshape(2, -1).T.flatten()
    order = torch.arange(size) if p["interleaved"] else together
    angles = lib.RotaryEmbedding(size, theta=p["base"])(v["positions"])
    return lib.apply_rotary_emb(angles, x[..., order])[..., order.argsort()]


def _cosine_warmup(lib: Any, v: Given, p: Init) -> Tensor:
    # its floor cuts the curve off, and past the end the curve rises again
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=1.0)
    schedule = lib.WarmupCosineSchedule(optimizer, p["warmup"], p["total"])
    shares = []
    for step in v["step"].tolist():
        share = schedule.lr_lambda(min(step, p["total"]))
        shares.append(share if step < p["warmup"] else p["floor"] + (1 - p["floor"]) * share)
    return torch.outer(torch.tensor(shares, dtype=v["peaks"].dtype), v["peaks"])


def _sinusoidal(lib: Any, v: Given, p: Init) -> Tensor:
    # monai has all cosines first and all sines after, each with a frequency of its own: of twice
    # the columns every second frequency is one of a pair's, for an odd number of them too
    size = v["x"].shape[-1]
    both = lib.get_timestep_embedding(v["positions"], 2 * size)
    column = torch.arange(size)
    place = column - column % 2 + torch.where(column % 2 == 0, size, 0)
    return v["x"] + both[:, place].to(v["x"].dtype)


ROWS = [
    Row("dice", "monai.losses", _dice, 1e-6),  # it adds in float32
    Row("tversky", "monai.losses", _tversky, 1e-6),
    Row("soft-jaccard", "monai.losses", _soft_jaccard, 1e-6),
    Row("focal-tversky", "monai.losses", _focal_tversky, 1e-5),  # and the power magnifies that
    Row("lovasz-hinge", "kornia.losses", _lovasz_hinge),
    Row("info-nce", "info_nce", _info_nce),
    Row("supcon", "pytorch_metric_learning.losses", _supcon),
    Row("simclr", "pytorch_metric_learning.losses", _simclr),
    Row("triplet-batch-hard", "pytorch_metric_learning", _batch_hard, 1e-6),
    # its ArcFaceLoss is no match: where angle and margin exceed pi it takes another branch
    Row("cosface", "pytorch_metric_learning.losses", _cosface, 1e-6),
    Row("n-pairs", "pytorch_metric_learning", _n_pairs, 1e-6),
    Row("vicreg", "pytorch_metric_learning.losses", _vicreg, 1e-6),
    Row("focal", "monai.losses.focal_loss", _focal),
    Row("focal-multiclass", "kornia.losses", _focal_multiclass, 1e-6),
    Row("kl", "torchmetrics.functional", _kl, 1e-6),
    Row("mae", "torchmetrics.functional", _mae),
    Row("mse", "torchmetrics.functional", _mse),
    Row("mape", "torchmetrics.functional.regression.mape", _mape),
    Row("rmse", "torchmetrics.functional", _rmse),
    Row("ece", "torchmetrics.functional.classification", _ece, 1e-6),
    Row("triplet", "pytorch_metric_learning", _triplet, 1e-6),
    Row(
        "giou",
        "monai.data.box_utils",
        lambda lib, v, p: 1 - lib.box_pair_giou(v["a"], v["b"]),
        1e-5,
    ),
    Row("log-cosh", "torchmetrics.functional", _log_cosh, 1e-6),
    Row("perplexity", "torchmetrics.functional.text", _perplexity, 1e-6),
    Row("multi-head", "monai.networks.blocks.selfattention", _multi_head),
    Row("rope", "rotary_embedding_torch", _rope, 1e-5),  # its frequencies are float32
    Row("cosine-warmup", "monai.optimizers", _cosine_warmup),
    Row("sinusoidal", "monai.networks.nets.diffusion_model_unet", _sinusoidal, 1e-5),
]
_LANDED = [row for row in ROWS if row.exercise in CATALOGUE]


@pytest.mark.parametrize("row", _LANDED, ids=[f"{r.exercise} {r.library}" for r in _LANDED])
def test_the_answer_is_what_the_library_computes(row: Row) -> None:
    if "PRACTICE_CROSSCHECK" not in os.environ:  # set by `make crosscheck`: there nothing may lack
        root = row.library.partition(".")[0]
        pytest.importorskip(root, reason=f"{root} is not installed: `make crosscheck` brings it")
    library = importlib.import_module(row.library)
    spec = CATALOGUE[row.exercise]
    solution = load(spec)
    compared = 0
    for number, (dims, init) in enumerate(itertools.product(spec.sizes, settings(spec))):
        given = inputs.draw(spec, dims, inputs.generator(7, spec.id, "crosscheck", number))

        def theirs(given: Given, init: Init) -> tuple[Tensor]:
            return (row.ask(library, given, init),)

        values, slopes = differentiated(solution.reference, given, init, spec.signature.wanted)
        others, theirs_slopes = differentiated(theirs, given, init, spec.signature.wanted)
        pairs = [*zip(values, others, strict=True),
                 *((slopes[n], theirs_slopes[n]) for n in spec.signature.wanted)]  # fmt: skip
        for ours, other in pairs:
            torch.testing.assert_close(
                ours.double(), other.double().reshape(ours.shape), rtol=row.close, atol=row.close
            )
            compared += 1
    assert compared
