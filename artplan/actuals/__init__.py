"""What happened: the exports of a month, read, kept, and turned into lines of the plan.

    readers    what the columns of each export mean, and its rows as records
    store      the records that were imported, each with its file and place
    mapping    which line of the plan an account of the ledger belongs to
    reconcile  exports of a month that say the same, compared
    imports, month, close    what the commands do: import files, read a month's amounts, make them facts
    measured, closed         what exports measure of a month, and the amounts of closed ones

A record has an identifier, a day, a kind and amounts. No name, address or telephone number is kept of an
export, and identifiers of orders only as hashes, by which two exports can be compared.
"""
