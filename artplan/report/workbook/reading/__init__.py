"""Reading a workbook back, whoever saved it: within bounds, or refused with the cell.

archive   the file on the disk -> the elements of its parts, each of bounded size
sheets    a part -> the cells with a value, by row and column
original  the hidden sheet -> what artplan wrote: the plan, the path of each row, the number of each cell
"""
