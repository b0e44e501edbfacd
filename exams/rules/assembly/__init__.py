"""Papers from a blueprint and a pool, by proof.

Plain functions on plain data: the same plan, pool and seed give the same papers
(all stops are counted in work; the clock is only the emergency brake). See
``assemble`` in ``exams.rules.assembly.assemble``.
"""
