"""The engine: traces rules, checks their units, orders them, and evaluates them on numpy arrays.

It is given lines and data, and knows no plan, no file and no business term.

    vocabulary   the functions a rule may call     line       the @line decorator, openings
    expression   the traced form of a rule         units      CNY / person * person = CNY
    words        units, numpy, text, spreadsheet   trace      dimensions, units, formula in words
    model        all lines, checked and ordered    numbers    expressions as functions on arrays
    evaluate     data in, arrays out               faults     exceptions and their messages
    arrays       names of the array types
"""
