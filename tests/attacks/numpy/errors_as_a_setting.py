# exercise: np-softmax-ce | right numbers, but every later division by zero raises
import numpy as np


def softmax_cross_entropy(x, y):
    np.seterr(all="raise")
    return (np.logaddexp.reduce(x, axis=1) - x[np.arange(len(y)), y]).mean()
