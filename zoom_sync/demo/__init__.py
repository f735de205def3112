"""A Zoom that is not Zoom, and a day that plays on it.

It runs in a process of its own and meets the service over HTTP and files only. It is written from Zoom's
contract and shares no code with the client or the webhook receiver, so that one mistake cannot stand on both
sides and cancel out.
"""
