"""The career advisor: a pure domain, two services around it, and the front ends that translate."""

import os

# Before numpy is first imported: on vectors as short as ours its threads wait for each other longer than they work,
# many times longer on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
