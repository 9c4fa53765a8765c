"""Everything the source document advises is asked about, and every family of exercises."""

import pytest

from exercises.catalogue import load_catalogue
from exercises.questions import GENERAL, Question, load_questions

QUESTIONS = load_questions()
CATALOGUE = load_catalogue()
BY_FAMILY: dict[str, list[Question]] = {}
for each in QUESTIONS.values():
    if each.loss != GENERAL:
        BY_FAMILY.setdefault(CATALOGUE[each.loss].family, []).append(each)

# (section, what it says there in a few words, the questions that ask about it)
ADVICE = [
    ("1. MAE", "for regression", "mae-when general-mae-or-mse"),
    ("1. MAE", "calm about outliers", "mae-outlier-cost mae-best-constant mae-robust-why"),
    ("1. MAE", "no derivative at zero", "mae-kink mae-pytorch-zero"),
    ("1. MAE", "harder to optimise", "mae-last-mile mae-smooth-l1"),
    ("1. MAE", "all errors punished alike", "mae-gradient-size mae-weakness-large"),
    ("1. MAE", "printed result", "mae-printed-digits mae-sum-reduction"),
    ("2. MSE", "for regression", "mse-when general-mae-or-mse"),
    ("2. MSE", "smooth, simple derivative", "mse-strengths mse-gradient-form mse-near-target"),
    ("2. MSE", "large deviations weigh more", "mse-strengths mse-largest-share"),
    ("2. MSE", "sensitive to outliers", "mse-outlier-cost mse-outliers"),
    ("2. MSE", "printed result", "mse-printed-figures"),
    ("3. CE", "for classification", "ce-use"),
    ("3. CE", "cross-entropy of two distributions", "kl-same-minimum kl-one-hot"),
    ("3. CE", "one-hot picks one term", "ce-other-classes ce-three-logits"),
    ("3. CE", "sum over classes, mean over samples", "ce-mean-over-table"),
    ("3. CE", "many classes", "ce-use ce-uniform-ten"),
    ("3. CE", "wrong answers cost much", "ce-confident-mistake"),
    ("3. CE", "class imbalance", "ce-imbalance-floor ce-imbalance-remedies ce-weaknesses"),
    ("3. CE", "noisy labels", "ce-noisy-labels ce-weaknesses"),
    ("3. CE", "note 1: log-softmax and NLL inside", "ce-contains ce-softmax-twice"),
    ("3. CE", "note 2: which target", "ce-targets"),
    ("3. CE", "note 3: an epsilon against log 0", "ce-epsilon general-half-precision-epsilon"),
    ("3. CE", "softmax, log-softmax, NLL, CE", "ce-derivation ce-why-log-softmax"),
    ("3. CE", "printed tables", "ce-same-rows"),
    ("4. BCE", "two classes or several labels", "bce-use general-choose-loss"),
    ("4. BCE", "each label by itself, all of them scored", "bce-independent bce-strengths"),
    ("4. BCE", "a case of cross-entropy", "bce-two-logits bce-strengths"),
    ("4. BCE", "class imbalance", "bce-imbalance bce-weakness"),
    ("4. BCE", "note 1: BCELoss after sigmoid", "bce-which-class bce-clamped-log"),
    ("4. BCE", "note 2: BCEWithLogitsLoss on logits", "bce-which-class bce-sigmoid-twice"),
    ("4. BCE", "note 3: several labels at once", "bce-strengths bce-use"),
    ("4. BCE", "derivation from logits", "bce-derivation"),
    ("4. BCE", "both branches, and the joined one", "bce-negative-branch bce-logit-three"),
    ("4. BCE", "overflow of the exponential", "bce-overflow bce-why-with-logits"),
    ("4. BCE", "mean over all elements", "bce-average bce-gradient-value"),
    ("4. BCE", "printed tables", "bce-largest-term"),
    ("5. KL", "uses", "kl-uses kl-vae kl-information-gain"),
    ("5. KL", "unstable where Q is near 0", "kl-zero-probabilities kl-nan"),
    ("5. KL", "never negative", "kl-which-properties kl-negative-terms"),
    ("5. KL", "not symmetric, no triangle inequality", "kl-which-properties kl-reversed"),
    ("5. KL", "why it is not symmetric", "kl-why-asymmetric kl-modes"),
    ("5. KL", "additive", "kl-additive"),
    ("5. KL", "chain rule", "kl-chain-rule"),
    ("5. KL", "cross-entropy minus entropy", "kl-from-entropies kl-entropy-proof"),
    ("5. KL", "note: log-probabilities and probabilities", "kl-pytorch-arguments kl-log-target"),
    ("5. KL", "batchmean", "kl-mean-reduction"),
    ("5. KL", "printed tables", "kl-negative-terms"),
    ("6. Focal", "for severe imbalance", "focal-use general-rare-disease"),
    ("6. Focal", "p_t and alpha_t", "focal-pt-negative focal-derivation"),
    ("6. Focal", "easy samples fade", "focal-factor focal-ratio focal-why-down-weight"),
    ("6. Focal", "hard samples are kept, or raised?", "focal-never-amplifies"),
    ("6. Focal", "what alpha does", "focal-alpha-and-gamma focal-same-pt focal-small-alpha"),
    ("6. Focal", "what gamma does", "focal-alpha-and-gamma focal-gamma-zero focal-gamma-effect"),
    ("6. Focal", "hyperparameters; unsteady at first", "focal-weaknesses focal-prior-bias"),
    ("6. Focal", "printed tables", "focal-easy-share focal-same-pt"),
]


@pytest.mark.parametrize(
    ("section", "point", "ids"), ADVICE, ids=[f"{a}: {b}" for a, b, _ in ADVICE]
)
def test_the_point_is_asked_about(section, point, ids):
    assert [id_ for id_ in ids.split() if id_ not in QUESTIONS] == []


OF_THE_DOCUMENT = {
    "mae": "1. MAE Loss",
    "mse": "2. MSE Loss",
    "ce": "3. CE Loss",
    "bce": "4. BCE Loss",
    "kl": "5. KL Divergence",
    "focal": "6. Focal Loss",
}


@pytest.mark.parametrize(("loss", "section"), OF_THE_DOCUMENT.items())
def test_a_question_about_a_loss_of_the_document_names_its_section(loss, section):
    assert {question.source.section for question in QUESTIONS.of(loss)} == {section}


def test_a_question_about_an_exercise_says_where_it_comes_from():
    without = [q.id for q in QUESTIONS.values() if q.loss != GENERAL and q.source is None]
    assert without == []


@pytest.mark.parametrize("family", sorted(BY_FAMILY))
def test_a_family_that_is_asked_about_has_at_least_three_questions_of_two_kinds(family):
    assert len(BY_FAMILY[family]) >= 3
    assert len({question.kind for question in BY_FAMILY[family]}) >= 2


def test_every_family_is_asked_about():
    assert {spec.family for spec in CATALOGUE.values()} == set(BY_FAMILY)
