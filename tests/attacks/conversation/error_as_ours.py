# exercise: ce | Answers made to break the judge, so that the failure would count as its own.
import json
import os
import struct

bad = '{"status": "raised", "frames": [{"line": 1e400}], "type": "\\ud800", "message": NaN}'
deep = "[" * 100_000 + "]" * 100_000
odd = json.dumps({"status": "raised", "type": "ImportError", "frames": [{"code": "x"}]})
for text in (odd, bad, deep):
    for number in range(3, 64):
        try:
            os.write(number, struct.pack("!II", len(text), 0) + text.encode())
        except OSError:
            pass
