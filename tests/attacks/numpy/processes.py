# exercise: np-softmax-ce | processes, threads and sockets started from what NumPy has loaded
import os
import sys

import numpy as np


def softmax_cross_entropy(x, y):
    for way in (
        lambda: os.system("sleep 600"),
        lambda: os.fork(),
        lambda: np.f2py.compile("end"),
        lambda: sys.modules["numpy"].testing.run_threaded(lambda: None),
        lambda: np.lib.npyio.DataSource().open("http://localhost/"),
    ):
        try:
            way()
        except Exception:
            continue
    return 0.0
