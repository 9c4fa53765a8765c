"""The audit hook and what goes with it hold alone, as where the kernel has nothing to offer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.grader.candidate.conftest import Inside

HOME = Path(__file__).parents[3]

REFUSED = [
    f"open({str(HOME / 'solutions' / 'ce.py')!r})",
    f"open({str(HOME / 'pyproject.toml')!r}, 'rb')",
    "open('/etc/passwd')",
    "open('/dev/../etc/passwd')",
    "open(b'/etc/passwd')",
    "open(type('S', (str,), {'startswith': lambda *a: True})('/etc/passwd'))",
    "open('relative')",
    "open(os.path.dirname(os.__file__) + '//site-packages/torch/nn/functional.py')",
    "open(os.path.dirname(os.__file__) + '/./site-packages/x.py')",
    "open(os.path.dirname(os.__file__) + '/Site-Packages/x.py')",
    "open(os.path.dirname(os.__file__) + '/site-packages/x.py')",
    "open('/tmp/left-by-an-attack', 'w')",
    "open(__import__('os').__file__, 'a')",
    "os.open('/tmp/left-by-an-attack', os.O_CREAT | os.O_RDWR)",
    "os.remove('/tmp/left-by-an-attack')",
    "os.rename('/tmp/left-by-an-attack', '/tmp/left')",
    "os.mkdir('/tmp/left-by-an-attack')",
    "os.symlink('a', '/tmp/left-by-an-attack')",
    "os.chmod('/tmp', 0o777)",
    "os.utime('/tmp')",
    "os.truncate('/tmp/left-by-an-attack', 0)",
    "os.fork()",
    "os.forkpty()",
    "os.system('true')",
    "os.execv('/bin/true', ['true'])",
    "os.posix_spawn('/bin/true', ['true'], {})",
    "os.kill(os.getpid(), 0)",
    "os.killpg(0, 0)",
    "__import__('subprocess').run(['true'])",
    "__import__('_posixsubprocess').fork_exec()",
    "__import__('multiprocessing').Process(target=print).start()",
    "__import__('socket').socket()",
    "__import__('socket').getaddrinfo('localhost', 1)",
    "__import__('sqlite3').connect(':memory:')",
    "__import__('mmap').mmap(-1, 4096)",
    "__import__('resource').setrlimit(7, (1, 1))",
    "__import__('fcntl').fcntl(0, 1)",
    "__import__('gc').get_objects()",
    "__import__('gc').get_referrers(os)",
    "__import__('gc').get_referents(os)",
    "__import__('sys')._current_frames()",
    "__import__('marshal').loads(b'i\\x01\\x00\\x00\\x00')",
    "__import__('marshal').loads(__import__('marshal').dumps(compile('1', 'x', 'eval')))",
    "__import__('_frozen_importlib_external')._compile_bytecode(b'N', 'n', os.__cached__)",
    "exec('__import__(\\'marshal\\').loads(b\\'N\\')', {'bytecode_path': os.__cached__})",
    "(lambda: 0).__code__.replace(co_code=b'')",
    "setattr(torch.nn.functional.mse_loss, '__code__', (lambda *a: 0).__code__)",
    "setattr(torch.nn.functional.mse_loss, '__kwdefaults__', {})",
    "__import__('ctypes').c_int(1)",
    "__import__('_ctypes').Py_DECREF(os)",
    "__import__('_testcapi')",
    "__import__('_xxsubinterpreters').create()",
    "torch.UntypedStorage.from_file('/etc/passwd', False, 1)",
    "torch.from_file('/etc/passwd', size=1)",
    "torch._C.PyTorchFileReader('/etc/passwd')",
    "torch._C.PyTorchFileWriter('/tmp/left-by-an-attack')",
    "torch.save(torch.zeros(1), '/tmp/left-by-an-attack')",
    "torch.zeros(4).share_memory_()",
]


@pytest.mark.parametrize("kernel", [False, True], ids=["hook-alone", "with-kernel"])
@pytest.mark.parametrize("code", REFUSED)
def test_it_refuses(inside: Inside, code: str, kernel: bool) -> None:
    answer = inside(f"import os, torch\nresult = repr({code})", kernel=kernel)
    assert isinstance(answer, dict), answer
    assert "error" in answer


HONEST = {
    "imports": "import math, json, re, random, statistics, fractions, dataclasses, typing\n"
    "result = statistics.mean([1, 2, 3]) == 2",
    "classes": "import dataclasses\n@dataclasses.dataclass(frozen=True)\nclass P:\n    x: int = 1\n"
    "result = P().x == 1",
    "named tuples": "import collections\nresult = collections.namedtuple('P', 'x')(1).x == 1",
    "enumerations": "import enum\nresult = enum.Enum('E', 'a').a.name == 'a'",
    "printing": "import torch\nprint(torch.rand(2, 3))\nresult = 'tensor' in repr(torch.ones(2))",
    "backward": "import torch\nx = torch.ones(2, requires_grad=True)\n(x * x).sum().backward()\n"
    "result = x.grad.tolist() == [2, 2]",
    "custom function": "import torch\nclass F(torch.autograd.Function):\n"
    "    @staticmethod\n    def forward(ctx, x): return x * 2\n"
    "    @staticmethod\n    def backward(ctx, g): return g * 2\n"
    "x = torch.ones(1, requires_grad=True)\nF.apply(x).backward()\nresult = x.grad.item() == 2",
    "einsum": "import torch\na = torch.ones(3)\nresult = torch.einsum('i,i->', a, a).item() == 3",
    "vmap": "import torch\nf = torch.vmap(lambda a: a.sum())\n"
    "result = f(torch.ones(2, 3)).tolist() == [3, 3]",
    "modules": "import torch, copy\nm = copy.deepcopy(torch.nn.Linear(2, 1))\n"
    "result = m(torch.ones(1, 2)).shape == (1, 1)",
    "buffers": "import torch\nm = torch.nn.Module()\nm.register_buffer('b', torch.ones(1))\n"
    "result = list(m.state_dict()) == ['b']",
    "random": "import torch, random\ntorch.manual_seed(1); random.seed(1)\n"
    "result = torch.rand(1).item() < 1 and random.random() < 1",
    "time": "import time\ntime.sleep(0.001)\nresult = time.perf_counter() > 0",
    "warnings": "import warnings\nwarnings.warn('x')\nresult = True",
    "traceback": "import traceback\ntry:\n    1 / 0\nexcept ZeroDivisionError:\n"
    "    traceback.print_exc()\nresult = True",
    "linalg": "import torch\nresult = torch.linalg.norm(torch.ones(4)).item() == 2",
    "numbers": "import torch\nresult = torch.ones(2).tolist() == [1.0, 1.0]",
    "allclose": "import torch\nresult = torch.allclose(torch.ones(2), torch.ones(2))",
    "cpu count": "import os\nresult = os.cpu_count() > 0",
}  # fmt: skip


def test_no_other_hook_gets_in(inside: Inside) -> None:
    """Python itself says nothing when a hook is turned down."""
    code = "import sys\nseen = []\nsys.addaudithook(lambda *a: seen.append(a))\nimport this\n"
    assert inside(code + "result = len(seen)") == 0


@pytest.mark.parametrize("start", ["threading.Thread(target=print).start()",
                                   "_thread.start_new_thread(print, ())"])  # fmt: skip
def test_threads_are_the_kernel_s_to_refuse(inside: Inside, start: str) -> None:
    answer = inside(f"import threading, _thread\nresult = repr({start})")
    assert answer["error"] == "RuntimeError"


@pytest.mark.parametrize("kernel", [False, True], ids=["hook-alone", "with-kernel"])
@pytest.mark.parametrize("what", HONEST)
def test_it_lets_honest_code_work(inside: Inside, what: str, kernel: bool) -> None:
    assert inside(HONEST[what], kernel=kernel) is True
