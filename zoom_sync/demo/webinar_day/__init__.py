"""The sample day: a gathering in a hall and online, with everything that goes wrong on a real day.

`cast` says who there is and what each of them really did; `truth` computes from it what a right record says;
`scene` puts it on the clock; `day` plays it on a `World`; `stage` puts all of it on the net.
Every person and organisation is invented; all addresses end in `.example`.
"""
