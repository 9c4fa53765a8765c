import torch


# --- the tanh is left out of the slope
def wgan_gp_loss(critic, real, fake, mix, penalty):
    weight, readout = critic.layer, critic.readout
    d = lambda v: torch.tanh(v @ weight.T) @ readout
    g = (readout @ weight).expand_as(real)
    return (d(fake) - d(real)).mean() + penalty * ((g.norm(dim=1) - 1) ** 2).mean()


# --- a penalty of no_grad
def wgan_gp_loss(critic, real, fake, mix, penalty):
    weight, readout = critic.layer, critic.readout
    with torch.no_grad():
        x = mix[:, None] * real + (1 - mix)[:, None] * fake
        g = ((1 - torch.tanh(x @ weight.T) ** 2) * readout) @ weight
        gp = ((g.norm(dim=1) - 1) ** 2).mean()
    return (critic(fake) - critic(real)).mean() + penalty * gp


# --- gradient with respect to the weights
def wgan_gp_loss(critic, real, fake, mix, penalty):
    weight, readout = critic.layer, critic.readout
    d = lambda v: torch.tanh(v @ weight.T) @ readout
    x = mix[:, None] * real + (1 - mix)[:, None] * fake
    g = torch.tanh(x @ weight.T)
    return (d(fake) - d(real)).mean() + penalty * ((g.norm(dim=1) - 1) ** 2).mean()


# --- norms before the square of the mean
def wgan_gp_loss(critic, real, fake, mix, penalty):
    d = critic
    x = (mix[:, None] * real + (1 - mix)[:, None] * fake).requires_grad_()
    (g,) = torch.autograd.grad(d(x).sum(), x, create_graph=True)
    return d(fake).mean() - d(real).mean() + penalty * (g.norm(dim=1).mean() - 1) ** 2


# --- the norm along the batch
def wgan_gp_loss(critic, real, fake, mix, penalty):
    d = critic
    x = (mix[:, None] * real + (1 - mix)[:, None] * fake).requires_grad_()
    (g,) = torch.autograd.grad(d(x).sum(), x, create_graph=True)
    return d(fake).mean() - d(real).mean() + penalty * ((g.norm(dim=0) - 1) ** 2).mean()


# --- one share for all
def wgan_gp_loss(critic, real, fake, mix, penalty):
    d = critic
    x = (mix[0] * real + (1 - mix[0]) * fake).requires_grad_()
    (g,) = torch.autograd.grad(d(x).sum(), x, create_graph=True)
    return d(fake).mean() - d(real).mean() + penalty * ((g.norm(dim=1) - 1) ** 2).mean()


# --- the critic frozen: its parameters take no gradient any more
def wgan_gp_loss(critic, real, fake, mix, penalty):
    for parameter in critic.parameters():
        parameter.requires_grad_(False)
    x = (mix[:, None] * real + (1 - mix)[:, None] * fake).requires_grad_()
    (g,) = torch.autograd.grad(critic(x).sum(), x, create_graph=True)
    penalised = penalty * ((g.norm(dim=1) - 1) ** 2).mean()
    return critic(fake).mean() - critic(real).mean() + penalised


# --- the network of detached weights
def wgan_gp_loss(critic, real, fake, mix, penalty):
    x = (mix[:, None] * real + (1 - mix)[:, None] * fake).requires_grad_()
    (g,) = torch.autograd.grad(critic(x).sum(), x)
    return critic(fake).mean() - critic(real).mean() + penalty * ((g.norm(dim=1) - 1) ** 2).mean()
