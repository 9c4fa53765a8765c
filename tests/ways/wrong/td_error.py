import torch


# --- the gradient goes into the target
def td_error(rewards, values, next_values, done, gamma):
    return rewards + gamma * next_values * ~done - values


# --- value less target
def td_error(rewards, values, next_values, done, gamma):
    return values - (rewards + gamma * next_values.detach() * ~done)


# --- the value without a gradient
def td_error(rewards, values, next_values, done, gamma):
    with torch.no_grad():
        return rewards + gamma * next_values * ~done - values


# --- the reward is dropped at the end
def td_error(rewards, values, next_values, done, gamma):
    return (rewards + gamma * next_values.detach()) * ~done - values
