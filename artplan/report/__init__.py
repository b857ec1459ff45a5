"""What a reader sees: texts, numbers, charts, tables, prose and pages.

Everything here receives results, lines and plans and shows them; nothing here works anything out.
"""
