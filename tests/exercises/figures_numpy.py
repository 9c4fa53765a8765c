"""Figures of the questions about what is written in NumPy."""


def places(size: int, kernel: int, stride: int, padding: int) -> int:
    """Where a kernel fits into a padded row, counted one by one."""
    last = size + 2 * padding - kernel
    return sum(1 for start in range(0, last + 1, stride))


FIGURES = {
    "np-knn-broadcast-memory": 1000 * 60000 * 784 * 4 / 2**30,
    "np-conv2d-output-size": places(224, 7, 2, 3),
}
