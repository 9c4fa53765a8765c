import torch


# --- a float of done
def td_error(rewards, values, next_values, done, gamma):
    going = 1.0 - done.to(values.dtype)
    return rewards + gamma * going * next_values.detach() - values


# --- no_grad and the inverse flag
def td_error(rewards, values, next_values, done, gamma):
    with torch.no_grad():
        target = rewards + gamma * next_values * ~done
    return target - values


# --- masked fill
def td_error(rewards, values, next_values, done, gamma):
    after = next_values.detach().masked_fill(done, 0)
    return torch.sub(rewards, values).add(after, alpha=gamma)
