# exercise: mse | Closes every descriptor while the file is loaded.
import os

os.closerange(0, 1024)
