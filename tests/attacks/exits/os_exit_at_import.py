# exercise: mse | Leaves while the file is loaded.
import os

os._exit(0)
