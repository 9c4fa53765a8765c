"""What learners and public code write losses with. Each ends in a ``result`` that must be true."""

# ruff: noqa: E501  # a line here is a line of somebody's program

from __future__ import annotations

_GIVEN = """
import torch, math, functools
from torch import nn, Tensor
import torch.nn.functional as F
torch.manual_seed(0)
p, t = torch.randn(4, 3, requires_grad=True), torch.rand(4, 3)
i = torch.tensor([0, 2, 1, 2])
def fine(x):
    return bool(torch.isfinite(torch.as_tensor(x).float()).all())
"""

_WRITTEN = {
    "one line of functional": "result = fine(-(F.log_softmax(p, 1) * t).sum(1).mean())",
    "gather": "result = fine(-p.log_softmax(1).gather(1, i[:, None]).squeeze(1).mean())",
    "advanced index": "result = fine(-F.log_softmax(p, -1)[torch.arange(4), i].mean())",
    "one hot": "result = fine((F.one_hot(i, 3) * p).sum())",
    "scatter": "result = fine(torch.zeros(4, 3).scatter_(1, i[:, None], 1.0) * p)",
    "scatter_add, index_add": "result = fine(torch.zeros(3).scatter_add(0, i, t[:, 0])) and "
    "fine(torch.zeros(3).index_add(0, i, t[:, 0]))",
    "take_along_dim": "result = fine(torch.take_along_dim(p, i[:, None], dim=1))",
    "index_select, masked": "result = fine(p.index_select(0, i)) and fine(p.masked_fill(t > 0.5, 0))"
    " and fine(p[t > 0.5]) and fine(torch.masked_select(p, t > 0.5))",
    "einsum": "result = fine(torch.einsum('nc,nc->n', p, t)) and fine(torch.einsum('ij,kj', p, t))",
    "reshapes": "x = p.view(2, 2, 3).permute(2, 0, 1).reshape(3, -1).contiguous()\n"
    "result = fine(x.unflatten(1, (2, 2)).flatten().unsqueeze(0).expand(2, 12).transpose(0, 1))",
    "cdist": "result = fine(torch.cdist(p, t)) and fine(F.pairwise_distance(p, t))",
    "norms": "result = fine(F.normalize(p, dim=1) @ F.normalize(t, dim=1).T) and "
    "fine(torch.linalg.vector_norm(p, dim=1)) and fine(p.norm(2, 1)) and fine(torch.norm(p))",
    "linalg": "a = t.T @ t + torch.eye(3)\nresult = fine(torch.linalg.solve(a, p.T)) and "
    "fine(torch.linalg.cholesky(a)) and fine(torch.linalg.slogdet(a)[1]) and "
    "fine(torch.linalg.eigvalsh(a)) and fine(torch.linalg.svdvals(a)) and fine(torch.det(a))",
    "special": "result = fine(torch.special.xlogy(t, t)) and fine(torch.special.entr(t)) and "
    "fine(torch.special.expit(p)) and fine(torch.special.logsumexp(p, 1)) and "
    "fine(torch.special.log_softmax(p, 1)) and fine(torch.special.gammaln(t + 1))",
    "fft": "result = fine(torch.fft.rfft(p).abs())",
    "reductions": "result = fine(p.logsumexp(1)) and fine(p.amax(1)) and fine(p.max(1).values) and "
    "fine(p.std()) and fine(p.var(0)) and fine(p.median()) and fine(p.quantile(0.5)) and "
    "fine(p.topk(2).values) and fine(p.sort().values) and fine(p.cumsum(0)) and fine(p.prod())",
    "wheres": "result = fine(torch.where(p > 0, p, -p)) and fine(torch.lerp(p, t, 0.5)) and "
    "fine(torch.logaddexp(p, t)) and fine(torch.maximum(p, t)) and fine(p.clamp_min(0))",
    "activations": "result = all(fine(f(p)) for f in (F.relu, F.gelu, F.silu, F.elu, F.softplus, "
    "F.logsigmoid, F.hardtanh, F.leaky_relu, F.mish, F.tanhshrink, F.softsign, torch.tanh))",
    "unfold, conv, pool": "x = torch.rand(1, 1, 8, 8, requires_grad=True)\n"
    "result = fine(F.conv2d(x, torch.rand(1, 1, 3, 3), padding=1)) and fine(F.avg_pool2d(x, 2)) "
    "and fine(F.unfold(x, 3)) and fine(F.max_pool2d(x, 2)) and fine(F.pad(x, (1, 1, 1, 1))) and "
    "fine(F.interpolate(x, scale_factor=2)) and fine(x.unfold(2, 3, 1))",
    "numbers": "result = abs(math.log(math.e) - p.shape[1] / 3) < 1 and p.numel() == 12 and "
    "isinstance(p.mean().item(), float) and len(p.tolist()) == 4 and float(p.sum()) is not None",
    "constants": "result = torch.finfo(p.dtype).eps > 0 and torch.pi > 3 and torch.inf > 0 and "
    "torch.iinfo(torch.int64).max > 0",
    "constructors": "result = fine(torch.full((2,), 1.0)) and fine(torch.zeros_like(p)) and "
    "fine(torch.linspace(0, 1, 3)) and fine(p.new_zeros(3)) and fine(p.new_tensor([1.0])) and "
    "fine(torch.tensor([1.0, 2.0], dtype=p.dtype, device=p.device)) and fine(torch.ones(2, 2)) and "
    "fine(torch.Tensor([1.0])) and fine(torch.FloatTensor([1.0])) and fine(torch.asarray([1, 2]))",
    "types": "result = p.double().dtype == torch.float64 and p.to(torch.float16).float().shape == "
    "p.shape and p.type_as(t).dtype == t.dtype and p.long().dtype == torch.int64 and p.cpu() is p",
    "in place": "x = p.detach().clone()\nx[x < 0] = 0\nx[:, 0] += 1\nx.mul_(2).add_(1).clamp_(0, 1)\n"
    "x.fill_diagonal_(0)\nresult = fine(x)",
    "no grad": "with torch.no_grad():\n    a = p.max(1, keepdim=True).values\n"
    "with torch.enable_grad():\n    b = (p - a).exp().sum()\nb.backward()\nresult = fine(p.grad)",
    "grad decorator": "@torch.no_grad()\ndef f(x):\n    return x.max()\nresult = fine(f(p)) and "
    "not f(p).requires_grad",
    "inference mode": "with torch.inference_mode():\n    a = p.sum()\nresult = fine(a)",
    "autograd.grad": "g, = torch.autograd.grad((p * p).sum(), p, create_graph=True)\n"
    "result = fine(torch.autograd.grad(g.sum(), p)[0])",
    "double backward": "p.pow(2).sum().backward(create_graph=True)\nresult = fine(p.grad)",
    "hooks": "p.register_hook(lambda g: g * 2)\np.sum().backward()\nresult = bool(p.grad[0, 0] == 2)",
    "autograd.Function": """
class Own(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        ctx.save_for_backward(x, y)
        ctx.shape = x.shape
        ctx.set_materialize_grads(False)
        return (x * y).sum()
    @staticmethod
    @torch.autograd.function.once_differentiable
    def backward(ctx, g):
        x, y = ctx.saved_tensors
        return g * y if ctx.needs_input_grad[0] else None, None
Own.apply(p, t).backward()
result = torch.equal(p.grad, t)
""",
    "autograd.Function with setup_context": """
class Own(torch.autograd.Function):
    @staticmethod
    def forward(x):
        return x.exp()
    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(output)
        ctx.mark_non_differentiable()
    @staticmethod
    def backward(ctx, g):
        return g * ctx.saved_tensors[0]
Own.apply(p).sum().backward()
result = fine(p.grad) and torch.autograd.gradcheck(Own.apply, p.detach().double().requires_grad_())
""",
    "module with buffers": """
class Own(nn.Module):
    def __init__(self, alpha=0.25):
        super().__init__()
        self.register_buffer("w", torch.ones(3))
        self.scale = nn.Parameter(torch.tensor(1.0))
        self.layers = nn.Sequential(nn.Linear(3, 3), nn.ReLU(), nn.Dropout(0.0))
        self.act = nn.LogSoftmax(dim=1)
        self.alpha: float = alpha
    def forward(self, x):
        return -(self.act(self.layers(x)) * self.w * self.scale).mean()
m = Own().double().train()
m(p.double()).backward()
result = fine(m.scale.grad) and len(m.state_dict()) == 4 and "Own" in repr(m) and \\
    not m.eval().training and len(list(m.parameters())) == 3 and m.to("cpu") is m
""",
    "load state, apply": "m = nn.Linear(3, 2)\nm.load_state_dict(nn.Linear(3, 2).state_dict())\n"
    "m.apply(lambda x: None)\nnn.init.xavier_uniform_(m.weight)\nresult = fine(m(p))",
    "module list": "m = nn.ModuleList([nn.Linear(3, 3)]); d = nn.ModuleDict({'a': nn.Sigmoid()})\n"
    "q = nn.ParameterList([nn.Parameter(t)])\nresult = fine(d['a'](m[0](p))) and fine(q[0])",
    "module hooks": "m = nn.Linear(3, 2)\nm.register_forward_hook(lambda m, i, o: o * 2)\n"
    "m.register_forward_pre_hook(lambda m, i: i)\nresult = fine(m(p))",
    "inherits a loss": "class Own(nn.modules.loss._Loss):\n    def forward(self, x, y):\n"
    "        return (x - y).abs().mean()\nresult = fine(Own()(p, t))",
    "inherits MSELoss": "class Own(nn.MSELoss):\n    def forward(self, x, y):\n"
    "        return (x - y).abs().mean()\nresult = fine(Own()(p, t))",
    "deepcopy": "import copy\nm = copy.deepcopy(nn.Linear(2, 1))\nm.b = torch.ones(2)\n"
    "b = copy.deepcopy(m.b); c = copy.deepcopy({'a': t, 'b': t}); m2 = copy.deepcopy(m)\n"
    "d = copy.copy(t)\nresult = fine(b) and c['a'] is c['b'] and c['a'] is not t and "
    "torch.equal(c['a'], t) and torch.equal(d, t) and fine(m2.b) and "
    "copy.deepcopy(p).requires_grad",
    "vmap": "result = fine(torch.vmap(lambda a, b: (a - b).abs().sum())(p, t)) and "
    "fine(torch.func.vmap(lambda a: a.log_softmax(0), in_dims=1, out_dims=1)(p))",
    "vmap of index": "f = torch.vmap(lambda row, k: -row.log_softmax(0).gather(0, k[None])[0])\n"
    "result = fine(f(p, i))",
    "compile is a decoration": "@torch.compile\ndef f(x):\n    return x.abs().mean()\n"
    "g = torch.compile(lambda x: x + 1, dynamic=True, fullgraph=True)\n"
    "@torch.compile(mode='reduce-overhead')\ndef h(x):\n    return x\n"
    "class Own(nn.Module):\n    @torch.compile\n    def forward(self, x):\n        return x.sum()\n"
    "m = torch.compile(Own())\nresult = fine(f(p)) and fine(g(p)) and fine(h(p)) and fine(m(p))",
    "script is a decoration": "@torch.jit.script\ndef f(x: Tensor, y: Tensor) -> Tensor:\n"
    "    return (x - y).abs().mean()\nclass M(nn.Module):\n    @torch.jit.ignore\n"
    "    def f(self, x):\n        return x\n    @torch.jit.unused\n    def g(self, x):\n"
    "        return x\n    @torch.jit.export\n    def forward(self, x):\n        return x.sum()\n"
    "m = torch.jit.script(M())\nresult = fine(f(p, t)) and fine(m(p)) and "
    "not torch.jit.is_scripting()",
    "harmless settings": "torch.use_deterministic_algorithms(True)\ntorch.set_num_threads(1)\n"
    "torch.set_printoptions(precision=3)\ntorch.manual_seed(1)\n"
    "torch.backends.cudnn.deterministic = True\ntorch.backends.cudnn.benchmark = False\n"
    "torch.set_float32_matmul_precision('high')\ntorch.autograd.set_detect_anomaly(False)\n"
    "torch.cuda.manual_seed_all(0)\ndevice = torch.device('cuda' if torch.cuda.is_available() else "
    "'cpu')\nmps = torch.backends.mps.is_available()\nresult = fine(p.to(device)) and not mps",
    "deterministic cumsum": "torch.use_deterministic_algorithms(True)\n"
    "x = torch.zeros(3).index_put((i,), t[:, 0], accumulate=True)\nresult = fine(x) and "
    "fine(torch.zeros(3).scatter_add(0, i, t[:, 0])) and fine(torch.empty(2).zero_())",
    "amp": "with torch.autocast('cpu', enabled=False):\n    a = p @ t.T\n"
    "f = torch.amp.custom_fwd(lambda x: x, device_type='cpu')\nresult = fine(a)",
    "autocast off by cuda.amp": "import warnings\nwarnings.simplefilter('ignore')\n"
    "with torch.cuda.amp.autocast(enabled=False):\n    result = fine(p.float().sum())",
    "benchmark at the top": "import torch.utils.benchmark as benchmark\nresult = fine(p)",
    "usual imports": "from typing import *\nfrom dataclasses import dataclass, field\n"
    "from collections import defaultdict, OrderedDict\nimport itertools, operator, abc, enum, copy\n"
    "from contextlib import contextmanager, nullcontext\nimport random, time, os, sys, re, logging\n"
    "import warnings, inspect, types, numbers, string, json, textwrap, unittest, argparse, pathlib\n"
    "from torch.nn import Module, Parameter, CrossEntropyLoss, init\nimport torch.optim as optim\n"
    "from torch.nn.modules.loss import _Loss, _WeightedLoss\nfrom torch.autograd import Function, "
    "Variable\nfrom torch.utils.data import DataLoader, Dataset\nimport torch.nn.utils\n"
    "import torch.distributions as D\nfrom torch.utils.checkpoint import checkpoint\n"
    "from torch.special import xlogy\nfrom torch.types import Number\nimport torch.linalg\n"
    "result = fine(Variable(t)) and os.path.join('a', 'b') == 'a/b'",
    "imports that are never used": "import torch.jit, torch.fx, torch.onnx, torch.multiprocessing\n"
    "import torch.distributed as dist\nfrom torch import jit\nfrom torch.cuda import amp\n"
    "from torch.cuda.amp import autocast, GradScaler, custom_fwd, custom_bwd\n"
    "import torch.func\nfrom torch.func import vmap\nimport torch.utils\nimport torch.backends.cudnn\n"
    "import ctypes\nresult = fine(p) and not (dist.is_available() and dist.is_initialized())",
    "dataclass config": "from dataclasses import dataclass\n@dataclass(frozen=True)\nclass C:\n"
    "    gamma: float = 2.0\n@functools.lru_cache(maxsize=None)\ndef f(n):\n    return torch.eye(n)\n"
    "@functools.wraps(f)\ndef g(n):\n    return f(n)\n"
    "result = fine(g(3) * C().gamma) and fine(functools.reduce(torch.add, [t, t]))",
    "optimiser": "import torch.optim\no = torch.optim.SGD([p], lr=0.1, momentum=0.9)\n"
    "q = torch.optim.Adam([p])\np.sum().backward()\no.step(); q.step(); o.zero_grad()\nresult = fine(p)",
    "distributions' building blocks": "from torch.distributions import Categorical, Bernoulli, Normal\n"
    "d = Categorical(logits=p)\nresult = fine(d.logits) and fine(d.probs) and "
    "fine(d.sample()) and fine(Bernoulli(logits=p).probs) and fine(Normal(p, 1.0).rsample())",
    "checkpoint": "from torch.utils.checkpoint import checkpoint\n"
    "y = checkpoint(lambda x: x.exp().sum(), p, use_reentrant=False)\ny.backward()\nresult = fine(p.grad)",
    "printing": "print(p, t.sum(), i, repr(nn.Linear(2, 2)), p.dtype, p.shape, p.device, p.grad_fn)\n"
    "print(f'{p.mean():.3f} {t}', torch.__version__)\nresult = 'tensor' in str(p) and str(t > 0) != ''",
    "asserts": "torch.testing.assert_close(p, p.clone())\nassert torch.is_tensor(p)\n"
    "assert isinstance(p, torch.Tensor)\nassert torch.allclose(p, p)\nresult = torch.equal(p, p)",
    "subclassing nothing": "class Own:\n    def __call__(self, x, y):\n        return ((x - y) ** 2).mean()"
    "\nresult = fine(Own()(p, t))",
    "magic": "x = abs(-p) // 1 % 2; y = 1 - p; z = 2 ** t; w = p @ t.mT; v = ~(p > 0) | (t > 0) & (p < 1)\n"
    "a, b, *c = t\nresult = fine(x + y + z) and fine(w) and v.dtype == torch.bool and "
    "(p > 0).any().item() in (True, False) and t[None, ..., -1].shape == (1, 4) and len(c) == 2 and "
    "bool((t == t).all()) and int(i[0]) == 0 and [1, 2][i[0]] == 1 and 0.0 in torch.zeros(2)",
    "as_strided": "result = fine(t.as_strided((2, 2), (1, 1)))",
    "detach": "result = fine(p.detach()) and fine(p.data) and not p.detach().requires_grad and "
    "fine(t.clone().requires_grad_()) and p.is_leaf",
    "sequences": "from torch.nn.utils.rnn import pad_sequence, pack_padded_sequence\n"
    "result = fine(pad_sequence([t[0], t[1]], batch_first=True)) and fine(torch.cat([p, t], -1)) and "
    "fine(torch.stack(list(t))) and fine(torch.cat(torch.split(p, 2))) and fine(torch.vstack([p, t]))"
    " and fine(torch.cat(torch.chunk(p, 2))) and fine(torch.unbind(p)[0]) and "
    "fine(torch.block_diag(p, t)) and fine(torch.cartesian_prod(t[0], t[0]))",
    "attention": "q = torch.rand(1, 2, 3, requires_grad=True)\n"
    "result = fine(F.scaled_dot_product_attention(q, q, q)) and "
    "fine(F.layer_norm(p, (3,))) and fine(nn.BatchNorm1d(3)(p)) and fine(nn.Embedding(3, 2)(i)) and "
    "fine(F.cosine_similarity(p, t)) and fine(F.dropout(p, 0.5)) and fine(F.gumbel_softmax(p))",
    "recurrent": "result = fine(nn.LSTM(3, 2)(p[None])[0]) and fine(nn.GRU(3, 2)(p[None])[0])",
    "einops by hand": "b, c = p.shape\nx = p.reshape(b, c, 1).repeat(1, 1, 2).movedim(-1, 0)\n"
    "result = fine(x.flatten(1)) and fine(torch.repeat_interleave(t, 2, 0)) and fine(p.tile(2, 1))",
    "triangles": "result = fine(torch.tril(t)) and fine(torch.triu_indices(3, 3)) and "
    "fine(t[torch.triu_indices(3, 3).unbind()]) and fine(torch.diagonal(t)) and fine(torch.diag(t[0]))",
    "searches": "result = fine(torch.unique(i)) and fine(torch.bincount(i, minlength=3)) and "
    "fine(torch.nonzero(t > 0.5)) and fine(torch.searchsorted(t[0].sort().values, t[1])) and "
    "fine(torch.bucketize(t, torch.tensor([0.1, 0.5]))) and fine(torch.histc(t)) and "
    "fine(torch.isin(i, torch.tensor([0, 1]))) and fine(torch.argmax(p, 1)) and fine(i.unique())",
    "ordinary operators by their names": "result = fine(torch.ops.aten.log_softmax(p, 1)) and "
    "fine(torch.ops.aten.add.Tensor(p, t)) and fine(torch.ops.aten.mean.default(p)) and "
    "fine(torch.ops.aten.sub(p, t))",
    "tree": "from torch.utils._pytree import tree_map\nresult = fine(tree_map(lambda x: x, [t])[0])",
    "random in a call": "g = torch.Generator().manual_seed(0)\n"
    "result = fine(torch.rand(2, generator=g)) and fine(torch.randperm(3)) and "
    "fine(torch.randint(0, 3, (2,))) and fine(torch.bernoulli(t)) and fine(torch.multinomial(t, 1))"
    " and fine(torch.randn_like(t)) and fine(torch.empty(3).uniform_()) and fine(torch.normal(0., 1., (2,)))",
    "func.grad": "g = torch.func.grad(lambda x: (x * x).sum())\nresult = fine(g(p))",
    "jacobian": "result = fine(torch.autograd.functional.jacobian(lambda x: x.sum(0), p))",
    "clipping": "p.grad = 5 * torch.ones_like(p)\nnorm = nn.utils.get_total_norm([p.grad])\n"
    "before = nn.utils.clip_grad_norm_([p], 1.0)\n"
    "nn.utils.clip_grads_with_norm_([p], 0.5, nn.utils.get_total_norm([p.grad]))\n"
    "result = bool((before - norm).abs() < 1e-5 and (p.grad.norm() - 0.5).abs() < 1e-4)",
    "weights": "nn.utils.clip_grad_norm_([p], 1.0)\nm = nn.utils.parametrizations.weight_norm("
    "nn.Linear(3, 2))\nresult = fine(m(p)) and fine(nn.utils.parameters_to_vector(m.parameters()))",
    "profiler label": "with torch.autograd.profiler.record_function('loss'):\n    result = fine(p)",
    "autocast": "with torch.autocast('cpu', dtype=torch.bfloat16):\n    a = p @ t.T\n"
    "result = a.dtype == torch.bfloat16 and fine(a)",
    "function mode": "from torch.overrides import TorchFunctionMode\nseen = []\n"
    "class Mode(TorchFunctionMode):\n    def __torch_function__(self, f, types, args=(), kw=None):\n"
    "        seen.append(f.__name__)\n        return f(*args, **(kw or {}))\n"
    "with Mode():\n    F.log_softmax(p, 1).mean()\n    torch.nn.Linear(3, 3)(p)\n"
    "result = seen[0] == 'log_softmax'",
    "tensor subclass": "class Own(torch.Tensor):\n    pass\nx = torch.rand(2).as_subclass(Own)\n"
    "result = type(x + 1) is Own and fine((x * 2).sum())",
    "hooks of saved tensors": "from torch.autograd.graph import saved_tensors_hooks\n"
    "with saved_tensors_hooks(lambda x: x, lambda x: x):\n    y = p.exp().sum()\ny.backward()\n"
    "result = fine(p.grad)",
    "stop and go": "torch.set_grad_enabled(True)\nresult = torch.is_grad_enabled() and "
    "torch.get_default_dtype() == torch.float32 and torch.is_floating_point(p) and "
    "torch.result_type(p, i) == torch.float32 and torch.promote_types(torch.int64, torch.float32)"
    " == torch.float32 and torch.broadcast_shapes((1, 3), (4, 1)) == (4, 3)",
}  # fmt: skip

HONEST = {name: _GIVEN + code for name, code in _WRITTEN.items()}
