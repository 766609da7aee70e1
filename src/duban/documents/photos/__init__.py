"""Photos 照片: what the camera wrote into them, and a small preview; pictures are opened in a child process only.

The kept file is evidence: its bytes and its hash stay as they came, with everything the camera wrote. A preview is
derived from it and can be made again.
"""
