# exercise: ce | Valid JSON whose strings cannot be encoded again.
import os
import struct

text = '{"status": "raised", "type": "\\udc80", "message": "\\ud800", "frames": []}'
for number in range(3, 64):
    try:
        os.write(number, struct.pack("!II", len(text), 0) + text.encode())
    except OSError:
        pass
