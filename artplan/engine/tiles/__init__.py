"""The same formulas on a second machine: instruction tables that a small library in C works through.

    layout         where each number stands: inputs, lines, numbers of the formulas, room for a tile
    instructions   rows of integers
    writer         expressions as instructions
    frame          which lines have cases, months and how many members
    tables         all instructions for a program and the shapes of a plan's data
    library        the library's functions
    run            one plan, or many cases in tiles

numpy stays the reference: where a word comes to no number, the cases concerned go through numpy, which says
what is wrong and where. The library is `native/tiles.c`; it knows words, and no line or dimension.
"""
