import torch


# --- overflows
def z_loss(logits, coefficient):
    return coefficient * logits.exp().sum(-1).log().pow(2).mean()


# --- the coefficient squared
def z_loss(logits, coefficient):
    m = logits.amax(-1, keepdim=True)
    log_z = (logits - m).exp().sum(-1).log() + m.squeeze(-1)
    return (coefficient * log_z).pow(2).mean()


# --- summed
def z_loss(logits, coefficient):
    m = logits.amax(-1, keepdim=True)
    log_z = (logits - m).exp().sum(-1).log() + m.squeeze(-1)
    return coefficient * log_z.pow(2).sum()
