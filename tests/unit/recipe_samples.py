"""A small recipe that has everything a recipe can have."""

from __future__ import annotations

WHOLE = """order: 1
name: {zh: 样机, en: Sample}
line: sample
platforms: [linux]
proof: documented
tells: [ringing, number]
found_by: {programs: [sample], files: ["~/.sample"], registry: ['Software/S'], processes: [sample]}
writes: twinkle_profile
about:
  zh: 说明
  en: What it is
steps:
  - paste: '@command@ call ringing'
    zh: 第一步
    en: First
  - {zh: 第二步, en: Second}
limits:
  - {zh: 限制, en: A limit}
"""
