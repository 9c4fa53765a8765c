"""Facts and figures in the questions about losses without a reference, and without groups."""

import torch
import torch.nn.functional as F

from tests.exercises.question_facts import about, says


@about("cpo-without-the-second-term", "cpo-first-step")
def test_what_the_preference_term_of_cpo_sees():
    def preference(chosen: float, rejected: float, beta: float = 0.1) -> float:
        return -F.logsigmoid(torch.tensor(beta * (chosen - rejected))).item()

    assert preference(-14, -20) < preference(-10, -12)
    says("cpo-without-the-second-term", "−10", "−12", "−14", "−20")
    assert preference(-20, -20, beta=3.0) == preference(-20, -20)
    says("cpo-first-step", f"{preference(-20, -20):.3f}", f"{20 / 10:.0f}")


@about("reinforce-pp-one-prompt")
def test_a_hard_prompt_is_taken_for_bad_responses_where_there_are_no_groups():
    rewards = torch.tensor([[1.0, 0.8], [0.2, 0.0]])
    over_the_batch = (rewards - rewards.mean()) / rewards.std()
    within = (rewards - rewards.mean(1, keepdim=True)) / rewards.std(1, keepdim=True)
    assert over_the_batch[1, 0] < 0 < within[1, 0]
    says("reinforce-pp-one-prompt", f"{rewards.mean():.1f}", f"{rewards[1].mean():.1f}")
