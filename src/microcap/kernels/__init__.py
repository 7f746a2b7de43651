"""The few loops that must run at machine speed: arrays in, arrays out, no market words.

A kernel gets plain numpy arrays and the offsets at which one security's rows end and the next
one's begin; it never looks across an offset. Not-a-number stands for unknown inside a kernel and
nowhere else. Each has a slow, readable twin (a measure's reducer, a plain parser) to which a test
holds it. Only batch jobs import this room: compiling costs seconds the first time, and the
compiled code is cached on disk.
"""
