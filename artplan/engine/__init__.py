"""How rules are worked out: words, lines, tracing, units, order, month-by-month numbers.

The engine is handed lines and data. It knows no plan, no file and no business.

    vocabulary   what a rule may say            line       @line and opening
    expression   what a rule turned into        units      CNY / person * person = CNY
    words        every word's faces             trace      dimensions, units, formula in words
    model        all lines together, ordered    numbers    expressions on numpy arrays
    evaluate     data in, arrays out            faults     what is said when something is wrong
    arrays       what arrays are called
"""
