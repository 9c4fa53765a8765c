# exercise: mse | Sleeps while the file is loaded.
import time

time.sleep(10**6)
